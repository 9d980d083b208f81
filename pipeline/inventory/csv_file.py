"""forteckning.csv: the flat table for Swedish Excel, which opens it right by a double click, and for LibreOffice.

Semicolons, UTF-8 with a byte order mark, CRLF between rows and LF inside cells, quotes doubled (RFC 4180), ISO dates
(Sweden's own short form). Every text is quoted, for the import of LibreOffice takes commas and tabs for separators too
unless told otherwise. Nothing that a document says becomes a formula, a date or a number.
"""

from __future__ import annotations

import codecs
import csv
from datetime import date

import pandas as pd

from pipeline.inventory.cells import clean, guarded, is_ambiguous
from pipeline.inventory.columns import Column, Value, columns
from pipeline.inventory.labels import Labels
from pipeline.inventory.table import Inventory


def csv_bytes(inventory: Inventory, labels: Labels) -> bytes:
    """The content of forteckning.csv."""
    shown = columns(inventory)
    cells = [[_cell(column, column.value(row, labels), labels) for column in shown] for row in inventory.rows]
    frame = pd.DataFrame(cells, columns=[guarded(column.head(labels)) for column in shown], dtype=object)
    text = frame.to_csv(sep=";", index=False, lineterminator="\r\n", quoting=csv.QUOTE_NONNUMERIC)
    return codecs.BOM_UTF8 + text.encode("utf-8")


def _cell(column: Column, value: Value, labels: Labels) -> str | int:
    if value is None:
        return ""
    if isinstance(value, int):
        return value
    if isinstance(value, date):
        return value.isoformat()
    text = clean(value)
    if column.key == "registry_number" and is_ambiguous(text):
        return labels.workbook.registry_number.format(number=text)
    return guarded(text)
