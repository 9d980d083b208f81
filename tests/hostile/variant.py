"""A file that tries the program, and what may come of it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.errors import CODES

ROW, NO_AGREEMENT = "row", "not_agreement"
"""What may come of a file beside the codes of `pipeline/errors.py`."""

READ = frozenset({ROW, NO_AGREEMENT})
PROPER = READ | frozenset(CODES) - {"unexpected", "changing", "vanished", "not_opened", "not_a_file"}
"""What may come of a file that nobody touches: read, or a failure that tells the user what to do with it."""
BROKEN = READ | {"damaged", "empty", "no_pages", "not_a_pdf"}


@dataclass(frozen=True, slots=True)
class Variant:
    """A file: its name, its bytes, and what may come of it."""

    category: str
    name: str
    content: bytes
    expected: frozenset[str]


def one(*codes: str) -> frozenset[str]:
    """Only these outcomes."""
    return frozenset(codes)
