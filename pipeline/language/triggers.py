"""Which patterns can match a sentence at all, told by the words that they need.

spaCy's Matcher begins every pattern at every token, so that its cost grows with the number of rules (5,600 tokens a
second with 2,000 patterns). Nearly every pattern has tokens that must stand and that name their words or their kind
of value; a sentence without them need not be looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from spacy.tokens import Doc

Mark = tuple[str, str]
"""An attribute of spaCy's and its value: («NORM», «gäller»)."""
Needs = tuple[frozenset[Mark], ...]
"""Of each set a sentence must hold at least one mark."""

_NAMED = ("NORM", "LOWER", "TEXT", "ENT_TYPE")
_MUST_STAND = frozenset({"", "1", "+"})


def needs(tokens: Sequence[Mapping[str, Any]]) -> Needs:
    """What a sentence must hold for a token pattern to match.

    >>> needs([{"NORM": {"IN": ["från", "fr"]}}, {"ENT_TYPE": "DATE", "OP": "?"}]) == (
    ...     frozenset({("NORM", "från"), ("NORM", "fr")}),
    ... )
    True
    """
    standing = (token for token in tokens if token.get("OP", "") in _MUST_STAND)
    return tuple({frozenset(marks) for token in standing if (marks := list(_marks(token)))})


def marks(sentence: Doc) -> frozenset[Mark]:
    """What a sentence holds."""
    return frozenset(
        mark
        for token in sentence
        for mark in zip(_NAMED, (token.norm_, token.lower_, token.text, token.ent_type_), strict=True)
    )


class Triggers:
    """Finds among many patterns, in the order given, those that can match a sentence."""

    def __init__(self, needed: Sequence[Needs]) -> None:
        """Index the patterns by their need with the fewest marks; one that needs nothing is tried everywhere."""
        self._needed = tuple(needed)
        self._everywhere = [number for number, one in enumerate(needed) if not one]
        self._by_mark: dict[Mark, list[int]] = {}
        for number, one in enumerate(needed):
            for mark in min(one, key=len, default=()):
                self._by_mark.setdefault(mark, []).append(number)

    def of(self, held: frozenset[Mark]) -> list[int]:
        """The numbers of the patterns that can match a sentence that holds these marks."""
        tried = {number for mark in held for number in self._by_mark.get(mark, ())}.union(self._everywhere)
        return sorted(n for n in tried if not any(map(held.isdisjoint, self._needed[n])))


def _marks(token: Mapping[str, Any]) -> Iterator[Mark]:
    """The marks of which the token must have one: of its first attribute that names them; none where nothing does."""
    for attribute in _NAMED:
        value = token.get(attribute)
        values = [value] if isinstance(value, str) else value.get("IN", ()) if isinstance(value, Mapping) else ()
        if values:
            yield from ((attribute, one) for one in values)
            return
