"""Workbooks around bytes of which any part may be damaged: the archive, a sheet, the texts, the list of sheets.

Bytes inside an archive are of no use to a fuzzer, since one changed byte spoils the checksum; so it changes a part,
and a sound archive is made around it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

from xlsxwriter import Workbook

PARTS = {
    b"s": "xl/worksheets/sheet1.xml",
    b"t": "xl/sharedStrings.xml",
    b"b": "xl/workbook.xml",
    b"r": "xl/_rels/workbook.xml.rels",
    b"y": "xl/styles.xml",
}
"""The parts that a fuzzer changes, by the byte before them."""

_UNREAD = ("docProps/", "xl/theme/")

Lines = Sequence[Sequence[object]]


def workbook(sheets: Mapping[str, Lines], hidden: str = "") -> dict[str, bytes]:
    """The parts of a workbook by their names."""
    target = BytesIO()
    book = Workbook(target, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    for name, lines in sheets.items():
        sheet = book.add_worksheet(name)
        for row, line in enumerate(lines):
            sheet.write_row(row, 0, line)
        if name == hidden:
            sheet.hide()
    book.close()
    with ZipFile(target) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.startswith(_UNREAD)}


def packed(parts: Mapping[str, bytes], kind: bytes = b"", content: bytes = b"") -> bytes:
    """The workbook of these parts, that of the kind replaced by the content."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, content if name == PARTS.get(kind) else part)
    return target.getvalue()
