"""The readers of dates, lengths of time, numbers, organisation and registry numbers, given any text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from pipeline.domain.org_number import OrgNumber
from pipeline.domain.values import DayOfYear, Duration, Interval, PartialDate, TurnOfYear
from pipeline.inventory.diary import numbers as diary_numbers
from pipeline.language.values.dates import DateValue, find_dates
from pipeline.language.values.durations import find_durations
from pipeline.language.values.found import Found
from pipeline.language.values.intervals import find_intervals
from pipeline.language.values.numbers import Number, find_numbers
from pipeline.language.values.org_numbers import find_org_numbers
from pipeline.language.values.registry_numbers import RegistryNumber, find_registry_numbers
from pipeline.language.values.words import ValueWords
from tests.layout.builders import lexicon

_TABLES = ("numerals", "calendar", "units", "registry")
_YEARS = range(1900, 2100)
_LONGEST = 12 * 1000
"""Months or days; three figures before a unit are the most that is read."""


@lru_cache(maxsize=1)
def words() -> ValueWords:
    return ValueWords.from_tables(*(lexicon().tables[name] for name in _TABLES))


def dates(data: bytes) -> None:
    """Days are days of the calendar, their figures stand where they were found, and lengths have an end."""
    text = data.decode("utf-8", "replace")
    for compact in (False, True):
        found = find_dates(text, words(), compact=compact)
        _in_order(found, text)
        for one in found:
            _is_written(text[one.start : one.end], one.value)
    joined = find_intervals(text, words())
    _in_order(joined, text)
    for interval in joined:
        if interval.value:
            _runs_forward(interval.value)
    for one in find_dates(text, words()):
        if isinstance(one.value, Interval):
            assert any(each.start <= one.start and one.end <= each.end for each in joined), f"{one} is in no interval"
    lengths = find_durations(text, words())
    _in_order(lengths, text)
    for length in lengths:
        if length.value:
            _is_length(length.value)


def numbers(data: bytes) -> None:
    """What was found reads the same again from its own written form."""
    text = data.decode("utf-8", "replace")
    found = find_numbers(text, words())
    _in_order(found, text)
    for number in found:
        if number.value is not None:
            _reads_again(number.value)
    organisations = find_org_numbers(text, words())
    _in_order(organisations, text)
    for organisation in organisations:
        if organisation.value:
            _is_org_number(organisation.value, text[organisation.start : organisation.end])
    registry = find_registry_numbers(text, words())
    _in_order(registry, text)
    for one in registry:
        assert one.value, "a registry number is what is written, and so is never unreadable"
        _is_registry_number(one.value, text[one.start : one.end])
    _is_compared(text)


def _in_order(found: Sequence[Found[object]], text: str) -> None:
    last = 0
    for one in found:
        assert last <= one.start < one.end <= len(text), f"{one} lies outside or overlaps"
        last = one.end


def _figures(written: str) -> set[int]:
    """The numbers of a stretch of text; eight figures are a year, a month and a day, six too."""
    groups = re.findall(r"[0-9]+", written)
    parts = (re.fullmatch(r"((?:[0-9]{2})?[0-9]{2})([0-9]{2})([0-9]{2})", group) for group in groups)
    return {int(group) for group in groups} | {int(part) for match in parts if match for part in match.groups()}


def _is_written(written: str, value: DateValue | None) -> None:
    """The value is of the calendar, and each of its numbers stands in the text, if not in letters."""
    figures, letters = _figures(written), any(map(str.isalpha, written))
    match value:
        case PartialDate():
            assert value.first() <= value.last()
            _has_year(figures, value.year, written)
            assert value.month is None or letters or value.month in figures, (written, value)
            assert value.day is None or value.day in figures or _has_ordinal(written), (written, value)
            if value.is_day:
                (again,) = find_dates(str(value), words())
                assert again.value == value, (written, value, again)
        case DayOfYear():
            value.of(2000).first()
            assert letters or {value.month, value.day} <= figures, (written, value)
            assert value.day in figures or _has_ordinal(written), (written, value)
        case TurnOfYear():
            assert value.last_before < value.first_after
            _has_year(figures, value.ending, written)
        case Interval():
            _runs_forward(value)
            _has_year(figures, value.start.year, written)
            if value.end:
                _has_year(figures, value.end.year, written)


def _has_year(figures: set[int], year: int, written: str) -> None:
    assert year in _YEARS, (written, year)
    assert year in figures or year % 100 in figures, (written, year)


def _has_ordinal(written: str) -> bool:
    return any(form in written.lower() for forms in words().calendar.ordinals for form in forms)


def _runs_forward(interval: Interval) -> None:
    assert interval.end is None or interval.start.first() <= interval.end.last(), interval


def _is_length(length: Duration) -> None:
    assert 0 < length.months + length.days <= _LONGEST, length
    assert min(length.months, length.days) == 0, length
    assert Duration.parse(str(length)) == length


def _reads_again(number: Number) -> None:
    assert 0 <= number < 10**15, number
    if isinstance(number, Fraction):
        return
    (again,) = find_numbers(str(number), words())
    assert again.value == number, (number, again)


def _is_org_number(organisation: OrgNumber, written: str) -> None:
    assert re.sub(r"[^0-9]", "", written).endswith(organisation.number.replace("-", "")), (written, organisation)
    assert not organisation.personal or organisation.shown.endswith("****")
    (again,) = find_org_numbers(organisation.number, words())
    assert again.value == organisation, (organisation, again)


def _is_registry_number(one: RegistryNumber, written: str) -> None:
    assert one.number == written.strip() == written
    assert not set(one.number) & set("\n\t"), one
    assert any(map(str.isdecimal, one.number)), one
    again = find_registry_numbers(f"Dnr {one.number}" if one.labelled else one.number, words())
    assert one.number in [found.value.number for found in again if found.value], (one, again)
    form = diary_numbers.parse(one.number, ())
    assert form.figures, one
    assert form.same(diary_numbers.parse(form.text, ())), (one, form)


def _is_compared(text: str) -> None:
    """The form in which the diary's numbers are compared is its own normal form."""
    labels = lexicon().tables["diary"]["number"]["labels"]
    form = diary_numbers.parse(text, labels)
    again = diary_numbers.parse(form.text, labels)
    assert again == form, (form, again)
    assert not form.figures or form.akin(again)
