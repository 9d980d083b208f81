"""How much of a page OCR read rightly: characters, words, digits and å/ä/ö.

Words are matched by place, so that the order in which an engine reads the parts of a page counts for nothing (the
program orders them itself): each word that was read goes to the cell it stands in, and each cell is aligned with its
truth.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein
from sheets import Cell, Sheet

from pipeline.domain.document import BBox, Word

_ACCENTED = frozenset("åäöÅÄÖ")
_SAME = str.maketrans({"–": "-", "—": "-", "”": '"', "“": '"', "’": "'", "‘": "'"} | dict.fromkeys("|•·*»«"))
"""Kinds of dashes and quotation marks count as one; bullets and the rules of tables do not count."""


@dataclass(frozen=True, slots=True)
class Score:
    """Counts: what is there, and what of it is wrong."""

    characters: int = 0
    character_errors: int = 0
    words: int = 0
    word_errors: int = 0
    digits: int = 0
    digit_errors: int = 0
    accented: int = 0
    accented_errors: int = 0
    seconds: float = 0.0
    """CPU seconds, with those of the engine."""
    pages: int = 0

    def __add__(self, other: Score) -> Score:
        """The counts of both."""
        return Score(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


def score(sheet: Sheet, words: Iterable[Word], tilt: float) -> Score:
    """How well `words` render the sheet; the page that they were read on is tilted `tilt` degrees counter-clockwise."""
    found: dict[int, list[tuple[float, str]]] = {}
    for word in words:
        x, y = _straightened(word.box, sheet, tilt)
        nearest = min(range(len(sheet.cells)), key=lambda index: _distance(sheet.cells[index].box, x, y))
        far = _distance(sheet.cells[nearest].box, x, y) > 1.2 * sheet.cells[nearest].box.height
        found.setdefault(-1 if far else nearest, []).append((x, word.text))
    total = Score(pages=1)
    for index, cell in enumerate(sheet.cells):
        total += _aligned(cell, " ".join(text for _, text in sorted(found.get(index, []))))
    return total + _aligned(Cell("", BBox(0, 0, 0, 0)), " ".join(text for _, text in found.get(-1, [])))


def _aligned(cell: Cell, read: str) -> Score:
    truth, read = (" ".join(text.translate(_SAME).split()) for text in (cell.text, read))
    wrong = list(Levenshtein.editops(truth, read))
    touched = [truth[op.src_pos] if op.tag != "insert" else read[op.dest_pos] for op in wrong]
    return Score(
        characters=len(truth),
        character_errors=len(wrong),
        words=len(truth.split()),
        word_errors=Levenshtein.distance(truth.split(), read.split()),
        digits=sum(char.isdigit() for char in truth),
        digit_errors=sum(char.isdigit() for char in touched),
        accented=sum(char in _ACCENTED for char in truth),
        accented_errors=sum(char in _ACCENTED for char in touched),
    )


def _distance(box: BBox, x: float, y: float) -> float:
    """From the point to the box; height counts double, for lines lie closer than columns."""
    across = max(box.x0 - x, 0, x - box.x1)
    down = max(abs(y - box.middle) - box.height / 4, 0)
    return math.hypot(across, 2 * down)


def _straightened(box: BBox, sheet: Sheet, tilt: float) -> tuple[float, float]:
    """Where the box's middle would stand on the page before it was tilted about its middle."""
    angle = math.radians(tilt)
    across, down = (box.x0 + box.x1 - sheet.width) / 2, box.middle - sheet.height / 2
    return (
        sheet.width / 2 + across * math.cos(angle) - down * math.sin(angle),
        sheet.height / 2 + across * math.sin(angle) + down * math.cos(angle),
    )
