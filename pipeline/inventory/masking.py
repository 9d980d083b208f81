"""What leaves the program says no more of persons than it must.

A sole trader's organisation number is the owner's personal identity number: it is shown as NNNNNN-****, wherever it
stands (`pipeline/domain/personal_number.py` knows it in every writing). Quotes are short. Who has signed is left out by
`signatories.py`. Only the file's own name stays as it is, in the places that lead to it: else nobody would find it.
Source: dataskyddslagen (2018:218) 3 kap. 10 §.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TypeVar

from pipeline.domain.actuality import Actuality
from pipeline.domain.agreement import Agreement, Party
from pipeline.domain.evidence import Evidence, Finding
from pipeline.domain.personal_number import mask_text
from pipeline.domain.relation import Relation

__all__ = ["LONGEST_QUOTE", "mask_number", "mask_text", "short", "shown", "shown_relation"]

LONGEST_QUOTE = 300
"""Characters of a quote that are shown."""

T = TypeVar("T")


def mask_number(number: str) -> str:
    """An organisation number as it may be shown; one that is a personal number loses its last four digits.

    >>> mask_number("212000-2080"), mask_number("640823-3234"), mask_number("19640823-3234")
    ('212000-2080', '640823-****', '640823-****')
    """
    digits = re.sub(r"\D", "", number)
    short = digits[2:] if len(digits) == 12 else digits
    return f"{short[:6]}-****" if len(short) == 10 and short[2] < "2" else mask_text(number)


def shown(agreement: Agreement) -> Agreement:
    """The agreement as it may leave the program: every text masked, quotes shortened."""
    a = agreement
    return Agreement(
        pages=a.pages,
        kind=_finding(a.kind, a.kind.value),
        title=_finding(a.title, _masked(a.title.value)),
        parties=_finding(a.parties, tuple(_party(party) for party in a.parties.value)),
        subject=_finding(a.subject, _masked(a.subject.value)),
        registry_number=_finding(a.registry_number, _masked(a.registry_number.value)),
        valid_from=_finding(a.valid_from, a.valid_from.value),
        valid_to=_finding(a.valid_to, a.valid_to.value),
        open_ended=_finding(a.open_ended, a.open_ended.value),
        renewal=_finding(a.renewal, a.renewal.value),
        notice_period=_finding(a.notice_period, a.notice_period.value),
        signed_on=_finding(a.signed_on, a.signed_on.value),
        revised_on=_finding(a.revised_on, a.revised_on.value),
        remarks=tuple(mask_text(remark) for remark in a.remarks),
        review_every=a.review_every,
        relations=tuple(shown_relation(relation) for relation in a.relations),
        sketch=a.sketch,
        actuality=_actuality(a.actuality),
    )


def _finding(finding: Finding[T], value: T) -> Finding[T]:
    evidence = tuple(_evidence(one) for one in finding.evidence)
    reason, derivation = _masked(finding.reason), _masked(finding.derivation)
    return replace(finding, value=value, evidence=evidence, reason=reason, derivation=derivation)


def _actuality(actuality: Actuality) -> Actuality:
    events = (replace(event, evidence=tuple(_evidence(one) for one in event.evidence)) for event in actuality.events)
    signs = (replace(sign, evidence=tuple(_evidence(one) for one in sign.evidence)) for sign in actuality.signs)
    return Actuality(tuple(events), tuple(signs))


def _masked(text: str | None) -> str | None:
    return text and mask_text(text)


def _party(party: Party) -> Party:
    return replace(
        party,
        name=mask_text(party.name),
        canonical=mask_text(party.canonical),
        org_number=party.org_number and mask_number(party.org_number),
        alias=_masked(party.alias),
    )


def shown_relation(relation: Relation) -> Relation:
    """What is said of another document, as it may leave the program."""
    evidence = tuple(_evidence(one) for one in relation.evidence)
    number = _masked(relation.registry_number)
    return replace(relation, says=short(relation.says), registry_number=number, evidence=evidence)


def short(text: str) -> str:
    """A text of the document as it may be quoted: masked, and cut behind a word where it is too long."""
    quote = mask_text(text[: 2 * LONGEST_QUOTE])  # a masked text is at least half as long
    if len(quote) <= LONGEST_QUOTE:
        return quote
    head = quote[: LONGEST_QUOTE + 1]
    return head[: max(head.rfind(" "), 0) or LONGEST_QUOTE]


def _evidence(evidence: Evidence) -> Evidence:
    misread = tuple(replace(one, seen=mask_text(one.seen), read=mask_text(one.read)) for one in evidence.misread)
    return replace(evidence, quote=short(evidence.quote), misread=misread)
