"""How long a line and a paragraph may be.

Expressions and rules look at a paragraph as a whole, and some take time that grows with the square of its length. No
agreement comes near the limit; where somebody sets a megabyte in one line, nothing of it is lost, but it is parted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.domain.document import Word
from pipeline.layout.lines import PrintedLine

LONGEST = 10_000
"""Characters of a line, and of a paragraph."""


def parted(lines: Iterable[PrintedLine]) -> Iterator[PrintedLine]:
    """The lines; one that is too long as several in its place, each with as many words as it holds."""
    for line in lines:
        if sum(len(word.text) + 1 for word in line.words) <= LONGEST:
            yield line
        else:
            yield from _parts(line)


def _parts(line: PrintedLine) -> Iterator[PrintedLine]:
    cells: list[list[Word]] = []
    length = 0
    for cell in line.cells:
        cells.append([])
        for word in _pieces(cell):
            if length + len(word.text) > LONGEST:
                yield _line(line, cells)
                cells, length = [[]], 0
            cells[-1].append(word)
            length += len(word.text) + 1
    yield _line(line, cells)


def _line(line: PrintedLine, cells: Iterable[Iterable[Word]]) -> PrintedLine:
    return replace(line, cells=tuple(found for cell in cells if (found := tuple(cell))))


def _pieces(words: Iterable[Word]) -> Iterator[Word]:
    """The words; one that no line can hold as several in the same place."""
    for word in words:
        for start in range(0, len(word.text), LONGEST):
            piece = word.text[start : start + LONGEST]
            yield word if piece == word.text else replace(word, text=piece)
