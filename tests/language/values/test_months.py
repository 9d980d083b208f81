"""A month is what both the lexicon and dateparser take its name for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.language.values.intervals import find_intervals
from pipeline.language.values.named_dates import month_number, named_dates, read_month
from pipeline.language.values.words import ValueWords


@pytest.mark.parametrize("name", ["octo", "", "idag", "måndag", "monday", "kl 12", "january"])
def test_what_is_no_swedish_month_is_not_guessed(name: str) -> None:
    assert month_number(name, "sv") is None


@pytest.mark.parametrize(
    ("spelling", "month"),
    [
        ("JANUARI", 1),
        ("jan", 1),
        ("february", 2),
        ("febr", 2),
        ("mar", 3),
        ("sept", 9),
        ("nov", 11),
        ("novem", None),
        ("ja", None),
    ],
)
def test_a_month_is_known_by_its_beginning(words: ValueWords, spelling: str, month: int | None) -> None:
    assert read_month(spelling, words.calendar) == month


@pytest.fixture
def wrong(words: ValueWords) -> ValueWords:
    """A lexicon in which somebody has put april in the place of mars."""
    months = list(words.calendar.months)
    months[2], months[3] = ("april",), ("mars",)
    return replace(words, calendar=replace(words.calendar, months=tuple(months)))


@pytest.mark.parametrize("text", ["1 mars 2014", "mars 2014", "Mars 1, 2014", "1 mars"])
def test_a_month_in_the_wrong_place_of_the_lexicon_is_reported(wrong: ValueWords, text: str) -> None:
    assert read_month("mars", wrong.calendar) is None
    assert {found.value for found in named_dates(text, wrong.calendar)} == {None}


def test_no_interval_begins_in_a_month_in_the_wrong_place(wrong: ValueWords) -> None:
    assert find_intervals("mars–juni 2014", wrong) == ()
