"""Which round of Öppna jämförelser is told of each area: the last one that had been made on the inventory's day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from pipeline.inventory.comparisons.gaps import newest
from pipeline.inventory.comparisons.result import Answer, Comparison
from pipeline.inventory.comparisons.rounds import AreaOfRound, Round
from pipeline.inventory.words import sentence_case

_DASH = " – "
"""Between an area and its part: «Stöd till brottsoffer – våldsutsatta vuxna»."""


@dataclass(frozen=True, slots=True)
class AreaTold:
    """An area as a round asks for it, with the answers on external actors and internal units."""

    round: Round
    area: AreaOfRound
    answers: tuple[Answer, ...]
    internal: tuple[Answer, ...]

    @property
    def part(self) -> str:
        """The area's name below that of the group that it is a part of: «Våldsutsatta vuxna»."""
        return sentence_case(self.area.name.partition(_DASH)[2])


@dataclass(frozen=True, slots=True)
class Group:
    """Areas that the report tells of under one heading, since they are parts of one."""

    name: str
    members: tuple[AreaTold, ...]


def latest(comparisons: Iterable[Comparison], day: date) -> tuple[AreaTold, ...]:
    """The areas of the newest rounds first; one that a newer round covers too is left to that round."""
    by_year = {one.round.year: one for one in comparisons}
    kept = newest([one.round for one in by_year.values()], day) if by_year else ()
    return tuple(_asked(by_year[asked.year], area) for asked in kept for area in asked.areas)


def groups(asked: Sequence[AreaTold]) -> tuple[Group, ...]:
    """The areas in their order, neighbours that are parts of one together."""
    found = [tuple(members) for _, members in groupby(asked, key=lambda one: one.area.name.partition(_DASH)[0])]
    return tuple(
        Group(members[0].area.name if len(members) == 1 else members[0].area.name.partition(_DASH)[0], members)
        for members in found
    )


def _asked(comparison: Comparison, area: AreaOfRound) -> AreaTold:
    return AreaTold(
        comparison.round,
        area,
        tuple(one for one in comparison.answers if one.area == area.name),
        tuple(one for one in comparison.internal if one.area == area.name),
    )
