"""The words of comparisons, from `models/sv/comparisons.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.domain.actuality import EventKind, Trait
from pipeline.inventory.comparisons.placed import Where
from pipeline.inventory.comparisons.result import Verdict


@dataclass(frozen=True, slots=True)
class CheckWords:
    """The sentences of the check: `says` by key, and names for verdicts, traits, events and places."""

    verdicts: Mapping[Verdict, str]
    lacks: Mapping[Trait, str]
    events: Mapping[EventKind, str]
    named: Mapping[Where, str]
    says: Mapping[str, str]

    @classmethod
    def parse(cls, table: Mapping[str, Any]) -> CheckWords:
        """Read the table `check`. Raises ValueError for a name that is missing."""
        try:
            return cls(
                verdicts={one: table["verdicts"][one] for one in Verdict},
                lacks={one: table["lacks"][one] for one in Trait},
                events={one: table["events"][one] for one in EventKind},
                named={one: table["named"][one] for one in Where},
                says=dict(table["says"]),
            )
        except KeyError as error:
            raise ValueError(f"comparisons.toml [check] lacks {error}") from error

    def say(self, key: str, **values: object) -> str:
        """A sentence with its gaps filled. Raises KeyError for one that is missing."""
        return self.says[key].format(**values)


@dataclass(frozen=True, slots=True)
class SurveyWords:
    """The heads of oppna_jamforelser.csv, and other ways to write an answer, each with the verdict that it means."""

    round: str
    area: str
    actor: str
    answer: str
    also: Mapping[str, str]
