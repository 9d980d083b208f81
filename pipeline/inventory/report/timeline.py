"""What runs when: the terms of each agreement as bars on a line of years.

Places are percentages of the line's width, so that a picture of any size can be made of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.domain.terms import TermStatus, nth_end
from pipeline.domain.values import Renewal, RenewalMode
from pipeline.inventory.table import Row

_BEFORE, _AFTER = 25, 10
"""Years around the day that are shown at most; a misread year must not press all the others together."""
_MOST_LABELS = 9


class Part(StrEnum):
    """What a piece of a bar means: how the look of it is chosen."""

    TERM = "term"
    RENEWED = "renewed"
    OPEN = "open"
    POSSIBLE = "possible"
    """It may have been prolonged, or nobody knows when it ends."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A piece of time, in percent of the line."""

    part: Part
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Year:
    """The first of January of a year, in percent of the line; not every year is named."""

    number: int
    place: float
    named: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """The years of the line, the day on it, and the bars of each row, in the rows' order."""

    years: tuple[Year, ...]
    day: float
    bars: tuple[tuple[Bar, ...], ...]


def timeline(rows: Sequence[Row], as_of: date) -> Timeline:
    """The line that holds the known terms of all rows, and the day."""
    spans = [_spans(row, as_of) for row in rows]
    days = [day for row in spans for _, *ends in row for day in ends if day] + [as_of]
    first = max(min(days).year, as_of.year - _BEFORE)
    last = min(max(days).year + 1, as_of.year + _AFTER)
    line = _Line(date(first, 1, 1), date(last + 1, 1, 1))
    step = -(-(last + 1 - first) // _MOST_LABELS)
    years = tuple(Year(y, line.place(date(y, 1, 1)), (y - first) % step == 0) for y in range(first, last + 1))
    bars = tuple(tuple(bar for span in row if (bar := line.bar(*span)).width > 0) for row in spans)
    return Timeline(years, line.place(as_of), bars)


_Span = tuple[Part, date | None, date | None]
"""The first and the last day of a piece of time, None where it reaches beyond the line."""


@dataclass(frozen=True, slots=True)
class _Line:
    start: date
    end: date

    def place(self, day: date) -> float:
        return round(min(max((day - self.start) / (self.end - self.start), 0), 1) * 100, 2)

    def bar(self, part: Part, first: date | None, last: date | None) -> Bar:
        begin = self.place(first or self.start)
        end = self.place(date.fromordinal(last.toordinal() + 1) if last and last < self.end else self.end)
        return Bar(part, begin, round(end - begin, 2))


def _spans(row: Row, as_of: date) -> tuple[_Span, ...]:
    """The pieces of a row's time, one after the other; none where the document tells of no time."""
    agreement, terms = row.agreement, row.terms
    start, end, on = agreement.valid_from.value, agreement.valid_to.value, agreement.open_ended.value
    if end is None:
        part = Part.OPEN if on else Part.POSSIBLE
        return ((part, start, None),) if on or start else ()
    spans: list[_Span] = [(Part.TERM, start, end)]
    current = terms.current_term_end
    if on:
        spans.append((Part.OPEN, end, None))
    elif current and current > end:
        spans.append((Part.RENEWED, end, current))
    elif (renewal := agreement.renewal.value) and renewal.mode is RenewalMode.OPTION:
        longest = _longest(end, renewal)
        if longest or terms.status is TermStatus.OPTION:
            spans.append((Part.POSSIBLE, end, longest or as_of))
    return tuple(spans)


def _longest(end: date, renewal: Renewal) -> date | None:
    """The last day that an option can reach; None where it has no limit, or one that no calendar holds."""
    try:
        return nth_end(end, renewal.period, renewal.limit) if renewal.limit else None
    except (OverflowError, ValueError):
        return None
