"""The days to keep in mind: notice, ends, renewals, options, reviews; for sheet, calendar and mail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import count as count_from

from pipeline.domain.terms import Terms, TermStatus, next_renewal, nth_end, terms_on
from pipeline.domain.values import Duration, RenewalMode, add
from pipeline.inventory.labels import REPLACED
from pipeline.inventory.review import finding
from pipeline.inventory.table import Inventory, Row

_YEAR = Duration(months=12)
_MOST_TERMS = 120
"""Renewals that are looked ahead for a day to give notice that is still to come: ten years of months."""


class DeadlineKind(StrEnum):
    """What happens on the day; an agreement has at most one of each."""

    LAST_NOTICE = "last_notice"
    TERM_END = "term_end"
    OPTION_END = "option_end"
    RENEWAL = "renewal"
    REVIEW = "review"


_RESTS_ON = {
    DeadlineKind.LAST_NOTICE: ("valid_to", "open_ended", "renewal", "notice_period"),
    DeadlineKind.TERM_END: ("valid_to", "open_ended", "renewal"),
    DeadlineKind.OPTION_END: ("valid_to", "open_ended", "renewal"),
    DeadlineKind.RENEWAL: ("valid_to", "open_ended", "renewal"),
}
_REVIEWED = ("revised_on", "signed_on", "valid_from")
"""From which day reviews are counted: the first of these that is known."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """One day of one row (its id).

    `end` is the last day of the term that it belongs to, `follows` the first day of the term that comes by itself if
    nothing is done; `presumes` the renewal that must have happened before, for notice of a term that has not begun.
    `since` is the day from which reviews are counted; `doubts` are the fields that it rests on and that somebody is
    asked to review.
    """

    row: str
    kind: DeadlineKind
    day: date
    end: date
    follows: date | None = None
    presumes: date | None = None
    since: date | None = None
    doubts: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Its name from night to night, whatever the day."""
        return f"{self.row}-{self.kind.value}"


def deadlines(inventory: Inventory) -> tuple[Deadline, ...]:
    """All deadlines of the inventory from its day on, the nearest first; on one day in the order of the rows."""
    found = [one for row in inventory.rows for one in _of_row(row, inventory.as_of)]
    return tuple(sorted((one for one in found if one.day >= inventory.as_of), key=lambda one: one.day))


def next_year(inventory: Inventory) -> tuple[Deadline, ...]:
    """Those of the twelve months from the inventory's day on."""
    return within(deadlines(inventory), inventory.as_of, _YEAR)


def within(found: tuple[Deadline, ...], as_of: date, length: Duration) -> tuple[Deadline, ...]:
    """Those of the days from `as_of` until `length` later, both counted."""
    last = add(as_of, length)
    return tuple(one for one in found if as_of <= one.day <= last)


def _of_row(row: Row, as_of: date) -> Iterator[Deadline]:
    """The deadlines of an agreement that has not run out and that no other has replaced; past ones too."""
    if row.standing in {REPLACED, TermStatus.EXPIRED}:
        return
    try:
        yield from _review(row, as_of)
        if row.standing != TermStatus.UNKNOWN:
            yield from _running(row, as_of)
    except (OverflowError, ValueError):  # a misread year, or a length beyond any calendar
        return


def _review(row: Row, as_of: date) -> Iterator[Deadline]:
    """The next day on which the document is to be reviewed, unless it surely runs out before."""
    agreement, every = row.agreement, row.agreement.review_every
    field = next((name for name in _REVIEWED if finding(agreement, name).value), None)
    since = field and finding(agreement, field).value
    if not every or not isinstance(since, date) or field is None:
        return
    day = next(day for count in count_from(1) if (day := add(since, every.times(count))) >= as_of)
    last = agreement.valid_to.value
    if last and day > last and not (agreement.open_ended.value or agreement.renewal.value):
        return
    doubts = (field,) if finding(agreement, field).review else ()
    yield Deadline(row.id, DeadlineKind.REVIEW, day, day, since=since, doubts=doubts)


def _running(row: Row, as_of: date) -> Iterator[Deadline]:
    terms, agreement = row.terms, row.agreement
    end, renewal = terms.current_term_end, agreement.renewal.value
    if end is None or terms.status is TermStatus.EXPIRED:
        return
    if terms.status is TermStatus.OPTION:
        yield from _perhaps_prolonged(row, as_of)
        return
    if terms.last_notice_date:
        yield _notice(row, as_of)
    if agreement.open_ended.value:  # it runs on after the day, without a new term
        return
    following = next_renewal(terms, valid_to=agreement.valid_to.value, renewal=renewal)
    if following:
        yield _deadline(row, DeadlineKind.RENEWAL, end, end, follows=following[0])
    elif renewal and renewal.mode is RenewalMode.OPTION:
        yield _deadline(row, DeadlineKind.OPTION_END, end, end)
    else:
        yield _deadline(row, DeadlineKind.TERM_END, end, end)


def _notice(row: Row, as_of: date) -> Deadline:
    """The last day to give notice of the current term or, once it has passed, of the next one that comes by itself."""
    agreement, terms = row.agreement, row.terms
    first = agreement.valid_to.value
    presumes = None
    for _ in range(_MOST_TERMS):
        following = next_renewal(terms, valid_to=first, renewal=agreement.renewal.value)
        if following is None or terms.last_notice_date is None or terms.last_notice_date >= as_of:
            break
        presumes = presumes or following[0]
        terms = _terms(row, following[0])
    if terms.last_notice_date is None or terms.current_term_end is None:
        raise ValueError(f"row {row.id}: no day to give notice")
    after = next_renewal(terms, valid_to=first, renewal=agreement.renewal.value)
    follows = after[0] if after else None
    kind, day, end = DeadlineKind.LAST_NOTICE, terms.last_notice_date, terms.current_term_end
    return _deadline(row, kind, day, end, follows=follows, presumes=presumes)


def _terms(row: Row, day: date) -> Terms:
    one = row.agreement
    return terms_on(
        day,
        valid_from=one.valid_from.value,
        valid_to=one.valid_to.value,
        open_ended=one.open_ended.value,
        renewal=one.renewal.value,
        notice_period=one.notice_period.value,
    )


def _perhaps_prolonged(row: Row, as_of: date) -> Iterator[Deadline]:
    """The next day on which it has run out, if it was prolonged up to then."""
    end, renewal = row.agreement.valid_to.value, row.agreement.renewal.value
    if end is None or renewal is None:
        return
    for count in range(1, (renewal.limit or _MOST_TERMS) + 1):
        possible = nth_end(end, renewal.period, count)
        if possible >= as_of:
            yield _deadline(row, DeadlineKind.OPTION_END, possible, possible)
            return


def _deadline(
    row: Row, kind: DeadlineKind, day: date, end: date, *, follows: date | None = None, presumes: date | None = None
) -> Deadline:
    doubts = tuple(field for field in _RESTS_ON[kind] if finding(row.agreement, field).review)
    return Deadline(row.id, kind, day, end, follows, presumes, doubts=doubts)
