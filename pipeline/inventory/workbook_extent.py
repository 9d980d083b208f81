"""How large a workbook is once it has been unfolded, told before it is read.

python-calamine lays out every cell between a sheet's first and its last, with a text of its own for each, and makes
room for as many texts as the workbook says it has. A stray cell at the far end (XFD1048576), or a few thousand bytes
made for the purpose, make it end the whole process, which no `except` can hinder.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import reduce
from io import BytesIO
from zipfile import ZipFile, ZipInfo

_MOST_BYTES, _MOST_CELLS = 500_000_000, 20_000_000
"""Of a workbook unpacked, and of a sheet between its first and its last cell: half a gigabyte each."""

_PLACE = re.compile(rb"""\br\s{0,9}=\s{0,9}["']([A-Za-z]{0,9})([0-9]{1,18})""")
"""Where a cell or a row stands («r="B12"»)."""

_NAME = rb"<(?:[\w.-]{1,40}:)?%b(?=[\s/>])"
_ROW, _CELL, _TEXT = (re.compile(_NAME % name) for name in (b"row", b"c", b"si"))
_UNPLACED = re.compile(_NAME % b"(?:row|c)" + rb"""(?!(?:\s+[\w.:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*?\s+r\s*=)""")
"""A row or a cell that does not say where it stands follows the one before it."""

_VALUE = re.compile(rb"<(?:[\w.-]{1,40}:)?v(?:\s[^>]*)?>\s*([0-9]{1,9})\s*<")
_PROMISED = re.compile(rb"""uniqueCount\s*=\s*["']([^"']*)""")
_OTHERS = frozenset({"content.xml", "xl/workbook.bin"})
"""What shows that a workbook is LibreOffice's or a binary one, which calamine would read too."""


def fits(content: bytes) -> bool:
    """Whether a workbook of Excel's (a ZIP archive) has sheets, and none too large. Raises BadZipFile and kin.

    Every part is looked at, for any may be said to be a sheet.
    """
    with ZipFile(BytesIO(content)) as archive:
        parts = archive.infolist()
        names = {one.filename.lower() for one in parts}
        if sum(one.file_size for one in parts) > _MOST_BYTES or len(names) < len(parts) or names & _OTHERS:
            return False
        texts: list[int] = []
        values: list[tuple[ZipInfo, int]] = []
        for one in parts:
            part = archive.read(one)
            if _area(part) > _MOST_CELLS or any(int(count) > len(part) for count in _PROMISED.findall(part)):
                return False
            texts += (len(text) for text in _TEXT.split(part)[1:])
            values.append((one, part.count(b"v")))
        longest = max(texts, default=0)
        small = (longest * count <= _MOST_BYTES or _has_room(archive.read(one), texts) for one, count in values)
        return any(name.startswith("xl/worksheets/") for name in names) and all(small)


def _area(sheet: bytes) -> int:
    """The cells of the rectangle from the first to the last cell that a sheet's XML names or counts."""
    rows, columns = 1, 1
    for place in _PLACE.finditer(sheet):
        rows = max(rows, int(place[2]))
        columns = max(columns, reduce(lambda sum_, letter: 26 * sum_ + letter - 64, place[1].upper(), 0))
    if _UNPLACED.search(sheet):
        rows += len(_ROW.findall(sheet))
        columns += max(len(_CELL.findall(row)) for row in _ROW.split(sheet))
    return rows * columns


def _has_room(sheet: bytes, texts: Sequence[int]) -> bool:
    """Whether there is room for the sheet's cells if each has a copy of its text; `texts` are the lengths of all."""
    indexes = map(int, _VALUE.findall(sheet))
    return sum(texts[index] for index in indexes if index < len(texts)) <= _MOST_BYTES
