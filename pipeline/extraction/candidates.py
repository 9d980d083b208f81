"""Mentions that may answer a question, surest first."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.domain.evidence import Evidence, How, Mention
from pipeline.domain.text import Text
from pipeline.extraction.findings import REVIEW_BELOW, evidence_of
from pipeline.lexicon import Lexicon

_TOP = 300
"""Characters from the start of a text that count as its top."""
_ANNEXED = 0.15
"""What only an annex says is looked at by a person: it may be about another thing."""
_BEHIND = sys.maxsize
_DISQUALIFIED = frozenset({"past", "law", "other", "negated"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention, the part of its value that is asked for, and how much it counts."""

    mention: Mention
    value: object
    weight: float

    def evidence(self, text: Text, how: How = How.STATED) -> tuple[Evidence, ...]:
        """Where it stands."""
        return evidence_of(text, self.mention, how, self.weight)


class Candidates:
    """All mentions of one text, asked by label and key."""

    def __init__(self, text: Text, mentions: tuple[Mention, ...], lexicon: Lexicon) -> None:
        """Note where the clauses on validity are."""
        self._text = text
        self._mentions = mentions
        self._by_label: dict[str, list[Mention]] = {}
        for mention in mentions:
            self._by_label.setdefault(mention.label, []).append(mention)
        self._lexicon = lexicon
        self._annexes = _annexes_start(text, lexicon)
        self._read = {
            (m.start, m.end)
            for m in mentions
            if m.label != "CUE" and not m.rule.startswith("value/") and "negated" not in m.flags
        }
        shape = lexicon.headings["validity"]
        self._validity_clauses = [
            c.body for c in text.clauses if c.heading != (0, 0) and shape.search(text.content[slice(*c.heading)])
        ]

    def without_guesses(self, label: str, keys: tuple[str, ...], told: tuple[str, ...]) -> Candidates:
        """The same; where a sure mention tells one of `told`, without those that only guess at one of `keys`."""
        if all(c.weight < REVIEW_BELOW for key in told for c in self.having(label, key)):
            return self
        guesses = {id(c.mention) for key in keys for c in self.having(label, key) if c.weight < REVIEW_BELOW}
        return Candidates(self._text, tuple(m for m in self._mentions if id(m) not in guesses), self._lexicon)

    def in_validity_clause(self, mention: Mention) -> bool:
        """Whether it stands below a heading that announces how long it is valid."""
        place = bisect_right(self._validity_clauses, (mention.start, _BEHIND)) - 1
        return place >= 0 and mention.start < self._validity_clauses[place][1]

    @property
    def has_validity_clause(self) -> bool:
        """Whether a heading announces how long it is valid."""
        return bool(self._validity_clauses)

    def having(self, label: str, key: str) -> list[Candidate]:
        """Candidates whose value holds `key`, surest first and then in the order of the text."""
        found = [
            Candidate(m, m.value[key], self._weight(m)) for m in self._usable(label) if m.value.get(key) is not None
        ]
        return sorted(found, key=lambda c: (-c.weight, c.mention.start))

    def labelled(self, label: str) -> list[Candidate]:
        """All candidates of a label, surest first."""
        found = [Candidate(m, None, self._weight(m)) for m in self._usable(label)]
        return sorted(found, key=lambda c: (-c.weight, c.mention.start))

    def anywhere(self, label: str) -> list[Mention]:
        """All mentions of a label in the order of the text, those in margins and those with a qualifier as well."""
        return self._by_label.get(label, [])

    def values(self, start: int, end: int) -> list[Mention]:
        """The recognised values between two offsets: dates, lengths, registry numbers."""
        return [m for m in self._mentions if start <= m.start < end and m.rule.startswith("value/")]

    def heads(self, label: str) -> list[Mention]:
        """Mentions of a label at the top of the text or in a margin: «UTKAST» above a title or at a page's foot."""
        return [m for m in self.anywhere(label) if m.start < _TOP or m.start >= self._text.margin_start]

    def unreadable(self, label: str, *keys: str) -> list[Mention]:
        """Mentions of a label in which a value (one of `keys`, or any) stands that cannot be read («20xx-xx-xx»)."""
        return [
            m for m in self._usable(label)
            if any(m.value.get(name, m) is None for name in m.slots if not keys or name in keys)
        ]  # fmt: skip

    def is_read(self, value: Mention) -> bool:
        """Whether a rule has made something of a value, if only that it means another thing."""
        return any(start <= value.start and value.end <= end for start, end in self._read)

    def _usable(self, label: str) -> Iterator[Mention]:
        """Mentions of the body that speak of this agreement, as it now is; its annexes are asked where it is silent."""
        found = [
            m for m in self._by_label.get(label, ())
            if m.start < self._text.margin_start and not m.flags & _DISQUALIFIED
        ]  # fmt: skip
        own = [m for m in found if m.start < self._annexes]
        yield from own or found

    def _weight(self, mention: Mention) -> float:
        """The rule's confidence; a little more below a heading on validity, to settle a draw; less in an annex."""
        inside = 0.03 if self.in_validity_clause(mention) else 0.0
        annexed = mention.start >= self._annexes
        return min(0.99, mention.confidence + inside) - (_ANNEXED if annexed else 0.0)


def _annexes_start(text: Text, lexicon: Lexicon) -> int:
    """Where the first page begins that opens with «Bilaga 1»; a page of annexes alone has none before it."""
    page = text.pages[0]
    for line in text.lines:
        if line.start >= text.margin_start:
            break
        if line.page > page and lexicon.layout.annex.match(text.content[line.start : line.end]):
            return line.start
        page = max(page, line.page)
    return text.margin_start


def distinct(candidates: Iterable[Candidate]) -> list[Candidate]:
    """One candidate for each value, the first of each."""
    kept: list[Candidate] = []
    for candidate in candidates:
        if all(candidate.value != other.value for other in kept):
            kept.append(candidate)
    return kept
