"""How large the sheets of a workbook are, told before it is read.

python-calamine lays out every cell between a sheet's first and its last. A stray one at the far end (XFD1048576) makes
it end the whole process, which no `except` can hinder.
"""

from __future__ import annotations

import re
from functools import reduce
from io import BytesIO
from zipfile import ZipFile

_MOST_BYTES, _MOST_CELLS = 500_000_000, 20_000_000
"""Of a workbook unpacked, and of a sheet between its first and its last cell: half a gigabyte each."""

_PLACE = re.compile(rb"""\br\s{0,9}=\s{0,9}["']([A-Za-z]{0,9})([0-9]{1,18})""")
"""Where a cell or a row stands («r="B12"»)."""


def fits(content: bytes) -> bool:
    """Whether a workbook of Excel's (a ZIP archive) has sheets, and none too large. Raises BadZipFile and its kin.

    That each part is as long as the archive says is looked at first: a bomb says that it is small.
    """
    with ZipFile(BytesIO(content)) as archive:
        parts = [one for one in archive.infolist() if one.filename.startswith("xl/worksheets/")]
        if sum(one.file_size for one in archive.infolist()) > _MOST_BYTES or archive.testzip():
            return False
        return bool(parts) and all(_area(archive.read(part)) <= _MOST_CELLS for part in parts)


def _area(sheet: bytes) -> int:
    """The cells of the rectangle from the first to the last cell that a sheet's XML names."""
    rows, columns = 1, 1
    for place in _PLACE.finditer(sheet):
        rows = max(rows, int(place[2]))
        columns = max(columns, reduce(lambda sum_, letter: 26 * sum_ + letter - 64, place[1].upper(), 0))
    return rows * columns
