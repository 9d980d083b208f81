"""A row held against one area and actor of a round: what speaks for it, and what fails."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.domain.actuality import Event, Trait, falls_out, is_current
from pipeline.domain.terms import Terms
from pipeline.inventory.comparisons.actors import actors_of
from pipeline.inventory.comparisons.areas import areas_of
from pipeline.inventory.comparisons.knowledge import Knowledge
from pipeline.inventory.comparisons.placed import Placed
from pipeline.inventory.comparisons.result import Verdict
from pipeline.inventory.comparisons.rounds import ActorOfRound, AreaOfRound
from pipeline.inventory.comparisons.standing import RUNNING, standing_on
from pipeline.inventory.rows import Row


@dataclass(frozen=True, slots=True)
class Known:
    """A row with its areas and actors, worked out once for all rounds."""

    row: Row
    areas: Mapping[str, Placed]
    actors: Mapping[str, Placed]


@dataclass(frozen=True, slots=True)
class Tried:
    """A row, how it names the actor, its terms on the day, the traits it lacks, the last event before that day."""

    row: Row
    named: Placed
    terms: Terms
    lacks: tuple[Trait, ...]
    event: Event | None
    current: bool
    until: date | None
    """The last day on which it is current and runs as things stand; None where it is not current."""

    @property
    def verdict(self) -> Verdict:
        """The answer that this row alone gives: it counts when it runs on the day and lacks nothing."""
        if self.terms.status not in RUNNING or self.lacks:
            return Verdict.NO
        return Verdict.YES if self.current else Verdict.NOT_CURRENT


def know(rows: Sequence[Row], knowledge: Knowledge) -> tuple[Known, ...]:
    """The rows with their areas and actors."""
    return tuple(
        Known(
            row,
            {one.name: one for one in areas_of(row, knowledge.areas)},
            {one.name: one for one in actors_of(row, knowledge.actors)},
        )
        for row in rows
    )


def try_row(area: AreaOfRound, actor: ActorOfRound, known: Known) -> Tried:
    """Hold a row, which names the actor, against what the round requires. Raises KeyError for one that does not."""
    agreement, day = known.row.agreement, area.measured_on
    wanted = dict.fromkeys((*area.requires, *actor.requires))
    event, terms = agreement.actuality.latest(day), standing_on(day, agreement)
    return Tried(
        row=known.row,
        named=known.actors[actor.known_as],
        terms=terms,
        lacks=tuple(trait for trait in wanted if not agreement.actuality.shows(trait)),
        event=event,
        current=event is not None and is_current(event, day, area.window),
        until=_until(event, terms, area) if event and is_current(event, day, area.window) else None,
    )


def _until(event: Event, terms: Terms, area: AreaOfRound) -> date:
    last = falls_out(event, area.window) - timedelta(days=1)
    return min(last, terms.current_term_end or last)
