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


@pytest.mark.parametrize(
    ("table", "key", "value", "message"),
    [
        ("calendar", "months", [["januari"]], "months: 12"),
        ("calendar", "until", ["Till"], r"calendar\.until"),
        ("calendar", "untill", ["till"], "untill"),
        ("units", "age", None, "age"),
        ("units", "year", "år", r"units\.year"),
        ("numerals", "below_twenty", [[]], "below_twenty"),
    ],
)
def test_a_wrong_table_is_refused(table: str, key: str, value: object, message: str) -> None:
    given = tables()
    given[table][key] = value
    with pytest.raises(ValueError, match=message):
        ValueWords.from_tables(**given)
