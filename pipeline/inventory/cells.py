"""Text on its way into a spreadsheet: what a foreign PDF holds must arrive as text, and only as text."""

from __future__ import annotations

import re
import unicodedata

LONGEST_CELL = 32_000
"""Characters; Excel holds 32,767 in a cell."""

_LONGEST_NUMBER = 40
"""Characters; a longer cell is text to any spreadsheet."""

_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n\s*")
_FORMULA = re.compile(r"[=+\-@\uff1d\uff0b\uff0d\uff20]")
_NUMBERLIKE = re.compile(r"[\d\s.,:;/+\-%]*\d(?:[\d\s.,:;/+\-%]|(?<=\d)[eE](?=[\d+\-]))*")
_PLAIN = re.compile(r"[1-9]\d{0,9}|0")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def clean(text: str) -> str:
    r"""One form of each letter (NFC), plain spaces, no control, format or private characters, not too long.

    Line feeds stay; a macOS file name's decomposed letters, soft hyphens, direction marks and halves of surrogate
    pairs do not.

    >>> clean("A\u00a0\u00adB\x07 \r\n  a\u030a")
    'A B\nå'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    if not text.replace("\n", "").isprintable():  # most are, and letter by letter takes twenty times as long
        text = "".join(c for c in text if c == "\n" or not unicodedata.category(c).startswith("C"))
    spaced = _LINES.sub("\n", _SPACES.sub(" ", unicodedata.normalize("NFC", text)))
    return spaced.strip()[:LONGEST_CELL]


def guarded(text: str) -> str:
    """A cleaned text as a CSV cell that no spreadsheet calculates or converts.

    An apostrophe goes before what would become a formula, a number with lost zeros, or a date that none was meant.

    >>> [guarded(text) for text in ("=1+1", "0180", "2009-04", "2014", "2014-12-31", "12 avtal")]
    ["'=1+1", "'0180", "'2009-04", '2014', '2014-12-31', '12 avtal']
    """
    return f"'{text}" if _FORMULA.match(text) or is_ambiguous(text) else text


def unguarded(cell: str) -> str:
    """A cell's text, cleaned, without the apostrophe that `guarded` or a person has put before it.

    >>> [unguarded(text) for text in ("'=1+1", "'2014/10", "'2014-12-31", "'t Hooft", "-")]
    ['=1+1', '2014/10', '2014-12-31', "'t Hooft", '-']
    """
    text = clean(cell)
    bare = text.removeprefix("'")
    return bare.strip() if guarded(bare) == text or _PLAIN.fullmatch(bare) or _DATE.fullmatch(bare) else text


def is_ambiguous(text: str) -> bool:
    """Whether a spreadsheet would take the text for a number, a time or a date that it is not.

    >>> [is_ambiguous(text) for text in ("2014/10", "1-306", "2020:2772", "00123", "12e3", "KS 2019/123")]
    [True, True, True, True, True, False]
    """
    if len(text) > _LONGEST_NUMBER:
        return False
    return bool(_NUMBERLIKE.fullmatch(text)) and not _PLAIN.fullmatch(text) and not _DATE.fullmatch(text)
