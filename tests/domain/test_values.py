"""Calendar arithmetic of agreements: months are calendar months, ends are inclusive."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.values import DayOfYear, Duration, Interval, PartialDate, TurnOfYear, add, last_day

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("partial", "first", "last", "written"),
    [
        (PartialDate(2014), "2014-01-01", "2014-12-31", "2014"),
        (PartialDate(2014, 2), "2014-02-01", "2014-02-28", "2014-02"),
        (PartialDate(2012, 2), "2012-02-01", "2012-02-29", "2012-02"),
        (PartialDate(2014, 2, 13), "2014-02-13", "2014-02-13", "2014-02-13"),
    ],
)
def test_a_partial_date_covers_what_it_names(partial: PartialDate, first: str, last: str, written: str) -> None:
    assert (partial.first().isoformat(), partial.last().isoformat(), str(partial)) == (first, last, written)
    assert partial.is_day == (first == last)


@pytest.mark.parametrize("partial", [PartialDate(2014, 2, 29), PartialDate(2014, 13), PartialDate(2014, 4, 31)])
def test_a_day_that_no_calendar_has_is_refused(partial: PartialDate) -> None:
    with pytest.raises(ValueError, match=r"day|month"):
        partial.first()
    with pytest.raises(ValueError, match=r"day|month"):
        partial.last()


def test_a_leap_day_is_not_in_every_year() -> None:
    assert DayOfYear(2, 29).of(2016).first() == date(2016, 2, 29)
    with pytest.raises(ValueError, match="day"):
        DayOfYear(2, 29).of(2015).first()


def test_values_are_written_as_iso_8601_where_it_has_a_form() -> None:
    assert str(Interval(PartialDate(2011), PartialDate(2013, 6))) == "2011/2013-06"
    assert str(Interval(PartialDate(2011), None)) == "2011/"
    assert str(DayOfYear(6, 3)) == "--06-03"
    assert str(TurnOfYear(2014)) == "turn of 2014/2015"


@pytest.mark.parametrize(
    ("start", "length", "later"),
    [
        ("2015-01-31", Duration(1), "2015-02-28"),
        ("2016-01-31", Duration(1), "2016-02-29"),
        ("2012-02-29", Duration(12), "2013-02-28"),
        ("2012-02-29", Duration(48), "2016-02-29"),
        ("2014-12-31", Duration(-3), "2014-09-30"),
        ("2014-12-31", Duration(-10), "2014-02-28"),
        ("2014-01-15", Duration(-13), "2012-12-15"),
        ("2014-12-20", Duration(0, 30), "2015-01-19"),
        ("2014-01-31", Duration(1, 1), "2014-03-01"),
        ("2014-12-31", Duration(0, -90), "2014-10-02"),
    ],
)
def test_months_clamp_and_days_are_counted(start: str, length: Duration, later: str) -> None:
    assert add(date.fromisoformat(start), length).isoformat() == later


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        ("2014-01-01", Duration(12), "2014-12-31"),
        ("2012-03-01", Duration(36), "2015-02-28"),
        ("2014-02-13", Duration(12), "2015-02-12"),
        ("2014-02-13", Duration(0, 1), "2014-02-13"),
    ],
)
def test_a_term_ends_the_day_before_the_next_begins(start: str, length: Duration, end: str) -> None:
    assert last_day(date.fromisoformat(start), length).isoformat() == end


@given(DAYS, st.integers(0, 240))
def test_months_keep_the_day_or_clamp_to_the_last(day: date, months: int) -> None:
    later = add(day, Duration(months))
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(1)).day == 1)


@given(DAYS, st.integers(1, 60), st.integers(1, 60))
def test_longer_terms_end_no_earlier(day: date, one: int, other: int) -> None:
    assert last_day(day, Duration(one + other)) > last_day(day, Duration(one)) >= day


@pytest.mark.parametrize(
    ("period", "length"),
    [
        ("P1Y", Duration(12)), ("P18M", Duration(18)), ("P1Y6M", Duration(18)), ("P30D", Duration(0, 30)),
        ("P2W", Duration(0, 14)), ("P1Y2M3W4D", Duration(14, 25)), ("P0D", Duration()),
    ],
)  # fmt: skip
def test_periods_are_parsed(period: str, length: Duration) -> None:
    assert Duration.parse(period) == length


@pytest.mark.parametrize("period", ["", "P", "1Y", "P1", "P1M1Y", "PT5H", "P-1Y", "P1.5Y", "p1y", "P1Y ", "P1YT"])
def test_what_is_no_period_is_refused(period: str) -> None:
    with pytest.raises(ValueError, match="not an ISO 8601 period"):
        Duration.parse(period)


@given(st.integers(0, 600), st.integers(0, 600))
def test_a_written_length_is_read_back(months: int, days: int) -> None:
    assert Duration.parse(str(Duration(months, days))) == Duration(months, days)


@pytest.mark.parametrize(
    ("length", "written"),
    [
        (Duration(12), "P1Y"), (Duration(36), "P3Y"), (Duration(18), "P18M"), (Duration(3), "P3M"),
        (Duration(0, 30), "P30D"), (Duration(0, 1), "P1D"), (Duration(12, 10), "P1Y10D"), (Duration(), "P0D"),
    ],
)  # fmt: skip
def test_only_whole_years_are_written_as_years(length: Duration, written: str) -> None:
    assert str(length) == written


def test_a_length_taken_several_times() -> None:
    assert Duration(12, 3).times(3) == Duration(36, 9)
    assert add(date(2014, 12, 31), Duration(6).times(-1)) == date(2014, 6, 30)


def test_the_turn_of_a_year_lies_between_two_days() -> None:
    turn = TurnOfYear(2014)
    assert turn.first_after - turn.last_before == timedelta(1)
