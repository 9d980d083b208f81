"""Words misread by OCR, mended only where exactly one word of the rules can be meant.

A scanned «forlangs» or «tilIs» must still match a rule, but a wrong match is worse than none: a word is changed only
when it is unknown to the rules, and the shape that it folds to belongs to exactly one word that they know.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence


class Folding:
    """Folds confusable characters; built from the confusions of the lexicon and the words that rules look for."""

    def __init__(self, confusions: Sequence[Sequence[str]], words: Iterable[str]) -> None:
        """`confusions` are groups of strings that OCR mixes up («rn», «m»); `words` the rules' words in lower case."""
        self._replacements = [(other, group[0]) for group in confusions for other in group[1:]]
        self._words = frozenset(words)
        shapes: dict[str, set[str]] = {}
        for word in self._words:
            shapes.setdefault(self._shape(word), set()).add(word)
        self._by_shape: Mapping[str, str] = {s: next(iter(w)) for s, w in shapes.items() if len(w) == 1}

    def fold(self, word: str) -> str:
        """The rules' word that `word` (lower case) must be, or `word` itself."""
        if word in self._words or len(word) < 4:
            return word
        return self._by_shape.get(self._shape(word), word)

    def _shape(self, word: str) -> str:
        for other, kept in self._replacements:
            word = word.replace(other, kept)
        return word
