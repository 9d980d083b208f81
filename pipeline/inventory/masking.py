"""What leaves the program says no more of persons than it must.

A sole trader's organisation number is the owner's personal identity number: it is shown as NNNNNN-****, wherever it
stands. Quotes are short. Sources: dataskyddslagen (2018:218) 3 kap. 10 §; Skatteverket, SKV 704 (personal numbers
hold a month, so that their third digit is 0 or 1, while it is at least 2 in the number of a legal person).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TypeVar

from pipeline.domain.actuality import Actuality
from pipeline.domain.agreement import Agreement, Party
from pipeline.domain.evidence import Evidence, Finding
from pipeline.domain.relation import Relation

LONGEST_QUOTE = 300
"""Characters of a quote that are shown."""

_DAY = r"\d\d(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278]\d|[39][01])"  # a co-ordination number's day is 60 higher
_PERSONAL = re.compile(rf"(?<!\d)((?:18|19|20)?{_DAY})(?:\s?[-+–]\s?\d{{4}}|(?<=\d{{8}})\d{{4}})(?!\d)")
_MASK = r"\1-****"

T = TypeVar("T")


def mask_number(number: str) -> str:
    """An organisation number as it may be shown; one that is a personal number loses its last four digits.

    >>> mask_number("212000-2080"), mask_number("640823-3234"), mask_number("19640823-3234")
    ('212000-2080', '640823-****', '640823-****')
    """
    digits = re.sub(r"\D", "", number)
    short = digits[2:] if len(digits) == 12 else digits
    return f"{short[:6]}-****" if len(short) == 10 and short[2] < "2" else number


def mask_text(text: str) -> str:
    """A running text with its personal numbers masked; other numbers stay.

    >>> mask_text("Bygg, 640823-3234, dnr 2014/10, org.nr 212000-2080, tel. 021-39 00 00")
    'Bygg, 640823-****, dnr 2014/10, org.nr 212000-2080, tel. 021-39 00 00'
    """
    return _PERSONAL.sub(_MASK, text)


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
    return replace(finding, value=value, evidence=evidence, reason=_masked(finding.reason))


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
    return replace(relation, says=mask_text(relation.says), evidence=evidence)


def _evidence(evidence: Evidence) -> Evidence:
    quote = evidence.quote
    if len(quote) > LONGEST_QUOTE:
        head = quote[: LONGEST_QUOTE + 1]
        quote = head[: max(head.rfind(" "), 0) or LONGEST_QUOTE]
    return replace(evidence, quote=mask_text(quote))
