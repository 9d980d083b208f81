"""What makes a paper an agreement whatever its title says: it names parties and a term, and the parties sign it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum

from pipeline.domain.evidence import Mention
from pipeline.domain.text import Text

_LATE = 0.4
"""Signatures stand below this share of the text, a letter's date above it."""

_HEADING_WORDS = 5
"""A clause's heading has no more words; a title that speaks of signing is no place for signatures."""


class Sign(Enum):
    """Something that agreements have in common."""

    PARTIES = "parties"
    TERM = "validity"
    SIGNATURES = "signing"
    SELF = "self"


_LABELS = {
    Sign.PARTIES: {"PARTIES"},
    Sign.TERM: {"VALIDITY"},
    Sign.SIGNATURES: {"SIGNED", "EXECUTION"},
    Sign.SELF: {"SELF"},
}


def signs_of(text: Text, mentions: tuple[Mention, ...], headings: Mapping[str, re.Pattern[str]]) -> frozenset[Sign]:
    """The signs that the text shows in what it says or in the headings of its clauses."""
    spans = (clause.heading for clause in text.clauses)
    titles = [title for start, end in spans if 0 < len((title := text.content[start:end]).split()) <= _HEADING_WORDS]
    labels = {m.label for m in mentions}
    headed = {sign for sign in Sign if sign.value in headings and any(map(headings[sign.value].search, titles))}
    if text.is_signed_electronically:
        headed.add(Sign.SIGNATURES)
    return frozenset(headed | {sign for sign, words in _LABELS.items() if labels & words})


def is_signed(text: Text, mentions: tuple[Mention, ...]) -> bool:
    """Whether it is signed: electronically, or below the text, dated by several, or announced and dated."""
    if text.is_signed_electronically:
        return True
    late = [m for m in mentions if m.start >= _LATE * text.margin_start]
    dated = len({m.start for m in late if m.label == "SIGNED"})
    return dated > 1 or (dated > 0 and any(m.label == "EXECUTION" for m in late))
