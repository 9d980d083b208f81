"""The way from the workbook and from the report to a page of a document, as a hyperlink."""

from __future__ import annotations

_RESERVED = frozenset('"#%<>?[]^`{|}')
"""What ends or breaks a link, as does what cannot be printed; å, ä and ö stay as they are, as Excel writes them."""

_PICTURES = (".tif", ".tiff", ".jpg", ".jpeg", ".png")
_LONGEST = 2_000
"""Characters; Excel holds 2,080 in a link."""


def href(corpus: str, file: str, page: int) -> str | None:
    """A relative link (RFC 3986) to a page of a file of the corpus, `corpus` being the way there; None without one.

    Programs that show pictures know of no pages in a link: a TIFF is opened from its beginning. A name with a backslash
    has no link: Windows takes it for a slash, and the rest of the name could lead out of the corpus.

    >>> href("../corpus", "sala/avtal 5 #2.pdf", 3)
    '../corpus/sala/avtal%205%20%232.pdf#page=3'
    >>> href("../corpus", "sala/avtal.TIF", 3)
    '../corpus/sala/avtal.TIF'
    """
    if "\\" in file:
        return None
    try:
        path = "".join(_escaped(letter) for letter in f"{corpus}/{file}")
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


def _escaped(letter: str) -> str:
    if letter.isprintable() and letter != " " and letter not in _RESERVED:
        return letter
    return "".join(f"%{byte:02X}" for byte in letter.encode("utf-8"))
