"""The fields of a row as its page shows them: value, how it was come by, how surely, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.domain.agreement import FIELDS
from pipeline.domain.evidence import NO_PAGE, Evidence, How, Status
from pipeline.inventory.columns import COLUMNS
from pipeline.inventory.derivations import derivations
from pipeline.inventory.doubts import confidence
from pipeline.inventory.labels import Labels
from pipeline.inventory.report.marks import Mark
from pipeline.inventory.review import COMPUTED, finding, is_from_diary, needs_review, reasons
from pipeline.inventory.table import Row

RELATIONS = "relations"
"""What the document says of others; shown as the fields are."""

GROUPS: Mapping[str, tuple[str, ...]] = {
    "about": ("title", "kind", "parties", "subject"),
    "time": (
        "status", "valid_from", "valid_to", "open_ended", "renewal", "notice_period", "current_term_end",
        "last_notice_date",
    ),
    "papers": ("signed_on", "revised_on", "registry_number", "owner"),
}  # fmt: skip
"""The columns on an agreement's page, below the headings that the template has for them."""

FIELDS_SHOWN = frozenset(field for fields in GROUPS.values() for field in fields)

_COLUMNS = {column.key: column for column in COLUMNS}
_SURE, _FAIR = 0.9, 0.7


class Level(StrEnum):
    """A confidence, for people; below the middle one a value is always to be reviewed."""

    HIGH = "high"
    FAIR = "fair"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Shown:
    """One field; `automatic` is the program's own value where a person has corrected it.

    `how` is a `Status`, or «corrected», «diary», «computed» or «known» (by the file's place, not its words).
    """

    key: str
    label: str
    text: str
    how: str
    level: Level | None
    automatic: str | None
    derivation: str
    reason: str
    review: bool
    marks: tuple[Mark, ...]


def level(confidence: float) -> Level:
    """A confidence between 0 and 1 in three steps."""
    return Level.HIGH if confidence >= _SURE else Level.FAIR if confidence >= _FAIR else Level.LOW


def text(row: Row, field: str, labels: Labels) -> str:
    """A field as the table has it; an empty text where nothing is known."""
    value = _COLUMNS[field].value(row, labels)
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def evidence(row: Row) -> Mapping[str, Sequence[Evidence]]:
    """The quotes of each field, and of what the document says of others."""
    said = [one for link in row.related.links for one in link.relation.evidence]
    return {field: _quoted(finding(row.agreement, field).evidence) for field in FIELDS} | {RELATIONS: _quoted(said)}


def groups(row: Row, as_of: date, labels: Labels, marks: Sequence[Mark]) -> dict[str, tuple[Shown, ...]]:
    """All fields of a row by group, in reading order."""
    doubtful, why = needs_review(row.agreement, as_of), reasons(row.agreement, as_of, labels) | dict(row.notices)
    ways = derivations(row.agreement, row.terms, labels)

    def shown(field: str) -> Shown:
        sure = confidence(row, field)
        return Shown(
            key=field,
            label=_COLUMNS[field].head(labels),
            text=text(row, field, labels),
            how=_how(row, field),
            level=None if sure is None else level(sure),
            automatic=row.automatic.get(field, "") if field in row.corrected else None,
            derivation="" if field in row.corrected else ways.get(field, ""),
            reason=why.get(field, ""),
            review=field in row.notices or (field in doubtful and not (field in COMPUTED and field in row.corrected)),
            marks=tuple(mark for mark in marks if field in mark.fields),
        )

    return {group: tuple(shown(field) for field in fields) for group, fields in GROUPS.items()}


def _quoted(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence that stands in the document; what a person has corrected does not, nor what the diary says."""
    return [one for one in evidence if one.quote and one.page != NO_PAGE]


def _how(row: Row, field: str) -> str:
    if field in row.corrected:
        return How.CORRECTED
    if field in COMPUTED:
        return "computed"
    if field not in FIELDS:
        return "known"
    if is_from_diary(row.agreement, field):
        return How.DIARY
    found = finding(row.agreement, field)
    return Status.DERIVED if found.derivation and found.status is Status.STATED else found.status
