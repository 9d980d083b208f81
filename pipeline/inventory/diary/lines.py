"""A diary's file -> lines of cells, whatever it was saved as: a workbook, or text in any usual encoding.

Nothing here knows what the columns mean.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from pipeline.inventory.csv_reading import decoded
from pipeline.inventory.workbook_extent import fits

Line = Sequence[object]
"""Cells as the file has them: texts, and in a workbook also numbers, days and times."""

_SEPARATORS = (";", "\t", ",", "|")
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How a workbook of today (a ZIP archive) begins, and one of the last century (OLE), as do encrypted ones."""


class UnreadableError(ValueError):
    """The file is a workbook that cannot be opened."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Lines from the first one on, empty ones too: the first has the number 1. A text is one sheet without a name."""

    name: str
    lines: Sequence[Line]


def is_workbook(content: bytes) -> bool:
    """Whether a file is a workbook, by what it begins with: its name may say otherwise."""
    return content.startswith(_WORKBOOKS)


def sheets(content: bytes) -> tuple[Sheet, ...]:
    """The sheets of a workbook that are in sight, values only. Raises UnreadableError for a damaged or locked one.

    A workbook is what Excel saves since 2007. One with a stray cell at the far end of a sheet is too wide to be read.
    """
    try:
        found = tuple(_sheets(content)) if fits(content) else None
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # calamine's panics are no Exceptions, and zipfile has a dozen of its own
        raise UnreadableError(str(error)) from error
    if found is None:
        raise UnreadableError("too wide")
    return found


def _sheets(content: bytes) -> Iterator[Sheet]:
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    for one in book.sheets_metadata:
        if one.typ is SheetTypeEnum.WorkSheet and one.visible is SheetVisibleEnum.Visible:
            yield Sheet(one.name, _lines(book.get_sheet_by_name(one.name)))


def texts(content: bytes) -> Iterator[Sheet]:
    """A text cut into cells in every way that it may be meant: one sheet for each separator."""
    text = decoded(content)
    for separator in _SEPARATORS:
        if separator in text or separator == _SEPARATORS[0]:
            yield Sheet("", _cut(text, separator))


def _lines(sheet: CalamineSheet) -> Sequence[Line]:
    """The values from the sheet's first cell on; a cell merged over several lines stands in each of them."""
    lines: list[list[object]] = [list(line) for line in sheet.to_python(skip_empty_area=False)]
    room = sum(map(len, lines))
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if left == right and top < len(lines) and left < len(lines[top]):
            room -= min(bottom, len(lines)) - top
            if room < 0:  # merged cells never overlap, and so are no more than the sheet has
                break
            for line in lines[top + 1 : bottom + 1]:
                line[left] = lines[top][left]
    return lines


def _cut(text: str, separator: str) -> Sequence[Line]:
    """The lines as a spreadsheet sees them; where the quotation marks do not fit, they are taken for what they are."""
    try:
        return list(csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        return [line.split(separator) for line in re.split(r"\r\n|\r|\n", text)]
