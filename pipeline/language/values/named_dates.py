"""Dates with the name of a month: «den 31:a december 2014», «14april 2015», «dec -14», «den 30 juni», «March 4, 2021».

Day and year are read by this grammar and checked against the calendar; only how the name of the month is spelt is left
to dateparser. It sees «1 <name> 2000» and nothing of the document, so that none of its ways of guessing (a missing
day or year, the order of day and month, relative dates, other languages) can reach a value; and what it answers must
be the month under which the lexicon lists the spelling.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

import dateparser

from pipeline.domain.values import DayOfYear, PartialDate
from pipeline.language.values.found import Found
from pipeline.language.values.numeric_dates import BEFORE, checked_day
from pipeline.language.values.patterns import DASH, DASHES, GAP, SPACE, YEAR, any_of, short_year, word
from pipeline.language.values.words import Calendar

_SETTINGS = {
    "DATE_ORDER": "DMY",
    "PREFER_DAY_OF_MONTH": "first",
    "REQUIRE_PARTS": ["day", "month", "year"],
    "STRICT_PARSING": True,
    "PARSERS": ["absolute-time"],
    "RELATIVE_BASE": datetime(2000, 1, 1),  # noqa: DTZ001 fixed, so that no clock is read
}
_SHORTEST = 3
_LEAP_YEAR = 2000


@lru_cache(maxsize=512)
def month_number(name: str, language: str) -> int | None:
    """The month that dateparser takes a name for, None where it does not know it.

    >>> month_number("sept", "sv"), month_number("juni", "sv"), month_number("octo", "sv")
    (9, 6, None)
    """
    # parse() sees one of the some ninety spellings that the pattern below lets through, so the cache stays small
    date = dateparser.parse(f"1 {name} {_LEAP_YEAR}", languages=[language], settings=_SETTINGS)
    return date.month if date else None


@lru_cache(maxsize=4)
def month_spellings(words: Calendar) -> Mapping[str, int]:
    """Every spelling that is looked for, with its month: the full names, their beginnings, the listed others."""
    return {
        spelling: number
        for number, (name, *others) in enumerate(words.months, 1)
        for spelling in [*(name[:n] for n in range(_SHORTEST, len(name) + 1)), *others]
    }


def read_month(spelling: str, words: Calendar) -> int | None:
    """The month of a spelling of the document: dateparser's answer, if the lexicon agrees."""
    written = spelling.lower()
    listed = month_spellings(words).get(written)
    if listed is None:
        return None
    full, *others = words.months[listed - 1]
    name = full if written in others else written
    return listed if month_number(name, words.language) == listed else None


def month_pattern(words: Calendar) -> str:
    """A group for the name of a month; it may be followed by the figures of a year, not by more letters."""
    return rf"{any_of(month_spellings(words))}(?![^\W0-9_])"


@dataclass(frozen=True, slots=True)
class _Patterns:
    day: re.Pattern[str]
    month: re.Pattern[str]
    month_first: re.Pattern[str]
    loose_year: re.Pattern[str]
    no_date: re.Pattern[str]
    ordinals: Mapping[str, int]


@lru_cache(maxsize=4)
def _patterns(words: Calendar) -> _Patterns:
    month = month_pattern(words)
    endings = any_of(words.ordinal_endings)
    ordinals = {form: day for day, forms in enumerate(words.ordinals, 1) for form in forms}
    year = (
        rf"(?:\.?,?{GAP}(?:{any_of(words.year_nouns)}{SPACE})?(?P<year>{YEAR})(?![0-9])(?!{DASH}[0-9]{{2}}{DASH})"
        rf"|\.?\s?['\u2019{DASHES}](?P<short>[0-9]{{2}})(?![\w/:])(?!\.?\s?{month})"
        r"|\.?\s{1,2}(?P<bad>(?-i:(?=[12lI|])(?=[0-9]{0,3}[OolI|xX_.\u2026])[0-9OolI|xX_.\u2026]{3,4})(?![0-9])))"
    )
    day = (
        rf"(?:{word(words.day_lead)}{SPACE})?(?<!\w)(?<![0-9][.,:/])"
        rf"(?:(?P<day>[0-9]{{1,2}})(?::{endings}|\.)?"
        rf"|(?P<ordinal>{any_of(ordinals)})(?=\s)"
        rf"|(?P<blank>(?-i:l|\||[0-9][OolI|]|[lI|O][0-9]|ll)|_{{1,10}}|\.{{2,10}}|\u2026{{1,5}}))"
    )
    return _Patterns(
        re.compile(rf"{day}{GAP}(?P<month>{month}){year}?", re.IGNORECASE),
        re.compile(rf"(?<![\w/])(?P<month>{month}){year}", re.IGNORECASE),
        re.compile(
            rf"(?<![\w/])(?P<month>{month})\.?{GAP}(?P<day>[0-9]{{1,2}}),\s?(?P<year>{YEAR})(?![0-9])", re.IGNORECASE
        ),
        re.compile(r"\.?\s{1,3}[0-9]{2}(?=[.,;)]|\s*\Z|\s*\n)"),
        re.compile(rf"(?<!\w){any_of(words.not_date_cues)}{GAP}\Z", re.IGNORECASE),
        ordinals,
    )


def named_dates(text: str, words: Calendar) -> Iterator[Found[PartialDate | DayOfYear]]:
    """Every candidate, in no order and overlapping."""
    patterns = _patterns(words)
    for match in patterns.month.finditer(text):
        month, year = read_month(match["month"], words), _year(match)
        yield Found(match.start(), match.end(), PartialDate(year, month) if year and month else None)
    for match in patterns.month_first.finditer(text):
        month = read_month(match["month"], words)
        yield Found(match.start(), match.end(), checked_day(int(match["year"]), month, int(match["day"])))
    for match in patterns.day.finditer(text):
        if patterns.no_date.search(text, max(0, match.start() - BEFORE), match.start()) and not match["year"]:
            continue
        month, day = read_month(match["month"], words), _day(match, patterns.ordinals)
        if match["year"] or match["short"] or match["bad"]:
            year = _year(match)
            yield Found(match.start(), match.end(), checked_day(year, month, day) if year else None)
        elif loose := patterns.loose_year.match(text, match.end()):
            yield Found(match.start(), loose.end(), None)
        elif month and day and checked_day(_LEAP_YEAR, month, day):
            yield Found(match.start(), match.end(), DayOfYear(month, day))
        else:
            yield Found(match.start(), match.end(), None)


def _day(match: re.Match[str], ordinals: Mapping[str, int]) -> int | None:
    """None where it is left blank, and for «förſta»: a pattern takes the old s for one, the list does not."""
    if match["ordinal"]:
        return ordinals.get(match["ordinal"].lower())
    return int(match["day"]) if match["day"] else None


def _year(match: re.Match[str]) -> int | None:
    if match["year"]:
        return int(match["year"])
    return short_year(match["short"]) if match["short"] else None
