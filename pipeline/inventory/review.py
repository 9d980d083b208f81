"""Which values of a row a person must look at, and why: the fields themselves and what is computed from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from pipeline.domain.agreement import FIELDS, Agreement
from pipeline.domain.evidence import Finding, How
from pipeline.inventory.labels import Labels

COMPUTED = ("status", "current_term_end", "last_notice_date")
"""The values that follow from others on a day (`pipeline.domain.terms`)."""


def finding(agreement: Agreement, field: str) -> Finding[object]:
    """One of the FIELDS of an agreement."""
    found: Finding[object] = getattr(agreement, field)
    return found


def is_from_diary(agreement: Agreement, field: str) -> bool:
    """Whether a field's value was taken from the diary, the document having none."""
    return field in FIELDS and any(one.how is How.DIARY for one in finding(agreement, field).evidence)


def needs_review(agreement: Agreement, as_of: date) -> tuple[str, ...]:
    """The fields to be reviewed, in reading order; a computed value is doubtful when what it rests on is."""
    doubtful = [field for field in FIELDS if finding(agreement, field).review]
    computed = [value for value in COMPUTED if any(field in doubtful for field in _rests_on(value, agreement, as_of))]
    return (*doubtful, *computed)


def reasons(agreement: Agreement, as_of: date, labels: Labels) -> dict[str, str]:
    """Why values are missing or doubtful, in Swedish, by field."""
    found = {field: finding(agreement, field).reason for field in FIELDS}
    follows = {field: labels.review.follows for field in needs_review(agreement, as_of) if field in COMPUTED}
    return {field: reason for field, reason in found.items() if reason} | follows


def end_doubted(agreement: Agreement, reasons: Iterable[str]) -> Agreement:
    """The agreement with its end to be reviewed for these reasons, after those that are known; as it is without any."""
    new = tuple(dict.fromkeys(reasons))
    if not new:
        return agreement
    end = agreement.valid_to
    known = (end.reason,) if end.review and end.reason else ()
    return replace(agreement, valid_to=replace(end, review=True, reason=" ".join((*known, *new))))


def entries(agreement: Agreement, labels: Labels, notices: Mapping[str, str] = MappingProxyType({})) -> list[str]:
    """What to review as a reader sees it: «Gäller till: två slutdatum nämns»; `notices` are on other columns."""
    found = []
    for field in FIELDS:
        what, column = finding(agreement, field), labels.columns[field]
        if what.review:
            found.append(labels.review.entry.format(column=column, reason=what.reason) if what.reason else column)
    return found + [told(column, text, labels) for column, text in notices.items()]


def told(column: str, text: str, labels: Labels) -> str:
    """One entry on a column that is no field of the agreement; a person's own column is told by its head."""
    head = labels.columns.get(column, column.rpartition(":")[2])
    return labels.review.entry.format(column=head, reason=text)


def _rests_on(computed: str, agreement: Agreement, as_of: date) -> tuple[str, ...]:
    """The fields that could change a computed value, given that the others are right."""
    end = agreement.valid_to.value
    if end is not None and as_of > end:
        fields: tuple[str, ...] = ("valid_to", "open_ended", "renewal")
    elif computed == "status":
        fields = ("valid_from", "valid_to") if end is not None else ("valid_from", "valid_to", "open_ended")
    else:
        fields = ("valid_to",)
    return (*fields, "renewal", "notice_period") if computed == "last_notice_date" else fields
