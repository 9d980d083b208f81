"""Parties told by where they stand: below or beside a label («Beställare»), in a table's column, in a letterhead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.domain.text import Text

_LONGEST_LINE = 12
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
        elif len(row) == 1 and (found := label.match(row[0].content)) and found.end() < len(row[0].content):
            yield [Cell(row[0].content[found.end() :], row[0].start + found.end())]


def column(lines: list[Row], is_head: Callable[[str], bool], is_name: Callable[[str], bool]) -> Iterator[Cell]:
    """The first column of a table whose head says that it holds organisations, the others something else."""
    for number, row in enumerate(lines):
        if len(row) > 1 and is_head(row[0].content) and not any(is_name(cell.content) for cell in row[1:]):
            yield from (r[0] for r in lines[number + 1 : number + 1 + _tables(lines[number + 1 :])])
            return


def _tables(lines: list[Row]) -> int:
    return next((n for n, row in enumerate(lines) if len(row) < 2), len(lines))


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
