"""The places of a document that may name its parties, each with the parties that it names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.domain.evidence import Finding, Mention
from pipeline.domain.text import Clause, Text
from pipeline.extraction.party_blocks import (
    Cell, Row, column, first_sentence, is_marked, labelled, printed_lines, rows,
)  # fmt: skip
from pipeline.extraction.party_list import NamedParty, PartySplitter, PartyWords
from pipeline.lexicon import Lexicon
from pipeline.organisations import BodyKind, Organisations, organisations

_LONGEST_ITEM = 12
_IN_A_ROW = 3
_LONGEST_ROW = 80
_OPENING, _LED = 0.4, 0.7
"""The share of the text in which a list of bodies can be the list of parties: without a heading, below a line that leads it."""
_BLOCKS = 2
"""Blocks of parties come in pairs: a buyer and a seller."""
_LONGEST_CLAUSE = 1500
"""A clause of parties longer than this describes them rather than lists them."""


@dataclass(frozen=True, slots=True)
class PartySource:
    """The parties that one place of the document names, how sure that place is, and the rule that found it."""

    parties: tuple[NamedParty, ...]
    rule: str
    confidence: float


class PartySources:
    """The places of one document that may name its parties."""

    def __init__(self, text: Text, mentions: tuple[Mention, ...], title: Finding[str | None], lexicon: Lexicon) -> None:
        self._text = text
        self._mentions = mentions
        self._title = title
        self._bodies: Organisations = organisations(lexicon)
        self._words = PartyWords.from_table(lexicon.tables["parties"])
        self._splitter = PartySplitter(self._words, self._bodies)
        self._heading = lexicon.headings["parties"]

    def __iter__(self) -> Iterator[PartySource]:
        """Each place that names parties, surest kind first."""
        for clause in self._text.clauses:
            heading = self._text.content[slice(*clause.heading)]
            if clause.heading != (0, 0) and self._heading.search(heading) and len(heading.split()) < 9:
                yield PartySource(tuple(self._of_clause(clause)), "party/clause", 0.96)
        for mention in self._lists():
            yield PartySource(tuple(self._of_mention(mention)), mention.rule, self._weight(mention))
        yield PartySource(tuple(self._of_blocks()), "party/blocks", 0.94)
        yield PartySource(tuple(self._of_column()), "party/column", 0.9)
        yield PartySource(tuple(self._of_list()), "party/list", 0.92)
        yield PartySource(tuple(self._bodies_in_a_row()), "party/in_a_row", 0.9)
        yield PartySource(tuple(self._defined()), "party/defined", 0.86)
        yield PartySource(tuple(self._of_title()), "party/title", 0.87)
        yield PartySource(tuple(self._of_signatures()), "party/signatures", 0.80)
        yield PartySource(tuple(self._of_letterheads()), "party/letterheads", 0.75)

    def _weight(self, mention: Mention) -> float:
        """What stands early counts more: parties are named at the beginning."""
        early = mention.start < 0.35 * max(1, self._text.margin_start)
        return 0.93 if early else 0.86

    def _of_clause(self, clause: Clause) -> Iterator[NamedParty]:
        start, end = clause.body
        if end - start > _LONGEST_CLAUSE:
            return
        lines = rows(self._text, start, end)
        paragraphs = [row[0] for row in lines]
        listed = [p for m in self._lists() if start <= m.start < end for p in self._of_mention(m)]
        if listed:
            yield from listed
        elif any(len(row) > 1 for row in lines):
            yield from self._of_rows(lines)
        elif len(paragraphs) > 1 and all(self._is_item(p.content) for p in paragraphs[:2]):
            for paragraph in paragraphs:
                if not self._is_item(paragraph.content):
                    break
                yield from self._splitter.item(paragraph.content, paragraph.start, trusted=is_marked(paragraph.content))
        else:
            for paragraph in paragraphs:
                if is_marked(paragraph.content) and self._is_item(paragraph.content):
                    yield from self._splitter.item(paragraph.content, paragraph.start)
                else:
                    yield from self._mostly_names(first_sentence(paragraph.content), paragraph.start, least=0.5)

    def _is_item(self, content: str) -> bool:
        """One entry of a list of parties: marked, or short; not a sentence that names several."""
        pieces = [p for p in self._splitter.sentence(content, 0) if p.kind is BodyKind.TOP]
        most = 2 * _LONGEST_ITEM if is_marked(content) else _LONGEST_ITEM
        if len(content.split()) > most or first_sentence(content) != content:
            return False
        return is_marked(content) or len(pieces) < 2

    def _of_rows(self, lines: list[Row]) -> Iterator[NamedParty]:
        """A table of parties below its heading: the name is in the first cell that is no label."""
        for row in lines:
            cell = next((c for c in row if not _is_label(c.content) and not self._is_label(c.content)), row[0])
            yield from self._splitter.item(cell.content, cell.start)

    def _of_blocks(self) -> Iterator[NamedParty]:
        """«Part 1 | Ekby kommun», «Beställare: Ekby kommun», a block below «BESTÄLLARE»; a cell may hold several."""
        lines = rows(self._text, 0, self._text.margin_start // 2)
        blocks = list(labelled(lines, self._words.label, self._is_label))
        found = [list(self._of_block(block)) for block in blocks]
        table = any(len(row) > 1 and self._is_label(row[0].content) for row in lines)
        if table or sum(bool(parties) for parties in found) >= _BLOCKS:
            yield from (party for parties in found for party in parties)

    def _of_block(self, block: list[Cell]) -> Iterator[NamedParty]:
        """One line: the parties of its cell. Several: the first name, with the unit below it and the number."""
        if len(block) == 1:
            yield from self._of_cell(block[0])
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

    def _is_label(self, content: str) -> bool:
        return bool(self._words.row.match(content))

    def _of_cell(self, cell: Cell) -> Iterator[NamedParty]:
        lines = printed_lines(self._text, cell.start, cell.end)
        for line in lines:
            yield from self._splitter.item(line.content, line.start, trusted=len(lines) > 1)

    def _of_column(self) -> Iterator[NamedParty]:
        """A table whose first column is headed «Organisation»."""
        lines = rows(self._text, 0, self._text.margin_start // 2)
        for cell in column(lines, lambda c: bool(self._words.column.match(c)), lambda c: any(self._splitter.item(c, 0))):
            yield from self._splitter.item(cell.content, cell.start, trusted=True)

    def _of_list(self) -> Iterator[NamedParty]:
        """The first list in the opening of the text whose entries are, most of them, names of bodies.

        Its entries are marked, or stand below a line that leads them («mellan»), or go on with such a list.
        """
        run: list[Cell] = []
        opening = int(_OPENING * self._text.margin_start)
        labelled = led = False
        for row in [*rows(self._text, 0, int(_LED * self._text.margin_start)), (Cell(".", self._text.margin_start),)]:
            content = row[0].content
            if (run or labelled) and self._words.conjunction.match(content):
                continue
            plain = len(row) == 1 and len(content.split()) <= _LONGEST_ITEM
            begins = row[0].start < opening or led
            named = any(self._splitter.item(content, 0))
            if plain and ((is_marked(content) and begins) or ((run or labelled) and named)):
                run.append(row[0])
                continue
            found = [p for item in run for p in self._splitter.item(item.content, item.start)]
            bodies = led or any(p.kind is not BodyKind.UNIT for p in found)
            if len(found) > 1 and bodies and len(found) >= 0.7 * len(run):
                yield from (p for item in run for p in self._splitter.item(item.content, item.start, trusted=True))
                return
            run, led = [], bool(self._words.lead.search(content))
            labelled = led or self._is_label(content)

    def _defined(self) -> Iterator[NamedParty]:
        """Bodies that the opening gives an alias or an organisation number."""
        found: list[NamedParty] = []
        for row in rows(self._text, 0, int(_OPENING * self._text.margin_start)):
            if not any(self._words.beside.search(self._splitter.plain(cell.content)) for cell in row):
                parties = (p for cell in row for p in self._splitter.sentence(cell.content, cell.start))
                found += [p for p in parties if p.kind is BodyKind.TOP and (p.alias or p.org_number)]
        if len({p.name.casefold() for p in found}) >= _BLOCKS:
            yield from found

    def _of_letterheads(self) -> Iterator[NamedParty]:
        """Names of bodies, and nothing else, above the first heading or in the first page's margins: at least two."""
        first = next((c.heading[0] for c in self._text.clauses if c.heading != (0, 0)), 0)
        above = rows(self._text, 0, max(first, self._title_start()))
        margins = [
            row for row in rows(self._text, self._text.margin_start, len(self._text.content))
            if self._text.page_at(row[0].start) == self._text.pages[0]
        ]  # fmt: skip
        found = [
            p for row in (*above, *margins) for cell in row if len(cell.content.split()) <= _LONGEST_ITEM // 2
            for p in self._splitter.item(cell.content, cell.start)
            if p.kind is BodyKind.TOP and p.name[:1].isupper() and len(p.name) >= 0.8 * len(cell.content.strip())
        ]  # fmt: skip
        if len({p.name.casefold() for p in found}) >= _BLOCKS:
            yield from found

    def _title_start(self) -> int:
        at = self._text.content.casefold().find((self._title.value or "\n")[:12].casefold())
        return max(0, at)

    def _mostly_names(self, content: str, offset: int, least: float) -> list[NamedParty]:
        """The parties of a sentence, if their names make up at least that share of it."""
        named = list(self._splitter.sentence(content, offset))
        return named if sum(len(p.name) for p in named) >= least * len(content) else []

    def _lists(self) -> list[Mention]:
        return [
            m for m in self._mentions
            if m.label == "PARTIES" and "list" in m.slots and not m.flags & {"past", "negated"}
            and m.start < self._text.margin_start
        ]  # fmt: skip

    def _of_mention(self, mention: Mention) -> Iterator[NamedParty]:
        """A list in a sentence, or in a cell of a table, where each printed line is one party."""
        start, end = mention.slots["list"]
        if "\t" in self._text.content[mention.start : start] and len(printed_lines(self._text, start, end)) > 1:
            yield from self._of_cell(Cell(self._text.content[start:end], start))
            return
        yield from self._splitter.with_roles(self._text.content[start:end], start)

    def _bodies_in_a_row(self) -> Iterator[NamedParty]:
        """A paragraph in the first half that holds nothing but the names of three bodies or more."""
        for row in rows(self._text, 0, self._text.margin_start // 2):
            if len(row) > 1 or len(row[0].content.split()) > _LONGEST_ROW:
                continue
            named = self._mostly_names(row[0].content.rstrip(". "), row[0].start, least=0.8)
            if len(named) >= _IN_A_ROW:
                yield from named
                return

    def _of_title(self) -> Iterator[NamedParty]:
        title = self._title.value or ""
        match = self._words.title_begin.search(title)
        if not match or not self._title.evidence:
            return
        stretch = title[match.end() :]
        stop = self._words.title_end.search(stretch)
        stretch = stretch[: stop.start()] if stop else stretch
        at = self._text.content.casefold().find(stretch[:12].casefold())
        yield from self._splitter.with_roles(stretch, max(0, at))

    def _of_signatures(self) -> Iterator[NamedParty]:
        """Cells of the signing block that are the name of a body and nothing else."""
        begin = next((m.start for m in self._mentions if m.label == "EXECUTION"), int(0.7 * self._text.margin_start))
        for row in rows(self._text, begin, self._text.margin_start):
            for cell in row:
                for number, piece in enumerate(self._words.on_behalf.split(cell.content)):
                    if len(piece.split()) <= _LONGEST_ITEM and not any(c.isdigit() for c in piece):
                        named = self._splitter.item(piece, cell.start + cell.content.find(piece))
                        yield from (p for p in named if self._signs(p.name, on_behalf=number > 0))

    def _signs(self, name: str, *, on_behalf: bool) -> bool:
        """Whether a name in the signing block is a party's: a body of its own, or one that somebody signs for."""
        kind = self._bodies.kind(name)
        return kind in (BodyKind.TOP, BodyKind.COLLECTIVE) and (on_behalf or name[:1].isupper())


def _is_label(cell: str) -> bool:
    return cell.rstrip().endswith(":") or (len(cell.split()) == 1 and cell.islower())
