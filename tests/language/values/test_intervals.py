"""Two dates that make an interval, and two that do not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.values.dates import find_dates
from pipeline.language.values.intervals import find_intervals
from pipeline.language.values.words import ValueWords

INTERVALS = [
    ("1 januari – 31 december 2014", "2014-01-01", "2014-12-31"),
    ("1 januari 2008 till 31 december 2010", "2008-01-01", "2010-12-31"),
    ("1/1–31/12 2014", "2014-01-01", "2014-12-31"),
    ("1/1 2026 – 30/06 2026", "2026-01-01", "2026-06-30"),
    ("31/12 2013-30/6 2015", "2013-12-31", "2015-06-30"),
    ("1.1.2023-31.12.2023", "2023-01-01", "2023-12-31"),
    ("1–15 mars 2014", "2014-03-01", "2014-03-15"),
    ("1 september–15 oktober\n2021", "2021-09-01", "2021-10-15"),
    ("mars–juni 2014", "2014-03", "2014-06"),
    ("juni 2013 t.o.m. maj 2014", "2013-06", "2014-05"),
    ("14 juni 2013-31 oktober 2015", "2013-06-14", "2015-10-31"),
    ("20260101–20261231", "2026-01-01", "2026-12-31"),
    ("2014-02- 13 till 2015-02- 12", "2014-02-13", "2015-02-12"),
    ("2013-09-01 – 2014-12-31", "2013-09-01", "2014-12-31"),
    ("2013-09-01-2014-12-31", "2013-09-01", "2014-12-31"),
    ("2023-01-01 till och med 2025-12-31", "2023-01-01", "2025-12-31"),
    ("2023-01-01 t.o.m. 2025-12-31", "2023-01-01", "2025-12-31"),
    ("2023-01-01 t o m 2025-12-31", "2023-01-01", "2025-12-31"),
    ("2023-01-01 tom 2025-12-31", "2023-01-01", "2025-12-31"),
    ("den 1 mars 2012 fram till och med den 28 februari 2017", "2012-03-01", "2017-02-28"),
    ("1 mars 2012 28 februari 2017", "2012-03-01", "2017-02-28"),
    ("höstterminen 2014 – vårterminen 2015", "2014-07-01", "2015-06-30"),
    ("2023-01-01 TILL 2025-12-31", "2023-01-01", "2025-12-31"),
    ("1/1 TILL 31/12 2014", "2014-01-01", "2014-12-31"),
    ("1 TILL 15 mars 2014", "2014-03-01", "2014-03-15"),
    ("MARS TILL JUNI 2014", "2014-03", "2014-06"),
    ("30/6 – 2014-12-31", "2014-06-30", "2014-12-31"),
    ("årsskiftet 2013/2014 till 2015-06-30", "2014-01-01", "2015-06-30"),
    ("2014-01-01 till årsskiftet 2014/2015", "2014-01-01", "2014-12-31"),
    ("2014-01-01 till 2014-01-01", "2014-01-01", "2014-01-01"),
    ("2011-2013", "2011", "2013"),
    ("läsåret 2014/15", "2014-07-01", "2015-06-30"),
]


@pytest.mark.parametrize(("text", "start", "end"), INTERVALS)
@pytest.mark.parametrize("around", ["{}", "gäller från och med {}.", "({})"])
def test_both_dates_are_covered_and_nothing_else(
    words: ValueWords, text: str, start: str, end: str, around: str
) -> None:
    whole = around.format(text)
    (found,) = find_intervals(whole, words)
    assert whole[found.start : found.end] == text
    assert found.value is not None
    assert (str(found.value.start), str(found.value.end)) == (start, end)


def test_an_open_range_has_no_end(words: ValueWords) -> None:
    (found,) = find_intervals("Gäller 2010-", words)
    assert found.value is not None
    assert found.value.end is None


@pytest.mark.parametrize(
    "text",
    [
        "2015-01-01 till 2014-12-31",
        "1 juli – 30 juni 2015",
        "2014-01-01 – 2014-02-31",
        "1 juli 2014 - 3l december 2015",
        "32/1–31/12 2014",
        "juni–mars 2014",
    ],
)
def test_an_interval_that_cannot_be_is_reported(words: ValueWords, text: str) -> None:
    (found,) = find_intervals(text, words)
    assert (text[found.start : found.end], found.value) == (text, None)


@pytest.mark.parametrize(
    "text",
    [
        "2014-01-01 och 2014-12-31",
        "2014-12-31 2014-01-01",
        "2014-01-01 2014-01-01",
        "mars 2012 28 februari 2017",
        "2014-01-01\n\n\n\n2014-12-31",
        "1 januari – 30 juni",
        "april 2009 maj 2010",
        "1–2014",
        "1–15/3 2014",
        "mars–15 juni 2014",
        "mars till år 2014",
        "1 sept. – december 2014",
        "1 mars 2012 till 2014",
        "SN 2015-03-18 § 106, VON 2015-03-26 § 54",
        "årsskiftet 2014/2015",
    ],
)
def test_two_dates_that_nothing_joins(words: ValueWords, text: str) -> None:
    assert find_intervals(text, words) == ()


def test_dates_that_are_known_already_are_not_sought_again(words: ValueWords) -> None:
    text = "131001 till 141231"
    dates = find_dates(text, words, compact=True)
    assert [str(found.value) for found in find_intervals(text, words, dates=dates)] == ["2013-10-01/2014-12-31"]
    assert find_intervals(text, words) == ()


def test_dates_side_by_side_can_be_left_alone(words: ValueWords) -> None:
    assert len(find_intervals("Vetlanda 2015-02-17 2015-03-19", words)) == 1
    assert find_intervals("Vetlanda 2015-02-17 2015-03-19", words, side_by_side=False) == ()


DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))


@given(days=st.lists(DAYS, min_size=2, max_size=2), joint=st.sampled_from([" - ", "–", " till ", " t.o.m. ", "-"]))
def test_the_end_is_never_before_the_start(words: ValueWords, days: list[date], joint: str) -> None:
    (found,) = find_intervals(joint.join(day.isoformat() for day in days), words)
    if days[0] <= days[1]:
        assert found.value is not None
        assert [found.value.start.first(), found.value.end and found.value.end.last()] == days
    else:
        assert found.value is None
