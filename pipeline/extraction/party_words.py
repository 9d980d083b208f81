"""The words that tell where the name of a party ends and what is none (`models/sv/lexicon/parties.toml`)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.lexicon import Table


@dataclass(frozen=True, slots=True)
class PartyWords:
    """What clings to a party's name (`models/sv/lexicon/parties.toml`)."""

    alias: re.Pattern[str]
    label: re.Pattern[str]
    tail: re.Pattern[str]
    separator: re.Pattern[str]
    aside: re.Pattern[str]
    shared: re.Pattern[str]
    place: re.Pattern[str]
    head: re.Pattern[str]
    umbrella: re.Pattern[str]
    owned: re.Pattern[str]
    kept_role: re.Pattern[str]
    own: re.Pattern[str]
    for_what: re.Pattern[str]
    person: re.Pattern[str]
    row: re.Pattern[str]
    column: re.Pattern[str]
    lead: re.Pattern[str]
    conjunction: re.Pattern[str]
    beside: re.Pattern[str]
    sentence: re.Pattern[str]
    on_behalf: re.Pattern[str]
    in_full: str
    of_several: re.Pattern[str]
    bare: re.Pattern[str]
    municipalities: re.Pattern[str]
    weak_column: re.Pattern[str]
    inline: re.Pattern[str]
    form: re.Pattern[str]
    title_begin: re.Pattern[str]
    title_end: re.Pattern[str]

    @classmethod
    def from_table(cls, table: Table) -> PartyWords:
        """Compile the lexicon's table."""
        patterns = {
            name: re.compile(table[name], re.IGNORECASE) for name in cls.__dataclass_fields__ if name != "in_full"
        }
        return cls(**patterns, in_full=table["in_full"])
