"""How a sheet with one table is laid out: head row, filter, frozen head, widths, colours with words, paper.

A sheet module says its columns and its cells, and nothing else. Screen readers and sorting need it plain: the head is
the first row and the only one, no cells are merged, no row is empty.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipeline.inventory.cells import clean
from pipeline.inventory.columns import Type, Value
from pipeline.inventory.labels import Labels
from pipeline.inventory.styles import FONT, Look, Styles, row_height, set_up_page

_FILTER_BUTTON = 3
"""Characters of a head's width that the filter's button covers."""

_FIRST_YEAR = 1901
"""Excel's calendar begins in 1900, with a leap day too many."""

_LONGEST_NAME = 200
"""Characters; Excel allows 255 in a table's name."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A value, where it leads to (XlsxWriter's form of a link), what the link does, how it looks."""

    value: Value = None
    url: str | None = None
    tip: str = ""
    look: Look = Look.PLAIN


@dataclass(frozen=True, slots=True)
class Column:
    """A head, a type, a width in characters; `colours` are the looks of cells that hold just that word."""

    head: str
    type: Type
    width: float
    colours: Mapping[str, Format] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """What a sheet holds: its title, its columns, a cell for each column in every row.

    `empty` is said in column `speaks` (from 0) where there is no row; `frozen` columns stay in sight.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    empty: str = ""
    speaks: int = 0
    frozen: int = 0


@dataclass(frozen=True, slots=True)
class Explained:
    """A sheet that not every workbook has, and what the sheet Läs mig says of it."""

    table: Table
    about: str


def write_table(sheet: Worksheet, table: Table, labels: Labels, styles: Styles, as_of: date) -> None:
    """Fill the sheet; on paper it is one page wide, with its title, the day and the heads on every page."""
    nothing = tuple(Cell(table.empty if index == table.speaks else None) for index in range(len(table.columns)))
    rows = table.rows or (nothing,)
    widths = [column.width for column in table.columns]
    heads = [column.head for column in table.columns]
    sheet.add_table(
        0, 0, len(rows), len(heads) - 1,
        {
            "name": _name(table.title),
            "style": None,
            "columns": [{"header": head, "header_format": styles.head} for head in heads],
        },
    )  # fmt: skip
    sheet.set_row(0, row_height(heads, [width - _FILTER_BUTTON for width in widths]))
    for index, column in enumerate(table.columns):
        sheet.set_column(index, index, column.width)
        for word, style in column.colours.items():
            rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": style}
            sheet.conditional_format(1, index, len(rows), index, rule)
    for line, cells in enumerate(rows, start=1):
        texts = [clean(cell.value) if isinstance(cell.value, str) else "" for cell in cells]
        sheet.set_row(line, row_height(texts, widths))
        for index, (column, cell) in enumerate(zip(table.columns, cells, strict=True)):
            _write(sheet, line, index, cell, _style(column, cell, styles))
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{len(rows) + 1}"})
    sheet.freeze_panes(1, table.frozen)
    sheet.repeat_rows(0)
    set_up_page(sheet, labels, pages_across=1)
    sheet.set_header(f'&L&"{FONT},Bold"&10{labels.sheets.header.format(title=table.title, day=as_of)}')


def _style(column: Column, cell: Cell, styles: Styles) -> Format:
    """A date looks like one in any column, and a cell that leads nowhere not as if it did."""
    if cell.url and isinstance(cell.value, int):
        return styles.reference
    kind = Type.TEXT if column.type is Type.LINK and cell.url is None else column.type
    return styles.flat(Type.DATE if isinstance(cell.value, date) else kind, cell.look)


def _name(title: str) -> str:
    """A table's name in Excel: letters, digits and underscores."""
    return re.sub(r"\W", "_", title)[:_LONGEST_NAME]


def _write(sheet: Worksheet, line: int, column: int, cell: Cell, style: Format) -> None:
    value = cell.value
    text = value.isoformat() if isinstance(value, date) else str(value)
    if value is None or not (text := clean(text)):
        sheet.write_blank(line, column, None, style)
        return
    if cell.url:
        sheet.write_url(line, column, cell.url, style, text, cell.tip)
    if isinstance(value, date) and value.year >= _FIRST_YEAR:
        sheet.write_datetime(line, column, datetime.combine(value, time()), style)
    elif isinstance(value, int):
        sheet.write_number(line, column, value, style)
    else:
        sheet.write_string(line, column, text, style)
