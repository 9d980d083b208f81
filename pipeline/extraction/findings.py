"""How a field's answer is put together: a value, where it stands, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from pipeline.domain.evidence import Evidence, Finding, How, Mention, Misreading, Status
from pipeline.domain.text import Place, Text
from pipeline.domain.values import Duration

T = TypeVar("T")

REVIEW_BELOW = 0.85
"""A value less sure than this is given, and listed for review."""
_UNSURE_READING = 0.6
"""Words that OCR read with less confidence than this make the value under them unsure."""
_UNSURE_FIGURES = 0.85
"""The same for figures: a lost or changed one still looks right.

On the scans of the gold set every figure read right has 0.88 or more, the one that was not has 0.78.
"""


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
    return tuple(_evidence(place, rule, how, confidence, _read(place.confidence)) for place in text.locate(start, end))


def evidence_of(text: Text, mention: Mention, how: How, confidence: float) -> tuple[Evidence, ...]:
    """The same for a mention, with what OCR misread in its values; badly read figures of these count too."""
    figures = _read_figures(text, mention)
    found = (
        _evidence(place, mention.rule, how, confidence, min(_read(place.confidence), figures))
        for place in text.locate(mention.start, mention.end)
    )
    return tuple(replace(one, misread=mention.misread) for one in found)


def stated(value: T, found: Iterable[Evidence], reasons: Reasons, *, how: Status = Status.STATED) -> Finding[T]:
    """A value with its evidence; review is asked for where it was read too unsurely."""
    found = tuple(found)
    confidence = min((e.confidence for e in found), default=0.0)
    finding = Finding(value, how, found, confidence)
    finding = misread(finding, (one for e in found for one in e.misread), reasons)
    if confidence >= REVIEW_BELOW:
        return finding
    scanned = any(e.reading < REVIEW_BELOW for e in found)
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


def misread(finding: Finding[T], found: Iterable[Misreading], reasons: Reasons) -> Finding[T]:
    """The same value, to be compared with the paper where it rests on what OCR misread."""
    for one in dict.fromkeys(found):
        key = "misread" if one.taken else "perhaps_misread"
        finding = doubted(finding, reasons.say(key, seen=one.seen, read=one.read))
    return finding


def _evidence(place: Place, rule: str, how: How, confidence: float, reading: float) -> Evidence:
    return Evidence(place.page, place.quote, place.boxes, rule, how, round(min(confidence, reading), 3), reading)


def _read(confidence: float) -> float:
    """What the reading confidence of words leaves of a value's confidence: all of it, unless they were read badly."""
    return 1.0 if confidence > _UNSURE_READING else confidence


def _read_figures(text: Text, mention: Mention) -> float:
    """The same of the figures that its values are made of; for a value by itself these are all that stand in it."""
    values = mention.slots.values() if mention.slots else [(mention.start, mention.end)]
    sure = min(
        (
            anchor.confidence
            for start, end in values
            for anchor in text.anchors_in(start, end)
            if any(c.isdecimal() for c in anchor.printed) and text.is_ocr(anchor.page)
        ),
        default=1.0,
    )
    return 1.0 if sure >= _UNSURE_FIGURES else sure
