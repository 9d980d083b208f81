"""Lengths of time: «tolv (12) månader», «12 mån», «ett halvår», «treårsperiod», «tre kalendermånaders», «30 dagar».

Months and years are calendar lengths and never turned into days. Ages are no lengths («barn 0–6 år», «personer under
18 år»), neither are rhythms («årligen»). What has no definite length has the value None: words and figure that differ
(«tre (4) år»), a choice («två till tre månader»), a broken month, smeared figures. «1+1 år» are two lengths of a year,
«ett år och sex månader» two lengths.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.domain.values import Duration
from pipeline.language.values.found import Found, settle
from pipeline.language.values.numbers import (
    LEFT_OF_NUMBER,
    Number,
    number_pattern,
    read_number,
    read_twice,
    spelled,
)
from pipeline.language.values.patterns import DASH, SPACE, YEAR, any_of
from pipeline.language.values.words import Age, Numerals, Units, ValueWords

_LOOK_BACK = 60
_MOST_ADDED = 5
_MONTHS = {"year": 12, "half_year": 6, "quarter": 3, "month": 1}
_DAYS = {"week": 7, "day": 1}
_CONTINUED = re.compile(rf"\w{DASH}\Z")


@dataclass(frozen=True, slots=True)
class _Patterns:
    apart: re.Pattern[str]
    joined: re.Pattern[str]
    half_year: re.Pattern[str]
    added: re.Pattern[str]
    choice: re.Pattern[str]
    age_before: re.Pattern[str]
    age_side: re.Pattern[str]
    age_after: re.Pattern[str]


@lru_cache(maxsize=4)
def _patterns(units: Units, numerals: Numerals) -> _Patterns:
    unit = _named({name: getattr(units, name) for name in (*_MONTHS, *_DAYS)})
    stem = _named({name: getattr(units.joined, name) for name in ("year", "month", "week", "day")})
    number, one_word = number_pattern(numerals), any_of([*spelled(numerals), *numerals.half])
    smeared = r"(?P<smeared>(?-i:l|[lIO|][0-9]|[0-9][lIO|]))"
    age = units.age
    sources = (
        rf"{LEFT_OF_NUMBER}(?:{number}|{smeared})(?:\s{{0,3}}|{DASH}\s?|\s{any_of(units.whole)}\s){unit}(?!\w)(?!\s?{YEAR})",
        rf"{LEFT_OF_NUMBER}(?P<number>{one_word}|[0-9]{{1,3}})(?:(?<=[0-9]){DASH})?{stem}{any_of(units.joined.heads)}?(?!\w)",
        rf"(?<!\w){any_of(units.half_year)}{any_of(units.joined.heads)}?(?!\w)(?!\s?{YEAR})",
        rf"{LEFT_OF_NUMBER}{number}(?:\s?\+\s?|{SPACE}{any_of(numerals.plus)}{SPACE})\Z",
        (
            rf"(?<![0-9]{DASH}){LEFT_OF_NUMBER}(?:(?P<words>{one_word})|[0-9]{{1,3}})(?:\s?\([^()\s]{{1,20}}\))?"
            rf"(?:(?P<dash>\s{{0,2}}{DASH}\s{{0,2}})|{SPACE}{any_of(numerals.between)}{SPACE})\Z"
        ),
        rf"(?:{_before(age)}){SPACE}\Z",
        rf"(?<!\w){any_of(age.side)}{SPACE}\Z",
        rf"\s{{1,3}}{any_of(age.after)}(?!\w)",
    )
    return _Patterns(*(re.compile(source, re.IGNORECASE) for source in sources))


def _named(groups: dict[str, tuple[str, ...]]) -> str:
    return "(?:" + "|".join(rf"(?P<{name}>{any_of(words)})" for name, words in groups.items()) + ")"


def _before(age: Age) -> str:
    return rf"(?<!\w){any_of(age.before)}|(?<!\w){any_of(age.people)},?(?:{SPACE}{any_of(age.links)}){{0,4}}"


def find_durations(text: str, words: ValueWords) -> tuple[Found[Duration], ...]:
    """The lengths of time in a text, sorted, without overlaps.

    >>> [str(f.value) for f in find_durations("om tre (3) år + ett (1) år, 12 mån och tio (10) dagar", words)]
    ['P3Y', 'P1Y', 'P1Y', 'P10D']
    >>> [str(f.value) for f in find_durations("1+1 år, ett plus ett år", words)]
    ['P1Y', 'P1Y', 'P1Y', 'P1Y']
    >>> [str(f.value) for f in find_durations("en treårsperiod, ett halvår, 1 1/2 år, tre (4) år", words)]
    ['P3Y', 'P6M', 'P18M', 'None']
    >>> find_durations("barn 0–6 år, personer under 18 år, årligen", words)
    ()
    """
    patterns = _patterns(words.units, words.numerals)
    return settle([*_apart(text, patterns, words), *_joined(text, patterns, words)])


def _apart(text: str, patterns: _Patterns, words: ValueWords) -> Iterator[Found[Duration]]:
    """Number and unit as words of their own."""
    for match in patterns.apart.finditer(text):
        value = None if match["smeared"] else read_twice(match["number"], match["again"], words.numerals)
        earliest = max(0, match.start() - _LOOK_BACK)
        choice = patterns.choice.search(text, earliest, match.start())
        if match["year"] and (
            (choice and choice["dash"] and not choice["words"])
            or _is_age(text, match, value, patterns, words.units.age)
        ):
            continue
        if choice is None and _CONTINUED.search(text, earliest, match.start()):
            continue
        start = choice.start() if choice else match.start()
        yield Found(start, match.end(), None if choice else _length(value, match))
        yield from _added(text, match, patterns, words)
    for match in patterns.half_year.finditer(text):
        yield Found(match.start(), match.end(), Duration(6))


def _is_age(text: str, match: re.Match[str], value: Number | None, patterns: _Patterns, age: Age) -> bool:
    earliest, start = max(0, match.start() - _LOOK_BACK), match.start()
    if patterns.age_before.search(text, earliest, start) or patterns.age_after.match(text, match.end()):
        return True
    in_figures = match["number"] is not None and match["number"].isdecimal() and not match["again"]
    grown = value is not None and value >= age.adult
    return in_figures and grown and patterns.age_side.search(text, earliest, start) is not None


def _joined(text: str, patterns: _Patterns, words: ValueWords) -> Iterator[Found[Duration]]:
    """Number and unit in one word: «tvåårsperiod», «ettårigt», «12-månadersavtal»."""
    for match in patterns.joined.finditer(text):
        if match["year"] and patterns.age_after.match(text, match.end()):
            continue
        value = read_number(match["number"], words.numerals)
        yield Found(match.start(), match.end(), _length(value, match))


def _added(text: str, last: re.Match[str], patterns: _Patterns, words: ValueWords) -> Iterator[Found[Duration]]:
    """All but the last of «1+1 år», each with its own length; the last stands beside its unit."""
    start = last.start()
    for _ in range(_MOST_ADDED):
        match = patterns.added.search(text, max(0, start - _LOOK_BACK), start)
        if match is None:
            return
        value = read_twice(match["number"], match["again"], words.numerals)
        start = match.start()
        yield Found(start, match.end("again") + 1 if match["again"] else match.end("number"), _length(value, last))


def _length(value: Number | None, match: re.Match[str]) -> Duration | None:
    if not value:
        return None
    for name, unit in (_MONTHS | _DAYS).items():
        if name in match.re.groupindex and match[name]:
            size = value * unit
            if size != int(size):
                return None
            return Duration(int(size)) if name in _MONTHS else Duration(0, int(size))
    return None
