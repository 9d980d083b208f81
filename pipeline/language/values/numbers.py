"""Swedish numbers in words and figures: «tre (3)», «tjugofyra», «ett och ett halvt», «1 1/2», «1 045 210».

Agreements like to write a number twice, once in words and once in brackets. When the two differ, nobody can tell which
is meant, so the value is None.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

from pipeline.language.values.found import Found, settle
from pipeline.language.values.patterns import SPACE, any_of
from pipeline.language.values.words import Numerals, ValueWords

Number = int | Fraction

HALF = Fraction(1, 2)
_HUNDRED = 100
_HALF_SIGN = "\u00bd"
_FIGURE = re.compile(r"([0-9]+)(?:[,.]([0-9]{1,2}))?(?:\s?(\u00bd)|\s(1/2))?")

FIGURES = rf"[0-9]{{1,3}}(?:[,.][0-9])?(?:\s?{_HALF_SIGN}|\s1/2)?|{_HALF_SIGN}|1/2"
"""A small number in figures, for the inside of a group."""

LEFT_OF_NUMBER = r"(?<!\w)(?<![0-9][.,:/])(?!(?<=[0-9]\s)[0-9]{3}(?![0-9]))"
"""Nothing before a number that would make it the tail of a longer one."""


@lru_cache(maxsize=4)
def spelled(words: Numerals) -> Mapping[str, int]:
    """Every number in one word up to 99, and whole hundreds."""
    ones = {form: n for n, forms in enumerate(words.below_twenty) for form in forms}
    tens = {form: n for n, forms in enumerate(words.tens, 2) for form in forms}
    joined = {ten + one: 10 * m + n for ten, m in tens.items() for one, n in ones.items() if 0 < n < len("1234567890")}
    hundreds = {
        one + word: _HUNDRED * n for one, n in ones.items() if 0 < n < len("1234567890") for word in words.hundred
    }
    whole = {form: 10 * n for form, n in tens.items()} | dict.fromkeys(words.hundred, _HUNDRED)
    return ones | joined | hundreds | whole


@lru_cache(maxsize=4)
def number_pattern(words: Numerals) -> str:
    """A number with what repeats it in brackets, as the groups `number` and `again`."""
    return rf"(?P<number>{_in_words(words)}|{FIGURES})(?:\s{{0,2}}\(\s?(?P<again>[^()\s]{{1,20}})\s?\))?"


def _in_words(words: Numerals) -> str:
    one, half = any_of(words.below_twenty[1]), any_of(words.half)
    and_a_half = rf"(?:{SPACE}{any_of(words.and_)}{SPACE}(?:{one}{SPACE})?{half}(?!\w))?"
    return rf"(?:{one}{SPACE})?{half}(?!\w)|{any_of(spelled(words))}{and_a_half}"


def read_number(written: str, words: Numerals) -> Number | None:
    """The number of a piece of text that is one.

    >>> read_number("ett och ett halvt", words.numerals), read_number("1,5", words.numerals)
    (Fraction(3, 2), Fraction(3, 2))
    >>> read_number("tjugofyra", words.numerals), read_number("l2", words.numerals)
    (24, None)
    """
    text = written.lower()
    if text in (_HALF_SIGN, "1/2"):
        return HALF
    if match := _FIGURE.fullmatch(text):
        decimals = Fraction(int(match[2]), 10 ** len(match[2])) if match[2] else 0
        return int(match[1]) + decimals + (HALF if match[3] or match[4] else 0)
    if (one := spelled(words).get(text)) is not None:
        return one
    parts = text.split()
    if not parts or parts[-1] not in words.half:
        return None
    if set(parts).isdisjoint(words.and_):
        return HALF
    whole = spelled(words).get(parts[0])
    return None if whole is None else whole + HALF


def read_twice(number: str, again: str | None, words: Numerals) -> Number | None:
    """The number, if what stands in brackets after it says the same.

    >>> read_twice("tre", "3", words.numerals), read_twice("tre", "4", words.numerals)
    (3, None)
    """
    value = read_number(number, words)
    return value if again is None or read_number(again, words) == value else None


def find_numbers(text: str, words: ValueWords) -> tuple[Found[Number], ...]:
    """The numbers of a text; the articles «en» and «ett» are among them.

    >>> [f.value for f in find_numbers("tre (3) exemplar, tolv, två (3), 1 045 210 kr", words)]
    [3, 12, None, 1045210]
    """
    found: list[Found[Number]] = []
    for match in _pattern(words.numerals).finditer(text):
        if match["large"]:
            value: Number | None = int(re.sub(r"\s", "", match["large"]))
        else:
            value = read_twice(match["number"], match["again"], words.numerals)
        found.append(Found(match.start(), match.end(), value))
    return settle(found)


@lru_cache(maxsize=4)
def _pattern(words: Numerals) -> re.Pattern[str]:
    large = r"(?P<large>[0-9]{1,3}(?:[ \u00a0][0-9]{3}){1,4}|[0-9]{4,15})"
    return re.compile(rf"{LEFT_OF_NUMBER}(?:{large}|{number_pattern(words)})(?![\w/:])(?![.,][0-9])", re.IGNORECASE)
