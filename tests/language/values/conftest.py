"""The words of models/sv for the tests of the value readers."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from pipeline.language.values.words import ValueWords

LEXICON = Path(__file__).parents[3] / "models" / "sv" / "lexicon"


@pytest.fixture(scope="session")
def words() -> ValueWords:
    """The shipped words."""
    names = ("numerals", "calendar", "units", "registry")
    return ValueWords.from_tables(*(tomllib.loads((LEXICON / f"{n}.toml").read_text("utf-8")) for n in names))
