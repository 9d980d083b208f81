"""The sheet of what falls due in the next twelve months, the nearest first."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.domain.terms import TermStatus
from pipeline.inventory.columns import Type, parties
from pipeline.inventory.deadline_sentences import action, doubts
from pipeline.inventory.deadlines import Deadline, DeadlineKind, next_year
from pipeline.inventory.labels import Labels
from pipeline.inventory.row_cells import RowCells
from pipeline.inventory.styles import Look, Styles
from pipeline.inventory.table import Inventory
from pipeline.inventory.table_sheet import Cell, Column, Table

_COLUMNS = (
    ("day", Type.DATE, 11),
    ("left", Type.NUMBER, 11),
    ("kind", Type.TEXT, 17),
    ("number", Type.LINK, 5),
    ("title", Type.TEXT, 36),
    ("parties", Type.TEXT, 32),
    ("action", Type.TEXT, 36),
    ("doubts", Type.TEXT, 28),
    ("page", Type.LINK, 11),
)
_LOOKS = {
    DeadlineKind.LAST_NOTICE: TermStatus.OPTION,
    DeadlineKind.TERM_END: TermStatus.EXPIRED,
    DeadlineKind.OPTION_END: TermStatus.NOT_STARTED,
    DeadlineKind.RENEWAL: TermStatus.RENEWED,
    DeadlineKind.REVIEW: TermStatus.IN_FORCE,
}
"""Colours that mean nearly the same in the column Status."""


def due_table(inventory: Inventory, labels: Labels, styles: Styles, cells: RowCells) -> Table:
    """One row for each day."""
    says = labels.sheets.due
    colours = {labels.deadlines.kinds[kind]: styles.status[status] for kind, status in _LOOKS.items()}
    return Table(
        title=says.title,
        columns=tuple(
            Column(says.heads[key], kind, width, colours if key == "kind" else {}) for key, kind, width in _COLUMNS
        ),
        rows=_rows(next_year(inventory), inventory, labels, cells),
        empty=says.empty,
        speaks=4,
        frozen=1,
    )


def _rows(found: Sequence[Deadline], inventory: Inventory, labels: Labels, cells: RowCells) -> list[tuple[Cell, ...]]:
    rows = {row.id: row for row in inventory.rows}
    lines: list[tuple[Cell, ...]] = []
    for one in found:
        row, look = rows[one.row], Look.of(doubtful=bool(one.doubts))
        lines.append(
            (
                Cell(one.day, look=look),
                Cell((one.day - inventory.as_of).days),
                Cell(labels.deadlines.kinds[one.kind]),
                cells.number(row),
                Cell(row.title),
                Cell("\n".join(parties(row))),
                Cell(action(one, row, labels)),
                Cell(doubts(one, row, labels), look=look),
                cells.document(row),
            )
        )
    return lines
