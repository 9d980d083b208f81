"""Who has signed is told by role, not by name, unless the settings say otherwise ([privacy] names).

Names stand only in quotes on signing, revision and decision: no field of the inventory is a person. A quote that holds
one is shortened to the part without it, so that what is left still stands word for word in the document: of a dated
line the part with the day, of a title the title. Words in capitals that follow each other are taken for a name, unless
one of them is a title or a body; a place of two words goes with them, which costs a quote nothing that it is there for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from pipeline.domain.actuality import Actuality
from pipeline.domain.agreement import Agreement, Outcome
from pipeline.domain.evidence import Evidence, Finding

T = TypeVar("T")

_PERSONAL = ("signing/", "revision/", "actuality/management", "actuality/decided")
"""The rules whose quotes may hold the names of those who sign."""

_TOKEN = re.compile(r"\S+")
_MARKS = ".,;:|()[]/*\"'\u2019\u201d\u00bb\u00ab-\u2013\u2014 "
_ENDS = (":", ";", "|")
_LEAST = 2
"""Words that a name has: a first name by itself is no signatory."""


@dataclass(frozen=True, slots=True)
class SignatoryWords:
    """`signatory` stands in for a name; ends of titles, bodies and their ends, what is inside names («von»)."""

    signatory: str
    titles: tuple[str, ...]
    bodies: tuple[str, ...]
    body_ends: tuple[str, ...]
    particles: tuple[str, ...]

    def is_body(self, word: str) -> bool:
        """Whether a word is, or ends like, one for a body: «kommun», «Kommunförbundet»."""
        return word.casefold() in self.bodies or word.casefold().endswith(self.body_ends)


def without_names(outcome: Outcome, words: SignatoryWords) -> Outcome:
    """The same outcome with no signatory's name in it."""
    return replace(outcome, agreements=tuple(unnamed(one, words) for one in outcome.agreements))


def unnamed(agreement: Agreement, words: SignatoryWords) -> Agreement:
    """The same agreement with no signatory's name in its quotes and reasons."""
    return replace(
        agreement,
        signed_on=_finding(agreement.signed_on, words),
        revised_on=_finding(agreement.revised_on, words),
        actuality=_actuality(agreement.actuality, words),
    )


def names(text: str, words: SignatoryWords) -> Iterator[tuple[int, int]]:
    """Where names of people begin and end in a short text, and addresses of e-mail."""
    run: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text):
        word = token[0].strip(_MARKS)
        if "@" in word:
            yield token.span()
        elif _may_be_name(word, words):
            run.append(token)
            if not token[0].endswith(_ENDS):
                continue
        elif word.casefold() in words.particles:
            continue
        elif words.is_body(word):
            run = run[:-1]  # «Tallstads kommun»
        yield from _whole(run)
        run = []
    yield from _whole(run)


def _whole(run: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    if len(run) >= _LEAST:
        yield run[0].start(), run[-1].end()


def _may_be_name(word: str, words: SignatoryWords) -> bool:
    letters = word.replace("-", "").replace(".", "").replace("'", "").replace("\u2019", "")
    capital = word[:1].isupper() and letters.isalpha()
    return capital and not words.is_body(word) and not word.casefold().endswith(words.titles)


def _finding(finding: Finding[T], words: SignatoryWords) -> Finding[T]:
    quotes = tuple(_quotes(finding.evidence, words))
    return replace(finding, evidence=quotes, reason=finding.reason and _told(finding.reason, words))


def _actuality(actuality: Actuality, words: SignatoryWords) -> Actuality:
    events = (replace(event, evidence=tuple(_quotes(event.evidence, words))) for event in actuality.events)
    signs = (replace(sign, evidence=tuple(_quotes(sign.evidence, words))) for sign in actuality.signs)
    return Actuality(tuple(events), tuple(signs))


def _quotes(evidence: Iterable[Evidence], words: SignatoryWords) -> Iterator[Evidence]:
    """The quotes without names; one that is nothing but a name goes."""
    for one in evidence:
        if not one.rule.startswith(_PERSONAL):
            yield one
        elif quote := _shortened(one.quote, words):
            yield one if quote == one.quote else replace(one, quote=quote)


def _shortened(quote: str, words: SignatoryWords) -> str:
    """The part of a quote that it is there for: with the day, else with a title, else the longest."""
    found = sorted(names(quote, words))
    if not found:
        return quote
    edges = [0, *(edge for span in found for edge in span), len(quote)]
    parts = [quote[start:end].strip(_MARKS) for start, end in zip(edges[::2], edges[1::2], strict=True)]
    return max(parts, key=lambda part: (any(c.isdecimal() for c in part), _has_title(part, words), len(part)))


def _has_title(part: str, words: SignatoryWords) -> bool:
    return any(word.strip(_MARKS).casefold().endswith(words.titles) for word in part.split())


def _told(reason: str, words: SignatoryWords) -> str:
    """A reason is our own sentence, with words of the document between quotation marks."""
    pieces, behind = [], 0
    for quoted in re.finditer(r"\u00bb[^\u00bb\u00ab]+\u00bb|\u00ab[^\u00ab\u00bb]+\u00bb", reason):
        for start, end in sorted(names(quoted[0][1:-1], words)):
            first = quoted.start() + 1 + start
            pieces += [reason[behind:first], words.signatory]
            behind = quoted.start() + 1 + end
    return "".join([*pieces, reason[behind:]])
