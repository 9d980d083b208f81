"""The window in which an agreement counts, and the day on which it falls out of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pipeline.domain.actuality import Actuality, Event, EventKind, Sign, Trait, falls_out, is_current
from pipeline.domain.evidence import Evidence, How
from pipeline.domain.values import Duration


def event(iso: str, kind: EventKind = EventKind.ESTABLISHED) -> Event:
    return Event(kind, date.fromisoformat(iso))


@pytest.mark.parametrize(
    ("when", "measured", "months", "current"),
    [
        ("2012-01-15", "2014-01-15", 24, True),
        ("2012-01-14", "2014-01-15", 24, False),
        ("2013-11-01", "2013-11-01", 12, True),
        ("2013-11-02", "2013-11-01", 12, False),
        ("2010-09-23", "2014-01-15", 24, False),
        ("2011-02-28", "2012-02-29", 12, True),
    ],
)
def test_both_ends_of_the_window_count(when: str, measured: str, months: int, *, current: bool) -> None:
    assert is_current(event(when), date.fromisoformat(measured), Duration(months)) is current


@pytest.mark.parametrize("months", [12, 24])
@pytest.mark.parametrize("when", ["2010-09-23", "2011-02-28", "2012-02-29", "2013-12-31", "2013-03-30"])
def test_the_day_of_falling_out_is_the_first_that_does_not_count(when: str, months: int) -> None:
    one, window = event(when), Duration(months)
    first = falls_out(one, window)
    assert not is_current(one, first, window)
    assert is_current(one, first - timedelta(days=1), window)


def test_the_last_event_is_that_of_the_day_asked_about() -> None:
    actuality = Actuality((event("2010-05-01"), event("2013-08-01", EventKind.REVISED)))
    assert actuality.latest(date(2013, 7, 31)) == event("2010-05-01")
    assert actuality.latest(date(2013, 8, 1)) == event("2013-08-01", EventKind.REVISED)
    assert actuality.latest(date(2010, 4, 30)) is None


def test_of_two_events_before_the_day_the_later_counts_wherever_it_stands() -> None:
    actuality = Actuality((event("2013-08-01", EventKind.FOLLOWED_UP), event("2010-05-01")))
    assert actuality.latest(date(2014, 1, 15)) == event("2013-08-01", EventKind.FOLLOWED_UP)


def test_a_trait_is_shown_by_the_words_of_its_own_signs() -> None:
    procedure, other, goals = (
        Evidence(1, words, (), "actuality/x", How.STATED, 0.9) for words in ("rutin", "vid behov", "mål")
    )
    actuality = Actuality(
        signs=(Sign(Trait.PROCEDURE, (procedure, other)), Sign(Trait.GOALS, (goals,))),
    )
    assert actuality.evidence(Trait.PROCEDURE) == (procedure, other)
    assert actuality.shows(Trait.GOALS)
    assert not actuality.shows(Trait.MANAGEMENT)
    assert actuality.evidence(Trait.MANAGEMENT) == ()
