"""What stands around a mention and changes what it says: negated, about the past, about another document.

The idea is ConText's: a cue reaches forward from where it stands to the mention, unless a termination lies between.
Cues and terminations are data: `models/sv/lexicon/qualifiers.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.lexicon import Table


@dataclass(frozen=True, slots=True)
class Qualifier:
    """A flag, the cues that raise it, and what ends a cue's reach. `inside`: the cue may lie within the mention."""

    flag: str
    cue: re.Pattern[str]
    termination: re.Pattern[str]
    inside: bool


def qualifiers(table: Table) -> tuple[Qualifier, ...]:
    """Compile the lexicon's table, one entry for each flag."""
    return tuple(
        Qualifier(
            flag,
            re.compile(entry["cue"], re.IGNORECASE),
            re.compile(entry["termination"], re.IGNORECASE),
            bool(entry.get("inside", False)),
        )
        for flag, entry in table.items()
        if isinstance(entry, Mapping)
    )


def flags(sentence: str, start: int, end: int, known: tuple[Qualifier, ...]) -> frozenset[str]:
    """The flags that hold for the stretch [start, end) of the sentence."""
    return frozenset(q.flag for q in known if _holds(q, sentence, start, end))


def _holds(qualifier: Qualifier, sentence: str, start: int, end: int) -> bool:
    for cue in qualifier.cue.finditer(sentence, 0, end):
        if cue.start() >= start:
            return qualifier.inside
        if not qualifier.termination.search(sentence, cue.end(), max(start, cue.end())):
            return True
    return False
