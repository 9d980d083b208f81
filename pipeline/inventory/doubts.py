"""All values that a person must look at, the least certain first; for the sheet and for the report."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.domain.agreement import FIELDS
from pipeline.domain.evidence import Evidence
from pipeline.inventory.review import finding
from pipeline.inventory.table import Inventory, Row


@dataclass(frozen=True, slots=True)
class Doubt:
    """A value of a row: its field (or a column that a notice is about), why, and where it stands.

    `confidence` is that of its least certain evidence, less where that is contradicted; None without any.
    """

    row: Row
    field: str
    reason: str
    confidence: float | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def weakest(self) -> Evidence | None:
        """The least certain of its evidence."""
        return min(self.evidence, key=lambda one: one.confidence, default=None)


def doubts(inventory: Inventory) -> tuple[Doubt, ...]:
    """The values by the confidence of their evidence, then those without any, as the table has them.

    What is computed from other values is not listed: it is right when they are.
    """
    found = [
        _doubt(row, field)
        for row in inventory.rows
        for field in (*FIELDS, *(column for column in row.notices if column not in FIELDS))
        if field in row.notices or finding(row.agreement, field).review
    ]
    return tuple(sorted(found, key=lambda one: (one.confidence is None, one.confidence or 0.0)))


def _doubt(row: Row, field: str) -> Doubt:
    notice = row.notices.get(field, "")
    if field not in FIELDS:
        return Doubt(row, field, notice)
    what = finding(row.agreement, field)
    return Doubt(row, field, notice or what.reason or "", confidence(row, field), what.evidence)


def confidence(row: Row, field: str) -> float | None:
    """How surely a field was read: as its least certain evidence, less where that is contradicted; None without any."""
    if field not in FIELDS or not (found := finding(row.agreement, field)).evidence:
        return None
    return min(found.confidence, *(one.confidence for one in found.evidence))
