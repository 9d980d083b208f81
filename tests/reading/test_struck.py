from __future__ import annotations

import pytest

from pipeline.domain.document import BBox, Word
from pipeline.reading.struck import without_struck

DATE = Word("2021-11-30", BBox(100, 100, 160, 112))


@pytest.mark.parametrize(
    ("rulings", "struck"),
    [
        ([BBox(90, 106, 300, 106)], True),
        ([BBox(100, 106, 128, 106.5), BBox(128, 106, 160, 106.5)], True),
        ([BBox(100, 110.5, 160, 110.5)], False),
        ([BBox(90, 98, 300, 98)], False),
        ([BBox(90, 106, 120, 106)], False),
        ([BBox(130, 50, 130, 200)], False),
        ([], False),
    ],
    ids=["a line", "a line in pieces", "underlined", "line above", "half a word", "upright line", "none"],
)
def test_struck(rulings: list[BBox], struck: bool) -> None:
    words, left, gone = without_struck([DATE], rulings)
    assert words == (() if struck else (DATE,))
    assert gone == ((DATE,) if struck else ())
    assert left == (() if struck else tuple(rulings))


def test_a_table_s_lines_stay() -> None:
    border = BBox(90, 95, 300, 95)
    assert without_struck([DATE], [border, BBox(100, 106, 160, 106)]) == ((), (border,), (DATE,))
