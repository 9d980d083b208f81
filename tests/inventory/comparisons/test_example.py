"""The nineteen documents of the example against the tables worked out by hand (vasteras_*.toml)."""

from __future__ import annotations

import tomllib
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.domain.agreement import Outcome
from pipeline.domain.terms import TermStatus
from pipeline.inventory.comparisons.compare import compare
from pipeline.inventory.comparisons.knowledge import Knowledge
from pipeline.inventory.comparisons.result import Verdict
from pipeline.inventory.comparisons.rounds import Round
from pipeline.inventory.comparisons.standing import standing_on
from pipeline.inventory.comparisons.survey import FILE, answered, read_survey, unplaced
from pipeline.inventory.comparisons.trial import know
from pipeline.inventory.labels import Labels
from pipeline.inventory.rows import Inventory
from pipeline.inventory.table import tabulate
from pipeline.lexicon import Lexicon, load
from pipeline.reading import ReadingOptions, read
from pipeline.run import understand
from pipeline.settings import PROGRAM

HERE = Path(__file__).parent
KEPT = PROGRAM / ".pytest_cache" / "ocr"
"""Pages that were recognised on an earlier run, here or by tests/test_evidence.py."""
YEARS = ("2012", "2013", "2014", "2019")


@cache
def lexicon() -> Lexicon:
    return load(PROGRAM / "models")


def outcome(path: Path) -> Outcome:
    return understand(read(path, path.name, ReadingOptions(kept=KEPT)), lexicon())


@pytest.fixture(scope="module")
def example(example_folder: Path, labels: Labels) -> Inventory:
    if not example_folder.is_dir():
        pytest.skip("the example has been removed, as a user may")
    with ProcessPoolExecutor(2) as processes:
        outcomes = list(processes.map(outcome, sorted(example_folder.glob("*.pdf"))))
    return tabulate(outcomes, date(2014, 12, 9), labels)


def by_hand(year: str) -> dict[tuple[str, str], tuple[str, list[str]]]:
    table: dict[str, list[dict[str, Any]]] = tomllib.loads((HERE / f"vasteras_{year}.toml").read_text(encoding="utf-8"))
    assert all(one["reasoning"] for one in table["answer"])
    return {(one["area"], one["actor"]): (one["verdict"], one["documents"]) for one in table["answer"]}


def answers(example: Inventory, asked: Round, knowledge: Knowledge) -> dict[tuple[str, str], tuple[str, list[str]]]:
    documents = {row.id: row.file[:2] for row in example.rows}
    return {
        (one.area, one.actor): (one.verdict.value, sorted(documents[row] for row in one.carried_by))
        for one in compare(know(example.rows, knowledge), asked, knowledge).answers
    }


def round_of(knowledge: Knowledge, year: str) -> Round:
    asked = knowledge.round(year)
    assert asked
    return asked


@pytest.mark.parametrize("year", YEARS)
def test_every_area_and_actor_is_answered_as_by_hand(example: Inventory, knowledge: Knowledge, year: str) -> None:
    found, wanted = answers(example, round_of(knowledge, year), knowledge), by_hand(year)
    assert set(wanted) <= set(found)
    assert year == "2019" or set(wanted) == set(found)
    assert found == {place: wanted.get(place, ("no", [])) for place in found}


def test_the_barnahus_agreement_is_in_force_and_not_current(example: Inventory, knowledge: Knowledge) -> None:
    (barnahus,) = [row for row in example.rows if row.file.startswith("04")]
    assert standing_on(date(2014, 1, 15), barnahus.agreement).status is TermStatus.IN_FORCE
    carried = [
        one
        for one in compare(know(example.rows, knowledge), round_of(knowledge, "2014"), knowledge).answers
        if barnahus.id in one.carried_by
    ]
    assert carried
    assert {one.verdict for one in carried} == {Verdict.NOT_CURRENT}


def test_two_rounds_differ_just_where_their_definitions_do(example: Inventory, knowledge: Knowledge) -> None:
    """Asked for the same things on the same days, the round of 2019 answers as that of 2014."""
    old, new = round_of(knowledge, "2014"), round_of(knowledge, "2019")
    definitions = {name: area for area in old.areas for name in area.covers}
    moved = replace(
        new,
        areas=tuple(
            replace(area, measured_on=was.measured_on, window=was.window, requires=was.requires, actors=was.actors)
            for area in new.areas
            if (was := next((definitions[name] for name in area.covers if name in definitions), None))
        ),
    )
    names = {area.name: definitions[area.covers[0]].name for area in moved.areas}
    asked_new_way = {
        (names[area], actor): answer for (area, actor), answer in answers(example, moved, knowledge).items()
    }
    as_defined = answers(example, old, knowledge)
    assert asked_new_way == {place: as_defined[place] for place in asked_new_way}
    assert len(asked_new_way) == len(as_defined)
    assert answers(example, new, knowledge) != as_defined


def test_the_report_s_own_answers_differ_where_they_rest_on_more_than_the_documents(
    example: Inventory, knowledge: Knowledge, example_folder: Path
) -> None:
    """Figur 3-8 as the municipality's answers: DOMAIN 3.3 warns that many a JA has no document behind it."""
    given = read_survey((example_folder / FILE).read_bytes(), knowledge.survey, knowledge.words)
    comparisons = tuple(
        answered(compare(know(example.rows, knowledge), round_of(knowledge, year), knowledge), given) for year in YEARS
    )
    assert unplaced(given, comparisons) == ()
    assert sum(one.survey is not None for comparison in comparisons for one in comparison.internal) == 29
    found = [one for comparison in comparisons for one in comparison.answers]
    assert sum(one.survey is not None for one in found) == 27
    without_document = {(one.area, one.actor) for one in found if one.differs and one.survey is Verdict.YES}
    adults, children = "Stöd till brottsoffer – våldsutsatta vuxna", "Sociala barn- och ungdomsvården"
    victims = "Stöd till brottsoffer – våldsutsatta barn och barn som bevittnat våld"
    assert without_document == {
        (adults, "Polis"),
        (adults, "Vuxenpsykiatri"),
        (adults, "Primärvården"),
        (adults, "Ungdomsmottagning"),
        (adults, "Kvinnojour"),
        (victims, "Barn- och ungdomspsykiatrin"),
        (victims, "Förskola"),
        (victims, "Skola"),
        (children, "Barnhälsovård"),
        (children, "Barn- och ungdomsmedicin"),
        ("Ekonomiskt bistånd", "Primärvården"),
        ("Ekonomiskt bistånd", "Öppenpsykiatrin"),
    }
    landlords = {one.actor for one in found if one.differs and one.survey is Verdict.NO}
    assert landlords == {
        "Bostadsföretag/hyresvärdar (samverkan övergripande nivå)",
        "Bostadsföretag/hyresvärdar (samverkan enskilda ärenden)",
    }
