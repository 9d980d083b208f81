"""How a field's answer is put together: a value, where it stands, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from pipeline.domain.evidence import Evidence, Finding, How, Status
from pipeline.domain.text import Text
from pipeline.domain.values import Duration

T = TypeVar("T")

REVIEW_BELOW = 0.85
"""A value less sure than this is given, and listed for review."""
_UNSURE_READING = 0.6
"""Words that OCR read with less confidence than this make the value under them unsure."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """The Swedish sentences that say why a value is missing or unsure (`models/sv/sentences.toml`)."""

    sentences: Mapping[str, str]

    def say(self, key: str, **values: object) -> str:
        """The sentence with its gaps filled. Raises KeyError for a sentence that the lexicon lacks."""
        return self.sentences[key].format(**values)

    def say_length(self, length: Duration) -> str:
        """A length in Swedish: «3 år», «18 m\u00e5nader», «30 dagar»."""
        years, months = divmod(length.months, 12) if length.months % 12 == 0 else (0, length.months)
        named = (("years", years), ("months", months), ("days", length.days))
        return " ".join(self.say(f"{unit}_{'one' if n == 1 else 'many'}", n=n) for unit, n in named if n)


def evidence(text: Text, start: int, end: int, rule: str, how: How, confidence: float) -> tuple[Evidence, ...]:
    """Where the offsets stand in print, a quote for each page; what OCR read badly lowers the confidence."""
    return tuple(
        Evidence(place.page, place.quote, place.boxes, rule, how, round(min(confidence, _read(place.confidence)), 3))
        for place in text.locate(start, end)
    )


def stated(value: T, found: Iterable[Evidence], reasons: Reasons, *, how: Status = Status.STATED) -> Finding[T]:
    """A value with its evidence; review is asked for where it was read too unsurely."""
    found = tuple(found)
    confidence = min((e.confidence for e in found), default=0.0)
    finding = Finding(value, how, found, confidence)
    if confidence >= REVIEW_BELOW:
        return finding
    scanned = any(e.confidence <= _UNSURE_READING for e in found)
    return doubted(finding, reasons.say("unsure_reading" if scanned else "unsure_rule"))


def derived(value: T, found: Iterable[Evidence], reasons: Reasons, derivation: str) -> Finding[T]:
    """A value worked out from what is stated, with its derivation in Swedish."""
    finding = stated(value, (replace(e, how=How.DERIVED) for e in found), reasons, how=Status.DERIVED)
    return replace(finding, derivation=derivation)


def absent(value: T, reason: str, *, review: bool = False) -> Finding[T]:
    """Nothing was found, and that is said; `review` where something should have been there."""
    return Finding(value, Status.ABSENT, (), 0.0 if review else 1.0, review, reason)


def doubted(finding: Finding[T], reason: str) -> Finding[T]:
    """The same value, to be looked at by a person, and why; earlier reasons stay."""
    known = finding.reason or ""
    known = known if reason in known else f"{known} {reason}".strip()
    return replace(finding, review=True, reason=known, confidence=min(finding.confidence, REVIEW_BELOW - 0.01))


def _read(confidence: float) -> float:
    """What the reading confidence of words leaves of a value's confidence: all of it, unless they were read badly."""
    return 1.0 if confidence > _UNSURE_READING else confidence
