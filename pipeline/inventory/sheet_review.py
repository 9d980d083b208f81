"""The sheet of what to review: what, why, and where to look; the least certain first."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.domain.agreement import FIELDS
from pipeline.domain.evidence import Evidence
from pipeline.inventory.columns import COLUMNS, Type, Value
from pipeline.inventory.corrections.correction import own_head
from pipeline.inventory.labels import Labels
from pipeline.inventory.review import finding
from pipeline.inventory.row_cells import RowCells
from pipeline.inventory.styles import Look
from pipeline.inventory.table import Inventory, Row
from pipeline.inventory.table_sheet import Cell, Column, Table

_LONGEST = 160
"""Characters of a quote or a value; the page and the row are a click away."""

_COLUMNS = (
    ("number", Type.LINK, 5),
    ("title", Type.TEXT, 32),
    ("field", Type.TEXT, 20),
    ("value", Type.TEXT, 34),
    ("reason", Type.TEXT, 40),
    ("quote", Type.TEXT, 42),
    ("page", Type.LINK, 14),
    ("report", Type.LINK, 11),
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A value of a row that a person must look at: in which column, why, how sure it is, and where it stands."""

    row: Row
    column: str
    reason: str | None
    confidence: float = 0.0
    evidence: tuple[Evidence, ...] = ()


def doubts(inventory: Inventory) -> tuple[Doubt, ...]:
    """All of them, the least certain first; equally certain ones in the order of the rows and their fields.

    What is computed from other values is not listed: it is right when they are.
    """
    found = [
        Doubt(row, field, one.reason, one.confidence, one.evidence)
        for row in inventory.rows
        for field in FIELDS
        if (one := finding(row.agreement, field)).review
    ]
    found += [Doubt(row, column, text) for row in inventory.rows for column, text in row.notices.items()]
    return tuple(sorted(found, key=lambda doubt: doubt.confidence))


def review_table(inventory: Inventory, labels: Labels, cells: RowCells) -> Table:
    """One row for each value."""
    says = labels.sheets.review
    return Table(
        title=says.title,
        columns=tuple(Column(says.heads[key], kind, width) for key, kind, width in _COLUMNS),
        rows=[_cells(doubt, labels, cells) for doubt in doubts(inventory)],
        empty=says.empty,
        speaks=4,
        frozen=2,
    )


def _cells(doubt: Doubt, labels: Labels, cells: RowCells) -> tuple[Cell, ...]:
    says, row = labels.sheets.review, doubt.row
    evidence = min(doubt.evidence, key=lambda one: one.confidence, default=None)
    page = evidence.page if evidence else row.agreement.pages[0]
    return (
        cells.number(row),
        Cell(row.title),
        Cell(labels.columns.get(doubt.column, own_head(doubt.column))),
        Cell(_value(doubt, labels), look=Look.DOUBTFUL),
        Cell(doubt.reason),
        Cell(_shortened(" ".join(evidence.quote.split())) if evidence else None),
        cells.document(row, page),
        cells.report(row, says.report),
    )


def _value(doubt: Doubt, labels: Labels) -> Value:
    """As in Förteckning."""
    column = next((one for one in COLUMNS if one.key == doubt.column), None)
    value = column.value(doubt.row, labels) if column else doubt.row.own.get(own_head(doubt.column))
    return _shortened(value) if isinstance(value, str) else value


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " \u2026"
