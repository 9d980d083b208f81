"""The sheet of what has changed since the last run: a line for each new or gone row and for each changed value."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.domain.agreement import Kind
from pipeline.domain.terms import TermStatus
from pipeline.domain.values import Duration, Renewal, RenewalMode
from pipeline.inventory import words
from pipeline.inventory.changes import Change, ChangeKind, FieldChange
from pipeline.inventory.columns import Type, Value
from pipeline.inventory.labels import Labels
from pipeline.inventory.masking import mask_text
from pipeline.inventory.row_cells import RowCells
from pipeline.inventory.sentences import renewal_in_short
from pipeline.inventory.styles import Styles
from pipeline.inventory.table import Inventory, Row
from pipeline.inventory.table_sheet import Cell, Column, Table

_COLUMNS = (
    ("kind", Type.TEXT, 12),
    ("number", Type.LINK, 5),
    ("title", Type.TEXT, 38),
    ("field", Type.TEXT, 20),
    ("old", Type.TEXT, 38),
    ("new", Type.TEXT, 38),
    ("file", Type.TEXT, 30),
)
_LOOKS = {
    ChangeKind.NEW: TermStatus.IN_FORCE,
    ChangeKind.CHANGED: TermStatus.RENEWED,
    ChangeKind.EXPIRED: TermStatus.EXPIRED,
    ChangeKind.GONE: TermStatus.NOT_STARTED,
}
_DATES = ("valid_from", "valid_to", "signed_on", "revised_on", "current_term_end", "last_notice_date")


def changes_table(
    changed: tuple[Change, ...] | None, inventory: Inventory, labels: Labels, styles: Styles, cells: RowCells
) -> Table:
    """`changed` is None when there was no earlier inventory; the sheet then says so."""
    says = labels.sheets.changes
    rows = {row.id: row for row in inventory.rows}
    colours = {says.kinds[kind]: styles.status[status] for kind, status in _LOOKS.items()}
    return Table(
        title=says.title,
        columns=tuple(
            Column(says.heads[key], kind, width, colours if key == "kind" else {}) for key, kind, width in _COLUMNS
        ),
        rows=[line for one in changed or () for line in _lines(one, rows.get(one.row), labels, cells)],
        empty=says.first if changed is None else says.empty,
        speaks=2,
        frozen=3,
    )


def display_title(change: Change, labels: Labels) -> str:
    """The title, or the file's name where none was read."""
    return change.title or labels.workbook.untitled.format(file=mask_text(change.file.rpartition("/")[2]))


def _lines(change: Change, row: Row | None, labels: Labels, cells: RowCells) -> Iterator[tuple[Cell, ...]]:
    says = labels.sheets.changes
    first = (Cell(says.kinds[change.kind]), cells.number(row) if row else Cell(), Cell(display_title(change, labels)))
    file = Cell(change.file)
    if change.whereabouts:
        yield (*first, Cell(), Cell(), Cell(getattr(says, change.whereabouts)), file)
    elif not change.fields:
        yield (*first, Cell(), Cell(), Cell(), file)
    for one in change.fields:
        old, new = (_shown(one, value, labels) for value in (one.old, one.new))
        yield (*first, Cell(labels.columns[one.field]), Cell(old), Cell(new), file)


def _shown(change: FieldChange, value: object, labels: Labels) -> Value:
    """A value as Förteckning shows it; what cannot be read as one, from another version, as it stands."""
    if value is None or value == []:
        return labels.sheets.changes.nothing
    try:
        return _as_in_table(change.field, value, labels)
    except (ValueError, LookupError, TypeError):
        return str(value)


def _as_in_table(field: str, value: object, labels: Labels) -> Value:
    match value:
        case bool():
            return labels.workbook.yes if value else labels.workbook.no
        case list():
            return "\n".join(str(one) for one in value)
        case dict():
            renewal = Renewal(RenewalMode(value["mode"]), Duration.parse(value["period"]), value["limit"])
            return renewal_in_short(renewal, labels)
    text = str(value)
    if field in _DATES:
        return date.fromisoformat(text)
    if field == "notice_period":
        return words.duration(Duration.parse(text), labels.quantities)
    if field == "status":
        return labels.status[text]
    return labels.sections[Kind(text)].title if field == "kind" else text
