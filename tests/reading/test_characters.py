from __future__ import annotations

from typing import Any

import pytest

from pipeline.reading.characters import deduplicated, is_odd, is_white, text_turn, turned, visible, vowel_share

UPRIGHT = (1, 0, 0, 1, 0, 0)
UPWARDS = (0, 1, -1, 0, 0, 0)
SLANTED = (0.7, 0.7, -0.7, 0.7, 0, 0)


def char(text: str, x0: float = 100, top: float = 100, **more: Any) -> dict[str, Any]:
    return {
        "text": text,
        "x0": x0,
        "x1": x0 + 6,
        "top": top,
        "bottom": top + 12,
        "size": 12,
        "matrix": UPRIGHT,
        "angle": 0.0,
        "non_stroking_color": (0,),
        **more,
    }


def test_text_that_runs_upwards_is_turned_clockwise() -> None:
    item = char("A", x0=10, top=700, x1=22, bottom=706, matrix=UPWARDS)
    assert text_turn([item]) == 90
    (result,) = turned([item], 90, 600, 800, (0, 0))
    assert (result["x0"], result["top"], result["x1"], result["bottom"]) == (94, 10, 100, 22)
    assert result["upright"]
    assert result["size"] == 12


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_full_circle_comes_back(turn: int) -> None:
    item = char("A", x0=10, top=30)
    (there,) = turned([item], turn, 600, 800, (0, 0))
    width, height = (800, 600) if turn in (90, 270) else (600, 800)
    (back,) = turned([there], (360 - turn) % 360, width, height, (0, 0))
    assert [back[key] for key in ("x0", "top", "x1", "bottom")] == [10, 30, 16, 42]


def test_the_crop_box_is_the_origin() -> None:
    (result,) = turned([char("A", x0=110, top=120)], 0, 600, 800, (100, 100))
    assert (result["x0"], result["top"]) == (10, 20)


@pytest.mark.parametrize(
    "hidden",
    [
        char("A", x0=-50),
        char("A", top=900),
        char("A", angle=45.0),
        char("A", non_stroking_color=(1, 1, 1)),
        char("\u200b"),
        char(""),
    ],
    ids=["left of the page", "below the page", "slanted", "white", "zero width", "nothing"],
)
def test_what_nobody_sees_goes(hidden: dict[str, Any]) -> None:
    assert [c["text"] for c in visible([hidden, char("B")], [], 600, 800)] == ["B"]


def test_white_on_a_dark_ground_is_seen() -> None:
    ground = {"x0": 0, "top": 0, "x1": 600, "bottom": 200}
    assert visible([char("A", non_stroking_color=(1,))], [ground], 600, 800)


def test_hyphens_become_plain_and_dashes_stay() -> None:
    chars = [char("\u00ad", x0=100), char("\u2011", x0=110), char("–", x0=120)]
    assert [c["text"] for c in visible(chars, [], 600, 800)] == ["-", "-", "–"]


@pytest.mark.parametrize(
    ("color", "white"),
    [((1,), True), ((0,), False), ((1, 1, 1), True), ((1, 0, 0), False), ((0, 0, 0, 0), True), ((0, 0, 0, 1), False)],
)
def test_white(color: tuple[float, ...], white: bool) -> None:
    assert is_white({"non_stroking_color": color}) is white


def test_a_pattern_is_not_white() -> None:
    assert not is_white({"non_stroking_color": ("P1",)})
    assert not is_white({"non_stroking_color": None})


def test_overprinted_characters_count_once_and_double_letters_twice() -> None:
    chars = [char("l", x0=100), char("l", x0=100.4), char("l", x0=103), char("l", x0=103.4)]
    assert [c["x0"] for c in deduplicated(chars)] == [100, 103]


@pytest.mark.parametrize("text", ["(cid:12)", "\ufffd", "\ue001", "\x03"])
def test_odd(text: str) -> None:
    assert is_odd(text)


@pytest.mark.parametrize("text", ["a", "Å", "§", "–", " ", "ﬁ", "€"])
def test_not_odd(text: str) -> None:
    assert not is_odd(text)


def test_accented_vowels_are_vowels() -> None:
    assert vowel_share("åäöéb") == 0.8
    assert vowel_share("") == 0.4
