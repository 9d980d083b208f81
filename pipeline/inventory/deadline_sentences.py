"""What a deadline asks of the reader, in a sentence or two; the same in the sheet, the calendar and the mail."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.domain.terms import TermStatus
from pipeline.inventory import words
from pipeline.inventory.deadlines import Deadline, DeadlineKind
from pipeline.inventory.labels import Labels
from pipeline.inventory.review import finding
from pipeline.inventory.table import Row


def action(deadline: Deadline, row: Row, labels: Labels) -> str:
    """What to do about it."""
    return " ".join(_sentences(deadline, row, labels))


def doubts(deadline: Deadline, row: Row, labels: Labels) -> str:
    """Why its day is unsure, a line for each value that it rests on; "" where it is sure."""
    found = [(labels.columns[field], finding(row.agreement, field).reason) for field in deadline.doubts]
    return "\n".join(
        labels.review.entry.format(column=column, reason=reason) if reason else column for column, reason in found
    )


def _sentences(deadline: Deadline, row: Row, labels: Labels) -> Iterator[str]:
    says = labels.deadlines
    noun = words.noun(row.agreement.title.value, row.kind, labels)
    it = labels.genders[noun.gender].it
    renewal = row.agreement.renewal.value
    period = words.duration(renewal.period, labels.quantities) if renewal else ""
    match deadline.kind:
        case DeadlineKind.LAST_NOTICE if deadline.follows:
            yield says.notice_renews.format(noun=noun.definite, it=it, next=deadline.follows)
        case DeadlineKind.LAST_NOTICE:
            yield says.notice_ends.format(end=deadline.end)
        case DeadlineKind.TERM_END:
            yield says.term_end
        case DeadlineKind.OPTION_END if row.terms.status is TermStatus.OPTION:
            yield says.option_perhaps
        case DeadlineKind.OPTION_END:
            yield says.option_open.format(period=period)
        case DeadlineKind.RENEWAL:
            yield says.renewal.format(period=period, noun=noun.definite)
            if row.agreement.notice_period.value is None:
                yield says.no_notice
        case DeadlineKind.REVIEW if row.agreement.review_every:
            every = words.duration(row.agreement.review_every, labels.quantities)
            yield says.review.format(every=every, since=deadline.since)
    if deadline.presumes:
        yield says.presumes.format(noun=noun.definite, day=deadline.presumes)
