"""Parties told by where they stand: in a block below a role, a column, a letterhead, beside an alias or a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.domain.evidence import Finding
from pipeline.domain.text import Text
from pipeline.extraction.party_blocks import (
    Cell,
    Row,
    below_labels,
    column,
    labelled,
    parted,
    printed_lines,
    rows,
    unwrapped,
)
from pipeline.extraction.party_list import NamedParty, PartySplitter
from pipeline.extraction.party_words import PartyWords
from pipeline.organisations import BodyKind

LONGEST_ITEM = 12
OPENING = 0.4
"""The share of the text in which bodies without a heading can be the parties."""
AT_LEAST = 2
"""Blocks of parties come in pairs: a buyer and a seller."""


_BESIDE = re.compile(r"[^•·|]+")
"""What stands between the marks that part names on one line of a letterhead."""


class PlacedParties:
    """The parties of one document that their places tell."""

    def __init__(self, text: Text, title: Finding[str | None], words: PartyWords, splitter: PartySplitter) -> None:
        """Keep the text and what splits it."""
        self._text = text
        self._title = title
        self._words = words
        self._splitter = splitter

    def of_blocks(self) -> Iterator[NamedParty]:
        """«Part 1 | Ekby kommun», «Beställare: Ekby kommun», a block below «BESTÄLLARE»; a cell may hold several."""
        lines = parted(rows(self._text, 0, self._text.margin_start // 2), self._words.inline)
        blocks = list(labelled(lines, self._words.label, self.is_label))
        found = [list(self._of_block(block)) for block in blocks]
        table = any(len(row) > 1 and self.is_label(row[0].content) for row in lines)
        if table or sum(bool(parties) for parties in found) >= AT_LEAST:
            yield from (party for parties in found for party in parties)

    def _of_block(self, block: list[Cell]) -> Iterator[NamedParty]:
        """One line: the parties of its cell. Several: the first name, with the unit below it and the number."""
        if len(block) == 1:
            yield from self.of_cell(block[0])
            return
        named = [(cell, p) for cell in block for p in self._splitter.item(cell.content, cell.start)]
        top = next((n for n, (_, p) in enumerate(named) if p.kind is not BodyKind.UNIT), None)
        if top is None:
            return
        party, below = named[top][1], [p for _, p in named[top + 1 :]]
        number = next((n for cell in block if (n := self._splitter.number(cell.content))), None)
        unit = below[0].name if below and below[0].kind is BodyKind.UNIT else None
        name = f"{party.name}, {unit}" if unit else party.name
        yield replace(party, name=name, org_number=party.org_number or number)

    def is_label(self, content: str) -> bool:
        """Whether a cell is the label of a party and nothing else."""
        return bool(self._words.row.match(content))

    def of_cell(self, cell: Cell) -> Iterator[NamedParty]:
        """The parties of a cell: one on each printed line, or between semicolons."""
        lines = printed_lines(self._text, cell.start, cell.end)
        for line in lines:
            at = line.start
            for part in line.content.split(";"):
                yield from self._splitter.item(part, at, trusted=len(lines) > 1)
                at += len(part) + 1

    def of_column(self) -> Iterator[NamedParty]:
        """A table whose first column is headed «Organisation»."""
        yield from self._in_column(self._words.column)

    def of_form(self) -> Iterator[NamedParty]:
        """Cells below the labels of a form, «Myndighet | Kommun»: two bodies at least, each of its own."""
        lines = rows(self._text, 0, int(OPENING * self._text.margin_start))
        cells = below_labels(lines, lambda c: bool(self._words.form.match(c)), self._is_name)
        found = [p for cell in cells for p in self._splitter.item(cell.content, cell.start)]
        if len(found) >= AT_LEAST and all(p.kind is BodyKind.TOP for p in found):
            yield from found

    def of_head_row(self) -> Iterator[NamedParty]:
        """A row above the title with a body in each cell, one with its unit at least: «X sjukhus, A | Y kommun, B»."""
        for row in self._above():
            found = [p for cell in row for p in self._splitter.item(cell.content, cell.start)]
            alike = len(row) >= AT_LEAST and len(found) == len(row) and all("," in p.name for p in found)
            if alike and any(p.kind is BodyKind.TOP for p in found):
                yield from found
                return

    def _is_name(self, content: str) -> bool:
        return any(self._splitter.item(content, 0))

    def _above(self) -> list[Row]:
        """What stands above the first heading or the title."""
        first = next((c.heading[0] for c in self._text.clauses if c.heading != (0, 0)), 0)
        return rows(self._text, 0, max(first, self._title_start()))

    def of_weak_column(self) -> Iterator[NamedParty]:
        """A table whose first column is headed «Kommun», unless it holds figures of them."""
        yield from self._in_column(self._words.weak_column, figures=False)

    def _in_column(self, head: re.Pattern[str], *, figures: bool = True) -> Iterator[NamedParty]:
        lines = unwrapped(rows(self._text, 0, self._text.margin_start // 2))
        is_head, is_label = (lambda c: bool(head.match(c))), (lambda c: bool(self._words.form.match(c)))
        table = list(column(lines, is_head, self._is_name, is_label))
        if not figures and any(c.isdigit() for row in table for cell in row[1:] for c in cell.content):
            return
        for row in table:
            number = next((n for cell in row if (n := self._splitter.number(cell.content))), None)
            for party in self._splitter.item(row[0].content, row[0].start, trusted=True):
                yield replace(party, org_number=party.org_number or number)

    def defined(self) -> Iterator[NamedParty]:
        """Bodies that the opening gives an alias or an organisation number."""
        found: list[NamedParty] = []
        for row in rows(self._text, 0, int(OPENING * self._text.margin_start)):
            told = any(self._splitter.tells_more(cell.content) for cell in row)
            if told and not any(self._words.beside.search(self._splitter.plain(cell.content)) for cell in row):
                parties = [p for cell in row for p in self._splitter.with_roles(cell.content, cell.start)]
                found += [p for p in parties if p.kind is BodyKind.TOP and (p.alias or p.org_number)]
                found += [p for p in parties if p.kind is None and p.org_number]
        if len({p.name.casefold() for p in found}) >= AT_LEAST:
            yield from found

    def of_letterheads(self) -> Iterator[NamedParty]:
        """Names of bodies, and nothing else, above the first heading or in the first page's margins: at least two."""
        margins = [
            row for row in rows(self._text, self._text.margin_start, self._text.verification_start)
            if self._text.page_at(row[0].start) == self._text.pages[0]
        ]  # fmt: skip
        found = [
            p for row in (*self._above(), *margins) for cell in row for piece in _BESIDE.finditer(cell.content)
            if len(piece.group().split()) <= LONGEST_ITEM // 2
            for p in self._splitter.item(piece.group(), cell.start + piece.start())
            if p.kind is BodyKind.TOP and p.name[:1].isupper() and len(p.name) >= 0.8 * len(piece.group().strip())
        ]  # fmt: skip
        if len({p.name.casefold() for p in found}) >= AT_LEAST:
            yield from found

    def _title_start(self) -> int:
        at = self._text.content.casefold().find((self._title.value or "\n")[:12].casefold())
        return max(0, at)
