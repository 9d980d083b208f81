"""Tables in documents that a benchmark writes anew, between two marks of HTML that nobody sees."""

from __future__ import annotations

from pathlib import Path


def write(document: Path, mark: str, lines: str) -> None:
    """Put lines between the two marks of a document. Raises ValueError for one without them."""
    before, first, rest = document.read_text(encoding="utf-8").partition(mark)
    _, second, after = rest.partition(mark)
    if not (first and second):
        raise ValueError(f"{document} has no place for the table")
    document.write_text(f"{before}{mark}\n{lines}\n{mark}{after}", encoding="utf-8")
