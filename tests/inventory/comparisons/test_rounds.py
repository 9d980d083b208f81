"""The rounds as data: every name in them is known, and a new round is a new file."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from pipeline.domain.actuality import Trait
from pipeline.domain.values import Duration
from pipeline.inventory.comparisons.knowledge import Knowledge
from pipeline.inventory.comparisons.rounds import load_rounds
from pipeline.settings import PROGRAM


def test_every_actor_and_area_of_a_round_is_known(knowledge: Knowledge) -> None:
    actors = {shape.name: shape.internal for shape in knowledge.actors}
    areas = {shape.name for shape in knowledge.areas}
    for one in knowledge.rounds:
        for area in one.areas:
            assert set(area.covers) <= areas, area.name
            assert {actor.known_as for actor in area.actors} <= {name for name in actors if not actors[name]}
            assert {unit.known_as for unit in area.internal} <= {name for name in actors if actors[name]}


def test_the_larger_bodies_are_actors_themselves(knowledge: Knowledge) -> None:
    names = {shape.name for shape in knowledge.actors}
    assert {shape.part_of for shape in knowledge.actors if shape.part_of} <= names


@pytest.mark.parametrize(
    ("year", "area", "measured_on", "months", "counts"),
    [
        ("2014", "Stöd till brottsoffer – våldsutsatta vuxna", date(2014, 1, 15), 24, (5, 7)),
        ("2014", "Sociala barn- och ungdomsvården", date(2013, 11, 1), 12, (10, 7)),
        ("2014", "Missbruks- och beroendevård", date(2013, 12, 1), 12, (1, 7)),
        ("2013", "Ekonomiskt bistånd", date(2013, 4, 1), 12, (5, 3)),
        ("2012", "Hemlöshet och utestängning från bostadsmarknaden", date(2012, 3, 31), 12, (3, 0)),
        ("2019", "Äldreomsorg", date(2019, 2, 1), 12, (1, 0)),
    ],
)
def test_the_rounds_ask_what_their_sources_say(
    knowledge: Knowledge, year: str, area: str, measured_on: date, months: int, counts: tuple[int, int]
) -> None:
    asked = knowledge.round(year)
    assert asked
    (found,) = [one for one in asked.areas if one.name == area]
    assert (found.measured_on, found.window) == (measured_on, Duration(months))
    assert (len(found.actors), len(found.internal)) == counts


def test_only_the_children_of_2014_have_an_answer_for_what_is_not_current(knowledge: Knowledge) -> None:
    telling = {(one.year, area.name) for one in knowledge.rounds for area in one.areas if area.tells_existing}
    assert telling == {("2014", "Sociala barn- och ungdomsvården")}


def test_the_round_of_2019_also_asks_who_is_responsible(knowledge: Knowledge) -> None:
    asking = {one.year for one in knowledge.rounds for area in one.areas if Trait.RESPONSIBILITY in area.requires}
    assert asking == {"2019"}


def test_a_new_round_is_a_new_file(tmp_path: Path) -> None:
    folder = tmp_path / "sv" / "oppna_jamforelser"
    shutil.copytree(PROGRAM / "models" / "sv" / "oppna_jamforelser", folder)
    shutil.copy(folder / "2014.toml", folder / "2024.toml")
    assert [one.year for one in load_rounds(tmp_path)][-1] == "2024"


@pytest.mark.parametrize(
    ("old", "new"), [("window_months = 24\n", ""), ('"management"', '"managment"'), ("[[area]]", "[[aera]]")]
)
def test_a_wrong_round_is_told_by_its_file(tmp_path: Path, old: str, new: str) -> None:
    folder = tmp_path / "sv" / "oppna_jamforelser"
    folder.mkdir(parents=True)
    source = (PROGRAM / "models" / "sv" / "oppna_jamforelser" / "2014.toml").read_text(encoding="utf-8")
    assert old in source
    (folder / "2024.toml").write_text(source.replace(old, new), encoding="utf-8")
    with pytest.raises(ValueError, match=r"2024\.toml"):
        load_rounds(tmp_path)
