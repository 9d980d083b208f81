"""Which words a document is about: long ones that it often uses, in its title most of all, and others of its kind not.

A word's length stands for its rarity: Swedish makes its special words by joining common ones.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.domain.text import Text
from pipeline.lexicon import Table

_WORD = re.compile(r"[^\W\d_]{4,}")
_NAME = re.compile(r"(?<=[\w,] )[A-Z\u00c5\u00c4\u00d6]\w+")
_TERMS = 15
"""Words that a document is about at most; what comes below them in weight is detail."""
_TITLE, _HEADING = 2.0, 1.3


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

    def all(self, content: str) -> Iterator[str]:
        """The stems of a text's own words, as often as they stand there; common words are left out."""
        for word in _WORD.findall(content.casefold()):
            if word not in self.function_words and not self.common.match(word):
                yield self.ending.sub("", word)

    def of(self, content: str) -> frozenset[str]:
        """The stems of a text's own words."""
        return frozenset(self.all(content))


@dataclass(frozen=True, slots=True)
class Salience:
    """The stems that a document is about, each with its weight; the weights sum to 1."""

    weights: dict[str, float]

    @classmethod
    def of(cls, text: Text, topic: str, stems: Stems) -> Salience:
        """Weigh the words of a text; `topic` is what its title names."""
        body = text.content[: text.margin_start]
        counted, named = Counter(stems.all(body)), Counter(stems.all(" ".join(_NAME.findall(body))))
        titled, headed = stems.of(topic), stems.of(" ".join(text.content[slice(*c.heading)] for c in text.clauses))
        raw = {
            stem: (count * len(stem)) ** 0.5 * (_TITLE if stem in titled else _HEADING if stem in headed else 1.0)
            for stem, count in counted.items()
            if stem in titled or (count > 1 and named[stem] < 0.5 * count)
        }
        best = sorted(raw, key=lambda stem: (-raw[stem], stem))[:_TERMS]
        total = sum(raw[stem] for stem in best) or 1.0
        return cls({stem: raw[stem] / total for stem in best})

    def covered(self, stems: frozenset[str]) -> float:
        """The share of the document's matter that some stems name, 0 to 1; all of it where no word comes twice."""
        if not self.weights:
            return 1.0
        return sum(self.weights.get(stem, 0.0) for stem in stems)
