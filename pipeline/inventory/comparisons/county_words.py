"""The words of the overview of a county: the table `county` of `models/sv/comparisons.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.inventory.comparisons.county_counting import How
from pipeline.inventory.comparisons.county_standing import Standing


@dataclass(frozen=True, slots=True)
class CountyWords:
    """`about` is what the sheet Läs mig says of the sheet; `standings` and `how` are words of the cells.

    `finds` is what a sentence says of municipalities, by standing.
    """

    title: str
    about: str
    heads: Mapping[str, str]
    standings: Mapping[Standing, str]
    how: Mapping[How, str]
    finds: Mapping[Standing, str]
    says: Mapping[str, str]

    @classmethod
    def parse(cls, table: Mapping[str, Any]) -> CountyWords:
        """Read the table. Raises ValueError for a name that is missing."""
        try:
            return cls(
                title=table["title"],
                about=table["about"],
                heads={one: table["heads"][one] for one in ("area", "actor", "summary")},
                standings={one: table["standings"][one] for one in Standing},
                how={one: table["how"][one] for one in How},
                finds={one: table["finds"][one] for one in Standing},
                says=dict(table["says"]),
            )
        except KeyError as error:
            raise ValueError(f"comparisons.toml [county] lacks {error}") from error

    def say(self, key: str, **values: object) -> str:
        """A sentence with its gaps filled. Raises KeyError for one that is missing."""
        return self.says[key].format(**values)
