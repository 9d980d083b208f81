"""People's own answers: read as Excel saves them, shown beside the check, differences marked, gaps left out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.inventory.comparisons.asked import Asked
from pipeline.inventory.comparisons.check import Checked, check
from pipeline.inventory.comparisons.gaps import Task, newest
from pipeline.inventory.comparisons.knowledge import Knowledge
from pipeline.inventory.comparisons.result import Answer, Verdict
from pipeline.inventory.comparisons.survey import FILE, Survey, read_survey
from tests.inventory.comparisons.conftest import MakeRows

CHILDREN = "Sociala barn- och ungdomsvården"
GOOD: dict[str, Any] = {"title": "Avtal om Barnahus", "parties": ("Polismyndigheten",), "signed_on": "2013-06-14"}


def survey(knowledge: Knowledge, *lines: str, encoding: str = "utf-8-sig") -> Survey:
    content = "\r\n".join(["Runda;Område;Aktör;Svar", *lines]).encode(encoding)
    return read_survey(content, knowledge.survey, knowledge.words)


def checked(make_rows: MakeRows, knowledge: Knowledge, given: Survey | None, *rows: dict[str, Any]) -> Checked:
    found = check(make_rows(*(rows or (GOOD,))), knowledge, given)
    assert found
    return found


def polis(found: Checked) -> Answer:
    (comparison,) = [one for one in found.comparisons if one.round.year == "2014"]
    (answer,) = [one for one in comparison.answers if (one.area, one.actor) == (CHILDREN, "Polis")]
    return answer


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp1252"])
@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("JA", Verdict.YES),
        ("nej", Verdict.NO),
        ("ÖK finns men ej aktuell", Verdict.NOT_CURRENT),
        ("Nej, behövs inte", Verdict.NOT_NEEDED),
        ("Ej aktuellt", Verdict.NOT_APPLICABLE),
    ],
)
def test_an_answer_is_read(knowledge: Knowledge, said: str, verdict: Verdict, encoding: str) -> None:
    given = survey(knowledge, f"2014;{CHILDREN};Polis;{said}", encoding=encoding)
    assert list(given.answers.values()) == [verdict]


@pytest.mark.parametrize(
    ("said", "differs"),
    [
        ("JA", False),
        ("NEJ", True),
        ("ÖK finns men ej aktuell", True),
        ("Nej, behövs inte", False),
        ("Ej aktuellt", False),
    ],
)
def test_neither_answer_overwrites_the_other(
    make_rows: MakeRows, knowledge: Knowledge, said: str, *, differs: bool
) -> None:
    given = survey(knowledge, f"2014;{CHILDREN};Polis;{said}")
    found = polis(checked(make_rows, knowledge, given))
    assert found.verdict is Verdict.YES
    assert (found.survey, found.differs) == (next(iter(given.answers.values())), differs)


def test_a_dash_typed_short_finds_its_area(make_rows: MakeRows, knowledge: Knowledge) -> None:
    found = checked(make_rows, knowledge, survey(knowledge, "2014;Stöd till brottsoffer - våldsutsatta vuxna;polis;ja"))
    assert [a.actor for one in found.comparisons for a in one.answers if a.survey] == ["Polis"]
    assert found.strays == ()


@pytest.mark.parametrize(
    "line", ["2014;Snöröjning;Polis;JA", f"2014;{CHILDREN};Polis;kanske", f"1999;{CHILDREN};Polis;JA", "bara ett ord"]
)
def test_a_line_that_fits_nowhere_is_told(make_rows: MakeRows, knowledge: Knowledge, line: str) -> None:
    (stray,) = checked(make_rows, knowledge, survey(knowledge, line)).strays
    assert stray.casefold().split("; ")[0] in line.casefold()


def test_a_file_without_heads_is_told_and_stops_nothing(
    make_rows: MakeRows, knowledge: Knowledge, tmp_path: Path
) -> None:
    (tmp_path / FILE).write_text("detta är inte en enkät", encoding="utf-8")
    found = Asked(knowledge).check(make_rows(GOOD), tmp_path)
    assert found
    assert "Runda;Område;Aktör;Svar" in found.strays[0]


def test_a_corpus_of_other_things_shows_nothing_unless_there_is_a_survey(
    make_rows: MakeRows, knowledge: Knowledge
) -> None:
    other = make_rows({"title": "Avtal om snöröjning", "parties": ("Åkeriet AB",)})
    assert check(other, knowledge) is None
    assert check(other, knowledge, Survey())


def test_only_the_rounds_asked_for_are_shown(make_rows: MakeRows, knowledge: Knowledge, tmp_path: Path) -> None:
    found = Asked(knowledge, ["2014"]).check(make_rows(GOOD), tmp_path)
    assert found
    assert [one.round.year for one in found.comparisons] == ["2014"]


def test_what_is_to_be_done_stands_most_urgent_first(make_rows: MakeRows, knowledge: Knowledge) -> None:
    old = {"title": "Avtal om brottsoffer", "parties": ("Polismyndigheten",), "signed_on": "2009-11-11"}
    given = survey(knowledge, f"2014;{CHILDREN};Tandvård;Nej, behövs inte")
    found = check(make_rows(GOOD, old, as_of="2014-03-01"), knowledge, given)
    assert found
    tasks = [gap.task for gap in found.gaps]
    assert tasks == sorted(tasks, key=list(Task).index)
    by_task = {task: [gap.answer for gap in found.gaps if gap.task is task] for task in Task}
    assert [one.area for one in by_task[Task.FOLLOW_UP_NOW]] == ["Stöd till brottsoffer – våldsutsatta vuxna"]
    assert {one.until for one in by_task[Task.FOLLOW_UP_BY]} == {date(2014, 6, 14), date(2015, 6, 14)}
    assert "Tandvård" not in {one.actor for one in by_task[Task.WRITE]}
    assert "Mödravård" in {one.actor for one in by_task[Task.WRITE]}


@pytest.mark.parametrize(
    ("day", "years"),
    [
        ("2014-12-09", ["2014", "2013", "2012"]),
        ("2013-05-01", ["2013", "2012"]),
        ("2020-01-01", ["2019"]),
        ("2001-01-01", ["2019"]),
    ],
)
def test_each_area_is_asked_as_its_newest_round_asks(knowledge: Knowledge, day: str, years: list[str]) -> None:
    assert [one.year for one in newest(knowledge.rounds, date.fromisoformat(day))] == years
