"""Where a municipality stands with an area and an actor, by the agreements that count for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from pipeline.inventory.comparisons.county_counting import Counted, Holding
from pipeline.inventory.comparisons.knowledge import Knowledge
from pipeline.inventory.comparisons.result import Verdict
from pipeline.inventory.comparisons.rounds import AreaOfRound, Round
from pipeline.inventory.comparisons.trial import Known, know, try_row
from pipeline.inventory.rows import Row


class Standing(StrEnum):
    """What a municipality has; the best comes first."""

    CURRENT = "current"
    """An agreement that the survey would count today."""
    NOT_CURRENT = "not_current"
    """One that is in force, and was neither established nor followed up within the window."""
    NOT_COUNTED = "not_counted"
    """A written one that has run out, or does not show what the survey asks for."""
    NONE = "none"
    """There are documents that could be read, and none of them is one."""
    UNKNOWN = "unknown"
    """There are none, so that nobody can say."""


_STANDINGS = {
    Verdict.YES: Standing.CURRENT,
    Verdict.NOT_CURRENT: Standing.NOT_CURRENT,
    Verdict.NO: Standing.NOT_COUNTED,
}


@dataclass(frozen=True, slots=True)
class Cell:
    """Where one municipality stands in one line, and the agreements that the standing rests on."""

    standing: Standing
    carried: tuple[Counted, ...] = ()


@dataclass(frozen=True, slots=True)
class Stand:
    """One agreement's standing in an area and with an actor, `actor` being the round's word for it.

    An area may have no actor that is asked for (both names are ""), an actor may be named outside all areas.
    """

    area: str
    actor: str
    known_as: str
    standing: Standing
    counted: Counted


def todays_areas(rounds: Sequence[Round], day: date) -> tuple[AreaOfRound, ...]:
    """Each area as the newest round that asks for it defines it, measured on a day of our own."""
    found: list[AreaOfRound] = []
    for one in sorted(rounds, key=lambda one: one.year, reverse=True):
        known = {name for area in found for name in area.covers}
        found += [replace(area, measured_on=day) for area in one.areas if not known.intersection(area.covers)]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Standings:
    """Finds the standings of agreements in areas; `known` are the inventory's rows by id, with their areas and actors.

    Most agreements look alike from every municipality that they count for, so that they are read once.
    """

    areas: Sequence[AreaOfRound]
    known: Mapping[str, Known]
    knowledge: Knowledge

    @classmethod
    def of(cls, rows: Sequence[Row], areas: Sequence[AreaOfRound], knowledge: Knowledge) -> Standings:
        """For the rows of an inventory."""
        return cls(areas, {one.row.id: one for one in know(rows, knowledge)}, knowledge)

    def all(self, holding: Holding) -> tuple[Stand, ...]:
        """Every standing of every agreement that counts for a municipality."""
        return tuple(one for counted in holding.counted for one in _stands(counted, self._known(counted), self.areas))

    def _known(self, counted: Counted) -> Known:
        known = self.known[counted.row.id]
        return known if known.row is counted.row else know([counted.row], self.knowledge)[0]


def cell(holding: Holding, found: Iterable[Stand]) -> Cell:
    """The best of some standings, with the agreements that have it, each once."""
    by_standing: dict[Standing, dict[str, Counted]] = {}
    for one in found:
        by_standing.setdefault(one.standing, {})[one.counted.row.id] = one.counted
    for standing in Standing:
        if standing in by_standing:
            carried = by_standing[standing].values()
            return Cell(standing, tuple(sorted(carried, key=lambda counted: counted.row.number)))
    return Cell(Standing.NONE if holding.is_known else Standing.UNKNOWN)


def _stands(counted: Counted, known: Known, areas: Sequence[AreaOfRound]) -> Iterator[Stand]:
    asked: set[str] = set()
    for area in (one for one in areas if known.areas.keys() & set(one.covers)):
        actors = [actor for actor in area.actors if actor.known_as in known.actors]
        asked |= {actor.known_as for actor in actors}
        for actor in actors:
            standing = _STANDINGS[try_row(area, actor, known).verdict]
            yield Stand(area.name, actor.name, actor.known_as, standing, counted)
        if not actors:
            yield Stand(area.name, "", "", Standing.NOT_COUNTED, counted)
    for name in known.actors.keys() - asked:
        yield Stand("", "", name, Standing.NOT_COUNTED, counted)
