"""The way from the workbook to a document, as a spreadsheet's hyperlink."""

from __future__ import annotations

import re

_RESERVED = re.compile(r"[\x00-\x20\"#%<>?\[\\\]^`{|}\x7f]")
"""What ends or breaks a link; å, ä and ö stay as they are, as Excel writes them."""

_PICTURES = (".tif", ".tiff", ".jpg", ".jpeg", ".png")
_LONGEST = 2_000
"""Characters; Excel holds 2,080 in a link."""


def link(corpus: str, file: str, page: int) -> str | None:
    """XlsxWriter's form of a relative link to a page of a file of the corpus; None where no link can be made.

    Programs that show pictures know of no pages in a link: a TIFF is opened from its beginning.

    >>> link("../corpus", "sala/avtal 5 #2.pdf", 3)
    'external:../corpus/sala/avtal%205%20%232.pdf#page=3'
    >>> link("../corpus", "sala/avtal.TIF", 3)
    'external:../corpus/sala/avtal.TIF'
    """
    path = _RESERVED.sub(lambda found: f"%{ord(found[0]):02X}", f"{corpus}/{file}")
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:  # a file name that is not UTF-8
        return None
    place = "" if file.lower().endswith(_PICTURES) else f"#page={page}"
    return f"external:{path}{place}" if len(path) <= _LONGEST else None


def row_link(sheet: str, line: int) -> str:
    """XlsxWriter's form of a link to a line (from 1) of another sheet of the workbook.

    >>> row_link("Avtal i Sala's arkiv", 2)
    "internal:'Avtal i Sala''s arkiv'!A2"
    """
    name = sheet.replace("'", "''")
    return f"internal:'{name}'!A{line}"


def report_link(row: str) -> str:
    """XlsxWriter's form of the link from the workbook to a row's page in the report.

    >>> report_link("r0123456789a")
    'external:rapport/avtal/r0123456789a.html'
    """
    return f"external:rapport/avtal/{row}.html"
