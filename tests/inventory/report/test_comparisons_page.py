"""The page of Öppna jämförelser: a picture of areas and actors, and why each answer is what it is."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from pipeline.inventory.comparisons.check import check
from pipeline.inventory.comparisons.compare import compare
from pipeline.inventory.comparisons.knowledge import load_knowledge
from pipeline.inventory.comparisons.survey import read_survey
from pipeline.inventory.comparisons.trial import know
from pipeline.inventory.labels import Labels
from pipeline.inventory.report import WRITTEN, Sources, files, places
from pipeline.inventory.report.matrix import matrix
from pipeline.inventory.table import tabulate
from pipeline.settings import PROGRAM
from tests.inventory.conftest import agreement, outcome

KNOWLEDGE = load_knowledge(PROGRAM / "models")
OUTCOMES = [outcome("a.pdf", agreement(title="Avtal om Barnahus", parties=("<b>Polis</b>myndigheten",)))]


def site(labels: Labels, *, checked: bool = True) -> dict[str, str]:
    inventory = tabulate(OUTCOMES, date(2014, 12, 9), labels)
    line = "Runda;Område;Aktör;Svar\n2014;Sociala barn- och ungdomsvården;Polis;JA\n"
    given = read_survey(line.encode(), KNOWLEDGE.survey, KNOWLEDGE.words)
    sources = Sources(PROGRAM / "models" / "sv" / "report", lambda sha256, page: None)
    made = files(
        inventory, OUTCOMES, labels, sources, "../../corpus", check(inventory, KNOWLEDGE, given) if checked else None
    )
    return {name: content.decode() for name, content in made if isinstance(content, bytes)}


def test_each_answer_stands_in_the_picture_and_below_it_with_its_reason(labels: Labels) -> None:
    page = site(labels)[places.COMPARISONS]
    assert re.findall(r"<h2[^>]*>Runda (\d+)</h2>", page) == ["2012", "2013", "2014", "2019"]
    asked = sum(len(area.actors) for one in KNOWLEDGE.rounds for area in one.areas)
    assert page.count('class="verdict') == 3 + 2 * asked
    assert "Nr 1 räknas inte" in page
    assert page.count("Skiljer sig") == 1


def test_every_page_leads_there_where_there_is_something_to_check(labels: Labels) -> None:
    link = f'href="{places.COMPARISONS}"'
    assert link in site(labels)[places.INDEX]
    without = site(labels, checked=False)
    assert places.COMPARISONS not in without
    assert link not in without[places.INDEX]


def test_the_page_goes_when_there_is_nothing_to_check_any_more() -> None:
    assert WRITTEN.fullmatch(Path(places.COMPARISONS).name)


def test_the_picture_has_a_gap_where_the_round_does_not_ask(labels: Labels) -> None:
    (asked,) = [one for one in KNOWLEDGE.rounds if one.year == "2014"]
    picture = matrix(compare(know(tabulate(OUTCOMES, date(2014, 12, 9), labels).rows, KNOWLEDGE), asked, KNOWLEDGE))
    assert picture.areas == tuple(area.name for area in asked.areas)
    lines = {line.actor: [answer is not None for answer in line.answers] for line in picture.lines}
    assert lines["Polis"] == [True, True, True, False]
    assert lines["Landstinget"] == [False, False, False, True]
