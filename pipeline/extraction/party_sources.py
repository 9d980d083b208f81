"""The places of a document that may name its parties, each with the parties that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.domain.evidence import Finding, Mention
from pipeline.domain.text import Clause, Text
from pipeline.extraction.findings import REVIEW_BELOW
from pipeline.extraction.party_blocks import Cell, is_marked, rows
from pipeline.extraction.party_clauses import PartyClauses
from pipeline.extraction.party_list import NamedParty, PartySplitter
from pipeline.extraction.party_places import AT_LEAST, LONGEST_ITEM, OPENING, PlacedParties
from pipeline.extraction.party_words import PartyWords
from pipeline.lexicon import Lexicon
from pipeline.organisations import BodyKind, Organisations, organisations

_FIGURE = re.compile(r"\d[\d .,:%]*(?: [^\W\d]{1,3}\.?)?")
"""A number or an amount, which stands beside a body in a table but never in a block of signatures."""
_IN_A_ROW = 3
_LONGEST_ROW = 80
_LED = 0.7
"""The share of the text in which a list of bodies below a line that leads it can be the list of parties."""


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
        self._placed = PlacedParties(text, title, self._words, self._splitter)
        self._clauses = PartyClauses(text, self._words, self._splitter, self._bodies)
        self._heading = lexicon.headings["parties"]

    def __iter__(self) -> Iterator[PartySource]:
        """Each place that names parties, surest kind first."""
        for clause in self._text.clauses:
            heading = self._text.content[slice(*clause.heading)]
            if clause.heading != (0, 0) and self._heading.search(heading) and len(heading.split()) < 9:
                yield PartySource(tuple(self._of_clause(clause)), "party/clause", 0.96)
        for mention in self._lists():
            yield PartySource(tuple(self._of_mention(mention)), mention.rule, self._weight(mention))
        yield PartySource(tuple(self._placed.of_blocks()), "party/blocks", 0.94)
        yield PartySource(tuple(self._placed.of_column()), "party/column", 0.9)
        yield PartySource(tuple(self._placed.of_weak_column()), "party/weak_column", 0.82)
        yield PartySource(tuple(self._placed.of_form()), "party/form", 0.83)
        yield PartySource(tuple(self._placed.of_head_row()), "party/head_row", 0.78)
        yield PartySource(tuple(self._of_list()), "party/list", 0.92)
        yield PartySource(tuple(self._bodies_in_a_row()), "party/in_a_row", 0.9)
        yield PartySource(tuple(self._placed.defined()), "party/defined", 0.91)
        yield PartySource(tuple(self._of_title()), "party/title", 0.87)
        yield PartySource(tuple(self._of_signatures()), "party/signatures", 0.80)
        yield PartySource(tuple(self._placed.of_letterheads()), "party/letterheads", 0.75)

    def _weight(self, mention: Mention) -> float:
        """What stands early counts more: parties are named at the beginning; what its rule doubts stays doubtful."""
        early = mention.start < 0.35 * max(1, self._text.margin_start)
        return mention.confidence if mention.confidence < REVIEW_BELOW else (0.93 if early else 0.86)

    def _of_clause(self, clause: Clause) -> list[NamedParty]:
        """What a sentence in it says that lists parties, else what the clause lists."""
        start, end = clause.body
        listed = [p for m in self._lists() if start <= m.start < end for p in self._of_mention(m)]
        return listed or self._clauses.of_clause(clause, self._placed)

    def _of_list(self) -> Iterator[NamedParty]:
        """The first list in the opening of the text whose entries are, most of them, names of bodies.

        Its entries are marked, or stand below a line that leads them («mellan»), or go on with such a list.
        """
        run: list[Cell] = []
        opening = int(OPENING * self._text.margin_start)
        labelled = led = False
        headings = {clause.heading[0] for clause in self._text.clauses}
        for row in [*rows(self._text, 0, int(_LED * self._text.margin_start)), (Cell(".", self._text.margin_start),)]:
            content = row[0].content
            if (run or labelled) and self._words.conjunction.match(content):
                continue
            plain = len(row) == 1 and len(content.split()) <= LONGEST_ITEM
            begins = (row[0].start < opening or led) and row[0].start not in headings
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
            labelled = led or self._placed.is_label(content)

    def _lists(self) -> list[Mention]:
        return [
            m for m in self._mentions
            if m.label == "PARTIES" and "list" in m.slots and not m.flags & {"past", "negated"}
            and m.start < self._text.margin_start
        ]  # fmt: skip

    def _of_mention(self, mention: Mention) -> Iterator[NamedParty]:
        """A list in a sentence, or in a cell of a table, where each printed line is one party."""
        start, end = mention.slots["list"]
        lead, cell = self._text.content[mention.start : start], Cell(self._text.content[start:end], start)
        if "\t" in lead and (named := self._clauses.line_by_line(cell, units=True)):
            yield from named
            return
        municipalities = bool(self._words.municipalities.search(lead))
        yield from self._splitter.with_roles(cell.content, start, trusted=municipalities)

    def _bodies_in_a_row(self) -> Iterator[NamedParty]:
        """A paragraph in the first half that holds nothing but the names of three bodies or more."""
        headings = {clause.heading[0] for clause in self._text.clauses}
        for row in rows(self._text, 0, self._text.margin_start // 2):
            if len(row) > 1 or len(row[0].content.split()) > _LONGEST_ROW or self._splitter.is_told(row[0].content):
                continue
            named = self._clauses.line_by_line(row[0])
            named = named or self._clauses.mostly_names(row[0].content.rstrip(". "), row[0].start, least=0.8)
            if len(named) >= _IN_A_ROW and row[0].start not in headings:
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
        signed = next((m.start for m in self._mentions if m.label == "EXECUTION"), None)
        begin = int(0.7 * self._text.margin_start) if signed is None else signed
        found: list[NamedParty] = []
        behalf = False
        for row in rows(self._text, begin, self._text.margin_start):
            if signed is None and any(_FIGURE.fullmatch(cell.content.strip()) for cell in row):
                continue
            for cell in row:
                for number, piece in enumerate(self._words.on_behalf.split(cell.content)):
                    if len(piece.split()) <= LONGEST_ITEM and not any(c.isdigit() for c in piece):
                        named = self._splitter.item(self._without_signer(piece), cell.start + cell.content.find(piece))
                        found += [p for p in named if self._signs(p.name, on_behalf=number > 0)]
                        behalf = behalf or number > 0
        if behalf or len({p.name.casefold() for p in found}) >= AT_LEAST:
            yield from found

    def _without_signer(self, piece: str) -> str:
        """«Ekby kommun, Vera Lind» -> «Ekby kommun»."""
        body, comma, rest = piece.partition(",")
        return piece if not comma or self._bodies.kind(rest) else body

    def _signs(self, name: str, *, on_behalf: bool) -> bool:
        """Whether a name in the signing block is a party's: a body of its own, or one that somebody signs for."""
        kind = self._bodies.kind(name)
        return kind in (BodyKind.TOP, BodyKind.COLLECTIVE) and (on_behalf or name[:1].isupper())
