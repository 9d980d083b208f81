"""Words misread by OCR, mended only where exactly one known word can be meant.

A scanned «forlangs» or «tilIs» must still match a rule, but a wrong match is worse than none: a word is changed only
when it is unknown, and the shape that it folds to belongs to exactly one word that is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

SHORTEST = 4
"""Letters of the shortest word that is mended: of three letters nearly everything is some word."""
LONG = 6
"""Letters of the shortest word in which a rarer confusion is mended."""
_FIGURE_IN_WORD = re.compile(r"[0-9][^\W\d_]{4,60}|[^\W\d_]{2,60}[0-9][^\W\d_]{2,60}")
"""One figure that can be but a letter: before a word, if that is no unit («6m\u00e5nader»), or within one."""
_CACHED = 20_000


class Folding:
    """Folds confusable characters; built from the confusions of the lexicon and the words that are known."""

    def __init__(
        self,
        confusions: Sequence[Sequence[str]],
        words: Iterable[str],
        kept: Iterable[str] = (),
        short: Mapping[str, str] | None = None,
        rarer: Sequence[Sequence[str]] = (),
        figures: Mapping[str, str] | None = None,
    ) -> None:
        """Which words are looked for, and which are known beside them, all in lower case.

        `confusions` are groups of strings that OCR mixes up («rn», «m»), `words` those that a misread word may be,
        `kept` ordinary words that look like one of them and are never changed («andra», beside «\u00e4ndra»),
        `short` what is no word and may be one short word alone («tv\u00e4»), `rarer` pairs that are mixed up less
        often: of these one is mended in a long word («oklober»), `figures` what each figure is within a word.
        """
        self._letters = str.maketrans({figure: letters[0].lower() for figure, letters in (figures or {}).items()})
        self._rarer = [(one, other) for pair in rarer for one, other in (pair, pair[::-1])]
        self._short = dict(short or {})
        single = {other: group[0] for group in confusions for other in group[1:] if len(other) == 1}
        plain = str.maketrans(single)
        self._single = str.maketrans({other: first.translate(plain) for other, first in single.items()})
        joined = {other.translate(self._single): group[0].translate(self._single)
                  for group in confusions for other in group[1:] if len(other) > 1}  # fmt: skip
        self._joined: Mapping[str, str] = joined
        self._several = re.compile("|".join(sorted(map(re.escape, joined), key=len, reverse=True)) or r"(?!)")
        words = frozenset(words)
        self._known = words | frozenset(kept)
        shapes: dict[str, set[str]] = {}
        for word in self._known:
            shapes.setdefault(self._shape(word), set()).add(word)
        self._by_shape = {shape: next(iter(of)) for shape, of in shapes.items() if len(of) == 1 and of <= words}
        self.fold = lru_cache(maxsize=_CACHED)(self._fold)

    def _fold(self, word: str) -> str:
        """The known word that `word` (lower case) must be, or `word` itself."""
        figures = sum(c.isdecimal() for c in word)
        if word in self._known or len(word) < SHORTEST or 2 * figures >= len(word):
            return self._short.get(word, word)
        if known := self._by_shape.get(self._shape(word)):
            return known
        if len(word) >= LONG:
            meant = {known for spelling in self._respelt(word) if (known := self._by_shape.get(self._shape(spelling)))}
            if len(meant) == 1:
                return meant.pop()
        named = _FIGURE_IN_WORD.fullmatch(word) and word.lstrip("0123456789") not in self._known
        return word.translate(self._letters) if named else word

    def _respelt(self, word: str) -> Iterator[str]:
        """The word with one of the rarer confusions undone."""
        for one, other in self._rarer:
            for match in re.finditer(re.escape(one), word):
                yield word[: match.start()] + other + word[match.end() :]

    def _shape(self, word: str) -> str:
        return self._several.sub(lambda match: self._joined[match.group()], word.translate(self._single))
