"""A line as it was meant beside the line as OCR gave it: the same text but for its misreadings, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Edit = tuple[int, int, str]
"""Offsets [start, end) and what is to stand there instead."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A copy of a line. Its character `i` stands for [starts[i], ends[i]) of what was `seen`.

    >>> copy = Mended.of("den l rnaj").replaced([(4, 5, "1"), (6, 8, "m")])
    >>> copy.content, copy.span(6, 9), copy.is_changed(0, 3), copy.is_changed(0, 5)
    ('den 1 maj', (6, 10), False, True)
    """

    seen: str
    content: str
    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def of(cls, line: str) -> Mended:
        """The line itself."""
        return cls(line, line, range(len(line)), range(1, len(line) + 1))

    def replaced(self, edits: Iterable[Edit]) -> Mended:
        """A further copy; the edits are places in `content`, sorted and without overlaps."""
        pieces: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        position = 0
        for start, end, instead in edits:
            pieces += [self.content[position:start], instead]
            starts += [*self.starts[position:start]]
            ends += [*self.ends[position:start]]
            if len(instead) == end - start:
                starts += self.starts[start:end]
                ends += self.ends[start:end]
            else:
                first, last = self.span(start, end)
                starts += [first] * len(instead)
                ends += [last] * len(instead)
            position = end
        if not pieces:
            return self
        rest = self.content[position:], self.starts[position:], self.ends[position:]
        return Mended(self.seen, "".join([*pieces, rest[0]]), [*starts, *rest[1]], [*ends, *rest[2]])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the stretch [start, end) of the copy stands in what was seen."""
        return self.starts[start], self.ends[end - 1]

    def is_changed(self, start: int, end: int) -> bool:
        """Whether the stretch [start, end) of the copy was seen otherwise."""
        first, last = self.span(start, end)
        return self.content[start:end] != self.seen[first:last]

    def changes(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """The places in what was seen where the stretch [start, end) of the copy differs from it."""
        places = ((self.starts[i], self.ends[i], self.content[i]) for i in range(start, end))
        return tuple(dict.fromkeys((first, last) for first, last, c in places if self.seen[first:last] != c))
