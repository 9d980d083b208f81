"""Parts of a year: «ht 2009», «läsåret 2014/15», «årsskiftet 2014/2015», «fjärde kvartalet 2018».

Terms and school years are derived as Swedish schools count them: the autumn term from 1 July to 31 December, the
spring term from 1 January to 30 June. A season («hösten 2014») has no first day and is reported unread, and so is a
list of parts («första och andra kvartalet 2018»), rather than read by half.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.domain.values import Interval, PartialDate, TurnOfYear
from pipeline.language.values.found import Found
from pipeline.language.values.patterns import DASH, FIGURE, RIGHT, SPACE, YEAR, any_of, short_year, word
from pipeline.language.values.words import Calendar

_PAIR = rf"(?P<first>{YEAR}|[0-9]{{2}})\s?(?:/|{DASH})\s?(?P<second>{YEAR}|[0-9]{{2}})"
_QUARTER, _HALF_YEAR, _WHOLE_YEAR = 3, 6, 12
"""In months."""


@dataclass(frozen=True, slots=True)
class _Patterns:
    ordinals: dict[str, int]
    term: re.Pattern[str]
    season: re.Pattern[str]
    school: re.Pattern[str]
    turn: re.Pattern[str]
    part: re.Pattern[str]


@lru_cache(maxsize=4)
def _patterns(words: Calendar) -> _Patterns:
    ordinals = {form: n for n, forms in enumerate(words.ordinals[: _WHOLE_YEAR // _QUARTER], 1) for form in forms}
    nth = rf"(?:{any_of(ordinals)}|[1-4](?::{any_of(words.ordinal_endings)})?)"
    joint = rf"\s{{0,2}}(?:{any_of(words.and_words)}|{any_of(words.until)}|{DASH}|/|,)\s{{0,2}}"
    unit = rf"(?:(?P<quarter>{any_of(words.quarter)})|(?P<half>{any_of(words.half_year)}))"
    spaced = rf"(?:\s?{DASH}\s?|/|{SPACE}(?:{any_of(words.year_nouns)}{SPACE})?)(?P<year>{YEAR}){RIGHT}"
    tail = rf"(?P<more>{joint}[0-9]{{2,4}}(?:/[0-9]{{2,4}})?)?"
    sources = (
        (
            rf"(?<!\w)(?:(?P<autumn>{any_of(words.autumn_term)})|(?P<spring>{any_of(words.spring_term)}))"
            rf"\s?{DASH}?\s?(?P<year>{YEAR}|[0-9]{{2}}){RIGHT}"
        ),
        rf"{word(words.seasons)}{SPACE}{YEAR}(?:/[0-9]{{2,4}})?{RIGHT}",
        rf"{word(words.school_year)}{SPACE}(?:{_PAIR}|(?P<single>{YEAR})){tail}{RIGHT}",
        rf"{word(words.turn_of_year)}{SPACE}{_PAIR}{RIGHT}",
        (
            rf"(?<!\w)(?P<listed>{nth}{joint})?"
            rf"(?:(?P<nth>{nth})\s?{unit}|{unit.replace('<', '<x')}\s?(?P<figure>[1-4])(?P<also>{joint}[1-4])?){spaced}"
        ),
    )
    return _Patterns(ordinals, *(re.compile(source, re.IGNORECASE) for source in sources))


def year_parts(text: str, words: Calendar) -> Iterator[Found[Interval | TurnOfYear]]:
    """Every candidate, in no order and overlapping."""
    if not FIGURE.search(text):
        return
    patterns = _patterns(words)
    for match in patterns.term.finditer(text):
        if year := _full(match["year"]):
            yield Found(match.start(), match.end(), _months(year, 7, 12) if match["autumn"] else _months(year, 1, 6))
    for match in patterns.season.finditer(text):
        yield Found(match.start(), match.end(), None)
    for match in patterns.school.finditer(text):
        years = None if match["single"] or match["more"] else _consecutive(match)
        value = Interval(PartialDate(years, 7, 1), PartialDate(years + 1, 6, 30)) if years else None
        yield Found(match.start(), match.end(), value)
    for match in patterns.turn.finditer(text):
        ending = _consecutive(match)
        yield Found(match.start(), match.end(), TurnOfYear(ending) if ending else None)
    for match in patterns.part.finditer(text):
        yield Found(match.start(), match.end(), _part(match, patterns))


def _part(match: re.Match[str], patterns: _Patterns) -> Interval | None:
    written = (match["nth"] or match["figure"]).lower()
    if not (written[0].isdecimal() or written in patterns.ordinals):  # «förſta», as in `named_dates`
        return None
    number = patterns.ordinals.get(written) or int(written[0])
    length = _QUARTER if match["quarter"] or match["xquarter"] else _HALF_YEAR
    if match["listed"] or match["also"] or length * number > _WHOLE_YEAR:
        return None
    return _months(int(match["year"]), length * (number - 1) + 1, length * number)


def _months(year: int, first: int, last: int) -> Interval:
    """From the first day of one month to the last of another.

    >>> str(_months(2014, 7, 12).end)
    '2014-12-31'
    """
    end = PartialDate(year, last).last()
    return Interval(PartialDate(year, first, 1), PartialDate(year, last, end.day))


def _full(written: str) -> int | None:
    return int(written) if len(written) > len("14") else short_year(written)


def _consecutive(match: re.Match[str]) -> int | None:
    """The first of two years that follow one another, None for others."""
    first, second = _full(match["first"]), match["second"]
    follows = first is not None and str(first + 1).endswith(second)
    return first if follows else None
