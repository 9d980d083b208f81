"""The check in the workbook and in forteckning.json."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl import Workbook

from pipeline.inventory.comparisons.check import Checked, check
from pipeline.inventory.comparisons.knowledge import Knowledge
from pipeline.inventory.comparisons.survey import Survey, read_survey
from pipeline.inventory.json_file import json_bytes
from pipeline.inventory.labels import Labels
from pipeline.inventory.rows import Inventory
from pipeline.inventory.sheet_comparisons import ComparisonSheets
from pipeline.inventory.workbook import workbook_bytes
from tests.inventory.comparisons.conftest import MakeRows

SHEETS = ("Öppna jämförelser", "Intern samordning", "Luckor", "Aktualitet")
GOOD: dict[str, Any] = {
    "title": "Avtal om Barnahus", "parties": ("Polismyndigheten",), "signed_on": "2013-06-14",
    "signers": ("klinikchef, barnkliniken",),
}  # fmt: skip
CHILDREN = "Sociala barn- och ungdomsvården"


@pytest.fixture(scope="module")
def inventory(make_rows: MakeRows) -> Inventory:
    return make_rows(GOOD, {"title": "Avtal om snöröjning"})


@pytest.fixture(scope="module")
def checked(inventory: Inventory, knowledge: Knowledge) -> Checked:
    lines = f"Runda;Område;Aktör;Svar\r\n2014;{CHILDREN};Polis;NEJ\r\n2014;Snöröjning;Polis;JA\r\n"
    found = check(inventory, knowledge, read_survey(lines.encode(), knowledge.survey, knowledge.words))
    assert found
    return found


@pytest.fixture(scope="module")
def book(inventory: Inventory, checked: Checked, labels: Labels) -> Workbook:
    further = [ComparisonSheets(checked, inventory)]
    return openpyxl.load_workbook(BytesIO(workbook_bytes(inventory, labels, corpus="../corpus", further=further)))


def lines(book: Workbook, name: str) -> list[dict[str, Any]]:
    heads, *rows = book[name].iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def test_the_sheets_stand_before_what_is_no_agreement_and_are_explained(book: Workbook) -> None:
    names = book.sheetnames
    first = names.index(SHEETS[0])
    assert tuple(names[first : first + 4]) == SHEETS
    assert names[first + 4] == "Inte avtal"
    explained = {line["Vad"]: line["Förklaring"] for line in lines(book, "Läs mig")}
    assert all(explained[name] for name in SHEETS)


def test_a_line_has_the_answer_what_carries_it_and_what_people_said(book: Workbook) -> None:
    (found,) = [
        line
        for line in lines(book, SHEETS[0])
        if (line["Runda"], line["Område"], line["Extern aktör"]) == ("2014", CHILDREN, "Polis")
    ]
    assert (found["Svar enligt handlingarna"], found["Nr"], found["Ert enkätsvar"]) == ("JA", 1, "NEJ")
    assert (found["Skillnad"], found["Andel kommuner"]) == ("Skiljer sig", "51 %")
    assert found["Mätdag"] == datetime(2013, 11, 1)  # noqa: DTZ001  # Excel knows no time zones
    assert "upprättad 2013-06-14" in found["Varför"]


def test_a_line_of_the_survey_that_fits_nowhere_stands_last(book: Workbook) -> None:
    assert "snöröjning; polis" in lines(book, SHEETS[0])[-1]["Varför"]


def test_aktualitet_holds_agreements_with_an_area_and_the_days_on_which_they_fall_out(book: Workbook) -> None:
    (found,) = lines(book, SHEETS[3])
    assert found["Faller ur 12 månader"] == datetime(2014, 6, 15)  # noqa: DTZ001
    assert found["Faller ur 24 månader"] == datetime(2015, 6, 15)  # noqa: DTZ001
    assert "Barn- och ungdomsmedicin (nämnd vid underskriften: barnkliniken)" in found["Aktörer"]
    assert found["Uppföljd"] is None
    assert "Beslutad på ledningsnivå: «ord», «klinikchef, barnkliniken»" in found["Det här står i avtalet"].split("\n")
    assert found["Framgår inte"] == "Övergripande nivå\nGemensamma mål"


def test_luckor_says_what_to_do(book: Workbook) -> None:
    tasks = [line["Att göra"] for line in lines(book, SHEETS[2])]
    assert set(tasks) <= {"Följ upp nu", "Skriv en överenskommelse", "Följ upp i tid"}
    assert tasks.count("Skriv en överenskommelse") > 10


def test_luckor_tells_of_an_agreement_that_says_too_little(
    make_rows: MakeRows, knowledge: Knowledge, labels: Labels
) -> None:
    vague = make_rows(GOOD | {"traits": ()})
    found = check(vague, knowledge)
    assert found
    content = workbook_bytes(vague, labels, corpus="c", further=[ComparisonSheets(found, vague)])
    tasks = [line["Att göra"] for line in lines(openpyxl.load_workbook(BytesIO(content)), SHEETS[2])]
    assert tasks[0] == "Kontrollera eller komplettera nr 1, annars skriv en ny"


def test_no_sheet_without_a_check(inventory: Inventory, labels: Labels) -> None:
    plain = openpyxl.load_workbook(BytesIO(workbook_bytes(inventory, labels, corpus="../corpus")))
    assert not set(SHEETS) & set(plain.sheetnames)
    assert "Öppna jämförelser" not in {line["Vad"] for line in lines(plain, "Läs mig")}


def test_an_empty_corpus_with_a_survey_has_sheets_that_say_so(
    make_rows: MakeRows, knowledge: Knowledge, labels: Labels
) -> None:
    empty = make_rows()
    found = check(empty, knowledge, Survey())
    assert found
    content = workbook_bytes(empty, labels, corpus="c", further=[ComparisonSheets(found, empty)])
    book = openpyxl.load_workbook(BytesIO(content))
    assert lines(book, SHEETS[3])[0]["Titel"] == "Inget avtal hör till socialtjänstens områden."


def test_the_json_file_has_each_answer_with_the_rows_that_carry_it(
    inventory: Inventory, checked: Checked, labels: Labels
) -> None:
    made = datetime(2014, 12, 9, tzinfo=UTC)
    content = json.loads(json_bytes(inventory, labels, generated=made, program="1", checked=checked))
    answers = content["oppna_jamforelser"]
    assert list(answers) == ["2012", "2013", "2014", "2019"]
    (found,) = [one for one in answers["2014"] if (one["area"], one["actor"]) == (CHILDREN, "Polis")]
    row = next(row for row in content["rows"] if row["title"] == GOOD["title"])
    assert (found["answer"], found["carried_by"]) == ("yes", [row["id"]])
    assert (found["survey"], found["differs"], found["until"]) == ("no", True, "2014-06-14")
    assert found["why"].startswith("Nr 1 räknas")
    assert row["actuality"]["falls_out"] == {"12": "2014-06-15", "24": "2015-06-15"}
    assert {"name": "Polis", "how": "party", "words": "Polismyndigheten"} in row["actuality"]["actors"]
    assert row["actuality"]["events"][0]["day"] == "2013-06-14"
    assert set(row["actuality"]["shows"]) == {"management", "individual", "procedure", "responsibility"}


def test_the_json_file_without_a_check_says_nothing_of_it(inventory: Inventory, labels: Labels) -> None:
    made = datetime(2014, 12, 9, tzinfo=UTC)
    content = json.loads(json_bytes(inventory, labels, generated=made, program="1"))
    assert "oppna_jamforelser" not in content
    assert not any("actuality" in row for row in content["rows"])
