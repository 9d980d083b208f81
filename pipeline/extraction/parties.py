"""The parties, from the best place that names them: a list, «Mellan … och …», «Gäller för», signatures, the title."""

from __future__ import annotations

from datetime import date

from rapidfuzz import fuzz

from pipeline.domain.agreement import Party
from pipeline.domain.evidence import Finding, How, Mention
from pipeline.domain.text import Text
from pipeline.extraction.findings import Reasons, absent, doubted, evidence, stated
from pipeline.extraction.party_list import NamedParty
from pipeline.extraction.party_sources import PartySource, PartySources
from pipeline.lexicon import Lexicon
from pipeline.organisations import organisations

_SAME_NAME = 92
"""Per cent of likeness that makes two names one party, spelt twice."""


def find_parties(
    text: Text, mentions: tuple[Mention, ...], title: Finding[str | None], on: date | None, lexicon: Lexicon,
    reasons: Reasons,
) -> Finding[tuple[Party, ...]]:  # fmt: skip
    """Every party at its most complete form as written, in the order of the document.

    `on` is a day of the agreement: bodies are called what they were called then, with today's name beside it.
    """
    sources = [source for source in PartySources(text, mentions, title, lexicon) if source.parties]
    if not sources:
        return absent((), reasons.say("no_parties"), review=True)
    best = _best(sources)
    named = _distinct(best.parties)
    bodies = organisations(lexicon)
    parties = tuple(Party(p.name, bodies.canonical(p.name, on), p.org_number, p.alias) for p in named)
    found = [e for p in named for e in evidence(text, p.start, p.end, best.rule, How.STATED, best.confidence)]
    finding = stated(parties, found, reasons)
    return doubted(finding, reasons.say("one_party")) if len(parties) == 1 else finding


def _best(sources: list[PartySource]) -> PartySource:
    """The surest place; where that names one party alone, a place that names this one and others."""
    best = max(sources, key=lambda s: (s.confidence, len(s.parties)))
    if len(best.parties) > 1:
        return best
    fuller = [s for s in sources if len(s.parties) > 1 and any(_same(best.parties[0], p) for p in s.parties)]
    return max(fuller, key=lambda s: s.confidence, default=best)


def _same(one: NamedParty, other: NamedParty) -> bool:
    return fuzz.ratio(one.name.casefold(), other.name.casefold()) >= _SAME_NAME


def _distinct(parties: tuple[NamedParty, ...]) -> list[NamedParty]:
    """Each party once, in order."""
    kept: list[NamedParty] = []
    for party in parties:
        if not any(_same(party, other) for other in kept):
            kept.append(party)
    return kept
