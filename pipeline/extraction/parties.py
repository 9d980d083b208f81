"""The parties, from the best place that names them: a list, «Mellan … och …», «Gäller för», signatures, the title."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from rapidfuzz import fuzz

from pipeline.domain.agreement import Party
from pipeline.domain.evidence import Finding, How, Mention
from pipeline.domain.org_number import OrgNumber, luhn
from pipeline.domain.text import Text
from pipeline.extraction.findings import REVIEW_BELOW, Reasons, absent, doubted, evidence, misread, stated
from pipeline.extraction.party_list import NamedParty
from pipeline.extraction.party_roles import resolve
from pipeline.extraction.party_sources import PartySource, PartySources
from pipeline.extraction.party_words import PartyWords
from pipeline.lexicon import Lexicon
from pipeline.organisations import BodyKind, organisations

_BESIDE = 60
"""Letters after a party's name in which its organisation number stands."""
_BRACKET = 40
"""Letters that may stand in what is left of a bracket."""
_LISTED = 0.94
"""A place as sure as this lists all parties; a sentence may have been cut."""
_SAME_NAME = 92
"""Per cent of likeness that makes two names one party, spelt twice."""


def find_parties(
    text: Text, mentions: tuple[Mention, ...], title: Finding[str | None], on: date | None, lexicon: Lexicon,
    reasons: Reasons,
) -> Finding[tuple[Party, ...]]:  # fmt: skip
    """Every party at its most complete form as written, in the order of the document.

    `on` is a day of the agreement: bodies are called what they were called then, with today's name beside it.
    """
    sources = [source for source in PartySources(text, mentions, title, lexicon) if _real(source.parties)]
    if not sources:
        return absent((), reasons.say("no_parties"), review=True)
    words = PartyWords.from_table(lexicon.tables["parties"])
    best = _best(sources)
    everyone = [party for source in sources for party in source.parties]
    roles = resolve(best.parties, everyone, words.kept_role)
    bodies = organisations(lexicon)
    distinct = _distinct(roles.parties)
    mended = _misread_numbers(distinct, mentions)
    named = [_in_full(_completed(_numbered(party, mended), text), text, words) for party in distinct]
    parties = tuple(
        Party(p.name, bodies.canonical(p.name, on, misread=text.is_ocr(text.page_at(p.start))), p.org_number, p.alias)
        for p in named
    )
    found = [e for p in named for e in evidence(text, p.start, p.end, best.rule, How.STATED, best.confidence)]
    finding = misread(stated(parties, found, reasons), (one for m in mended.values() for one in m.misread), reasons)
    for role in roles.unresolved:
        finding = doubted(finding, reasons.say("party_role", role=role))
    if any(party.unsure for party in named):
        finding = doubted(finding, reasons.say("party_cut"))
    return doubted(finding, reasons.say("one_party")) if len(parties) == 1 else finding


def _misread_numbers(parties: list[NamedParty], mentions: tuple[Mention, ...]) -> dict[int, Mention]:
    """Organisation numbers that OCR misread, by the start of the party that they stand beside if it has none."""
    numbers = [m for m in mentions if m.label == "ORG_NUMBER" and m.misread]
    starts = sorted(party.start for party in parties)
    found = {}
    for party in parties:
        end = next((start for start in starts if start > party.start), party.end + _BESIDE)
        beside = (m for m in numbers if party.start < m.start < min(end, party.end + _BESIDE))
        if party.org_number is None and (number := next(beside, None)):
            found[party.start] = number
    return found


def _numbered(party: NamedParty, numbers: Mapping[int, Mention]) -> NamedParty:
    number = numbers.get(party.start)
    value = number.value.get("value") if number else None
    return replace(party, org_number=value.number) if isinstance(value, OrgNumber) else party


def odd_numbers(parties: tuple[Party, ...], reasons: Reasons) -> tuple[str, ...]:
    """A remark on each organisation number that cannot be right: the document's slip, and no doubt of the party."""
    odd = [party for party in parties if party.org_number and not _well_formed(party.org_number)]
    return tuple(reasons.say("bad_org_number", party=party.name, number=party.org_number) for party in odd)


def _real(parties: tuple[NamedParty, ...]) -> list[NamedParty]:
    return [party for party in parties if party.kind is not BodyKind.ALIAS]


def _well_formed(number: str) -> bool:
    """Whether it has ten digits, with or without a century before them, and the right check digit."""
    digits = re.sub(r"\D", "", number)
    return len(digits) in (10, 12) and luhn(digits[-10:])


def _completed(party: NamedParty, text: Text) -> NamedParty:
    """A name that breaks off inside a bracket, as it stands where the bracket is closed."""
    written = re.split(r"[\n\t]", text.content[party.start :], maxsplit=1)[0].rstrip()
    if "(" not in written or ")" in written or re.sub(r"\W", "", written) != re.sub(r"\W", "", party.name):
        return party
    whole = re.search(rf"{re.escape(written)}[^()\n]{{0,{_BRACKET}}}\)", text.content, re.IGNORECASE)
    return replace(party, name=whole.group()) if whole else party


def _in_full(party: NamedParty, text: Text, words: PartyWords) -> NamedParty:
    """«Sjövik», which no list knows, as «Sjöviks kommun» where the document calls it so elsewhere."""
    if party.kind or not words.bare.match(party.name):
        return party
    whole = re.search(words.in_full.format(place=re.escape(party.name)), text.content)
    return replace(party, name=whole.group()) if whole else party


def _best(sources: list[PartySource]) -> PartySource:
    """The surest place; where that names one party alone, a place that names this one and others."""
    best = max(sources, key=lambda s: (s.confidence, len(s.parties)))
    if len(best.parties) > 1:
        return next((s for s in sources if best.confidence < _LISTED and _goes_on(s, best)), best)
    one = _real(best.parties)[0]
    fuller = [s for s in sources if len(s.parties) > 1 and any(_same(one, p) for p in s.parties)]
    return max(fuller, key=lambda s: s.confidence, default=best)


def _goes_on(source: PartySource, best: PartySource) -> bool:
    """Whether a place that is sure enough names all that the best one names, and more."""
    more = len(_distinct(source.parties)) > len(_distinct(best.parties))
    held = all(any(_same(p, other) for other in source.parties) for p in _real(best.parties))
    return more and held and source.confidence >= REVIEW_BELOW


def _same(one: NamedParty, other: NamedParty) -> bool:
    return fuzz.ratio(one.name.casefold(), other.name.casefold()) >= _SAME_NAME


def _distinct(parties: tuple[NamedParty, ...]) -> list[NamedParty]:
    """Each party once, in order."""
    kept: list[NamedParty] = []
    for party in parties:
        if not any(_same(party, other) for other in kept):
            kept.append(party)
    return kept
