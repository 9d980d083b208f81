"""The draft that people go on writing in: what they have written is never overwritten, today's draft lies beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline import writing
from pipeline.gathering import beside
from pipeline.inventory.narrative import untouched

DRAFT = "sammanstallning.docx"


@dataclass(frozen=True, slots=True)
class Draft:
    """Where the draft was written (None: nowhere), and which of its two places hold what a person has written."""

    written: Path | None
    edited: tuple[Path, ...]


def write_draft(path: Path, content: bytes) -> Draft:
    """Write the draft, or its neighbour where it is open or somebody has written in it.

    Raises OSError where nothing can be written.
    """
    places = (path, beside(path))
    edited = tuple(place for place in places if _edited(place))
    for place in places:
        if place not in edited and writing.replace(place, content):
            if place == path and beside(path) not in edited:
                writing.forget(beside(path))
            return Draft(place, edited)
    return Draft(None, edited)


def _edited(path: Path) -> bool:
    try:
        return not untouched(path.read_bytes())
    except OSError:  # not there, or open: then it is not replaced anyhow
        return False
