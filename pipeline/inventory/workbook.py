"""forteckning.xlsx: one sheet to read and print, as the report's Figur 2, and one to sort, filter and correct.

Every text goes in as text: no formula, link or number is ever made from what a document says.
"""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO

from xlsxwriter import Workbook

from pipeline.inventory.corrections.baseline import SHEET
from pipeline.inventory.labels import Labels
from pipeline.inventory.sheet_baseline import write_baseline
from pipeline.inventory.sheet_figure import write_figure
from pipeline.inventory.sheet_flat import write_flat
from pipeline.inventory.sheet_rejected import write_rejected
from pipeline.inventory.styles import FONT, FONT_SIZE, Styles
from pipeline.inventory.table import Inventory

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {"font_name": FONT, "font_size": FONT_SIZE},
}


def workbook_bytes(inventory: Inventory, labels: Labels, *, corpus: str) -> bytes:
    """The content of forteckning.xlsx.

    `corpus` is the way from the workbook's folder to the corpus («../corpus»), for the links to the documents. The
    same inventory gives the same bytes: the workbook is dated by the inventory's day, not by the clock.
    """
    target = BytesIO()
    book = Workbook(target, _OPTIONS)
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
    write_flat(book.add_worksheet(says.flat), inventory, labels, styles, corpus)
    write_rejected(book.add_worksheet(labels.corrections.not_agreement), inventory, labels, styles, corpus)
    write_baseline(book.add_worksheet(SHEET), inventory, labels)
    book.close()
    return target.getvalue()
