"""forteckning.xlsx: Figur 2 to read and print, Förteckning to sort and correct, and sheets for what asks for attention.

Every text goes in as text: no formula, link or number is ever made from what a document says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from datetime import datetime, time
from io import BytesIO

from xlsxwriter import Workbook

from pipeline.inventory.changes import Change
from pipeline.inventory.corrections.baseline import SHEET
from pipeline.inventory.labels import Labels
from pipeline.inventory.row_cells import RowCells
from pipeline.inventory.sheet_baseline import write_baseline
from pipeline.inventory.sheet_changes import changes_table
from pipeline.inventory.sheet_diary import diary_table
from pipeline.inventory.sheet_due import due_table
from pipeline.inventory.sheet_failures import failures_table
from pipeline.inventory.sheet_figure import write_figure
from pipeline.inventory.sheet_flat import write_flat
from pipeline.inventory.sheet_read_me import read_me_table
from pipeline.inventory.sheet_rejected import write_rejected
from pipeline.inventory.sheet_review import review_table
from pipeline.inventory.sheet_terms import terms_table
from pipeline.inventory.styles import FONT, FONT_SIZE, Styles
from pipeline.inventory.table import Inventory
from pipeline.inventory.table_sheet import Explained, write_table

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {"font_name": FONT, "font_size": FONT_SIZE},
}


Further = Callable[[Styles, RowCells], Iterable[Explained]]
"""Makes sheets that only some workbooks have; they stand before those of what is no agreement."""


def workbook_bytes(
    inventory: Inventory,
    labels: Labels,
    *,
    corpus: str,
    changed: tuple[Change, ...] | None = None,
    further: Sequence[Further] = (),
) -> bytes:
    """The content of forteckning.xlsx.

    `corpus` is the way from the workbook's folder to the corpus («../corpus»), for the links to the documents;
    `changed` what has changed since the last run, None where there was none; `further` makes more sheets. The same
    input gives the same bytes: the workbook is dated by the inventory's day, not by the clock.
    """
    target = BytesIO()
    book = Workbook(target, deepcopy(_OPTIONS))  # it writes into them, and the next workbook would differ
    says = labels.workbook
    book.set_properties(
        {
            "title": says.title,
            "subject": says.subject.format(day=inventory.as_of),
            "author": says.author,
            "created": datetime.combine(inventory.as_of, time()),
        }
    )
    book.set_custom_property("Language", says.language)
    styles = Styles(book)
    write_figure(book.add_worksheet(says.figure), inventory, labels, styles)
    flat = book.add_worksheet(says.flat)
    write_flat(flat, inventory, labels, styles, corpus)
    flat.activate()  # not Figur 2, where a correction would be typed in vain
    cells = RowCells.of(inventory, labels, corpus)
    for table in (
        terms_table(inventory, labels, styles, cells),
        due_table(inventory, labels, styles, cells),
        review_table(inventory, labels, cells),
        changes_table(changed, inventory, labels, styles, cells),
        *([diary_table(inventory, inventory.diary, labels, styles, cells)] if inventory.diary else []),
    ):
        write_table(book.add_worksheet(table.title), table, labels, styles, inventory.as_of)
    more = [sheet for make in further for sheet in make(styles, cells)]
    for one in more:
        write_table(book.add_worksheet(one.table.title), one.table, labels, styles, inventory.as_of)
    write_rejected(book.add_worksheet(labels.corrections.not_agreement), inventory, labels, styles, corpus)
    for table in (failures_table(inventory, labels, corpus), read_me_table(inventory, labels, styles, more)):
        write_table(book.add_worksheet(table.title), table, labels, styles, inventory.as_of)
    write_baseline(book.add_worksheet(SHEET), inventory, labels)
    book.close()
    return target.getvalue()
