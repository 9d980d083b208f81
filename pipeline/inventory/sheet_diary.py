"""The sheet on which the diary and the documents are reconciled: what differs first, what is in order last."""

from __future__ import annotations

from pipeline.domain.terms import TermStatus
from pipeline.inventory.columns import Type
from pipeline.inventory.diary.reconciling import Reconciliation
from pipeline.inventory.diary.telling import Line, Outcome, lines, place
from pipeline.inventory.labels import Labels
from pipeline.inventory.row_cells import RowCells
from pipeline.inventory.styles import Styles
from pipeline.inventory.table import Inventory
from pipeline.inventory.table_sheet import Cell, Column, Table

_COLUMNS = (
    ("outcome", Type.TEXT, 16),
    ("number", Type.LINK, 5),
    ("title", Type.TEXT, 34),
    ("registry", Type.CODE, 17),
    ("entry", Type.TEXT, 34),
    ("day", Type.DATE, 12),
    ("line", Type.TEXT, 14),
    ("text", Type.TEXT, 52),
)
_LOOKS = {
    Outcome.CONTRADICTS: TermStatus.EXPIRED,
    Outcome.UNCLEAR: TermStatus.UNKNOWN,
    Outcome.NO_DOCUMENT: TermStatus.OPTION,
    Outcome.NO_ENTRY: TermStatus.OPTION,
    Outcome.MATCHED: TermStatus.IN_FORCE,
}
_LONGEST = 160
"""Characters of a title from the diary: the entry is told by it, not copied."""


def diary_table(
    inventory: Inventory, reconciliation: Reconciliation, labels: Labels, styles: Styles, cells: RowCells
) -> Table:
    """A line for the diary as a whole, for each entry and for each document; `reconciliation` is the inventory's."""
    says = labels.sheets.diary
    colours = {says.outcomes[outcome]: styles.status[status] for outcome, status in _LOOKS.items()}
    return Table(
        title=says.title,
        columns=tuple(
            Column(says.heads[key], kind, width, colours if key == "outcome" else {}) for key, kind, width in _COLUMNS
        ),
        rows=[_cells(line, labels, cells) for line in lines(inventory, reconciliation, labels)],
        frozen=2,
    )


def _cells(line: Line, labels: Labels, cells: RowCells) -> tuple[Cell, ...]:
    row, entry = line.row, line.entry
    return (
        Cell(labels.sheets.diary.outcomes[line.outcome]),
        cells.number(row) if row else Cell(),
        Cell(row.title if row else line.file),
        Cell(entry.number.text if entry and entry.number else None),
        Cell(_shortened(entry.title) if entry else None),
        Cell(entry.day if entry else None),
        Cell(place(entry, labels) if entry else None),
        Cell(line.text),
    )


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " \u2026"
