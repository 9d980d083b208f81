"""The way from the workbook and from the report to a page of a document, as a hyperlink."""

from __future__ import annotations

import re

_RESERVED = re.compile(r"[\x00-\x20\"#%<>?\[\\\]^`{|}\x7f]")
"""What ends or breaks a link; å, ä and ö stay as they are, as Excel writes them."""

_PICTURES = (".tif", ".tiff", ".jpg", ".jpeg", ".png")
_LONGEST = 2_000
"""Characters; Excel holds 2,080 in a link."""


def href(corpus: str, file: str, page: int) -> str | None:
    """A relative link (RFC 3986) to a page of a file of the corpus, `corpus` being the way there; None without one.

    Programs that show pictures know of no pages in a link: a TIFF is opened from its beginning.

    >>> href("../corpus", "sala/avtal 5 #2.pdf", 3)
    '../corpus/sala/avtal%205%20%232.pdf#page=3'
    >>> href("../corpus", "sala/avtal.TIF", 3)
    '../corpus/sala/avtal.TIF'
    """
    path = _RESERVED.sub(lambda found: f"%{ord(found[0]):02X}", f"{corpus}/{file}")
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:  # a file name that is not UTF-8
        return None
    return path if file.lower().endswith(_PICTURES) else f"{path}#page={page}"


def link(corpus: str, file: str, page: int) -> str | None:
    """XlsxWriter's form of such a link; None also for one that is too long for Excel.

    >>> link("../corpus", "sala/avtal.pdf", 3)
    'external:../corpus/sala/avtal.pdf#page=3'
    """
    way = href(corpus, file, page)
    return f"external:{way}" if way and len(way) <= _LONGEST else None


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
