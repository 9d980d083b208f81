"""Of values that stand in the same place one is kept."""

from __future__ import annotations

import pytest

from pipeline.language.values.found import Found, settle


@pytest.mark.parametrize(
    ("candidates", "kept"),
    [
        ([Found(4, 9, "b"), Found(0, 4, "a")], [Found(0, 4, "a"), Found(4, 9, "b")]),
        ([Found(0, 4, "short"), Found(0, 9, "long")], [Found(0, 9, "long")]),
        ([Found(0, 9, None), Found(0, 9, "read")], [Found(0, 9, "read")]),
        ([Found(0, 9, None), Found(0, 4, "read")], [Found(0, 9, None)]),
        ([Found(3, 9, "later"), Found(0, 4, "first")], [Found(0, 4, "first")]),
        ([Found(0, 4, "a"), Found(3, 6, "overlaps"), Found(5, 8, "c")], [Found(0, 4, "a"), Found(5, 8, "c")]),
        ([], []),
    ],
    ids=["in order", "the longer", "the readable", "longer before readable", "the leftmost", "after a gap", "nothing"],
)
def test_the_leftmost_and_longest_stays(candidates: list[Found[str]], kept: list[Found[str]]) -> None:
    assert list(settle(candidates)) == kept
