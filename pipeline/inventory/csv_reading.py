"""A text that people have saved: commas or tabs for semicolons, UTF-8, UTF-16 or Windows' own letters (cp1252)."""

from __future__ import annotations

import codecs
import csv
from io import StringIO

_SEPARATORS = ";,\t"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LOOKED_AT = 1_000
"""Bytes by which UTF-16 without a mark is known."""


def csv_lines(content: bytes) -> list[list[str]]:
    """The lines of the file, each as its cells, as they stand. Raises csv.Error for what is no CSV."""
    text = decoded(content)
    first = text.lstrip().partition("\n")[0]
    return list(csv.reader(StringIO(text, newline=""), delimiter=max(_SEPARATORS, key=first.count)))


def decoded(content: bytes) -> str:
    """The text in its own encoding, without the mark that may tell it; never fails."""
    if content.startswith(_UTF_16):
        return content.decode("utf-16", errors="replace")
    first = content[:_LOOKED_AT]
    if first.count(0) > len(first) // 4:
        return content.decode("utf-16-le" if first[1:2] == b"\0" else "utf-16-be", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
