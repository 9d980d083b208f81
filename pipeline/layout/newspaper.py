"""Newspaper columns: a stretch of a page set in two columns, which are read one after the other.

A table has columns too, and is read row by row. What tells them apart is that running text fills its column: most of
its lines reach nearly as far as the longest, and hold more than a word or two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import accumulate, pairwise
from statistics import median

from pipeline.domain.document import BBox, Word

Row = Sequence[Word]

_LEAST_ROWS = 12
"""Fewer rows than this are no stretch of columns, and a column has at least half as many."""
_GUTTER = 9.0
"""Points between two columns at the least; so wide a gap between words may be found anywhere, but not in every row."""
_MIDDLE = (0.2, 0.8)
"""The gutter lies in this part of the text's width."""
_FILL = 0.7
"""The typical line fills at least this share of its column."""
_WORDS = 3
"""Running text has at least so many words a line."""
PARTED, _WIDE = 0.2, 1.8
"""More than this share of rows with a gap of so many heights of a line: they are rows of a table with more columns."""
_OUT_OF_LINE = 15.0
"""Points by which the first line of a column may be out of line with the others."""
_APART = 1.5
"""A gap of more than so many heights of a line parts what stands below the left column from it."""
_FAR = 3.0
"""A gap of more than so many heights of a line ends the columns."""


MOST_ROWS = 250
"""No sheet that people read has more rows; those of a page that has are not compared with one another."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows that are read together: the columns are one for plain rows, two for a newspaper."""

    columns: tuple[tuple[Row, ...], ...]


def stretches(rows: Sequence[Row]) -> Iterator[Stretch]:
    """All rows of a page from the top, divided into plain stretches and such in two columns."""
    if len(rows) > MOST_ROWS:
        yield Stretch((tuple(rows),))
        return
    plain: list[Row] = []
    number = 0
    while number < len(rows):
        end, gutter = _run(rows, number)
        end = _without_tail(rows, number, end, gutter)
        sides = _sides(rows[number:end], gutter) if end - number >= _LEAST_ROWS else None
        if sides and _begins(rows[number], sides[0]) and all(_is_running_text(side) for side in sides):
            if plain:
                yield Stretch((tuple(plain),))
            yield Stretch(sides)
            plain, number = [], end
        else:
            plain.append(rows[number])
            number += 1
    if plain:
        yield Stretch((tuple(plain),))


def fills(boxes: Sequence[BBox]) -> bool:
    """Whether most lines of a column reach nearly as far as the longest."""
    width = max(b.x1 for b in boxes) - min(b.x0 for b in boxes)
    return median(b.width for b in boxes) > _FILL * width


def _run(rows: Sequence[Row], first: int) -> tuple[int, tuple[float, float]]:
    """Where the rows from `first` on end that leave one gutter free, and that gutter."""
    left, right = min(row[0].box.x0 for row in rows), max(row[-1].box.x1 for row in rows)
    width = right - left
    free = [(left + _MIDDLE[0] * width, left + _MIDDLE[1] * width)]
    for number in range(first, len(rows)):
        far = number > first and _distance(rows[number - 1], rows[number]) > _FAR
        narrowed = _common(free, _gaps(rows[number]))
        if far or not narrowed:
            return number, max(free, key=_width)
        free = narrowed
    return len(rows), max(free, key=_width)


def _without_tail(rows: Sequence[Row], first: int, end: int, gutter: tuple[float, float]) -> int:
    """The end without what stands apart below both columns, on the left: a place and a date above the signatures."""
    last = max((n for n in range(first, end) if rows[n][-1].box.x0 >= gutter[1] - 1), default=first)
    apart = (n for n in range(last + 1, end) if _distance(rows[n - 1], rows[n]) > _APART)
    return next(apart, end)


def _begins(row: Row, column: Sequence[Row]) -> bool:
    """Whether a row begins where the lines of the left column do."""
    return bool(column) and abs(row[0].box.x0 - median(line[0].box.x0 for line in column)) < _OUT_OF_LINE


def _gaps(row: Row) -> list[tuple[float, float]]:
    """The stretches of a row that no word covers; one word may lie over another."""
    starts = [*(word.box.x0 for word in row), 1e9]
    reached = accumulate((word.box.x1 for word in row), max, initial=-1e9)
    return [(a, b) for a, b in zip(reached, starts, strict=True) if b - a >= _GUTTER]


def _common(some: Sequence[tuple[float, float]], others: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    both = [(max(a, c), min(b, d)) for a, b in some for c, d in others]
    return [piece for piece in both if _width(piece) >= _GUTTER]


def _width(piece: tuple[float, float]) -> float:
    return piece[1] - piece[0]


def _distance(above: Row, below: Row) -> float:
    """The gap between two rows in heights of a line."""
    top, bottom = min(w.box.top for w in below), max(w.box.bottom for w in above)
    return (top - bottom) / max(1.0, median(w.box.height for w in below))


def _sides(rows: Sequence[Row], gutter: tuple[float, float]) -> tuple[tuple[Row, ...], ...]:
    middle = (gutter[0] + gutter[1]) / 2
    left = [[w for w in row if w.box.x1 <= middle] for row in rows]
    right = [[w for w in row if w.box.x0 >= middle] for row in rows]
    return tuple(tuple(row for row in side if row) for side in (left, right))


def _is_running_text(side: Sequence[Row]) -> bool:
    if len(side) < _LEAST_ROWS / 2:
        return False
    parted = sum(1 for row in side if any(_is_wide(a, b) for a, b in pairwise(row)))
    if parted > PARTED * len(side):
        return False
    boxes = [reduce(BBox.union, (word.box for word in row)) for row in side]
    return fills(boxes) and sum(len(row) for row in side) > _WORDS * len(side)


def _is_wide(left: Word, right: Word) -> bool:
    return right.box.x0 - left.box.x1 > _WIDE * max(left.box.height, right.box.height)
