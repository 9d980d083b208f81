"""Whole years: «åren 2012-2014», «2011–2013», «2010–», «år 2013», «under 2014».

Four digits are a year only beside a word that makes them one. A bare «2012/13» may be a school year, a financial year
or two calendar years and is reported unread; «2007-09» may be a month and gives nothing unless a word for years stands
before it. Registry numbers («2014/1039») and statutes («2001:453») are none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.domain.values import Interval, PartialDate
from pipeline.language.values.found import Found
from pipeline.language.values.named_dates import month_pattern
from pipeline.language.values.patterns import DASH, FIGURE, LEFT, RIGHT, SPACE, YEAR, any_of, word
from pipeline.language.values.words import Calendar

LONGEST_SHORT_RANGE = 15
"""«2012–14» counts this many years at most; more is some other number."""

_MONTHS = 12
_BEFORE = 40
_YEAR = re.compile(YEAR)
_ABBREVIATION = re.compile(r"[^\W\d_a-z\u00e5\u00e4\u00f6]{2}\s\Z")


@dataclass(frozen=True, slots=True)
class _Patterns:
    between: re.Pattern[str]
    short: re.Pattern[str]
    listed: re.Pattern[str]
    open: re.Pattern[str]
    single: re.Pattern[str]
    no_year: re.Pattern[str]


@lru_cache(maxsize=4)
def _patterns(words: Calendar) -> _Patterns:
    noun = rf"(?:{word(words.year_nouns)}{SPACE})"
    many = rf"(?:(?P<many>{word(words.years_nouns)}){SPACE}|{noun})?"
    mark = rf"(?:(?P<noun>{noun})|{word(words.year_cues)}{SPACE})"
    no_count = rf"(?!\s{{0,2}}{any_of(words.counted)}(?!\w))"
    until = rf"(?:\s{{0,2}}{DASH}{{1,2}}\s{{0,2}}|{SPACE}{any_of(words.until)}{SPACE})"
    joint = rf"(?:\s?(?:,|{any_of(words.and_words)})\s{{0,2}}{YEAR})"
    end = rf"(?=[^\S\n]{{0,3}}(?:\Z|\n(?!\s{{0,5}}[0-9])|[.,;)\u00bb\u201d\"](?!\w)|{any_of(words.open_words)}))"
    month = month_pattern(words)
    sources = (
        rf"{many}{LEFT}(?P<first>{YEAR}){until}(?P<last>{YEAR}){RIGHT}(?!\s?{DASH}\s{{0,2}}[0-9]){no_count}",
        (
            rf"{many}{LEFT}(?P<first>{YEAR})(?P<sign>{DASH}|/)(?P<last>[0-9]{{2}}|{YEAR}){RIGHT}"
            rf"(?!\.?\s{{0,3}}{month}){no_count}"
        ),
        rf"{mark}(?P<years>{YEAR}{joint}{{1,9}}){RIGHT}{no_count}",
        rf"{many}{LEFT}(?P<first>{YEAR})(?:{DASH}|\s{DASH}(?=\s{{0,3}}\Z))(?:\s?{DASH})?{end}",
        rf"{mark}(?P<first>{YEAR})(?!\w)(?!\s?{DASH}\s{{0,3}}\w)(?![/:.,][0-9])(?!\s?/){no_count}",
        rf"(?<!\w){any_of(words.not_date_cues)}:?\s{{0,3}}\Z",
    )
    return _Patterns(*(re.compile(source, re.IGNORECASE) for source in sources))


def years(text: str, words: Calendar) -> Iterator[Found[PartialDate | Interval]]:
    """Every candidate, in no order and overlapping."""
    if not FIGURE.search(text):
        return
    patterns = _patterns(words)
    for match in patterns.between.finditer(text):
        if not patterns.no_year.search(text, max(0, match.start() - _BEFORE), match.start()):
            yield Found(match.start(), match.end(), _interval(int(match["first"]), int(match["last"])))
    for match in patterns.short.finditer(text):
        if not patterns.no_year.search(text, max(0, match.start() - _BEFORE), match.start()):
            yield from _short(text, match)
    for match in patterns.listed.finditer(text):
        found = [int(year) for year in _YEAR.findall(match["years"])]
        follow = found == list(range(found[0], found[-1] + 1))
        start = match.start() if match["noun"] else match.start("years")
        yield Found(start, match.end(), _interval(found[0], found[-1]) if follow else None)
    for match in patterns.open.finditer(text):
        if not patterns.no_year.search(text, max(0, match.start() - _BEFORE), match.start()):
            yield Found(match.start(), match.end(), Interval(PartialDate(int(match["first"])), None))
    for match in patterns.single.finditer(text):
        start = match.start() if match["noun"] else match.start("first")
        yield Found(start, match.end(), PartialDate(int(match["first"])))


def _interval(first: int, last: int) -> Interval | None:
    return Interval(PartialDate(first), PartialDate(last)) if first < last else None


def _short(text: str, match: re.Match[str]) -> Iterator[Found[PartialDate | Interval]]:
    """«2012–14», «2012/13», «2014/2015»."""
    first, written = int(match["first"]), match["last"]
    last = int(written) if len(written) > len("13") else first // 100 * 100 + int(written)
    if match["many"]:
        fits = last - first <= LONGEST_SHORT_RANGE or len(written) > len("13")
        yield Found(match.start(), match.end(), _interval(first, last) if fits else None)
    elif match["sign"] == "/":
        # a registry number («KS 2014/15») has its board before it; two years follow one another
        if last == first + 1 and not _ABBREVIATION.search(text, max(0, match.start() - _BEFORE), match.start()):
            yield Found(match.start(), match.end(), None)
    elif len(written) == len("13") and int(written) > _MONTHS and first < last <= first + LONGEST_SHORT_RANGE:
        yield Found(match.start(), match.end(), _interval(first, last))
