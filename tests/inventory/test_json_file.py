from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from pipeline.domain.agreement import Agreement, Failure, Outcome, Party, Rejection
from pipeline.domain.evidence import Finding
from pipeline.domain.values import Renewal
from pipeline.inventory.json_file import json_bytes
from pipeline.inventory.labels import Labels
from pipeline.inventory.review import needs_review
from pipeline.inventory.table import tabulate

MakeAgreement = Callable[..., Agreement]
MakeOutcome = Callable[..., Outcome]
UnderReview = Callable[..., Finding[Any]]
DAY = date(2014, 12, 9)


def published(outcomes: list[Outcome], labels: Labels) -> dict[str, Any]:
    made = datetime(2014, 12, 9, 2, 0, 5, 123, tzinfo=UTC)
    content: dict[str, Any] = json.loads(
        json_bytes(tabulate(outcomes, DAY, labels), labels, generated=made, program="0.1.0")
    )
    return content


def test_a_row_is_as_the_specification_says(
    make_agreement: MakeAgreement, make_outcome: MakeOutcome, automatically: Callable[..., Renewal],
    under_review: UnderReview, labels: Labels,
) -> None:  # fmt: skip
    agreement = make_agreement(
        (1, 3),
        title="Samverkansavtal gällande Barnahus",
        parties=(Party("Staden", "Västerås stad", "212000-2080", "staden"),),
        subject="Samverkan.",
        registry_number="2014/10",
        valid_from="2010-10-01",
        valid_to=under_review(date(2011, 9, 30), "två slutdatum nämns", "till 2011-09-30"),
        renewal=automatically("P12M", 1),
        notice_period="P3M",
        signed_on="2010-09-01",
    )
    row = published([make_outcome("vasteras/a.pdf", agreement)], labels)["rows"][0]
    assert row.pop("id").startswith("r")
    assert row == {
        "number": 1,
        "file": "vasteras/a.pdf",
        "pages": [1, 3],
        "owner": "vasteras",
        "kind": "agreement",
        "title": "Samverkansavtal gällande Barnahus",
        "parties": [
            {"name": "Staden", "canonical": "Västerås stad", "org_number": "212000-2080", "alias": "staden"},
        ],
        "subject": "Samverkan.",
        "registry_number": "2014/10",
        "valid_from": "2010-10-01",
        "valid_to": "2011-09-30",
        "open_ended": False,
        "renewal": {"mode": "automatic", "period": "P1Y", "limit": 1},
        "notice_period": "P3M",
        "signed_on": "2010-09-01",
        "revised_on": None,
        "status": "expired",
        "current_term_end": "2012-09-30",
        "last_notice_date": None,
        "remarks": "Avtalet är utgånget. Kontrollera giltighetstiden mot dokumentet",
        "relations": [],
        "replaced_by": None,
        "evidence": {
            "valid_to": [
                {
                    "page": 2,
                    "quote": "till 2011-09-30",
                    "boxes": [[72.0, 100.12, 300.5, 112.0]],
                    "rule": "validity/from_to",
                    "how": "stated",
                    "confidence": 0.612,
                }
            ]
        },
        "needs_review": ["valid_to", "status", "current_term_end", "last_notice_date"],
        "reasons": {
            "valid_to": "två slutdatum nämns",
            "status": "Beräknas av uppgifter som ska granskas",
            "current_term_end": "Beräknas av uppgifter som ska granskas",
            "last_notice_date": "Beräknas av uppgifter som ska granskas",
        },
        "derivations": {"current_term_end": "(2011-09-30 + 1 dag) + 1 gånger ett år − 1 dag"},
        "note": "",
        "own_columns": {},
        "corrections": {},
    }


def test_computed_days_show_their_arithmetic(
    make_agreement: MakeAgreement, make_outcome: MakeOutcome, automatically: Callable[..., Renewal], labels: Labels
) -> None:
    agreement = make_agreement(
        valid_to="2012-02-29", renewal=automatically("P1Y"), notice_period="P3M", valid_from="2010-03-01"
    )
    row = published([make_outcome("a.pdf", agreement)], labels)["rows"][0]
    assert (row["current_term_end"], row["last_notice_date"]) == ("2015-02-28", "2014-11-30")
    assert row["derivations"] == {
        "current_term_end": "(2012-02-29 + 1 dag) + 3 gånger ett år − 1 dag",
        "last_notice_date": "(2015-02-28 + 1 dag) − tre månader − 1 dag",
    }


def test_the_rest_of_the_file(make_outcome: MakeOutcome, labels: Labels) -> None:
    content = published(
        [
            make_outcome("b.pdf", rejection=Rejection("Protokoll", "kind/minutes")),
            make_outcome("caf\udce9.pdf", failure=Failure("empty", "Skanna om.")),
        ],
        labels,
    )
    assert content == {
        "as_of": "2014-12-09",
        "generated": "2014-12-09T02:00:05+00:00",
        "program": "0.1.0",
        "rows": [],
        "not_agreements": [{"file": "b.pdf", "reason": "Protokoll"}],
        "failures": [{"file": "caf\udce9.pdf", "code": "empty", "message": "Skanna om."}],
    }


@pytest.mark.parametrize(
    ("given", "flagged"),
    [
        ({"subject"}, set()),
        ({"valid_to"}, {"status", "current_term_end", "last_notice_date"}),
        ({"valid_from"}, {"status"}),
        ({"renewal"}, {"last_notice_date"}),
        ({"notice_period"}, {"last_notice_date"}),
    ],
)
def test_a_computed_value_is_doubtful_when_what_it_rests_on_is(
    given: set[str], flagged: set[str], make_agreement: MakeAgreement, under_review: UnderReview,
    automatically: Callable[..., Renewal],
) -> None:  # fmt: skip
    values: dict[str, Any] = {
        "subject": "x",
        "valid_from": date(2014, 1, 1),
        "valid_to": date(2015, 1, 1),
        "renewal": automatically("P1Y"),
        "notice_period": automatically("P3M").period,
    }
    doubted = {name: under_review(value, "?") if name in given else value for name, value in values.items()}
    assert set(needs_review(make_agreement(**doubted), DAY)) == given | flagged


def test_a_past_end_rests_on_its_renewal(make_agreement: MakeAgreement, under_review: UnderReview) -> None:
    agreement = make_agreement(valid_to="2013-12-31", renewal=under_review(None, "två förlängningar nämns"))
    assert set(needs_review(agreement, DAY)) == {"renewal", "status", "current_term_end", "last_notice_date"}
