"""The parties below a heading that says so («Parter», «Vilka står bakom strategin»): a list, a table or a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.domain.text import Clause, Text
from pipeline.extraction.party_blocks import Cell, Row, first_sentence, is_marked, printed_lines, rows, unwrapped
from pipeline.extraction.party_list import NamedParty, PartySplitter
from pipeline.extraction.party_places import LONGEST_ITEM, PlacedParties
from pipeline.extraction.party_words import PartyWords
from pipeline.organisations import BodyKind, Organisations

_LONGEST_CLAUSE = 1500
"""A clause of parties longer than this describes them rather than lists them."""
_NAMES = 0.5
"""The least share of its first sentence that the names make up where the parties stand in running text."""


class PartyClauses:
    """Reads clauses of parties; built for one document."""

    def __init__(self, text: Text, words: PartyWords, splitter: PartySplitter, bodies: Organisations) -> None:
        """Keep the text and what reads names."""
        self._text = text
        self._words = words
        self._splitter = splitter
        self._bodies = bodies

    def of_clause(self, clause: Clause, placed: PlacedParties) -> list[NamedParty]:
        """The parties of a clause; none where no body that we know is among them, but for names of municipalities."""
        start, end = clause.body
        found = list(self._parties(clause, placed)) if end - start <= _LONGEST_CLAUSE else []
        return found if any(party.kind for party in found) or self._of_municipalities(clause) else []

    def _of_municipalities(self, clause: Clause) -> bool:
        return bool(self._words.municipalities.search(self._text.content[slice(*clause.heading)]))

    def _parties(self, clause: Clause, placed: PlacedParties) -> Iterator[NamedParty]:
        lines = unwrapped(rows(self._text, *clause.body))
        paragraphs = [row[0] for row in lines]
        if any(len(row) > 1 for row in lines):
            yield from self._of_rows(lines, placed)
        elif len(paragraphs) > 1 and all(self.is_item(p.content) for p in paragraphs[:2]):
            for paragraph in paragraphs:
                if not self.is_item(paragraph.content):
                    break
                yield from self._splitter.item(paragraph.content, paragraph.start, trusted=is_marked(paragraph.content))
        else:
            for paragraph in paragraphs:
                yield from self._of_paragraph(paragraph, municipalities=self._of_municipalities(clause))

    def _of_paragraph(self, paragraph: Cell, *, municipalities: bool) -> Iterator[NamedParty]:
        sentence = first_sentence(paragraph.content)
        if named := self.line_by_line(paragraph, units=True):
            yield from named
        elif is_marked(paragraph.content) and self.is_item(paragraph.content):
            yield from self._splitter.item(paragraph.content, paragraph.start)
        elif municipalities and (named := self._splitter.with_roles(sentence, paragraph.start, trusted=True)):
            yield from named if self._splitter.share(named, sentence) >= _NAMES else ()
        else:
            yield from self.mostly_names(sentence, paragraph.start, least=_NAMES)

    def mostly_names(self, content: str, offset: int, least: float) -> list[NamedParty]:
        """The parties of a sentence, if their names make up at least that share of it."""
        named = list(self._splitter.sentence(content, offset))
        return named if self._splitter.share(named, content) >= least else []

    def line_by_line(self, paragraph: Cell, *, units: bool = False) -> list[NamedParty]:
        """The parties of a paragraph each printed line of which names one, and begins it; `units`: all may be units."""
        printed = printed_lines(self._text, paragraph.start, paragraph.end)
        lines = [list(self._splitter.item(line.content, line.start)) for line in printed]
        alone = len(lines) > 1 and all(lines) and all(self.is_item(line.content) for line in printed)
        kinds = {line[0].kind for line in lines if line}
        whole = alone and (BodyKind.UNIT not in kinds or (units and kinds == {BodyKind.UNIT}))
        return [p for line in lines for p in line] if whole and not paragraph.content.endswith(".") else []

    def is_item(self, content: str) -> bool:
        """One entry of a list of parties: marked, or short; not a sentence that names several."""
        pieces = [
            p for p in self._splitter.sentence(content, 0)
            if (p.kind is BodyKind.TOP or self._bodies.of_state(p.name)) and not self._bodies.is_municipality(p.name)
        ]  # fmt: skip
        most = 2 * LONGEST_ITEM if is_marked(content) else LONGEST_ITEM
        if len(content.split()) > most or first_sentence(content) != content:
            return False
        return is_marked(content) or len(pieces) < 2

    def _of_rows(self, lines: list[Row], placed: PlacedParties) -> Iterator[NamedParty]:
        """A table of parties below its heading: names in each cell, or behind a label, or in the first that is none."""
        for row in lines:
            cells = [c for c in row if not self._heads(c.content, placed)]
            names = [list(self._of_cell(c)) for c in cells]
            several = len(cells) < len(row) or all(n and n[0].kind is not BodyKind.UNIT for n in names)
            found = [p for named in (names if several else names[:1]) for p in named]
            yield from with_number(found, row, self._splitter)

    def _of_cell(self, cell: Cell) -> Iterator[NamedParty]:
        if self.is_item(cell.content):
            yield from self._splitter.item(cell.content, cell.start)
        else:
            yield from self.mostly_names(cell.content, cell.start, least=_NAMES)

    def _heads(self, content: str, placed: PlacedParties) -> bool:
        """Whether a cell tells what stands beside it: «Beställare», «org.nr:», «Kommunen»."""
        role = self._bodies.kind(content) is BodyKind.ALIAS
        return role or _is_label(content) or placed.is_label(content)


def with_number(parties: list[NamedParty], row: Row, splitter: PartySplitter) -> list[NamedParty]:
    """The only party of a table's row with the organisation number that another cell of it holds."""
    number = next((n for cell in row if (n := splitter.number(cell.content))), None)
    return [replace(p, org_number=p.org_number or number) for p in parties] if len(parties) == 1 else parties


def _is_label(cell: str) -> bool:
    return cell.rstrip().endswith(":") or (len(cell.split()) == 1 and cell.islower())
