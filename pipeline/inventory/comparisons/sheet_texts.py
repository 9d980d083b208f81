"""The words of one sheet of comparisons.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.inventory.word_tables import texts
from pipeline.lexicon import Table


@dataclass(frozen=True, slots=True)
class SheetTexts:
    """Title, what the sheet is for, what it says when empty, heads by key, single words by key."""

    title: str
    about: str
    empty: str
    heads: Mapping[str, str]
    words: Mapping[str, str] = field(default_factory=dict)


def sheet_texts(table: Table, key: str) -> SheetTexts:
    """The table `key` of comparisons.toml. Raises ValueError for a word that is missing or one too many."""
    return texts(SheetTexts, key, {"words": {}, **table.get(key, {})})
