"""Every date that stands in a text, from a day to an open range of years, and what cannot be read as one.

The grammar is strict and our own; the forms it knows are those of public Swedish agreements, found in `numeric_dates`
(figures), `named_dates` (months in letters), `years` and `year_parts`. Something that is meant as a date but that the
calendar does not have («31 februari 2014»), that is smeared («2O14-l2-3l») or left blank («2026-__-__»), or that may
mean two things («2012/13») is found with the value None. Statutes, registry, telephone and organisation numbers, times
and amounts are not found at all.
"""

from __future__ import annotations

from pipeline.domain.values import DayOfYear, Interval, PartialDate, TurnOfYear
from pipeline.language.values.found import Found, settle
from pipeline.language.values.named_dates import named_dates
from pipeline.language.values.numeric_dates import numeric_dates
from pipeline.language.values.words import ValueWords
from pipeline.language.values.year_parts import year_parts
from pipeline.language.values.years import years

DateValue = PartialDate | Interval | DayOfYear | TurnOfYear
"""What a date may be: a day, month or year; a part or a range of years; a day of no year; the turn of a year."""


def find_dates(text: str, words: ValueWords, *, compact: bool = False) -> tuple[Found[DateValue], ...]:
    """The dates of a text, sorted, without overlaps.

    Words that belong to a date («den 31 december», «åren 2012-2014», «läsåret 2014/15») are covered, prepositions
    are not. Two dates that make an interval are two dates here; see `intervals`.

    With `compact`, six digits that no word introduces («131001» alone by a signature) are read as a date too.

    >>> [str(f.value) for f in find_dates("från den 1 mars 2012 t.o.m. 2014-12- 31, dnr 2014/1039", words)]
    ['2012-03-01', '2014-12-31']
    >>> find_dates("socialtjänstlagen (2001:453), tel. 021-39 26 87, 2.4.2, 1 045 210 kr", words)
    ()
    >>> [f.value for f in find_dates("2O14-l2-3l eller 31 februari 2014", words)]
    [None, None]
    >>> find_dates("131001", words), find_dates("131001", words, compact=True)[0].value
    ((), PartialDate(year=2013, month=10, day=1))
    """
    calendar = words.calendar
    candidates: tuple[Found[DateValue], ...] = (
        *numeric_dates(text, calendar, compact=compact),
        *named_dates(text, calendar),
        *years(text, calendar),
        *year_parts(text, calendar),
    )
    return settle(candidates)
