"""All values that a person must look at, the least certain first: with an hour to spare, begin at the top."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.domain.agreement import FIELDS
from pipeline.inventory.labels import Labels
from pipeline.inventory.report.values import Level, confidence, level, text
from pipeline.inventory.review import finding
from pipeline.inventory.table import Inventory, Row


@dataclass(frozen=True, slots=True)
class Doubt:
    """A value to be reviewed; `text` is empty where it is missing, `quote` and `page` where nothing says it."""

    row: Row
    field: str
    label: str
    text: str
    reason: str
    level: Level | None
    quote: str
    page: int | None


def doubts(inventory: Inventory, labels: Labels) -> tuple[Doubt, ...]:
    """The values to be reviewed by the confidence of their evidence, then those without any, as the table has them."""
    found = [
        (confidence(row, field), row, field)
        for row in inventory.rows
        for field in (*FIELDS, *(column for column in row.notices if column not in FIELDS))
        if field in row.notices or finding(row.agreement, field).review
    ]
    found.sort(key=lambda one: (one[0] is None, one[0] or 0.0))  # stable: the rest keeps the table's order
    return tuple(_doubt(row, field, sure, labels) for sure, row, field in found)


def _doubt(row: Row, field: str, sure: float | None, labels: Labels) -> Doubt:
    what = finding(row.agreement, field) if field in FIELDS else None
    least = min(what.evidence, key=lambda one: one.confidence, default=None) if what else None
    return Doubt(
        row=row,
        field=field,
        label=labels.columns.get(field, field.rpartition(":")[2]),
        text=text(row, field, labels) if field in labels.columns else row.own.get(field.rpartition(":")[2], ""),
        reason=row.notices.get(field) or (what.reason if what else "") or "",
        level=None if sure is None else level(sure),
        quote=least.quote if least else "",
        page=least.page if least else None,
    )
