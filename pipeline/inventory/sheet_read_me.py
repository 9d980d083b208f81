"""The sheet that explains the others: when it was made, what each sheet is for, how to correct, what colours mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.inventory.columns import Type
from pipeline.inventory.labels import Labels
from pipeline.inventory.links import row_link
from pipeline.inventory.sheet_words import ReadMeWords
from pipeline.inventory.styles import Look, Styles
from pipeline.inventory.table import Inventory
from pipeline.inventory.table_sheet import Cell, Column, Explained, Table

_COLUMNS = (("topic", Type.TEXT, 16), ("what", Type.LINK, 30), ("text", Type.TEXT, 96))
_ELSEWHERE = {
    "report": "rapport/index.html",
    "calendar": "bevakning.ics",
    "draft": "sammanstallning.docx",
    "csv": "forteckning.csv",
}


def read_me_table(inventory: Inventory, labels: Labels, styles: Styles, further: Sequence[Explained] = ()) -> Table:
    """Topic, name, explanation; `further` are sheets that only some workbooks have."""
    says = labels.sheets.read_me
    statuses = {labels.status[status]: style for status, style in styles.status.items()}
    return Table(
        title=says.title,
        columns=tuple(
            Column(says.heads[key], kind, width, statuses if key == "what" else {}) for key, kind, width in _COLUMNS
        ),
        rows=[*_run(says, inventory), *_sheets(says, labels, inventory, further), *_rest(says, labels, inventory)],
    )


def _run(says: ReadMeWords, inventory: Inventory) -> Iterator[tuple[Cell, ...]]:
    values = {
        "day": inventory.as_of,
        "rows": len(inventory.rows),
        "others": len(inventory.not_agreements),
        "failures": len(inventory.failures),
    }
    for what, text in says.run.values():
        yield Cell(says.topics["run"]), Cell(what), Cell(text.format(**values))


def _sheets(
    says: ReadMeWords, labels: Labels, inventory: Inventory, further: Sequence[Explained]
) -> Iterator[tuple[Cell, ...]]:
    explained = {title: says.sheets[key] for key, title in titles(labels, inventory).items()}
    for title, text in (explained | {one.table.title: one.about for one in further}).items():
        yield Cell(says.topics["sheets"]), Cell(title, row_link(title, 1)), Cell(text)


def _rest(says: ReadMeWords, labels: Labels, inventory: Inventory) -> Iterator[tuple[Cell, ...]]:
    for what, text in says.correcting.values():
        yield Cell(says.topics["correcting"]), Cell(what), Cell(text)
    for look, (what, text) in says.colours.items():
        if look == "diary" and inventory.diary is None:
            continue
        yield Cell(says.topics["colours"]), Cell(what, look=Look[look.upper()]), Cell(text)
    for status, text in says.statuses.items():
        yield Cell(says.topics["status"]), Cell(labels.status[status]), Cell(text)
    for key, (what, text) in says.elsewhere.items():
        yield Cell(says.topics["elsewhere"]), Cell(what, f"external:{_ELSEWHERE[key]}"), Cell(text)


def titles(labels: Labels, inventory: Inventory) -> dict[str, str]:
    """The sheets that are explained, in their order in the workbook."""
    says = labels.sheets
    diary = {"diary": says.diary.title} if inventory.diary else {}
    return {
        "figure": labels.workbook.figure,
        "flat": labels.workbook.flat,
        "terms": says.terms.title,
        "due": says.due.title,
        "review": says.review.title,
        "changes": says.changes.title,
        **diary,
        "not_agreements": labels.corrections.not_agreement,
        "failures": says.failures.title,
    }
