"""A CSV file that people have saved: commas or tabs for semicolons, no mark, or Windows' own letters (cp1252)."""

from __future__ import annotations

import csv
from io import StringIO

_SEPARATORS = ";,\t"


def csv_lines(content: bytes) -> list[list[str]]:
    """The lines of the file, each as its cells, as they stand. Raises csv.Error for what is no CSV."""
    text = _decoded(content)
    first = text.lstrip().partition("\n")[0]
    return list(csv.reader(StringIO(text, newline=""), delimiter=max(_SEPARATORS, key=first.count)))


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
