"""Imported by the process that the workers are forked from: what every worker needs is unpacked there, and only once.

Where workers are not forked (Windows) each of them does it at its first document. What goes wrong here goes wrong in
the worker too, and is told there.
"""

from __future__ import annotations

import gc
from contextlib import suppress

from flows import work
from pipeline.settings import load

with suppress(Exception):
    work.prepare(load().models)
gc.collect()
gc.freeze()  # the collector would touch every page of memory that the workers share
