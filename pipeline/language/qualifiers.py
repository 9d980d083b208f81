"""What stands around a mention and changes what it says: negated, about the past, about another document.

The idea is ConText's: a cue reaches forward from where it stands to the mention, unless a termination lies between.
Cues and terminations are data: `models/sv/lexicon/qualifiers.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.lexicon import Table

_STEM = 5
"""So many letters of a word stand in all its forms: «hyresavtalet», «hyreskontrakt»."""


@dataclass(frozen=True, slots=True)
class Qualifier:
    """A flag, the cues that raise it, and what ends a cue's reach.

    `inside`: the cue may lie within the mention. `titled`: it says nothing where the document's title has the word too.
    """

    flag: str
    cue: re.Pattern[str]
    termination: re.Pattern[str]
    inside: bool
    titled: bool


def qualifiers(table: Table) -> tuple[Qualifier, ...]:
    """Compile the lexicon's table; an entry raises the flag of its name, or the one that it names."""
    return tuple(
        Qualifier(
            entry.get("flag", name),
            re.compile(entry["cue"], re.IGNORECASE),
            re.compile(entry["termination"], re.IGNORECASE),
            bool(entry.get("inside", False)),
            bool(entry.get("titled", False)),
        )
        for name, entry in table.items()
        if isinstance(entry, Mapping)
    )


def flags(sentence: str, start: int, end: int, known: tuple[Qualifier, ...], title: str = "") -> frozenset[str]:
    """The flags that hold for the stretch [start, end) of the sentence in a document with this title."""
    return frozenset(q.flag for q in known if _holds(q, sentence, start, end, title.casefold()))


def _holds(qualifier: Qualifier, sentence: str, start: int, end: int, title: str) -> bool:
    for cue in qualifier.cue.finditer(sentence, 0, end):
        if qualifier.titled and cue.group().casefold()[:_STEM] in title:
            continue
        if cue.start() >= start:
            return qualifier.inside
        if not qualifier.termination.search(sentence, cue.end(), max(start, cue.end())):
            return True
    return False
