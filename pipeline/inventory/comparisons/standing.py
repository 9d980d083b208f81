"""Whether an agreement ran on a day other than the inventory's."""

from __future__ import annotations

from datetime import date

from pipeline.domain.agreement import Agreement
from pipeline.domain.terms import Terms, TermStatus, terms_on

RUNNING = (TermStatus.IN_FORCE, TermStatus.RENEWED)


def standing_on(day: date, agreement: Agreement) -> Terms:
    """The terms of an agreement on a day.

    One of which no first day is known has begun when it was signed. Dates that no calendar holds make it unknown.
    """
    begins = agreement.valid_from.value or agreement.signed_on.value
    try:
        return terms_on(
            day,
            valid_from=begins,
            valid_to=agreement.valid_to.value,
            open_ended=agreement.open_ended.value,
            renewal=agreement.renewal.value,
            notice_period=None,
        )
    except (OverflowError, ValueError):
        return Terms(TermStatus.UNKNOWN, None, None)
