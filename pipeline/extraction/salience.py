"""Which words say what a document is about: those of its purpose and its beginning, long ones, not names.

A word's length stands for its rarity: Swedish makes its special words by joining common ones. The factors come from a
regression on labelled documents (which words stand in a person's description); what they decide is flat around them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.domain.text import Text
from pipeline.lexicon import Table

_WORD = re.compile(r"[^\W\d_]{4,}")
_NAME = re.compile(r"(?<=[\w,] )[A-Z\u00c5\u00c4\u00d6]\w+")
_LENGTH = 7
"""Letters of a stem that weighs neither more nor less for its length."""
_NAMED, _COMMON = 0.3, 0.5
_EARLY = 2.0
"""What a word of the first clause gains; one of the n-th gains an n-th of it."""


@dataclass(frozen=True, slots=True)
class Stems:
    """How words of one stem are known (`models/sv/lexicon/subject.toml`)."""

    ending: re.Pattern[str]
    common: re.Pattern[str]
    """Words that documents of this kind share."""
    function_words: frozenset[str]

    @classmethod
    def from_table(cls, table: Table) -> Stems:
        """Compile the lexicon's table."""
        return cls(re.compile(table["ending"]), re.compile(table["common"]), frozenset(table["function_words"].split()))

    def words(self, content: str) -> Counter[str]:
        """The words of a text that have a stem, with how often they stand there."""
        found = Counter(_WORD.findall(content.casefold()))
        return Counter({word: count for word, count in found.items() if word not in self.function_words})

    def stem(self, word: str) -> str:
        """The stem of a word."""
        return self.ending.sub("", word)

    def shared(self, word: str) -> bool:
        """Whether documents of this kind share the word."""
        return bool(self.common.match(word))

    def count(self, content: str) -> Counter[str]:
        """The stems of a text's words, with how often they stand there."""
        counted: Counter[str] = Counter()
        for word, count in self.words(content).items():
            counted[self.stem(word)] += count
        return counted

    def of(self, content: str) -> frozenset[str]:
        """The stems of a text's words, shared ones too."""
        return frozenset(map(self.stem, self.words(content)))

    def own(self, content: str) -> frozenset[str]:
        """The stems of a text's words that other documents of its kind do not share."""
        return frozenset(self.stem(word) for word in self.words(content) if not self.shared(word))


@dataclass(frozen=True, slots=True)
class Salience:
    """How much each stem of a document says of what it is about; 1 for an ordinary word."""

    weights: Mapping[str, float]
    matter: frozenset[str]
    """Stems of its own that come back in it."""

    @classmethod
    def of(cls, text: Text, told: Mapping[str, float], stems: Stems) -> Salience:
        """Weigh the words of a text; `told` are factors of those that stand where it tells its purpose."""
        body = text.content[: text.margin_start]
        counted, named = stems.count(body), stems.count(" ".join(_NAME.findall(body)))
        common = {stems.stem(word) for word in stems.words(body) if stems.shared(word)}
        first: dict[str, int] = {}
        for number, clause in enumerate(text.clauses, 1):
            for stem in stems.of(text.content[slice(*clause.heading)] + " " + text.content[slice(*clause.body)]):
                first.setdefault(stem, number)
        return cls(
            {
                stem: (len(stem) / _LENGTH) ** 0.5
                * (1 + _EARLY / first.get(stem, len(text.clauses) + 1))
                * told.get(stem, 1.0)
                * (_NAMED if 2 * named[stem] >= count else 1.0)
                * (_COMMON if stem in common else 1.0)
                for stem, count in counted.items()
            },
            frozenset(stem for stem, count in counted.items() if count > 1 and stem not in common),
        )

    def named(self, stems: frozenset[str]) -> float:
        """How much some stems say together."""
        return sum(self.weights.get(stem, 0.0) for stem in stems)
