"""Intervals: two dates joined («1/1–31/12 2014», «mars–juni 2014»), and what is one by itself («åren 2012-2014»).

The joints are dashes and the words that Swedish agreements use («till», «t.o.m.», «fram till och med»). Two days with
nothing but white space between them count too, when the first is before the second: a dash is easily lost between
PDF and text («gäller 1 mars 2012 28 februari 2017»). An interval with an unreadable date, or that ends before it
begins, has the value None. What introduces it («från och med») is left outside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.domain.values import DayOfYear, Interval, PartialDate, TurnOfYear
from pipeline.language.values.dates import DateValue, find_dates
from pipeline.language.values.found import Found, settle
from pipeline.language.values.named_dates import month_pattern, read_month
from pipeline.language.values.patterns import DASH, DASHES, SPACE, any_of, word
from pipeline.language.values.words import Calendar, ValueWords

_BEFORE = 40
_BLANK = re.compile(r"\s{1,2}")


@dataclass(frozen=True, slots=True)
class _Patterns:
    joint: re.Pattern[str]
    day_month: re.Pattern[str]
    day: re.Pattern[str]
    month: re.Pattern[str]


@lru_cache(maxsize=4)
def _patterns(words: Calendar) -> _Patterns:
    joint = rf"(?:\s{{0,3}}{DASH}{{1,2}}\s{{0,3}}|\s{{0,3}},?\s?{any_of(words.until)}:?{SPACE})"
    lead = rf"(?:{word(words.day_lead)}{SPACE})?"
    left = rf"{lead}(?<!\w)(?<![0-9][.,:/{DASHES}])(?<!§\s)"
    ending = rf"(?::{any_of(words.ordinal_endings)})?"
    sources = (
        joint,
        rf"{left}(?P<day>[0-9]{{1,2}})/(?P<month>[0-9]{{1,2}}){joint}\Z",
        rf"{left}(?P<day>[0-9]{{1,2}}){ending}{joint}\Z",
        rf"(?<!\w)(?P<month>{month_pattern(words)})\.?{joint}\Z",
    )
    return _Patterns(*(re.compile(source, re.IGNORECASE) for source in sources))


def find_intervals(
    text: str, words: ValueWords, *, dates: Sequence[Found[DateValue]] | None = None, side_by_side: bool = True
) -> tuple[Found[Interval], ...]:
    """The intervals of a text, sorted, without overlaps; each covers both of its dates.

    Every Interval that `find_dates` finds is among them, or inside one; `dates` is what it has found in the text, where
    that is known. Where two days that stand side by side mean nothing (a row of signatures, a table of decisions), turn
    `side_by_side` off.

    >>> found = find_intervals("gäller från 14 juni 2013-31 oktober 2015", words)
    >>> [(f.start, str(f.value.start), str(f.value.end)) for f in found]
    [(12, '2013-06-14', '2015-10-31')]
    >>> [str(f.value) for f in find_intervals("2012-02-01 t.o.m. \u00e5rsskiftet 2014/2015", words)]
    ['2012-02-01/2014-12-31']
    >>> [f.value for f in find_intervals("2015-01-01 till 2014-12-31", words)]
    [None]
    """
    found = find_dates(text, words) if dates is None else dates
    return settle(_candidates(text, words, found, side_by_side=side_by_side))


def _candidates(
    text: str, words: ValueWords, dates: Sequence[Found[DateValue]], *, side_by_side: bool
) -> Iterator[Found[Interval]]:
    patterns = _patterns(words.calendar)
    before: Found[DateValue] | None = None
    for date in dates:
        if isinstance(date.value, Interval):
            yield Found(date.start, date.end, date.value)
        if before and patterns.joint.fullmatch(text, before.end, date.start):
            yield from _joined(before, date)
        elif before and side_by_side and _BLANK.fullmatch(text, before.end, date.start):
            if (found := _side_by_side(before, date)) is not None:
                yield found
        else:
            earliest = max(before.end if before else 0, date.start - _BEFORE)
            yield from _shared(text, earliest, date, patterns, words.calendar)
        before = date


def _joined(left: Found[DateValue], right: Found[DateValue]) -> Iterator[Found[Interval]]:
    """Two dates with a joint between them; two days of no year are a rhythm, not an interval."""
    if isinstance(left.value, DayOfYear) and isinstance(right.value, DayOfYear):
        return
    start, end = left.value, right.value
    if isinstance(start, DayOfYear) and isinstance(end, PartialDate) and end.is_day:
        start = start.of(end.year)
    if isinstance(start, Interval):
        start = start.start
    if isinstance(end, Interval):
        end = end.end
    if isinstance(start, TurnOfYear):
        start = PartialDate(start.ending + 1, 1, 1)
    if isinstance(end, TurnOfYear):
        end = PartialDate(end.ending, 12, 31)
    value = _ordered(start, end) if isinstance(start, PartialDate) and isinstance(end, PartialDate) else None
    yield Found(left.start, right.end, value)


def _side_by_side(left: Found[DateValue], right: Found[DateValue]) -> Found[Interval] | None:
    start, end = left.value, right.value
    if not (isinstance(start, PartialDate) and isinstance(end, PartialDate) and start.is_day and end.is_day):
        return None
    return Found(left.start, right.end, Interval(start, end)) if start.first() < end.first() else None


def _shared(
    text: str, earliest: int, right: Found[DateValue], patterns: _Patterns, words: Calendar
) -> Iterator[Found[Interval]]:
    """«1/1–31/12 2014», «1–15 mars 2014», «mars–juni 2014»: the first date is completed from the second."""
    end = right.value
    if not isinstance(end, PartialDate) or end.month is None:
        return
    written = text[right.start : right.end]
    named = any(c.isalpha() for c in written)
    if end.is_day and not named and (match := patterns.day_month.search(text, earliest, right.start)):
        start = PartialDate(end.year, int(match["month"]), int(match["day"]))
    elif end.is_day and named and (match := patterns.day.search(text, earliest, right.start)):
        start = PartialDate(end.year, end.month, int(match["day"]))
    elif not end.is_day and (match := patterns.month.search(text, earliest, right.start)):
        month = read_month(match["month"], words)
        if month is None:
            return
        start = PartialDate(end.year, month)
    else:
        return
    yield Found(match.start(), right.end, _ordered(start, end))


def _ordered(start: PartialDate, end: PartialDate) -> Interval | None:
    try:
        return Interval(start, end) if start.first() <= end.last() else None
    except ValueError:
        return None
