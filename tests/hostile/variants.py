"""Files that try the program, each with what may come of it: damaged, lying, locked, greedy, and no PDFs at all.

All are made here from seeds, the same ones every time; what is odd about a name or a place stands in `places.py`.
`tests/hostile` tries some of them, `benchmarks/hostile.py` all of them in whole runs.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.hostile import damaged, disguised, greedy, lying, pictures
from tests.hostile.variant import Variant


def quick() -> Iterator[Variant]:
    """Those that cost the program no effort."""
    yield from damaged.truncated()
    yield from damaged.flipped()
    yield from damaged.rebuilt()
    yield from lying.lying()
    yield from disguised.locked()
    yield from disguised.disguised()
    yield from pictures.pictures()


def variants() -> Iterator[Variant]:
    """All of them, made one at a time."""
    yield from quick()
    yield from greedy.greedy()
