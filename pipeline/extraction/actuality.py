"""What tells whether the national survey counts an agreement: when it was fresh, who decided, what it governs.

The rules are those below `rules/actuality`. Their mentions are asked for here alone: that a sentence says who calls
whom must not keep another field from asking about its dates.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.domain.actuality import Actuality, Event, EventKind, Sign, Trait
from pipeline.domain.evidence import Finding, How, Mention
from pipeline.domain.text import Text
from pipeline.domain.values import PartialDate
from pipeline.extraction.candidates import Candidate, Candidates
from pipeline.extraction.findings import evidence

_FOLDER = "actuality/"
_SIGNED_FROM = 0.5
"""Those who sign stand in the second half of a text, and in no sentence: «Ordförande är skolchefen.» is another."""
_MOST_QUOTES = 3
"""So many quotes show a trait; those who sign are all kept, for a signature may name a unit."""
_SENTENCES = {Trait.INDIVIDUAL: 2}
"""A goal mentions «every single case» once; what governs single cases speaks of them in several sentences."""

_EVENTS = {EventKind.DECIDED: "DECIDED", EventKind.FOLLOWED_UP: "FOLLOWED_UP"}


def is_fact(mention: Mention) -> bool:
    """Whether a mention belongs to this module."""
    return mention.rule.startswith(_FOLDER)


def find_actuality(
    text: Text, facts: Candidates, others: Candidates, signed_on: Finding[date | None], revised_on: Finding[date | None]
) -> Actuality:
    """Events and traits of a text.

    `facts` are the candidates that this module's rules found, `others` those for all other fields. The days of
    signature and revision are those that a person sees in the inventory.
    """
    events = [
        *_of_finding(EventKind.ESTABLISHED, signed_on),
        *_of_finding(EventKind.REVISED, revised_on),
        *_dated(EventKind.REVISED, others.having("REVISED", "date"), text),
    ]
    for kind, label in _EVENTS.items():
        events += _dated(kind, facts.having(label, "date"), text)
    return Actuality(_distinct(events), tuple(_signs(text, facts)))


def _signs(text: Text, candidates: Candidates) -> Iterator[Sign]:
    for trait in Trait:
        found = list(_management(text, candidates)) if trait is Trait.MANAGEMENT else _spans(candidates, trait)
        if len({sentence for _, _, sentence, _ in found}) >= _SENTENCES.get(trait, 1):
            kept = found if trait is Trait.MANAGEMENT else found[:_MOST_QUOTES]
            yield Sign(
                trait,
                tuple(
                    one
                    for start, end, _, mention in kept
                    for one in evidence(text, start, end, mention.rule, How.STATED, mention.confidence)
                ),
            )


_Span = tuple[int, int, tuple[int, int], Mention]
"""The offsets of a quote, those of its sentence, what found it."""


def _spans(candidates: Candidates, trait: Trait) -> list[_Span]:
    found = [c.mention for c in candidates.labelled(trait.name)]
    return sorted(((m.start, m.end, m.sentence, m) for m in found), key=lambda span: span[:2])


def _management(text: Text, candidates: Candidates) -> Iterator[_Span]:
    """Decisions of boards, then the roles of those who sign."""
    for candidate in candidates.having("DECIDED", "management"):
        mention = candidate.mention
        yield mention.start, mention.end, mention.sentence, mention
    for candidate in candidates.having("MANAGEMENT", "role"):
        mention = candidate.mention
        is_prose = text.content[slice(*mention.sentence)].rstrip().endswith(".")
        if mention.start >= _SIGNED_FROM * text.margin_start and not is_prose:
            yield *mention.slots["role"], mention.sentence, mention


def _of_finding(kind: EventKind, finding: Finding[date | None]) -> Iterator[Event]:
    if finding.value:
        yield Event(kind, finding.value, finding.evidence)


def _dated(kind: EventKind, found: list[Candidate], text: Text) -> Iterator[Event]:
    """Only what has a day: a follow-up «in the spring» is not dated."""
    for candidate in found:
        if isinstance(candidate.value, PartialDate) and candidate.value.is_day:
            yield Event(kind, candidate.value.first(), candidate.evidence(text))


def _distinct(events: list[Event]) -> tuple[Event, ...]:
    """One event of each kind a day, in the order of time."""
    first: dict[tuple[date, EventKind], Event] = {}
    for event in events:
        first.setdefault((event.day, event.kind), event)
    return tuple(first[key] for key in sorted(first))
