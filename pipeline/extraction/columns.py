"""Values below the head of their column: «Upprättad | Reviderad», on the next row «2012-01-10 | 2014-05-06»."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.domain.text import Text
from pipeline.domain.values import PartialDate
from pipeline.extraction.candidates import Candidate, Candidates

_ROWS = 2
"""Rows below a head in which its value is looked for: a row of its own, or one that a tall head pushed down."""


def dates_below(text: Text, candidates: Candidates, label: str) -> list[Candidate]:
    """The dates below the heads that name `label` (mentions of COLUMN_HEAD), in the same place of their row."""
    return [c for c in values_below(text, candidates, label, "DATE") if isinstance(c.value, PartialDate)]


def values_below(text: Text, candidates: Candidates, label: str, kind: str) -> list[Candidate]:
    """The same for values of any kind («DATE», «INTERVAL», «OPEN»): those that fill their cells."""
    values = {c.mention.start: c for c in candidates.having(kind, "value")}
    found = []
    for head in candidates.having("COLUMN_HEAD", "of"):
        if head.value != label:
            continue
        for start, end in cells_below(text, head.mention.start, head.mention.end):
            value = next((c for at, c in values.items() if start <= at < end), None)
            if value and _is_whole(text, value.mention.start, value.mention.end):
                found.append(Candidate(value.mention, value.value, head.weight))
                break
    return found


def cells_below(text: Text, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The cells below a head that fills its cell, in the same place of their rows."""
    if not _is_whole(text, start, end):
        return
    column = text.content.count("\t", text.content.rfind("\n", 0, start) + 1, start)
    limit = text.margin_start if start < text.margin_start else len(text.content)
    position = text.content.find("\n", start)
    for _ in range(_ROWS):
        if position < 0 or position >= limit:
            return
        end = text.content.find("\n", position + 1)
        end = len(text.content) if end < 0 else end
        offset = position + 1
        for number, cell in enumerate(text.content[offset:end].split("\t")):
            if number == column:
                yield offset, offset + len(cell)
            offset += len(cell) + 1
        position = end


def _is_whole(text: Text, start: int, end: int) -> bool:
    before = text.content[max(text.content.rfind(mark, 0, start) for mark in "\n\t") + 1 : start]
    after = text.content[end:].split("\n", 1)[0].split("\t", 1)[0]
    return not before.strip() and not after.strip(" :")
