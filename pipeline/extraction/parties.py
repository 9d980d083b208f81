"""The parties, from the best place that names them: a list, «Mellan … och …», «Gäller för», signatures, the title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from pipeline.domain.agreement import Party
from pipeline.domain.evidence import Evidence, Finding, How, Mention
from pipeline.domain.text import Clause, Text
from pipeline.extraction.findings import Reasons, absent, doubted, evidence, stated
from pipeline.extraction.party_list import NamedParty, PartySplitter, PartyWords
from pipeline.lexicon import Lexicon
from pipeline.organisations import BodyKind, Organisations, organisations

_SAME_NAME = 92
_LONGEST_CLAUSE = 1500
"""A clause of parties longer than this describes them rather than lists them."""


@dataclass(frozen=True, slots=True)
class PartySource:
    """The parties that one place of the document names, how sure that place is, and the rule that found it."""

    parties: tuple[NamedParty, ...]
    rule: str
    confidence: float


def find_parties(
    text: Text, mentions: tuple[Mention, ...], title: Finding[str | None], lexicon: Lexicon, reasons: Reasons
) -> Finding[tuple[Party, ...]]:
    """Every party at its most complete form as written, in the order of the document; see GOLD for what counts."""
    finder = _Finder(text, mentions, title, lexicon)
    sources = [source for source in finder.sources() if source.parties]
    if not sources:
        return absent((), reasons.say("no_parties"), review=True)
    best = max(sources, key=lambda s: (s.confidence, len(s.parties)))
    named = finder.completed(best.parties, sources)
    found: list[Evidence] = []
    for party in best.parties:
        found += evidence(text, party.start, party.end, best.rule, How.STATED, best.confidence)
    parties = tuple(Party(p.name, p.name, p.org_number, p.alias) for p in named)
    finding = stated(parties, found, reasons)
    if len(parties) == 1:
        return doubted(finding, reasons.say("one_party"))
    return finding


class _Finder:
    """The places of one document that may name its parties."""

    def __init__(
        self, text: Text, mentions: tuple[Mention, ...], title: Finding[str | None], lexicon: Lexicon
    ) -> None:
        self._text = text
        self._mentions = mentions
        self._title = title
        self._bodies: Organisations = organisations(lexicon)
        self._words = PartyWords.from_table(lexicon.tables["parties"])
        self._splitter = PartySplitter(self._words, self._bodies)
        self._heading = lexicon.headings["parties"]

    def sources(self) -> Iterator[PartySource]:
        """Each place that names parties, surest kind first."""
        for clause in self._text.clauses:
            heading = self._text.content[slice(*clause.heading)]
            if clause.heading != (0, 0) and self._heading.search(heading) and len(heading.split()) < 9:
                yield PartySource(tuple(self._of_clause(clause)), "party/clause", 0.96)
        for mention in self._mentions:
            if mention.label == "PARTIES" and "list" in mention.slots and not mention.flags & {"past", "negated"}:
                yield PartySource(tuple(self._of_mention(mention)), mention.rule, self._weight(mention))
        yield PartySource(tuple(self._of_signatures()), "party/signatures", 0.80)
        yield PartySource(tuple(self._of_title()), "party/title", 0.87)

    def completed(self, parties: Iterable[NamedParty], sources: list[PartySource]) -> list[NamedParty]:
        """Each party once, under the fullest form that any place gives it."""
        result: list[NamedParty] = []
        for party in parties:
            if all(fuzz.ratio(party.name.casefold(), p.name.casefold()) < _SAME_NAME for p in result):
                result.append(party)
        return result

    def _weight(self, mention: Mention) -> float:
        """What stands early counts more: parties are named at the beginning."""
        early = mention.start < 0.35 * max(1, self._text.margin_start)
        return 0.93 if early else 0.86

    def _of_clause(self, clause: Clause) -> Iterator[NamedParty]:
        start, end = clause.body
        if end - start > _LONGEST_CLAUSE:
            return
        paragraphs = list(_paragraphs(self._text.content, start, end))
        for content, offset in paragraphs:
            if self._is_list_item(content, len(paragraphs)):
                cell = content.split("\t")[0] if not _is_label(content.split("\t")[0]) else content.split("\t", 1)[-1]
                shift = content.find(cell)
                yield from self._known(self._splitter.item(cell, offset + shift))
            else:
                sentence = re.split(r"[.:]\s+(?=[A-ZÅÄÖ])", content)[0] if content.count(".") > 1 else content
                yield from self._known(self._splitter.sentence(sentence, offset))

    def _is_list_item(self, content: str, count: int) -> bool:
        marked = not content[:1].isalnum() or re.match(r"\(?[0-9a-z]{1,2}[.)]\s", content)
        several = len(re.findall(r"\b(?:kommun|stad|[Rr]egion|landsting)\b", content)) > 1
        short = len(content.split()) <= 12 and not content.rstrip().endswith(".")
        return bool((marked or "\t" in content or short) and (count > 1 or marked) and not several)

    def _of_mention(self, mention: Mention) -> Iterator[NamedParty]:
        start, end = mention.slots["list"]
        yield from self._known(self._splitter.sentence(self._text.content[start:end], start))

    def _of_title(self) -> Iterator[NamedParty]:
        title = self._title.value or ""
        match = re.search(r"\bmellan\s+(.*)", title, re.IGNORECASE)
        if not match or not self._title.evidence:
            return
        stretch = match.group(1)
        stop = self._words.title_end.search(stretch)
        stretch = stretch[: stop.start()] if stop else stretch
        at = self._text.content.casefold().find(stretch[:12].casefold())
        yield from self._known(self._splitter.sentence(stretch, max(0, at)))

    def _of_signatures(self) -> Iterator[NamedParty]:
        """Lines of the signing block that are the name of a body and nothing else."""
        begin = next((m.start for m in self._mentions if m.label == "EXECUTION"), int(0.7 * self._text.margin_start))
        for content, offset in _paragraphs(self._text.content, begin, self._text.margin_start):
            position = 0
            for cell in content.split("\t"):
                at = offset + content.find(cell, position)
                position += len(cell)
                if 1 < len(cell.split()) + cell.count("et") and len(cell.split()) <= 9:
                    yield from (
                        p for p in self._splitter.item(cell, at) if self._bodies.kind(p.name) is BodyKind.TOP
                        and p.name[:1].isupper() and not re.search(r"\d|ordf|chef|direkt", p.name, re.IGNORECASE)
                    )

    def _known(self, parties: Iterable[NamedParty]) -> Iterator[NamedParty]:
        """Those that are the name of some body."""
        for party in parties:
            if self._bodies.kind(party.name) in (BodyKind.TOP, BodyKind.UNIT, BodyKind.COLLECTIVE):
                yield party


def _is_label(cell: str) -> bool:
    return cell.rstrip().endswith(":") or len(cell.split()) == 1 and cell.islower()


def _paragraphs(content: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    offset = start
    for line in content[start:end].split("\n"):
        if line.strip():
            yield line, offset
        offset += len(line) + 1
