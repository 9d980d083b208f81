"""The same document scanned twice is proposed as one; what only resembles it is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from pipeline.domain.agreement import Agreement, Outcome
from pipeline.extraction.sketch import sketch
from pipeline.inventory.labels import Labels
from pipeline.inventory.table import tabulate

MakeAgreement = Callable[..., Agreement]
DAY = date(2020, 6, 1)
TEXT = (
    "Kommunen och regionen samverkar kring barn som misstänks vara utsatta för våld. Verksamheten bedrivs i gemensamma "
    "lokaler med samordnad personal. Kostnaderna fördelas efter antalet invånare och faktureras varje kvartal. "
    "Styrgruppen ansvarar för planering, uppföljning och utveckling av verksamheten under hela avtalstiden. "
)
SCANNED = TEXT.replace("Kostnaderna fördelas", "Kostnadema fördeias").replace("personal", "personai")
OTHER = (
    "Parterna driver tillsammans en mottagning för unga vuxna med missbruk. Läkare och kurator anställs av regionen. "
)
BASE: dict[str, Any] = {
    "title": "Överenskommelse om samverkan",
    "parties": ("Tallstads kommun", "Region Mellanbygden"),
    "valid_from": "2018-01-01",
    "valid_to": "2020-12-31",
}


def twins(labels: Labels, one: Agreement, other: Agreement) -> list[str]:
    outcomes = [Outcome("a.pdf", "aa", (one,)), Outcome("b.pdf", "bb", (other,))]
    return [row.remarks for row in tabulate(outcomes, DAY, labels).rows if row.related.twins]


def test_two_scans_know_of_each_other(make_agreement: MakeAgreement, labels: Labels) -> None:
    one = make_agreement(**BASE, sketch=sketch(TEXT))
    other = make_agreement(**BASE | {"title": "Överenskommelse om samvekan"}, sketch=sketch(SCANNED))
    assert twins(labels, one, other) == [
        "Kan vara samma dokument som nr 2 (fil a.pdf)",
        "Kan vara samma dokument som nr 1 (fil b.pdf)",
    ]


def test_a_day_that_only_one_scan_shows_is_no_contradiction(make_agreement: MakeAgreement, labels: Labels) -> None:
    one = make_agreement(**BASE, signed_on="2017-12-01", sketch=sketch(TEXT))
    assert twins(labels, one, make_agreement(**BASE, sketch=sketch(SCANNED)))


@pytest.mark.parametrize(
    ("why", "values", "text"),
    [
        ("a renewal with new days", {"valid_from": "2021-01-01", "valid_to": "2023-12-31"}, TEXT),
        ("another party", {"parties": ("Björkmo kommun", "Region Mellanbygden")}, TEXT),
        ("the second of two", {"title": "Överenskommelse 2 om samverkan"}, TEXT),
        ("another registry number", {"registry_number": "KS 2/18"}, TEXT),
        ("another text under the same title", {}, OTHER),
        ("nothing but a model in common", {"valid_from": None, "valid_to": None, "parties": ()}, TEXT),
    ],
)
def test_what_only_resembles_it_is_another(
    why: str, values: dict[str, Any], text: str, make_agreement: MakeAgreement, labels: Labels
) -> None:
    one = make_agreement(**BASE, registry_number="KS 1/18", sketch=sketch(TEXT))
    assert not twins(labels, one, make_agreement(**BASE | values, sketch=sketch(text))), why


def test_copies_are_told_as_copies_only(make_agreement: MakeAgreement, labels: Labels) -> None:
    agreement = make_agreement(**BASE, sketch=sketch(TEXT))
    both = [Outcome(f"{name}.pdf", "aa", (agreement,)) for name in "ab"]
    assert [row.related.twins for row in tabulate(both, DAY, labels).rows] == [(), ()]
