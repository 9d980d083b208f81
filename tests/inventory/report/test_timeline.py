from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from pipeline.inventory.labels import Labels
from pipeline.inventory.report.timeline import Part, Timeline, timeline
from pipeline.inventory.table import tabulate

DAY = date(2014, 12, 9)
Draw = Callable[..., Timeline]


@pytest.fixture
def draw(make_agreement: Callable[..., Any], make_outcome: Callable[..., Any], labels: Labels) -> Draw:
    def drawn(*agreements: dict[str, Any]) -> Timeline:
        outcomes = [make_outcome(f"{n}.pdf", make_agreement(**a)) for n, a in enumerate(agreements)]
        return timeline(tabulate(outcomes, DAY, labels).rows, DAY)

    return drawn


def parts(line: Timeline) -> list[Part]:
    return [bar.part for bar in line.bars[0]]


def test_a_term_stands_between_its_days(draw: Draw) -> None:
    line = draw({"valid_from": "2012-01-01", "valid_to": "2013-12-31"})
    (bar,) = line.bars[0]
    places = {year.number: year.place for year in line.years}
    assert bar.start == places[2012]
    assert bar.start + bar.width == pytest.approx(places[2014], abs=0.02), "the last day is part of it"
    assert places[2014] < line.day < places[2015]


def test_what_is_renewed_follows_the_first_term(draw: Draw, automatically: Callable[..., Any]) -> None:
    line = draw({"valid_from": "2011-01-01", "valid_to": "2013-12-31", "renewal": automatically("P2Y", 1)})
    term, renewed = line.bars[0]
    assert (term.part, renewed.part) == (Part.TERM, Part.RENEWED)
    assert renewed.start + renewed.width > line.day


def test_until_further_notice_runs_to_the_edge(draw: Draw) -> None:
    line = draw({"valid_from": "2010-01-01", "open_ended": True})
    assert parts(line) == [Part.OPEN]
    assert line.bars[0][0].start + line.bars[0][0].width == 100


def test_an_unknown_end_looks_unknown(draw: Draw, optionally: Callable[..., Any]) -> None:
    assert parts(draw({"valid_from": "2010-01-01"})) == [Part.POSSIBLE]
    line = draw({"valid_from": "2010-01-01", "valid_to": "2012-12-31", "renewal": optionally("P1Y", 2)})
    assert parts(line) == [Part.TERM, Part.POSSIBLE]


def test_without_any_day_there_is_no_bar(draw: Draw) -> None:
    assert draw({}).bars == ((),)


def test_a_misread_year_does_not_press_the_others_together(draw: Draw) -> None:
    line = draw({"valid_from": "1014-01-01", "valid_to": "9999-12-31"}, {"valid_from": "2012-01-01"})
    assert 1980 < line.years[0].number < line.years[-1].number < 2030
    assert all(0 <= bar.start <= bar.start + bar.width <= 100.01 for bars in line.bars for bar in bars)


def test_an_option_that_no_calendar_holds_stops_nothing(draw: Draw, optionally: Callable[..., Any]) -> None:
    assert draw({"valid_from": "2010-01-01", "valid_to": "2012-12-31", "renewal": optionally("P9000Y", 9)}).bars[0]


def test_a_handful_of_years_is_named(draw: Draw) -> None:
    for first in (1985, 1995, 2005, 2014):
        named = [year.number for year in draw({"valid_from": f"{first}-05-01"}).years if year.named]
        assert 1 <= len(named) <= 9
