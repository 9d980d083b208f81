"""Text that people have saved from Excel in any of its encodings and separators."""

from __future__ import annotations

import codecs

import pytest

from pipeline.inventory.csv_reading import csv_lines

LINES = [["Ägare", "Fält"], ["Åmål", "Gäller till"]]


@pytest.mark.parametrize("separator", ";,\t")
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (b"", "cp1252"),
        (b"", "utf-16"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
    ],
)
def test_the_same_cells_come_of_every_way_to_save_them(mark: bytes, encoding: str, separator: str) -> None:
    text = "\r\n".join(separator.join(line) for line in LINES)
    assert csv_lines(mark + text.encode(encoding)) == LINES
