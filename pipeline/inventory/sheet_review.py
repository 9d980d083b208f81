"""The sheet of what to review: what, why, and where to look; the least certain first."""

from __future__ import annotations

from pipeline.domain.evidence import NO_PAGE
from pipeline.inventory.columns import COLUMNS, Type, Value
from pipeline.inventory.corrections.correction import own_head
from pipeline.inventory.doubts import Doubt, doubts
from pipeline.inventory.labels import Labels
from pipeline.inventory.row_cells import RowCells
from pipeline.inventory.styles import Look
from pipeline.inventory.table import Inventory
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
    evidence = doubt.weakest
    page = (evidence.page if evidence else NO_PAGE) or row.agreement.pages[0]
    return (
        cells.number(row),
        Cell(row.title),
        Cell(labels.columns.get(doubt.field, own_head(doubt.field))),
        Cell(_value(doubt, labels), look=Look.DOUBTFUL),
        Cell(doubt.reason),
        Cell(_shortened(" ".join(evidence.quote.split())) if evidence else None),
        cells.document(row, page),
        cells.report(row, says.report),
    )


def _value(doubt: Doubt, labels: Labels) -> Value:
    """As in Förteckning."""
    column = next((one for one in COLUMNS if one.key == doubt.field), None)
    value = column.value(doubt.row, labels) if column else doubt.row.own.get(own_head(doubt.field))
    return _shortened(value) if isinstance(value, str) else value


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " \u2026"
