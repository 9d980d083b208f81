"""Parties told by where they stand: below or beside a label («Beställare»), in a table's column, in a letterhead."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.domain.text import Text

_LONGEST_LINE = 12
_OPEN = re.compile(r"(?:[-,&/]|\(\d*)$")
"""The end of a cell that goes on in the row below."""
_MOST_LINES = 6


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table's row, or a paragraph, with the offset at which it begins."""

    content: str
    start: int

    @property
    def end(self) -> int:
        """The offset behind it."""
        return self.start + len(self.content)


Row = tuple[Cell, ...]


def rows(text: Text, start: int, end: int) -> list[Row]:
    """The paragraphs between the offsets, each as its cells."""
    found, offset = [], start
    for line in text.content[start:end].split("\n"):
        at, cells = offset, []
        for content in line.split("\t"):
            cells.append(Cell(content, at))
            at += len(content) + 1
        if line.strip():
            found.append(tuple(cells))
        offset += len(line) + 1
    return found


def unwrapped(lines: list[Row]) -> list[Row]:
    """The rows, with one that goes on in the next joined to it: «Ekby kommun genom vård- och | 212000-» and the rest.

    A row goes on where its first cell breaks off, or the next begins small, and the cells are alike in number.
    """
    joined: list[Row] = []
    for row in lines:
        before = joined[-1] if joined else ()
        if len(row) > 1 and len(before) == len(row) and _goes_on(before[0].content, row[0].content):
            cells = zip(before, row, strict=True)
            joined[-1] = tuple(Cell(f"{a.content}{_gap(a.content)}{b.content}", a.start) for a, b in cells)
        else:
            joined.append(row)
    return joined


def _goes_on(above: str, below: str) -> bool:
    return bool(_OPEN.search(above)) or (below[:1].islower() and not is_marked(below))


def _gap(above: str) -> str:
    """A blank, but none behind the hyphen that parts a number or a word."""
    return "" if re.search(r"\d-$", above) else " "


def labelled(lines: list[Row], label: re.Pattern[str], is_label: Callable[[str], bool]) -> Iterator[list[Cell]]:
    """What stands beside or below each label: «Beställare: X», «Beställare | X», or a block below «Beställare».

    `label` matches one with its colon at the beginning of a longer line, `is_label` a cell that is nothing else.
    """
    for number, row in enumerate(lines):
        below = lines[number + 1 :]
        if len(row) > 1 and all(is_label(cell.content) for cell in row):
            for column in range(len(row)):
                yield [r[column] for r in _alike(below, len(row))]
        elif len(row) > 1 and is_label(row[0].content):
            yield from ([cell] for cell in row[1:])
        elif len(row) == 1 and is_label(row[0].content):
            yield _block(below, is_label)
        else:
            for cell in row:
                if (found := label.match(cell.content)) and found.end() < len(cell.content):
                    yield [Cell(cell.content[found.end() :], cell.start + found.end())]


def parted(lines: list[Row], inline: re.Pattern[str]) -> list[Row]:
    """The rows, a cell that holds several labels with colons parted before each: «Utförare: X Beställare: Y»."""
    return [tuple(part for cell in row for part in _parts(cell, inline)) for row in lines]


def _parts(cell: Cell, inline: re.Pattern[str]) -> Iterator[Cell]:
    starts = [match.start() for match in inline.finditer(cell.content)]
    if len(starts) < 2:
        yield cell
        return
    for a, b in itertools.pairwise([0, *(s for s in starts if s), len(cell.content)]):
        yield Cell(cell.content[a:b].rstrip(), cell.start + a)


def below_labels(lines: list[Row], is_label: Callable[[str], bool], is_name: Callable[[str], bool]) -> Iterator[Cell]:
    """A form: the cell below each label, where a row that names nobody stands above one of as many cells."""
    for above, below in itertools.pairwise(lines):
        named = any(is_name(cell.content) and not is_label(cell.content) for cell in above)
        if len(above) == len(below) > 1 and not named:
            yield from (b for a, b in zip(above, below, strict=True) if is_label(a.content))


def column(
    lines: list[Row], is_head: Callable[[str], bool], is_name: Callable[[str], bool], is_label: Callable[[str], bool]
) -> Iterator[Row]:
    """The rows of a table whose first column's head says that it holds organisations, the others something else.

    It ends at a line of text and at a label, with which a form goes on.
    """
    for number, row in enumerate(lines):
        if len(row) > 1 and is_head(row[0].content) and not any(is_name(cell.content) for cell in row[1:]):
            below = lines[number + 1 :]
            yield from below[
                : next((n for n, r in enumerate(below) if len(r) < 2 or is_label(r[0].content)), len(below))
            ]
            return


def _alike(lines: list[Row], cells: int) -> list[Row]:
    """The rows of so many cells that follow at once."""
    return lines[: next((n for n, row in enumerate(lines) if len(row) != cells), len(lines))][:_MOST_LINES]


def _block(lines: list[Row], is_label: Callable[[str], bool]) -> list[Cell]:
    """The short lines that follow, up to the next label."""
    found: list[Cell] = []
    for row in lines[:_MOST_LINES]:
        if len(row) > 1 or is_label(row[0].content) or len(row[0].content.split()) > _LONGEST_LINE:
            break
        found.append(row[0])
    return found


def printed_lines(text: Text, start: int, end: int) -> list[Cell]:
    """The printed lines of a cell, a wrapped one joined to the one above."""
    lines: list[tuple[int, int]] = []
    bottom = None
    bulleted = not text.content[start : start + 1].isalnum()
    for anchor in text.anchors_in(start, end):
        content = text.content[anchor.start : anchor.end]
        below = bottom is None or anchor.box.middle > bottom
        wrapped = bool(lines) and (
            content[:1].islower() or text.content[lines[-1][1] - 1] in ",-/" or (bulleted and content[:1].isalnum())
        )
        if below and not wrapped:
            lines.append((anchor.start, anchor.end))
        elif lines:
            lines[-1] = (lines[-1][0], anchor.end)
        bottom = anchor.box.bottom
    return [Cell(text.content[a:b], a) for a, b in lines]


def is_marked(content: str) -> bool:
    """Whether a bullet or a number stands before it, as printed or as OCR reads a bullet."""
    return not content[:1].isalnum() or bool(re.match(r"\(?(?:\d{1,2}[.)]?|[a-z][.)]|[eo])\s", content))


def first_sentence(content: str) -> str:
    """Up to the first full stop before a capital; an abbreviation's stop has a small letter or figure behind it."""
    for match in re.finditer(r"(?<!^\d)(?<!^\d\d)\.\s+", content):
        if content[match.end() : match.end() + 1].isupper():
            return content[: match.start()]
    return content
