"""Numbers in words and figures."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.values.numbers import find_numbers, read_number
from pipeline.language.values.words import ValueWords


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("tre", 3),
        ("tre (3)", 3),
        ("3 (tre)", 3),
        ("en (1)", 1),
        ("ett", 1),
        ("tolv", 12),
        ("fjorton", 14),
        ("tjugoett", 21),
        ("tjugofyra", 24),
        ("Trettio", 30),
        ("hundra", 100),
        ("etthundra", 100),
        ("trehundra", 300),
        ("TRE (3)", 3),
        ("en halv", Fraction(1, 2)),
        ("två och en halv", Fraction(5, 2)),
        ("två & en halv", Fraction(5, 2)),
        ("2 ½", Fraction(5, 2)),
        ("2 1/2", Fraction(5, 2)),
        ("1\u00a01/2", Fraction(3, 2)),
        ("1/2", Fraction(1, 2)),
        ("12345", 12345),
        ("1\u00a0045\u00a0210", 1045210),
        ("halvt", Fraction(1, 2)),
        ("ett och ett halvt", Fraction(3, 2)),
        ("1,5", Fraction(3, 2)),
        ("½", Fraction(1, 2)),
        ("2,0", 2),
        ("1 045 210", 1045210),
        ("tre (4)", None),
        ("tre (E)", None),
    ],
)
def test_a_number_is_read(words: ValueWords, text: str, value: object) -> None:
    (found,) = find_numbers(text, words)
    assert (found.start, found.end, found.value) == (0, len(text), value)


@pytest.mark.parametrize(
    "text", ["trevlig", "1:2", "3/4", "x3", "2001:453", "tjugonoll", "tjugotio", "nollhundra", "tiohundra"]
)
def test_parts_of_words_and_longer_numbers_are_none(words: ValueWords, text: str) -> None:
    assert find_numbers(text, words) == ()


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1,25", Fraction(5, 4)),
        ("0.5", Fraction(1, 2)),
        ("", None),
        ("och", None),
        ("helt", None),
        ("tre fyra", None),
        ("helt och halvt", None),
    ],
)
def test_what_stands_in_brackets_is_a_number_or_none(words: ValueWords, written: str, value: object) -> None:
    assert read_number(written, words.numerals) == value


@given(st.integers(1, 99))
def test_every_number_in_words_has_one_value(words: ValueWords, number: int) -> None:
    numerals = words.numerals
    tens, ones = divmod(number, 10)
    below = numerals.below_twenty
    written = below[number][0] if number < len(below) else numerals.tens[tens - 2][0] + (below[ones][0] if ones else "")
    assert read_number(written, numerals) == number
