"""The places of a document that may name its parties, each with the parties that it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.domain.evidence import Finding, Mention
from pipeline.domain.text import Clause, Text
from pipeline.extraction.party_list import NamedParty, PartySplitter, PartyWords
from pipeline.lexicon import Lexicon
from pipeline.organisations import BodyKind, Organisations, organisations

_LONGEST_ITEM = 12
_IN_A_ROW = 3
_LONGEST_ROW = 80
_OPENING = 0.4
"""The share of the text in which a list of bodies without a heading can be the list of parties."""
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
        yield PartySource(tuple(self._of_labelled_rows()), "party/labelled_rows", 0.94)
        yield PartySource(tuple(self._of_list()), "party/list", 0.92)
        yield PartySource(tuple(self._bodies_in_a_row()), "party/in_a_row", 0.9)
        yield PartySource(tuple(self._of_signatures()), "party/signatures", 0.80)
        yield PartySource(tuple(self._of_title()), "party/title", 0.87)

    def _weight(self, mention: Mention) -> float:
        """What stands early counts more: parties are named at the beginning."""
        early = mention.start < 0.35 * max(1, self._text.margin_start)
        return 0.93 if early else 0.86

    def _of_clause(self, clause: Clause) -> Iterator[NamedParty]:
        start, end = clause.body
        if end - start > _LONGEST_CLAUSE:
            return
        paragraphs = list(_paragraphs(self._text.content, start, end))
        listed = [p for m in self._lists() if start <= m.start < end for p in self._of_mention(m)]
        if listed:
            yield from listed
        elif any("\t" in content for content, _ in paragraphs):
            yield from self._of_rows(paragraphs)
        elif len(paragraphs) > 1 and all(self._is_item(content) for content, _ in paragraphs[:2]):
            for content, offset in paragraphs:
                if not self._is_item(content):
                    break
                yield from self._splitter.item(content, offset, trusted=_is_marked(content))
        else:
            for content, offset in paragraphs:
                if _is_marked(content) and self._is_item(content):
                    yield from self._splitter.item(content, offset)
                else:
                    yield from self._mostly_names(_first_sentence(content), offset, least=0.5)

    def _is_item(self, content: str) -> bool:
        """One entry of a list of parties: marked, or short; not a sentence that names several."""
        pieces = [p for p in self._splitter.sentence(content, 0) if self._bodies.kind(p.name) is BodyKind.TOP]
        most = 2 * _LONGEST_ITEM if _is_marked(content) else _LONGEST_ITEM
        if len(content.split()) > most or _first_sentence(content) != content:
            return False
        return _is_marked(content) or len(pieces) < 2

    def _of_rows(self, paragraphs: Iterable[tuple[str, int]]) -> Iterator[NamedParty]:
        """A table of parties below its heading: the name is in the first cell that is no label."""
        for content, offset in paragraphs:
            cells = content.split("\t")
            cell = next((c for c in cells if not _is_label(c) and not self._words.row.match(c)), cells[0])
            yield from self._splitter.item(cell, offset + content.find(cell))

    def _of_labelled_rows(self) -> Iterator[NamedParty]:
        """Rows such as «Part 1 | Ekby kommun», anywhere on the first pages; a cell may hold several, one a line."""
        for content, offset in _paragraphs(self._text.content, 0, self._text.margin_start // 2):
            label, _, cell = content.partition("\t")
            if cell and self._words.row.match(label):
                start = offset + len(label) + 1
                yield from self._of_cell(start, start + len(cell))

    def _of_cell(self, start: int, end: int) -> Iterator[NamedParty]:
        lines = self._printed_lines(start, end)
        for line_start, line_end in lines:
            yield from self._splitter.item(self._text.content[line_start:line_end], line_start, trusted=len(lines) > 1)

    def _of_list(self) -> Iterator[NamedParty]:
        """The first list in the opening of the text whose entries are, most of them, names of bodies.

        Its entries are marked, or stand below a line that is a label alone («mellan»), or go on with such a list.
        """
        run: list[tuple[str, int]] = []
        opening = int(_OPENING * self._text.margin_start)
        labelled = False
        for content, offset in [*_paragraphs(self._text.content, 0, opening), (".", opening)]:
            plain = "\t" not in content and len(content.split()) <= _LONGEST_ITEM
            if plain and (_is_marked(content) or ((run or labelled) and any(self._splitter.item(content, offset)))):
                run.append((content, offset))
                continue
            labelled = bool(self._words.row.match(content))
            named = [p for item, at in run for p in self._splitter.item(item, at)]
            if len(named) > 1 and len(named) >= 0.7 * len(run):
                yield from (p for item, at in run for p in self._splitter.item(item, at, trusted=True))
                return
            run = []

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
        if "\t" in self._text.content[mention.start : start] and len(self._printed_lines(start, end)) > 1:
            yield from self._of_cell(start, end)
            return
        yield from self._splitter.sentence(self._text.content[start:end], start)

    def _printed_lines(self, start: int, end: int) -> list[tuple[int, int]]:
        """The printed lines of a cell, a wrapped one joined to the one above."""
        lines: list[tuple[int, int]] = []
        bottom = None
        bulleted = not self._text.content[start : start + 1].isalnum()
        for anchor in self._text.anchors_in(start, end):
            content = self._text.content[anchor.start : anchor.end]
            below = bottom is None or anchor.box.middle > bottom
            wrapped = bool(lines) and (
                content[:1].islower()
                or self._text.content[lines[-1][1] - 1] in ",-/"
                or (bulleted and content[:1].isalnum())
            )
            if below and not wrapped:
                lines.append((anchor.start, anchor.end))
            elif lines:
                lines[-1] = (lines[-1][0], anchor.end)
            bottom = anchor.box.bottom
        return lines

    def _bodies_in_a_row(self) -> Iterator[NamedParty]:
        """A paragraph in the first half that holds nothing but the names of three bodies or more."""
        for content, offset in _paragraphs(self._text.content, 0, self._text.margin_start // 2):
            if "\t" in content or len(content.split()) > 80:
                continue
            named = self._mostly_names(content.rstrip(". "), offset, least=0.8)
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
        yield from self._splitter.sentence(stretch, max(0, at))

    def _of_signatures(self) -> Iterator[NamedParty]:
        """Cells of the signing block that are the name of a body and nothing else."""
        begin = next((m.start for m in self._mentions if m.label == "EXECUTION"), int(0.7 * self._text.margin_start))
        for content, offset in _paragraphs(self._text.content, begin, self._text.margin_start):
            at = offset
            for cell in content.split("\t"):
                for number, piece in enumerate(self._words.on_behalf.split(cell)):
                    if len(piece.split()) <= _LONGEST_ITEM and not any(c.isdigit() for c in piece):
                        named = self._splitter.item(piece, at + cell.find(piece))
                        yield from (p for p in named if self._signs(p.name, on_behalf=number > 0))
                at += len(cell) + 1

    def _signs(self, name: str, *, on_behalf: bool) -> bool:
        """Whether a name in the signing block is a party's: a body of its own, or one that somebody signs for."""
        kind = self._bodies.kind(name)
        return kind in (BodyKind.TOP, BodyKind.COLLECTIVE) and (on_behalf or name[:1].isupper())


def _first_sentence(content: str) -> str:
    """Up to the first full stop before a capital; an abbreviation's stop has a small letter or figure behind it."""
    for match in re.finditer(r"(?<!^\d)(?<!^\d\d)\.\s+", content):
        if content[match.end() : match.end() + 1].isupper():
            return content[: match.start()]
    return content


def _is_marked(content: str) -> bool:
    """Whether a bullet or a number stands before it, as printed or as OCR reads a bullet."""
    return not content[:1].isalnum() or bool(re.match(r"\(?(?:\d{1,2}[.)]?|[a-z][.)]|[eo])\s", content))


def _is_label(cell: str) -> bool:
    return cell.rstrip().endswith(":") or (len(cell.split()) == 1 and cell.islower())


def _paragraphs(content: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    offset = start
    for line in content[start:end].split("\n"):
        if line.strip():
            yield line, offset
        offset += len(line) + 1
