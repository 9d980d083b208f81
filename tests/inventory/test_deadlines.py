from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from pipeline.domain.agreement import Agreement, Outcome
from pipeline.domain.evidence import Finding
from pipeline.domain.values import Duration, Renewal
from pipeline.inventory.deadline_sentences import action, doubts
from pipeline.inventory.deadlines import Deadline, deadlines, within
from pipeline.inventory.labels import Labels
from pipeline.inventory.table import Inventory, tabulate

MakeAgreement = Callable[..., Agreement]
MakeOutcome = Callable[..., Outcome]
MakeRenewal = Callable[..., Renewal]
Tabulate = Callable[..., Inventory]
DAY = date(2014, 12, 9)


@pytest.fixture
def table(make_agreement: MakeAgreement, make_outcome: MakeOutcome, labels: Labels) -> Tabulate:
    """The inventory of one agreement with these values."""

    def made(as_of: date = DAY, **values: Any) -> Inventory:
        return tabulate((make_outcome("avtal.pdf", make_agreement(**values)),), as_of, labels)

    return made


def days(found: tuple[Deadline, ...]) -> list[tuple[str, str]]:
    return [(one.kind.value, one.day.isoformat()) for one in found]


def test_an_end_without_renewal_falls_due(table: Tabulate) -> None:
    assert days(deadlines(table(valid_to="2015-02-12"))) == [("term_end", "2015-02-12")]


@pytest.mark.parametrize(
    "values",
    [
        {"valid_to": "2014-12-08"},
        {"open_ended": True},
        {"valid_to": "2015-02-12", "open_ended": True},
        {},
    ],
    ids=["run out", "open-ended", "open-ended after a first term", "unknown"],
)
def test_what_has_no_day_ahead_has_no_deadline(table: Tabulate, values: dict[str, Any]) -> None:
    assert deadlines(table(**values)) == ()


def test_the_day_itself_counts(table: Tabulate) -> None:
    assert days(deadlines(table(valid_to="2014-12-09"))) == [("term_end", "2014-12-09")]


def test_an_automatic_renewal_has_a_day_for_notice_and_a_day_on_which_it_comes(
    table: Tabulate, automatically: MakeRenewal, labels: Labels
) -> None:
    inventory = table(
        title="Avtal om X", valid_from="2010-01-01", valid_to="2015-09-30", renewal=automatically("P1Y"),
        notice_period="P3M",
    )  # fmt: skip
    found = deadlines(inventory)
    assert days(found) == [("last_notice", "2015-06-30"), ("renewal", "2015-09-30")]
    assert found[0].follows == date(2015, 10, 1)
    assert found[0].presumes is None
    assert "senast den här dagen om det inte ska förlängas; annars börjar en ny period 2015-10-01" in action(
        found[0], inventory.rows[0], labels
    )


def test_once_the_day_for_notice_has_passed_the_next_one_is_told_with_what_it_presumes(
    table: Tabulate, automatically: MakeRenewal, labels: Labels
) -> None:
    inventory = table(title="Avtal", valid_to="2014-12-31", renewal=automatically("P1Y"), notice_period="P3M")
    found = deadlines(inventory)
    assert days(found) == [("renewal", "2014-12-31"), ("last_notice", "2015-09-30")]
    assert found[1].presumes == date(2015, 1, 1)
    assert "Förutsätter att avtalet inte redan har sagts upp till 2015-01-01." in action(
        found[1], inventory.rows[0], labels
    )


def test_a_used_up_renewal_ends(table: Tabulate, automatically: MakeRenewal, labels: Labels) -> None:
    values = {"valid_to": "2013-12-31", "renewal": automatically("P2Y", 1), "notice_period": "P6M"}
    inventory = table(**values)
    found = deadlines(inventory)
    assert days(found) == [("last_notice", "2015-06-30"), ("term_end", "2015-12-31")]
    assert "Någon mer förlängning anges inte; tiden går ut 2015-12-31." in action(found[0], inventory.rows[0], labels)


