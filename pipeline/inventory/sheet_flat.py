"""The sheet to sort, filter and correct: one row for each agreement, real dates, links to the documents."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from pipeline.domain.agreement import FIELDS
from pipeline.inventory.cells import clean
from pipeline.inventory.columns import COLUMNS, Column, Type, Value, columns
from pipeline.inventory.corrections.correction import NOTE
from pipeline.inventory.labels import Labels
from pipeline.inventory.links import link
from pipeline.inventory.review import finding, is_from_diary, needs_review
from pipeline.inventory.styles import Look, Styles, row_height, set_up_page
from pipeline.inventory.table import Inventory, Row

_FROZEN_COLUMNS = 3
_PAGES_ACROSS = 3
_FILTER_BUTTON = 3
"""Characters of a head's width that the filter's button covers."""

_COMMENT = {"x_scale": 1.6, "font_size": 9}
_COUNTED = re.compile(r"0|[1-9]\d{0,14}")
"""A whole number that a spreadsheet keeps as it is."""

_FIRST_YEAR = 1901
"""Excel's calendar begins in 1900, with a leap day too many."""


def write_flat(sheet: Worksheet, inventory: Inventory, labels: Labels, styles: Styles, corpus: str) -> None:
    """One row for each agreement; printed, it takes three pages side by side, each with number and title."""
    shown = columns(inventory)
    widths = [column.width for column in shown]
    heads = [clean(column.head(labels)) for column in shown]
    sheet.set_row(0, row_height(heads, [width - _FILTER_BUTTON for width in widths]))
    for index, head in enumerate(heads):
        sheet.set_column(index, index, widths[index])
        sheet.write_string(0, index, head, styles.head)
    for line, row in enumerate(inventory.rows, start=1):
        doubtful = needs_review(row.agreement, inventory.as_of)
        values = [column.value(row, labels) for column in shown]
        sheet.set_row(line, row_height([clean(v) if isinstance(v, str) else "" for v in values], widths))
        for index, (column, value) in enumerate(zip(shown, values, strict=True)):
            look = _look(row, column, doubtful)
            typed = _as_typed(value) if column.type is Type.OWN else value
            kind = Type.DATE if isinstance(typed, date) else column.type
            place = _Place(sheet, line, index, styles.flat(kind, look))
            _write(place, column, typed, link(corpus, row.file, row.agreement.pages[0]))
            if text := _comment(row, column, labels):
                sheet.write_comment(line, index, text, {"author": labels.workbook.author, **_COMMENT})
    last = max(len(inventory.rows), 1)
    _colour_status(sheet, labels, styles, last)
    sheet.ignore_errors({"number_stored_as_text": xl_range(0, 0, last, len(shown) - 1)})
    sheet.freeze_panes(1, _FROZEN_COLUMNS)
    sheet.autofilter(0, 0, last, len(shown) - 1)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0, _FROZEN_COLUMNS - 1)
    set_up_page(sheet, labels, _PAGES_ACROSS)


@dataclass(frozen=True, slots=True)
class _Place:
    """A cell to be written, counted from 0, and its look."""

    sheet: Worksheet
    line: int
    column: int
    style: Format

    def text(self, text: str) -> None:
        """Write a text, or the empty cell's borders."""
        if text:
            self.sheet.write_string(self.line, self.column, text, self.style)
        else:
            self.sheet.write_blank(self.line, self.column, None, self.style)

    def date(self, day: date) -> None:
        """Write a real date; one before Excel's calendar begins, surely misread, as text."""
        if day.year < _FIRST_YEAR:
            self.text(day.isoformat())
        else:
            self.sheet.write_datetime(self.line, self.column, datetime.combine(day, time()), self.style)


def _look(row: Row, column: Column, doubtful: Collection[str]) -> Look:
    """Corrected before doubtful, unless the correction itself is to be looked at, and both before what the diary says.

    Her own columns are plain.
    """
    asked = column.key in row.notices or (column.key in FIELDS and finding(row.agreement, column.key).review)
    if column.key in row.corrected and not asked and column.key != NOTE and column.type is not Type.OWN:
        return Look.CORRECTED
    if column.key in doubtful or column.key in row.notices:
        return Look.DOUBTFUL
    return Look.DIARY if is_from_diary(row.agreement, column.key) else Look.PLAIN


def _comment(row: Row, column: Column, labels: Labels) -> str:
    """What the program says where a person has corrected it, why her correction is not used, that the diary says it."""
    says = labels.corrections
    if column.key in row.refused:
        return clean(row.notices.get(column.key) or finding(row.agreement, column.key).reason or "")
    if is_from_diary(row.agreement, column.key):
        return clean(finding(row.agreement, column.key).reason or "")
    line = row.corrected.get(column.key)
    if line is None or column.key == NOTE or column.type is Type.OWN:
        return ""
    automatic = clean(row.automatic[column.key]) or says.no_value
    return says.comment.format(when=line.when, automatic=automatic)


def _write(place: _Place, column: Column, value: Value, url: str | None) -> None:
    if isinstance(value, date):
        place.date(value)
    elif isinstance(value, int):
        place.sheet.write_number(place.line, place.column, value, place.style)
    elif column.type is Type.LINK and url and value:
        place.text(clean(value))
        place.sheet.write_url(place.line, place.column, url, place.style, clean(value))
    else:
        place.text(clean(value or ""))


def _as_typed(text: Value) -> Value:
    """The day or the number that a person has put into a column of her own, else the text."""
    if not isinstance(text, str):
        return text
    try:
        return date.fromisoformat(text) if text[4:5] == "-" else int(text) if _COUNTED.fullmatch(text) else text
    except ValueError:
        return text


def _colour_status(sheet: Worksheet, labels: Labels, styles: Styles, last: int) -> None:
    column = [column.key for column in COLUMNS].index("status")
    for status, style in styles.status.items():
        rule = {"type": "cell", "criteria": "==", "value": f'"{labels.status[status]}"', "format": style}
        sheet.conditional_format(1, column, last, column, rule)
