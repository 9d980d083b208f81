"""Rows of a text in which signatures may be dated: their cells, and what stands in the column below a head."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.domain.text import Text

_ROWS = 14
"""Rows below the head of a column in which people sign."""
_FIGURES = re.compile(r"\s{0,20}\d(?=(?:\D{0,3}\d){2})[^\n\t]{2,14}")
"""Figures that fill their cell, and may have been a day."""


def row(text: Text, offset: int) -> tuple[int, int]:
    """Where the line begins and ends in which the offset stands."""
    end = text.content.find("\n", offset)
    return text.content.rfind("\n", 0, offset) + 1, end if end >= 0 else len(text.content)


def cell(text: Text, offset: int) -> tuple[int, int]:
    """Where the cell of a row begins and ends in which the offset stands."""
    start, end = row(text, offset)
    before, behind = text.content.rfind("\t", start, offset), text.content.find("\t", offset, end)
    return before + 1 or start, end if behind < 0 else behind


def fill_row(text: Text, offset: int, dates: Iterable[tuple[int, int]]) -> int:
    """How many dates fill the line in which the offset stands; none if anything else stands there."""
    start, end = row(text, offset)
    inside = [(s, e) for s, e in dates if start <= s and e <= end]
    rest = list(text.content[start:end])
    for s, e in inside:
        rest[s - start : e - start] = " " * (e - s)
    return 0 if "".join(rest).strip() else len(inside)


def may_share_column(text: Text, head: int, value: int) -> bool:
    """Whether the two may stand in one column: in rows of as many cells, only if they have the same place in them."""
    one, two = row(text, head), row(text, value)
    counts = [text.content.count("\t", *span) for span in (one, two)]
    return counts[0] != counts[1] or text.content.count("\t", one[0], head) == text.content.count("\t", two[0], value)


def unread_below(text: Text, start: int, end: int, dates: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Cells of figures without a date below a head in a table; the first row without such a column ends it."""
    begin, stop = row(text, start)
    column = text.content.count("\t", begin, start)
    known = tuple(dates)
    if "\t" not in text.content[begin:stop] or text.content[end:stop].split("\t", 1)[0].strip(" :"):
        return
    for _ in range(_ROWS):
        begin = stop + 1
        if begin >= text.margin_start:
            return
        _, stop = row(text, begin)
        cells = text.content[begin:stop].split("\t")
        if len(cells) <= column:
            return
        at = begin + sum(len(cell) + 1 for cell in cells[:column])
        cell = cells[column]
        if _FIGURES.fullmatch(cell) and not any(at <= date < at + len(cell) for date in known):
            yield at, at + len(cell)
