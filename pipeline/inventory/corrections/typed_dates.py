"""Days as people type them, and as spreadsheets turn them into numbers. Never a guess: a month is no day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{4})(\d\d)(\d\d)")
_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})[ -](\d{4})|(\d{1,2})\.(\d{1,2})\.(\d{4})")
_IN_WORDS = re.compile(r"(\d{1,2})(?::?[ae])?\s+([^\W\d]+)\.?\s+(\d{4})")

_EPOCH = date(1899, 12, 30)
"""Day 0 of Excel's calendar as it is from March 1900 on."""

_FIRST_SERIAL, _LAST_SERIAL = 18_264, 99_999
"""1950-01-01 and 2173-10-13: a bare number in a column of days that may be one."""

_YEARS = range(1900, 2200)
_SHORTEST_MONTH = 3


def day_typed(text: str, months: Sequence[str], prefix: str) -> date | None:
    """The day that a text says; None where it says none, or only a part of one.

    `months` are the twelve names, of which three letters or more will do; `prefix` may stand before the day.

    >>> names = ("januari", "februari", "mars", "december")
    >>> str(day_typed("den 3 mars 2014", names, "den")), day_typed("2014-12", names, "den")
    ('2014-03-03', None)
    >>> typed = ("2014-12-31", "20141231", "2014/12/31", "31/12 2014", "31.12.2014")
    >>> {str(day_typed(text, names, "")) for text in typed}
    {'2014-12-31'}
    """
    text = " ".join(text.casefold().split()).removesuffix(" 00:00:00")
    text = text.removeprefix(prefix + " ") if prefix else text
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = (found[1], found[3], found[4]) if found[1] else (found[5], found[6], found[7])
    elif found := _DAY_FIRST.fullmatch(text):
        day, month, year = (found[1], found[2], found[3]) if found[1] else (found[4], found[5], found[6])
    elif found := _IN_WORDS.fullmatch(text):
        named = [n for n, name in enumerate(months, start=1) if _names(found[2], name)]
        if len(named) != 1:
            return None
        day, month, year = found[1], str(named[0]), found[3]
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def text_of_number(number: int) -> str:
    """A bare number in a column of days: an Excel serial as its day, anything else as its digits.

    >>> text_of_number(41_000), text_of_number(20141231), text_of_number(2014)
    ('2012-04-01', '20141231', '2014')
    """
    if _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return (_EPOCH + timedelta(days=number)).isoformat()
    return str(number)


def text_of_day(day: date) -> str:
    """A cell that a spreadsheet shows as a day: the day, or the number that was typed into a cell made for days.

    «2014» typed there is shown as 1905-07-06, «141231» as a day of the year 2286, «201412» as one of 2451.

    >>> text_of_day(date(2014, 12, 31)), text_of_day(date(1905, 7, 6)), text_of_day(date(2286, 9, 3))
    ('2014-12-31', '2014', '141231')
    """
    number = (day - _EPOCH).days
    if number in _YEARS:
        return str(number)
    if _LAST_SERIAL < number < 1_000_000:
        first, month, last = number // 10_000, number // 100 % 100, number % 100
        if (1 <= month <= 12 and 1 <= last <= 31) or (first in (19, 20) and 1 <= last <= 12):
            return str(number)
    return day.isoformat()


def _names(typed: str, name: str) -> bool:
    return len(typed) >= _SHORTEST_MONTH and name.startswith(typed)
