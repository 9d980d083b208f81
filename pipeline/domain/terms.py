"""Where an agreement stands on a day: its status, current term and last day to give notice (SPEC section 4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pipeline.domain.values import Duration, Renewal, RenewalMode, add

_DAY = timedelta(days=1)


class TermStatus(StrEnum):
    """The status of an agreement on a day."""

    IN_FORCE = "in_force"
    RENEWED = "renewed"
    NOT_STARTED = "not_started"
    EXPIRED = "expired"
    OPTION = "option"
    UNKNOWN = "unknown"


_RUNNING = (TermStatus.IN_FORCE, TermStatus.RENEWED, TermStatus.NOT_STARTED)


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds on a day; the dates are inclusive, None where nothing can be said."""

    status: TermStatus
    current_term_end: date | None
    last_notice_date: date | None
    renewals: int = 0
    """How many renewals have led to the current term."""


def terms_on(
    day: date,
    *,
    valid_from: date | None,
    valid_to: date | None,
    open_ended: bool,
    renewal: Renewal | None,
    notice_period: Duration | None,
) -> Terms:
    """Compute the status of an agreement on `day` from its stated terms.

    Ends are inclusive; the k-th end after a renewal is (valid_to + 1 day) + k periods - 1 day, counted from the first
    end each time so that clamped months don't drift.
    """
    status, end, renewals = _status(day, valid_from, valid_to, renewal, open_ended=open_ended)
    notice = None
    automatic = renewal is not None and renewal.mode is RenewalMode.AUTOMATIC
    if notice_period and end and automatic and status in _RUNNING:
        notice = add(end + _DAY, notice_period.times(-1)) - _DAY
    return Terms(status, end, notice, renewals)


def nth_end(first_end: date, period: Duration, count: int) -> date:
    """The inclusive end after `count` renewals by `period` of a term that first ended on `first_end`."""
    return add(first_end + _DAY, period.times(count)) - _DAY


def next_renewal(terms: Terms, *, valid_to: date | None, renewal: Renewal | None) -> tuple[date, date] | None:
    """The first and last day of the term that follows the current one by itself; None where none does.

    An agreement of which nobody knows whether it runs is not renewed, nor is one whose renewals are used up.
    """
    end = terms.current_term_end
    if not (end and valid_to and renewal) or renewal.mode is not RenewalMode.AUTOMATIC or terms.status not in _RUNNING:
        return None
    if renewal.limit is not None and terms.renewals >= renewal.limit:
        return None
    return end + _DAY, nth_end(valid_to, renewal.period, terms.renewals + 1)


def _status(
    day: date, start: date | None, end: date | None, renewal: Renewal | None, *, open_ended: bool
) -> tuple[TermStatus, date | None, int]:
    """Status, end of the current term, renewals made."""
    if start and day < start:
        return TermStatus.NOT_STARTED, end, 0
    if end is None:
        return (TermStatus.IN_FORCE if open_ended else TermStatus.UNKNOWN), None, 0
    if day <= end:
        return TermStatus.IN_FORCE, end, 0
    if open_ended:
        return TermStatus.IN_FORCE, None, 0
    if renewal is None:
        return TermStatus.EXPIRED, end, 0
    if renewal.mode is RenewalMode.OPTION:
        longest = nth_end(end, renewal.period, renewal.limit) if renewal.limit else None
        return (TermStatus.EXPIRED if longest and day > longest else TermStatus.OPTION), end, 0
    return _automatically_renewed(day, end, renewal)


def _automatically_renewed(day: date, end: date, renewal: Renewal) -> tuple[TermStatus, date, int]:
    count, current = 0, end
    while current < day and (renewal.limit is None or count < renewal.limit):
        count += 1
        current = nth_end(end, renewal.period, count)
    return (TermStatus.RENEWED if day <= current else TermStatus.EXPIRED), current, count
