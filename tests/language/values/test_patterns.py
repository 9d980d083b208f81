"""The pieces that all patterns are built of."""

from __future__ import annotations

import re

import pytest

from pipeline.language.values.patterns import any_of, short_year, word


@pytest.mark.parametrize(
    ("two_digits", "year"),
    [("00", 2000), ("14", 2014), ("40", 2040), ("41", None), ("67", None), ("89", None), ("90", 1990), ("99", 1999)],
)
def test_two_digits_are_a_year_in_which_an_agreement_may_run(two_digits: str, year: int | None) -> None:
    assert short_year(two_digits) == year


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        (["till", "till och med"], "till och med 2014", "till och med"),
        (["t o m"], "t  o\nm 2014", "t  o\nm"),
        (["fr.o.m."], "frXoXmX", None),
        (["kv.", "ärende"], "ärende", "ärende"),
        (["§", "%"], "§ 12", "§"),
        ([], "till", None),
    ],
    ids=["the longest", "short white space", "a full stop is one", "any letter", "any sign", "no words"],
)
def test_the_longest_of_the_words_is_matched(words: list[str], text: str, found: str | None) -> None:
    match = re.match(any_of(words), text)
    assert (match and match[0]) == found


@pytest.mark.parametrize(("text", "found"), [("den 1", True), ("(den)", True), ("leden 1", False), ("denna", False)])
def test_a_word_is_no_part_of_another(text: str, found: bool) -> None:
    assert bool(re.search(word(["den"]), text)) is found
