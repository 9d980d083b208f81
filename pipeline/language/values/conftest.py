"""The doctests of the value readers know the words of models/sv as `words`."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from pipeline.language.values.words import ValueWords

LEXICON = Path(__file__).parents[3] / "models" / "sv" / "lexicon"


@pytest.fixture(autouse=True)
def _words(doctest_namespace: dict[str, object]) -> None:
    names = ("numerals", "calendar", "units", "registry")
    tables = (tomllib.loads((LEXICON / f"{n}.toml").read_text("utf-8")) for n in names)
    doctest_namespace["words"] = ValueWords.from_tables(*tables)
