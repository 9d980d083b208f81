"""Text on its way into a spreadsheet: what a foreign PDF holds must arrive as text, and only as text.

What no reader sees is taken out of a document's words where they are read (`pipeline/reading/words.py`); file names,
diaries and what people type never pass there, so that every writer cleans its texts here.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST_CELL = 32_000
"""Characters; Excel holds 32,767 in a cell, and counts those beyond U+FFFF twice, as UTF-16 does."""

_LOOKED_AT = 2 * LONGEST_CELL
"""Characters; putting a megabyte of accents into one form would take hours."""

_LONGEST_NUMBER = 40
"""Characters; a longer cell is text to any spreadsheet."""

_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n\s*")
_FORMULA = re.compile(r"[=+\-@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b]")
_LEADS = re.compile(r"(?i)(?<![a-z0-9+.-])(?:[a-z][a-z0-9+.-]{1,20}:(?=[/\\])|www\.(?=\w)|\\(?=\\))")
"""What mail programs and calendars turn into a link: «https://», «file:\\\\», «www.», «\\\\server»."""
_NUMBERLIKE = re.compile(r"(?=\D{0,40}\d)(?:[\d\s.,:;/+\-%]|(?<=\d)[eE](?=[\d+\-]))+")
_PLAIN = re.compile(r"[1-9]\d{0,9}|0")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def clean(text: str) -> str:
    r"""One form of each letter (NFC), plain spaces, no control, format or private characters, not too long.

    Line feeds stay; a macOS file name's decomposed letters, soft hyphens, direction marks and halves of surrogate
    pairs do not.

    >>> clean("A\u00a0\u00adB\x07 \r\n  a\u030a")
    'A B\nå'
    """
    text = text[:_LOOKED_AT].replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    if not text.replace("\n", "").isprintable():  # most are, and letter by letter takes twenty times as long
        text = "".join(c for c in text if c == "\n" or not unicodedata.category(c).startswith("C"))
    spaced = _LINES.sub("\n", _SPACES.sub(" ", unicodedata.normalize("NFC", text)))
    return _short(spaced.strip())


def unlinked(text: str) -> str:
    r"""The text without what a program that shows plain text makes a link of: a blank parts it.

    >>> unlinked("Avtal https://x.se www.y.se \\\\z\\a, kl. 8:00 och/eller")
    'Avtal https: //x.se www. y.se \\ \\z\\a, kl. 8:00 och/eller'
    """
    return _LEADS.sub(r"\g<0> ", text)


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


def _short(text: str) -> str:
    if 2 * len(text) <= LONGEST_CELL:
        return text
    return text.encode("utf-16-le")[: 2 * LONGEST_CELL].decode("utf-16-le", errors="ignore")
