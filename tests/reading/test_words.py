from __future__ import annotations

from typing import Any

from pipeline.domain.document import BBox
from pipeline.reading.words import words_of

SIZE = 12.0


def line(
    text: str, *, step: float = 6, size: float = SIZE, x0: float = 100, bottom: float = 112
) -> list[dict[str, Any]]:
    """Characters 6 points wide set `step` points apart; a gap of a step in «_» is left without a space character."""
    return [
        {
            "text": letter,
            "x0": x0 + index * step,
            "x1": x0 + index * step + 6 * size / SIZE,
            "top": bottom - size,
            "doctop": bottom - size,
            "bottom": bottom,
            "width": 6 * size / SIZE,
            "height": size,
            "size": size,
            "fontname": "Arial",
            "upright": True,
        }
        for index, letter in enumerate(text)
        if letter != "_"
    ]


def texts(chars: list[dict[str, Any]]) -> list[str]:
    return [word.text for word in words_of(chars)]


def test_words_are_parted_by_spaces_and_by_gaps() -> None:
    assert texts(line("avtal mellan_parter")) == ["avtal", "mellan", "parter"]


def test_box_size_and_boldness() -> None:
    chars = line("avtal:")
    for item in chars[:5]:
        item["fontname"] = "ABCDEF+Arial,Bold"
    (word,) = words_of(chars)
    assert (word.box.x0, word.box.top, word.box.x1, word.box.bottom) == (100, 100, 136, 112)
    assert word.size == SIZE
    assert word.bold
    assert word.confidence == 1.0


def test_a_space_character_without_room_is_none() -> None:
    chars = line("avtal")
    space = {**chars[2], "text": " ", "x0": chars[2]["x0"], "x1": chars[2]["x0"] + 0.1}
    assert texts([*chars[:2], space, *chars[2:]]) == ["avtal"]


def test_a_letterspaced_heading_becomes_words() -> None:
    assert texts(line("AVTAL_OM_VATTEN", step=11)) == ["AVTAL", "OM", "VATTEN"]


def test_a_column_of_single_letters_is_left_alone() -> None:
    chars = [item for row in range(5) for item in line("X", bottom=112 + 20 * row)]
    assert texts(chars) == ["X"] * 5


def test_a_row_of_crosses_in_a_table_is_left_alone() -> None:
    assert texts(line("XXXXX", step=60)) == ["X"] * 5


def test_a_raised_footnote_mark_never_joins_a_date() -> None:
    assert texts(line("2014") + line("1", size=7, x0=124, bottom=107)) == ["2014", "1"]


def test_ligatures_and_accents() -> None:
    assert texts(line("ﬁlﬂik")) == ["filflik"]
    assert texts(line("avra\u030ad")) == ["avråd"]
    chars = line("avrad")
    ring = {**chars[3], "text": "\u02da", "x0": chars[3]["x0"] + 1, "x1": chars[3]["x1"] - 1}
    assert texts([*chars[:3], ring, *chars[3:]]) == ["avråd"]


def test_two_cells_that_touch_are_two_words() -> None:
    left, right = line("2014-02-13"), line("2015-02-12", x0=160)
    between = line("xxx", bottom=300)
    edge = BBox(157, 90, 157.5, 120)
    assert [word.text for word in words_of([*left, *between, *right], [edge])] == ["2014-02-13", "2015-02-12", "xxx"]
    assert [word.text for word in words_of(left, [BBox(130, 90, 130.5, 120)])] == ["2014-02-13"]
