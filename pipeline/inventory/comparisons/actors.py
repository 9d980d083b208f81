"""Which actors of Öppna jämförelser an agreement binds: parties, units in brackets, the title, those who signed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.domain.actuality import Trait
from pipeline.inventory.comparisons.placed import Placed, Where, surest
from pipeline.inventory.rows import Row
from pipeline.lexicon import Table

_BRACKETED = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class ActorShape:
    """How an actor is named; `part_of` is the larger body that may hide it, `internal`: of the own social services."""

    name: str
    shape: re.Pattern[str]
    never: re.Pattern[str] | None
    part_of: str | None
    internal: bool

    def found_in(self, text: str) -> str | None:
        """The words that name the actor; None where the text does not."""
        plain = self.never.sub(" ", text) if self.never else text
        match = self.shape.search(plain)
        return match.group() if match else None


def actor_shapes(table: Table) -> tuple[ActorShape, ...]:
    """The table `lexicon/actors.toml`. Raises KeyError or re.error where it is wrong."""
    return tuple(
        ActorShape(
            one["name"],
            re.compile(one["shape"], re.IGNORECASE),
            re.compile(one["never"], re.IGNORECASE) if "never" in one else None,
            one.get("part_of"),
            one.get("internal", False),
        )
        for one in table["actor"]
    )


def actors_of(row: Row, shapes: tuple[ActorShape, ...]) -> tuple[Placed, ...]:
    """The actors that a row binds, each with where it is named and the words there; parties are asked first.

    An internal unit is named like its field of work, which a title names too: there it says nothing.
    """
    return surest(
        tuple(
            Placed(shape.name, where, words)
            for where, text in _texts(row)
            for shape in shapes
            if not (shape.internal and where is Where.TITLE)
            if (words := shape.found_in(text))
        )
    )


def _texts(row: Row) -> Iterator[tuple[Where, str]]:
    names = [party.name for party in row.agreement.parties.value]
    for name in names:
        yield Where.PARTY, _BRACKETED.sub(" ", name)
    for name in names:
        for inside in _BRACKETED.findall(name):
            yield Where.IN_BRACKETS, inside
    yield Where.TITLE, row.title
    for one in row.agreement.actuality.evidence(Trait.MANAGEMENT):
        yield Where.SIGNING, one.quote
