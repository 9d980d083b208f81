"""The hidden sheet: what the workbook was written with (see `corrections.baseline`)."""

from __future__ import annotations

from collections.abc import Iterator

from xlsxwriter.worksheet import Worksheet

from pipeline.inventory.cells import clean
from pipeline.inventory.columns import cell_text, columns
from pipeline.inventory.corrections.baseline import REJECTED, ROWS, Written, lines_of
from pipeline.inventory.corrections.correction import REASON
from pipeline.inventory.labels import Labels
from pipeline.inventory.table import Inventory


def write_baseline(sheet: Worksheet, inventory: Inventory, labels: Labels) -> None:
    """Fill the sheet and hide it so that Excel doesn't offer to show it; LibreOffice does."""
    for number, line in enumerate(lines_of(tuple(written(inventory, labels)))):
        for column, text in enumerate(line):
            if text:
                sheet.write_string(number, column, text)
    sheet.very_hidden()


def written(inventory: Inventory, labels: Labels) -> Iterator[Written]:
    """Each row of the flat table and of the sheet of what is no agreement, with the texts that its cells show."""
    shown = columns(inventory)
    for row in inventory.rows:
        texts = {column.key: cell_text(column.value(row, labels)) for column in shown}
        automatic = {column: clean(text) for column, text in row.automatic.items()}
        yield Written(row.id, row.key, ROWS, texts, automatic)
    for one in inventory.not_agreements:
        texts = {"file": clean(one.file), "kind": labels.corrections.not_agreement, REASON: clean(one.reason)}
        automatic = {"kind": clean(one.section)} if one.section else {}
        if one.automatic_reason is not None:
            automatic[REASON] = clean(one.automatic_reason)
        yield Written(one.id, one.key, REJECTED, texts | {"id": one.id}, automatic)
