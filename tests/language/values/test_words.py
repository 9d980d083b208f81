"""A lexicon file that is wrong says where."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from pipeline.language.values.words import ValueWords

LEXICON = Path(__file__).parents[3] / "models" / "sv" / "lexicon"
NAMES = ("numerals", "calendar", "units", "registry")


def tables() -> dict[str, dict[str, object]]:
    return {name: tomllib.loads((LEXICON / f"{name}.toml").read_text("utf-8")) for name in NAMES}


def test_words_can_key_a_cache() -> None:
    assert hash(ValueWords.from_tables(**tables())) == hash(ValueWords.from_tables(**tables()))


def test_a_key_that_python_keeps_for_itself_is_read() -> None:
    assert "och" in ValueWords.from_tables(**tables()).numerals.and_


@pytest.mark.parametrize(
    ("table", "key", "value", "message"),
    [
        ("calendar", "months", [["januari"]], r"^months: 12 lists"),
        ("calendar", "ordinals", [["första"]] * 30, r"^ordinals: 31 lists"),
        ("numerals", "below_twenty", [[]] * 20, r"^below_twenty: 20 lists"),
        ("numerals", "tens", [["tjugo"]] * 9, r"^tens: 8 lists"),
        ("numerals", "hundred", "hundra", r"^numerals\.hundred: words"),
        ("numerals", "half", ["halv", " "], r"^numerals\.half: words"),
        ("numerals", "tens", [["Tjugo"]] * 8, r"^numerals\.tens: words"),
        ("calendar", "until", ["Till"], r"^calendar\.until: words in lower case"),
        ("calendar", "untill", ["till"], r"^calendar: missing or unknown: untill$"),
        ("calendar", "language", ["sv"], r"^calendar\.language: words"),
        ("units", "age", None, r"^age: a table"),
        ("units", "joined", None, r"^joined: a table"),
        ("units", "joined", {"heads": ["period"]}, r"^joined: missing or unknown: day, month, week, year$"),
        ("units", "year", "år", r"^units\.year: words"),
        ("registry", "own", [1], r"^registry\.own: words"),
    ],
)
def test_a_wrong_table_is_refused_by_name(table: str, key: str, value: object, message: str) -> None:
    given = tables()
    given[table][key] = value
    with pytest.raises(ValueError, match=message):
        ValueWords.from_tables(**given)


def test_an_age_is_a_number() -> None:
    given = tables()
    age = given["units"]["age"]
    assert isinstance(age, dict)
    given["units"]["age"] = age | {"adult": ["tolv"]}
    with pytest.raises(ValueError, match=r"^age\.adult: "):
        ValueWords.from_tables(**given)


@pytest.mark.parametrize(
    ("table", "key"), [("numerals", "hundred"), ("calendar", "until"), ("units", "whole"), ("registry", "own")]
)
def test_a_missing_list_is_named(table: str, key: str) -> None:
    given = tables()
    del given[table][key]
    with pytest.raises(ValueError, match=f"^{table}: missing or unknown: {key}$"):
        ValueWords.from_tables(**given)
