"""The verdict of an area and an actor: each condition alone makes or breaks it, and the sentence says which."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pipeline.domain.actuality import Trait
from pipeline.domain.values import Duration, Renewal, RenewalMode
from pipeline.inventory.comparisons.compare import compare
from pipeline.inventory.comparisons.knowledge import Knowledge
from pipeline.inventory.comparisons.result import Answer, Verdict
from pipeline.inventory.comparisons.trial import know
from pipeline.inventory.rows import Inventory
from tests.inventory.comparisons.conftest import ALL, MakeRows

CHILDREN, BARNAHUS = "Sociala barn- och ungdomsvården", "Samverkansavtal gällande Barnahus"
GOOD: dict[str, Any] = {"title": BARNAHUS, "parties": ("Socialnämnden", "Polismyndigheten"), "signed_on": "2013-06-14"}


def answer(inventory: Inventory, knowledge: Knowledge, actor: str, area: str = CHILDREN, year: str = "2014") -> Answer:
    asked = knowledge.round(year)
    assert asked
    comparison = compare(know(inventory.rows, knowledge), asked, knowledge)
    (found,) = [one for one in comparison.answers if (one.area, one.actor) == (area, actor)]
    return found


def test_an_agreement_that_meets_every_condition_carries_a_yes(make_rows: MakeRows, knowledge: Knowledge) -> None:
    inventory = make_rows(GOOD)
    found = answer(inventory, knowledge, "Polis")
    assert found.verdict is Verdict.YES
    assert (found.carried_by, found.numbers) == ((inventory.rows[0].id,), (1,))
    assert "upprättad 2013-06-14" in found.why
    assert found.until == date(2014, 6, 14)
    assert (found.measured_on, found.share) == (date(2013, 11, 1), 51)


@pytest.mark.parametrize(
    ("changed", "verdict", "said"),
    [
        ({"traits": ALL[1:]}, Verdict.NO, "beslutad på ledningsnivå"),
        ({"traits": (ALL[0], *ALL[2:])}, Verdict.NO, "enskilda ärenden"),
        ({"traits": (*ALL[:2], ALL[3])}, Verdict.NO, "hur samverkan ska gå till"),
        ({"traits": ALL[:3]}, Verdict.YES, "räknas"),
        ({"valid_from": "2013-12-01"}, Verdict.NO, "började gälla först 2013-12-01"),
        ({"valid_to": "2013-10-31", "open_ended": False}, Verdict.NO, "gällde till och med 2013-10-31"),
        ({"open_ended": False}, Verdict.NO, "framgår inte om den gällde"),
        ({"signed_on": "2012-10-31"}, Verdict.NOT_CURRENT, "upprättad 2012-10-31, före 2012-11-01"),
        ({"signed_on": "2012-11-01"}, Verdict.YES, "upprättad 2012-11-01"),
        ({"signed_on": None}, Verdict.NOT_CURRENT, "framgår inte när den är upprättad"),
        ({"signed_on": "2010-09-23", "followed_up": ("2013-05-02",)}, Verdict.YES, "uppföljd 2013-05-02"),
        ({"signed_on": "2010-09-23", "followed_up": ("2014-01-02",)}, Verdict.NOT_CURRENT, "upprättad 2010-09-23"),
        ({"signed_on": "2010-09-23", "revised": ("2013-08-01",)}, Verdict.YES, "reviderad 2013-08-01"),
        ({"title": "Avtal om snöröjning"}, Verdict.NO, "Inget avtal i förteckningen"),
        ({"parties": ("Socialnämnden", "Åklagarkammaren")}, Verdict.NO, "Inget avtal i förteckningen"),
    ],
)
def test_one_condition_decides(
    make_rows: MakeRows, knowledge: Knowledge, changed: dict[str, Any], verdict: Verdict, said: str
) -> None:
    found = answer(make_rows(GOOD | changed), knowledge, "Polis")
    assert found.verdict is verdict
    assert said in found.why
    assert bool(found.carried_by) is (verdict is not Verdict.NO)


def test_an_automatic_renewal_is_no_follow_up(make_rows: MakeRows, knowledge: Knowledge) -> None:
    renewal = Renewal(RenewalMode.AUTOMATIC, Duration(12))
    yearly = {"signed_on": "2010-09-23", "valid_from": "2010-10-01", "valid_to": "2011-09-30", "renewal": renewal}
    found = answer(make_rows(GOOD | yearly | {"open_ended": False}), knowledge, "Polis")
    assert found.verdict is Verdict.NOT_CURRENT


def test_the_county_council_alone_is_not_spread_to_its_clinics(make_rows: MakeRows, knowledge: Knowledge) -> None:
    inventory = make_rows(GOOD | {"parties": ("Socialnämnden", "Landstinget Västmanland")})
    found = answer(inventory, knowledge, "Barn- och ungdomspsykiatrin")
    assert found.verdict is Verdict.NO
    assert "Nr 1 har Landstinget som part men nämner inte Barn- och ungdomspsykiatrin" in found.why


def test_the_best_of_several_agreements_answers(make_rows: MakeRows, knowledge: Knowledge) -> None:
    inventory = make_rows(GOOD | {"signed_on": "2010-09-23"}, GOOD, GOOD | {"traits": ()})
    found = answer(inventory, knowledge, "Polis")
    (current,) = [row for row in inventory.rows if row.file == "02.pdf"]
    assert (found.verdict, found.carried_by) == (Verdict.YES, (current.id,))


def test_what_is_not_current_counts_as_no_where_the_round_knows_no_other_answer(
    make_rows: MakeRows, knowledge: Knowledge
) -> None:
    inventory = make_rows(GOOD | {"signed_on": "2010-09-23"})
    victims = "Stöd till brottsoffer – våldsutsatta barn och barn som bevittnat våld"
    assert "I rundan redovisas det som NEJ." in answer(inventory, knowledge, "Polis", victims).why
    assert "I rundan redovisas det som NEJ." not in answer(inventory, knowledge, "Polis").why


@pytest.mark.parametrize(
    ("traits", "verdict"),
    [((*ALL, Trait.GOALS), Verdict.YES), (ALL, Verdict.NO), ((*ALL[:3], Trait.GOALS), Verdict.NO)],
)
def test_an_agreement_on_addiction_must_hold_all_three_parts(
    make_rows: MakeRows, knowledge: Knowledge, traits: tuple[Trait, ...], verdict: Verdict
) -> None:
    inventory = make_rows(
        GOOD | {"title": "Överenskommelse om missbruk", "parties": ("Landstinget Västmanland",), "traits": traits}
    )
    assert answer(inventory, knowledge, "Landstinget", "Missbruks- och beroendevård").verdict is verdict


@pytest.mark.parametrize(
    ("trait", "actor"),
    [
        (Trait.GENERAL, "Bostadsföretag/hyresvärdar (samverkan övergripande nivå)"),
        (Trait.INDIVIDUAL, "Bostadsföretag/hyresvärdar (samverkan enskilda ärenden)"),
    ],
)
def test_homelessness_asks_for_both_levels(make_rows: MakeRows, knowledge: Knowledge, trait: Trait, actor: str) -> None:
    landlord = {
        "title": "Avtal om bostadssociala lägenheter", "parties": ("Bostads AB Mimer",), "signed_on": "2011-05-24",
        "traits": (Trait.MANAGEMENT, Trait.PROCEDURE, trait),
    }  # fmt: skip
    asked = knowledge.round("2012")
    assert asked
    answers = compare(know(make_rows(landlord).rows, knowledge), asked, knowledge).answers
    assert {one.actor for one in answers if one.verdict is Verdict.YES} == {actor}


def test_a_routine_between_units_of_the_own_house_answers_for_them(make_rows: MakeRows, knowledge: Knowledge) -> None:
    routine = GOOD | {"title": "Rutin för barn som far illa", "parties": ("Familjerätten", "Socialpsykiatrin")}
    asked = knowledge.round("2014")
    assert asked
    comparison = compare(know(make_rows(routine).rows, knowledge), asked, knowledge)
    inside = {one.actor for one in comparison.internal if one.area == CHILDREN and one.verdict is Verdict.YES}
    assert inside == {"Familjerätt", "Socialpsykiatrin"}
    assert {one.verdict for one in comparison.answers} == {Verdict.NO}


def test_a_round_can_be_asked_on_another_day(make_rows: MakeRows, knowledge: Knowledge) -> None:
    asked = knowledge.round("2014")
    assert asked
    later = compare(know(make_rows(GOOD).rows, knowledge), asked, knowledge, on=date(2014, 6, 15))
    (found,) = [one for one in later.answers if (one.area, one.actor) == (CHILDREN, "Polis")]
    assert (found.verdict, found.measured_on) == (Verdict.NOT_CURRENT, date(2014, 6, 15))


def test_each_agreement_is_told_with_its_owner_where_there_are_several(
    make_rows: MakeRows, knowledge: Knowledge
) -> None:
    (row,) = make_rows(GOOD).rows
    asked = knowledge.round("2014")
    assert asked
    rows = [replace(row, owner="tallstad"), replace(row, owner="granvik", id="r2", number=2)]
    (found,) = [
        one
        for one in compare(know(rows, knowledge), asked, knowledge).answers
        if (one.area, one.actor) == (CHILDREN, "Polis")
    ]
    assert "Nr 1 (tallstad) räknas" in found.why
    assert "Nr 2 (granvik) räknas" in found.why
