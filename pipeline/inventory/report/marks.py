"""The quotes of an agreement as numbered marks on the pictures of its pages, each labelled in the margin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.domain.document import BBox, PageShape
from pipeline.domain.evidence import Evidence

LINE = 13.0
"""Points from one line of labels to the next."""
_APART = 4.0
"""Points between the labels of two marks."""
_INDENT = 24.0
"""Points by which a list may be indented."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A quote on one page; several fields may rest on the same words. `number` counts from 1 within the agreement."""

    number: int
    page: int
    quote: str
    boxes: tuple[BBox, ...]
    fields: tuple[str, ...]

    @property
    def handle(self) -> BBox:
        """The box that is nearest to the margin; of several the first."""
        return min(self.boxes, key=lambda box: box.x0)


@dataclass(frozen=True, slots=True)
class Label:
    """Where a mark's label stands in the margin, points from the page's top to its first line's foot.

    `near`: the mark begins where the print does, so that a line from the label to it strikes through no words.
    """

    mark: Mark
    y: float
    near: bool


@dataclass(frozen=True, slots=True)
class PictureOfPage:
    """A page with its marks in reading order. `source` is the picture's address, None where there is none."""

    number: int
    shape: PageShape | None
    source: str | None
    marks: tuple[Mark, ...]

    @property
    def labels(self) -> tuple[Label, ...]:
        """The labels beside their marks, moved down, or up from the page's foot, until none covers another."""
        lowest = self.shape.height if self.shape else 0.0
        marks = [mark for mark in self.marks if mark.boxes]
        places: list[float] = []
        free = 0.0
        for mark in marks:
            places.append(max(mark.handle.middle + LINE / 3, free + LINE))
            free = places[-1] + _room(mark) - LINE + _APART
        for index in range(len(marks) - 1, -1, -1):
            places[index] = max(LINE, min(places[index], lowest - _room(marks[index]) + LINE - _APART))
            lowest = places[index] - LINE
        edge = min((mark.handle.x0 for mark in marks), default=0.0) + _INDENT
        return tuple(Label(mark, round(y, 2), mark.handle.x0 <= edge) for mark, y in zip(marks, places, strict=True))


def marks(evidence: Mapping[str, Sequence[Evidence]]) -> tuple[Mark, ...]:
    """The quotes of all fields, numbered in reading order; the same words are marked once."""
    fields: dict[tuple[int, str, tuple[BBox, ...]], list[str]] = {}
    for field, quotes in evidence.items():
        for one in quotes:
            known = fields.setdefault((one.page, one.quote, one.boxes), [])
            known += [field] if field not in known else []
    found = sorted(fields, key=lambda key: (key[0], _place(key[2]), key[1]))
    return tuple(Mark(n, *key, fields=tuple(fields[key])) for n, key in enumerate(found, start=1))


def _place(boxes: Sequence[BBox]) -> tuple[float, float, float]:
    """Reading order; of two quotes that begin alike the longer comes first and is drawn beneath the shorter."""
    first = boxes[0] if boxes else BBox(0.0, 0.0, 0.0, 0.0)
    return first.top, first.x0, -sum(box.width * box.height for box in boxes)


def _room(mark: Mark) -> float:
    return LINE * len(mark.fields)
