"""Municipalities by areas and by actors: who has which agreement, current or not, and who has none.

    inventory -> holdings (what counts for whom) -> standings -> lines of the overview

The question is the one of the county's survey (Örebro län 2009, twelve municipalities); the definitions are the newest
round's of Öppna jämförelser, held against the inventory's own day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.inventory.comparisons.county_counting import Holding, holdings
from pipeline.inventory.comparisons.county_standing import Cell, Stand, Standings, cell, todays_areas
from pipeline.inventory.comparisons.county_words import CountyWords
from pipeline.inventory.comparisons.knowledge import Knowledge
from pipeline.inventory.comparisons.rounds import AreaOfRound, Round
from pipeline.inventory.labels import Collation
from pipeline.inventory.rows import Inventory

_FEWEST = 2
"""Municipalities with documents; with one of them there is nothing to compare."""


@dataclass(frozen=True, slots=True)
class Line:
    """An area with all its actors (`actor` is ""), an area with one of them, or an actor in all areas (`area` is "").

    There is a cell for each holding, in their order.
    """

    area: str
    actor: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole overview on a day, with the words in which it is told."""

    as_of: date
    words: CountyWords
    holdings: tuple[Holding, ...]
    lines: tuple[Line, ...]


def overview(
    inventory: Inventory, rounds: Sequence[Round], knowledge: Knowledge, alphabet: Collation
) -> Overview | None:
    """The overview of an inventory by the definitions of some rounds.

    None where fewer than two municipalities have a folder of their own, or where no agreement is of any area.
    Raises ValueError where `comparisons.toml` lacks a word.
    """
    held = holdings(inventory, knowledge.municipalities, alphabet)
    areas = todays_areas(rounds, inventory.as_of)
    if sum(one.documents > 0 for one in held) < _FEWEST:
        return None
    standings = Standings.of(inventory.rows, areas, knowledge)
    found = [standings.all(one) for one in held]
    if not any(one.area for own in found for one in own):
        return None
    lines = [line for area in areas for line in _of_area(area, held, found)]
    known_as = dict.fromkeys(actor.known_as for area in areas for actor in area.actors)
    lines += [
        _line("", name, held, [[one for one in own if one.known_as == name] for own in found]) for name in known_as
    ]
    return Overview(inventory.as_of, CountyWords.parse(knowledge.texts["county"]), held, tuple(lines))


def _of_area(area: AreaOfRound, held: Sequence[Holding], found: Sequence[Sequence[Stand]]) -> list[Line]:
    """The area's line, and one for each of its actors."""
    inside = [[one for one in own if one.area == area.name] for own in found]
    return [
        _line(area.name, "", held, inside),
        *(
            _line(area.name, actor.name, held, [[one for one in own if one.actor == actor.name] for own in inside])
            for actor in area.actors
        ),
    ]


def _line(area: str, actor: str, held: Sequence[Holding], found: Iterable[Sequence[Stand]]) -> Line:
    return Line(area, actor, tuple(cell(one, own) for one, own in zip(held, found, strict=True)))