def test_an_option_is_told_before_its_day_and_after(table: Tabulate, optionally: MakeRenewal, labels: Labels) -> None:
    before = table(valid_to="2015-02-28", renewal=optionally("P1Y", 2))
    after = table(valid_to="2014-02-28", renewal=optionally("P1Y", 2))
    assert days(deadlines(before)) == days(deadlines(after)) == [("option_end", "2015-02-28")]
    assert (
        action(deadlines(before)[0], before.rows[0], labels) == "Kan förlängas med ett år. Bestäm före den här dagen."
    )
    assert action(deadlines(after)[0], after.rows[0], labels).startswith("Om tiden har förlängts")


def test_a_renewal_without_known_notice_says_so(table: Tabulate, automatically: MakeRenewal, labels: Labels) -> None:
    inventory = table(valid_to="2015-02-28", renewal=automatically("P1Y"))
    (one,) = deadlines(inventory)
    assert action(one, inventory.rows[0], labels).endswith("Uppsägningstiden framgår inte.")


def test_a_doubtful_day_is_marked_with_the_reason(
    table: Tabulate, under_review: Callable[..., Finding[Any]], labels: Labels
) -> None:
    inventory = table(valid_to=under_review(date(2015, 2, 28), "Två slutdatum nämns."), subject=under_review("x", "y"))
    (one,) = deadlines(inventory)
    assert one.doubts == ("valid_to",)
    assert doubts(one, inventory.rows[0], labels) == "Gäller till: Två slutdatum nämns."


def test_the_nearest_comes_first_and_a_year_ends_on_its_day(
    make_agreement: MakeAgreement, make_outcome: MakeOutcome, labels: Labels
) -> None:
    ends = ("2015-12-10", "2015-12-09", "2014-12-31")
    outcomes = [make_outcome(f"{end}.pdf", make_agreement(valid_to=end)) for end in ends]
    found = deadlines(tabulate(outcomes, DAY, labels))
    assert [one.day.isoformat() for one in found] == sorted(ends)
    assert [one.day.isoformat() for one in within(found, DAY, Duration(12))] == ["2014-12-31", "2015-12-09"]


def test_an_endless_length_and_a_misread_year_break_nothing(table: Tabulate, automatically: MakeRenewal) -> None:
    assert deadlines(table(valid_to="9999-12-31", renewal=automatically("P1Y"), notice_period="P3M")) == ()
    assert deadlines(table(valid_to="2014-12-31", renewal=automatically("P0D"), notice_period="P3M"))


def test_figur_2_on_its_day(figure_2: tuple[Outcome, ...], labels: Labels) -> None:
    found = deadlines(tabulate(figure_2, DAY, labels))
    assert [one.day.isoformat() for one in found][:5] == ["2014-12-31"] * 4 + ["2015-02-12"]
    assert len({one.key for one in found}) == len(found)


@pytest.mark.parametrize(
    ("values", "day"),
    [
        ({"revised_on": "2013-08-01", "valid_from": "2010-01-01"}, "2015-08-01"),
        ({"signed_on": "2014-01-15"}, "2015-01-15"),
        ({"valid_from": "2015-03-01"}, "2016-03-01"),
        ({"valid_from": "2010-12-09"}, "2014-12-09"),
    ],
    ids=["from the last revision", "from the signing", "before it begins", "the day itself"],
)
def test_a_document_that_is_to_be_reviewed_yearly_falls_due(
    table: Tabulate, labels: Labels, values: dict[str, Any], day: str
) -> None:
    inventory = table(open_ended=True, review_every=Duration(12), **values)
    (one,) = deadlines(inventory)
    assert (one.kind.value, one.day.isoformat(), one.doubts) == ("review", day, ())
    assert f"räknat från {min(values.values()) if len(values) == 1 else values['revised_on']}" in action(
        one, inventory.rows[0], labels
    )


@pytest.mark.parametrize(
    "values",
    [
        {"review_every": Duration(12)},
        {"review_every": Duration(12), "valid_from": "2014-02-01", "valid_to": "2014-12-31"},
        {"valid_from": "2014-02-01"},
    ],
    ids=["no day to count from", "it runs out before", "it says nothing of reviews"],
)
def test_no_review_is_made_up(table: Tabulate, values: dict[str, Any]) -> None:
    assert "review" not in [one.kind.value for one in deadlines(table(**values))]
