"""Values of Swedish agreements and the calendar arithmetic between them (SPEC section 4)."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_PERIOD = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as the document tells it: a year, a month of a year, or a day.

    >>> PartialDate(2014, 2).last()
    datetime.date(2014, 2, 28)
    >>> str(PartialDate(2014, 2)), PartialDate(2014).first().isoformat()
    ('2014-02', '2014-01-01')
    """

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def is_day(self) -> bool:
        """Whether the day is known."""
        return self.day is not None

    def first(self) -> date:
        """The first day that it covers. Raises ValueError for a day that no calendar has."""
        return date(self.year, self.month or 1, self.day or 1)

    def last(self) -> date:
        """The last day that it covers. Raises ValueError for a day that no calendar has."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        """ISO 8601, shortened to what is known."""
        parts = [f"{self.year:04}"]
        parts += [f"{n:02}" for n in (self.month, self.day) if n is not None]
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Interval:
    """From the first day of `start` to the last day of `end`; `end` is None where it is open («2010–»).

    >>> Interval(PartialDate(2011), PartialDate(2013)).end.last()
    datetime.date(2013, 12, 31)
    >>> str(Interval(PartialDate(2011, 6), PartialDate(2013))), str(Interval(PartialDate(2010), None))
    ('2011-06/2013', '2010/')
    """

    start: PartialDate
    end: PartialDate | None

    def __str__(self) -> str:
        """As ISO 8601 writes an interval; nothing behind the slash where it is open."""
        return f"{self.start}/{self.end or ''}"


@dataclass(frozen=True, slots=True)
class DayOfYear:
    """A day of every year («senast 1/11», «den 30 juni»), or of a year that stands elsewhere. 29 February is one.

    >>> DayOfYear(6, 30).of(2014)
    PartialDate(year=2014, month=6, day=30)
    """

    month: int
    day: int

    def of(self, year: int) -> PartialDate:
        """The day in a given year; check it with `first()`, 29 February is not in every year."""
        return PartialDate(year, self.month, self.day)

    def __str__(self) -> str:
        """As ISO 8601 writes a month and a day."""
        return f"--{self.month:02}-{self.day:02}"


@dataclass(frozen=True, slots=True)
class TurnOfYear:
    """The turn of a year («årsskiftet 2014/2015»), between two days and so no day and no interval.

    What ends there ends on the last day before it, what begins there begins on the first day after it.

    >>> TurnOfYear(2014).last_before, TurnOfYear(2014).first_after
    (datetime.date(2014, 12, 31), datetime.date(2015, 1, 1))
    >>> str(TurnOfYear(2014))
    'turn of 2014/2015'
    """

    ending: int

    @property
    def last_before(self) -> date:
        """The last day of the year that ends."""
        return date(self.ending, 12, 31)

    @property
    def first_after(self) -> date:
        """The first day of the year that begins."""
        return date(self.ending + 1, 1, 1)

    def __str__(self) -> str:
        """The two years that meet, unlike the interval of both."""
        return f"turn of {self.ending}/{self.ending + 1}"


@dataclass(frozen=True, slots=True)
class Duration:
    """A length in calendar months and days; a month is never 30 days, a year is 12 months, a week 7 days.

    >>> str(Duration(12)), str(Duration(18)), str(Duration(0, 30)), str(Duration(3))
    ('P1Y', 'P18M', 'P30D', 'P3M')
    """

    months: int = 0
    days: int = 0

    @classmethod
    def parse(cls, period: str) -> Duration:
        """Read an ISO 8601 period of years, months, weeks and days. Raises ValueError for anything else.

        >>> Duration.parse("P1Y6M") == Duration(18)
        True
        """
        match = _PERIOD.fullmatch(period)
        if not match or not any(match.groups()):
            msg = f"not an ISO 8601 period: {period!r}"
            raise ValueError(msg)
        years, months, weeks, days = (int(g or 0) for g in match.groups())
        return cls(12 * years + months, 7 * weeks + days)

    def times(self, count: int) -> Duration:
        """The length taken `count` times; -1 gives the way back."""
        return Duration(self.months * count, self.days * count)

    def __str__(self) -> str:
        """ISO 8601: whole years as years, else months and days."""
        years, months = divmod(self.months, 12) if self.months % 12 == 0 else (0, self.months)
        parts = [f"{n}{unit}" for n, unit in ((years, "Y"), (months, "M"), (self.days, "D")) if n]
        return "P" + ("".join(parts) or "0D")


def add(day: date, length: Duration) -> date:
    """The day `length` later; months clamp to the last day of a shorter month, then days are added.

    >>> add(date(2014, 12, 31), Duration(-3)), add(date(2015, 1, 31), Duration(1))
    (datetime.date(2014, 9, 30), datetime.date(2015, 2, 28))
    """
    year, month = divmod(day.year * 12 + day.month - 1 + length.months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last)) + timedelta(days=length.days)


def last_day(start: date, length: Duration) -> date:
    """The inclusive end of a term that begins on `start`: start + length - 1 day.

    >>> last_day(date(2012, 3, 1), Duration(36))
    datetime.date(2015, 2, 28)
    """
    return add(start, length) - timedelta(days=1)


class RenewalMode(StrEnum):
    """`automatic`: prolongs itself unless someone gives notice; `option`: the parties may prolong."""

    AUTOMATIC = "automatic"
    OPTION = "option"


@dataclass(frozen=True, slots=True)
class Renewal:
    """How an agreement is prolonged: by `period`, at most `limit` times (None: without limit)."""

    mode: RenewalMode
    period: Duration
    limit: int | None = None
