"""Days in figures: «2014-12-31», «20141231», «131001», «14-12-31», «31/12 2014», «1.2.2023».

The forms are those met in public Swedish agreements; year-month-day is the Swedish standard (SS-ISO 8601), a slash or
a full stop between day and month is the older habit. With a time of twelve hours behind it («3/14/2023 8:51 AM») the
month comes first; where it might be the day as well, the date is left unread. Statute numbers («2001:453»), registry
numbers, telephone and organisation numbers, amounts and section numbers are none of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.domain.values import DayOfYear, PartialDate
from pipeline.language.values.found import Found
from pipeline.language.values.patterns import DASH, DASHES, FIGURE, LEFT, RIGHT, SPACE, YEAR, any_of, short_year, word
from pipeline.language.values.words import Calendar

BEFORE = 40
"""How far before a number its cue is looked for."""

_AFTER_ISO = rf"(?<=[0-9]{{4}}{DASH}[0-9]{{2}}{DASH}[0-9]{{2}}{DASH})"
_ISO_RIGHT = rf"(?!(?!T[0-2][0-9]:)\w)(?![/:.,][0-9])(?!{DASH}(?!{YEAR}[{DASHES}.]?[0-9]{{2}})\w)"
_PART = r"([0-9]{1,3}|\s{1,3}[0-9]{2})"
_ISO = re.compile(rf"(?:{LEFT}|{_AFTER_ISO})({YEAR}){DASH}{_PART}{DASH}{_PART}{_ISO_RIGHT}")
_POINTS = re.compile(rf"{LEFT}({YEAR})([./])([0-9]{{2}})\2([0-9]{{2}}){_ISO_RIGHT}")
_COMPACT = re.compile(
    rf"(?:{LEFT}|(?<=[0-9]{{8}}{DASH}))({YEAR})([01][0-9])([0-3][0-9])"
    rf"(?!\w)(?![/:.,+][0-9])(?!{DASH}(?!{YEAR}[0-9]{{4}}(?![0-9]))\w)"
)
_SIX = re.compile(rf"{LEFT}(?<![0-9]\s)([0-9]{{2}})([01][0-9])([0-3][0-9]){RIGHT}(?!\+)(?!\s?{DASH}\s?[0-9])")
_SHORT = re.compile(rf"{LEFT}([0-9]{{2}})-([01][0-9])-([0-3][0-9]){RIGHT}(?!\s[0-9]{{2}}(?![0-9:.]))")
_AFTER_SLASH = rf"(?<=/[0-9]{DASH})|(?<=/[0-9]{{2}}{DASH})|(?<=[/\s][12][0-9]{{3}}{DASH})"
_SLASH = re.compile(
    rf"(?:{LEFT}|{_AFTER_SLASH})([0-9]{{1,2}})/([0-9]{{1,2}})(?:(?:{SPACE}|\s?{DASH}\s?|/)({YEAR})|\s?{DASH}([0-9]{{2}}))"
    rf"(?!\w)(?![/:.,][0-9])(?!{DASH}(?![0-9]{{1,2}}/)\w)"
)
_STOPS = re.compile(
    rf"(?:{LEFT}|(?<=\.[12][0-9]{{3}}{DASH}))([0-9]{{1,2}})\.([0-9]{{1,2}})\.({YEAR})"
    rf"(?!\w)(?![/:.,][0-9])(?!{DASH}(?![0-9]{{1,2}}\.)\w)"
)
_BARE_SLASH = re.compile(rf"{LEFT}([0-9]{{1,2}})/([0-9]{{1,2}}){RIGHT}(?!{SPACE}{YEAR})")
_BACKWARDS = re.compile(rf"{LEFT}[0-9]{{1,2}}-[0-9]{{1,2}}-{YEAR}{RIGHT}")
_NO_FIGURE = "OolI|xX_?"
"""What OCR makes of a figure, and what a form has in its place."""
_SMEARED = re.compile(
    rf"{LEFT}(?=[12lI|])"
    rf"[0-9{_NO_FIGURE}]{{4}}{DASH}\s?[0-9{_NO_FIGURE}]{{1,4}}{DASH}\s?[0-9{_NO_FIGURE}]{{1,4}}(?!\w)"
)


@dataclass(frozen=True, slots=True)
class _Context:
    lead: re.Pattern[str]
    cue: re.Pattern[str]
    no_date: re.Pattern[str]
    counted: re.Pattern[str]
    half_day: re.Pattern[str]


@lru_cache(maxsize=4)
def _context(words: Calendar) -> _Context:
    lead = word(words.day_lead)
    return _Context(
        re.compile(rf"{lead}{SPACE}\Z", re.IGNORECASE),
        re.compile(rf"{word(words.date_cues)}:?{SPACE}(?:{lead}{SPACE})?\Z", re.IGNORECASE),
        re.compile(rf"(?<!\w){any_of(words.not_date_cues)}[.:]?\s{{0,3}}\Z", re.IGNORECASE),
        re.compile(rf"\s{{0,3}}{any_of(words.counted)}(?!\w)", re.IGNORECASE),
        re.compile(rf"[\s,]{{1,3}}[01]?[0-9](?::[0-5][0-9]){{1,2}}\s?{any_of(words.half_days)}(?!\w)", re.IGNORECASE),
    )


def numeric_dates(text: str, words: Calendar, *, compact: bool) -> Iterator[Found[PartialDate | DayOfYear]]:
    """Every candidate, in no order and overlapping. With `compact`, six digits need no cue before them."""
    if not FIGURE.search(text):
        return
    context = _context(words)
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            if (found := _checked(text, match, read, context, compact=compact)) is not None:
                yield found


def _checked(
    text: str, match: re.Match[str], read: Callable[[re.Match[str]], _Reading], context: _Context, *, compact: bool
) -> Found[PartialDate | DayOfYear] | None:
    start, pattern = match.start(), match.re
    before = max(0, start - BEFORE)
    if pattern is not _ISO and pattern is not _COMPACT and context.no_date.search(text, before, start):
        return None
    needs_cue = pattern is _BARE_SLASH or (pattern is _SIX and not compact)
    if needs_cue and not context.cue.search(text, before, start):
        return None
    if pattern in (_SIX, _COMPACT, _BARE_SLASH) and context.counted.match(text, match.end()):
        return None
    american = pattern is _SLASH and context.half_day.match(text, match.end())
    reading = _month_first(match) if american else read(match)
    if isinstance(reading, _Nothing):
        return None
    lead = context.lead.search(text, before, start)
    return Found(lead.start() if lead else start, match.end(), reading)


class _Nothing:
    """No date at all, in contrast to None: a date that cannot be read."""


_NOTHING = _Nothing()
_Reading = PartialDate | DayOfYear | _Nothing | None


def checked_day(year: int, month: int | None, day: int | None) -> PartialDate | None:
    """The day, if the calendar has it; None also where the month or the day is not known.

    >>> checked_day(2014, 2, 31)
    """
    date = PartialDate(year, month, day)
    try:
        date.first()
    except ValueError:
        return None
    return date if month and day else None


def _day(year: str | int, month: str, day: str) -> PartialDate | None:
    return checked_day(int(year), int(month), int(day))


def _iso(match: re.Match[str]) -> _Reading:
    year, month, day = (g.strip() for g in match.groups())
    return _day(year, month, day) if max(len(month), len(day)) <= len("12") else None


def _short(match: re.Match[str]) -> _Reading:
    """«14-12-31»; «31-12-14» may be meant as day-month-year and is left unread."""
    year = short_year(match[1])
    if year is None:
        return _NOTHING
    ambiguous = 29 <= int(match[1]) <= 31
    return None if ambiguous else _day(year, match[2], match[3]) or _NOTHING


def _six(match: re.Match[str]) -> _Reading:
    year = short_year(match[1])
    return (year is not None and _day(year, match[2], match[3])) or _NOTHING


def _slash(match: re.Match[str]) -> _Reading:
    year = int(match[3]) if match[3] else short_year(match[4])
    return _NOTHING if year is None else _day(year, match[2], match[1])


def _month_first(match: re.Match[str]) -> _Reading:
    """«3/14/2023»; «3/4/2023» may be meant either way, unless both are the same day."""
    if match[3] is None:
        return None
    american, european = _day(match[3], match[1], match[2]), _slash(match)
    return american or european if american is None or european in (None, american) else None


def _bare_slash(match: re.Match[str]) -> _Reading:
    day = checked_day(2000, int(match[2]), int(match[1]))
    return DayOfYear(int(match[2]), int(match[1])) if day else _NOTHING


def _smeared(match: re.Match[str]) -> _Reading:
    digits = sum(c.isdecimal() for c in match[0])
    return None if len("20") <= digits and not set(_NO_FIGURE).isdisjoint(match[0]) else _NOTHING


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], _Reading]], ...] = (
    (_ISO, _iso),
    (_POINTS, lambda m: _day(m[1], m[3], m[4])),
    (_COMPACT, lambda m: _day(m[1], m[2], m[3]) or _NOTHING),
    (_SIX, _six),
    (_SHORT, _short),
    (_SLASH, _slash),
    (_STOPS, lambda m: _day(m[3], m[2], m[1])),
    (_BARE_SLASH, _bare_slash),
    (_BACKWARDS, lambda _: None),
    (_SMEARED, _smeared),
)
