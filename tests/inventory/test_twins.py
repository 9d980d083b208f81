"""The same document scanned twice is proposed as one; what only resembles it is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.domain.agreement import Agreement, Outcome
from pipeline.extraction.sketch import sketch
from pipeline.inventory.identity import identify
from pipeline.inventory.labels import Labels
from pipeline.inventory.table import tabulate
from pipeline.inventory.twins import twins as find

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


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    papers=st.lists(
        st.tuples(
            st.sampled_from(["Avtal om tolk", "Avtal om tolkar", "Avtal 1 om tolk"]),
            st.sampled_from([None, "2018-01-01", "2019-01-01"]),
            st.sets(st.integers(1, 12), max_size=8).map(lambda numbers: tuple(sorted(numbers))),
        ),
        max_size=8,
    )
)
def test_none_is_passed_over_that_would_be_found_if_all_were_compared(
    make_agreement: MakeAgreement, papers: list[tuple[str, str | None, tuple[int, ...]]]
) -> None:
    made = [make_agreement(**BASE | {"title": t, "valid_from": begun}, sketch=own) for t, begun, own in papers]
    items = list(identify([Outcome(f"{i}.pdf", f"{i:064}", (one,)) for i, one in enumerate(made)]))
    in_pairs = [
        (a, b) for one, other in combinations(items, 2) for a, others in find([one, other]).items() for b in others
    ]
    assert sorted((a, b) for a, others in find(items).items() for b in others) == sorted(in_pairs)
    order = [item.id for item in items]
    assert all(list(others) == sorted(others, key=order.index) for others in find(items).values())
