"""How often a document says that it is to be reviewed: «revideras årligen», «ses över vartannat år»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.domain.values import Duration
from pipeline.extraction.candidates import Candidates
from pipeline.lexicon import Table


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Words and the length of time that they mean."""

    words: re.Pattern[str]
    length: Duration


def rhythms(table: Table) -> tuple[Rhythm, ...]:
    """The table `models/sv/lexicon/rhythms.toml`. Raises KeyError where something is missing."""
    return tuple(Rhythm(re.compile(one["words"], re.IGNORECASE), Duration(one["months"])) for one in table["rhythm"])


def find_rhythm(candidates: Candidates, known: Sequence[Rhythm]) -> Duration | None:
    """The length from one review to the next, of the surest sentence; None where none is said or none can be told."""
    for candidate in candidates.labelled("REVIEW"):
        words = " ".join(str(candidate.mention.value.get("words", "")).split())
        for rhythm in known:
            if rhythm.words.search(words):
                return rhythm.length
    return None
