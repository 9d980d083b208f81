"""Which rows need be compared at all with what one says of another document («blocking», as record linkage calls it).

Comparing every row with every other would take hours for a county; a row that has neither the number nor a word of the
title in common fits nowhere. What is left out here has no fit: `tests/inventory/test_blocking.py` holds that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

from pipeline.domain.relation import Relation
from pipeline.inventory.fitting import (
    SAME_WORD,
    WordsPassedOver,
    plain_number,
    telling_name,
    telling_words,
    words_of,
)
from pipeline.inventory.identity import Identified


class Blocks:
    """All rows, by registry number and by the words of their titles."""

    def __init__(self, items: Sequence[Identified], words: WordsPassedOver) -> None:
        """`words` are those that tell no document from another."""
        self._items = items
        self._words = words
        self._by_number: dict[str, list[int]] = {}
        self._titles, self._telling = _Index(), _Index()
        for index, item in enumerate(items):
            number, title = plain_number(item.agreement.registry_number.value), item.agreement.title.value or ""
            if number:
                self._by_number.setdefault(number, []).append(index)
            self._titles.add(words_of(title), index)
            self._telling.add(telling_words(title, words), index)

    def near(self, relation: Relation, speaker: Identified) -> list[Identified]:
        """In their order, the rows that the document may be of which `speaker` says `relation`; itself among them."""
        found = set(self._by_number.get(plain_number(relation.registry_number), ()))
        telling, title = telling_name(relation, self._words), speaker.agreement.title.value or ""
        if telling:
            found |= self._titles.of(telling)
        else:  # «avtalet från 2012» means the speaker's own matter
            found |= self._titles.of(telling_words(title, self._words)) | self._telling.of(words_of(title))
        return [self._items[index] for index in sorted(found)]


class _Index:
    """Rows by word, whatever its spelling."""

    def __init__(self) -> None:
        self._rows: dict[str, set[int]] = {}
        self._alike: dict[str, set[int]] = {}

    def add(self, words: Iterable[str], row: int) -> None:
        for word in words:
            self._rows.setdefault(word, set()).add(row)

    def of(self, words: Iterable[str]) -> set[int]:
        """The rows that have one of the words, or one spelled nearly alike."""
        return set().union(*(self._found(word) for word in words))

    def _found(self, word: str) -> set[int]:
        if word not in self._alike:
            spellings = process.extract(word, list(self._rows), scorer=fuzz.ratio, score_cutoff=SAME_WORD, limit=None)
            self._alike[word] = set().union(*(self._rows[spelling] for spelling, _, _ in spellings))
        return self._alike[word]
