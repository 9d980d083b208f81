"""A round of Öppna jämförelser as a picture: actors down, areas across, an answer where the round asks."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.inventory.comparisons.result import Answer, Comparison


@dataclass(frozen=True, slots=True)
class Line:
    """One actor, and its answer in each area in their order; None where the round does not ask."""

    actor: str
    answers: tuple[Answer | None, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The areas of a round in its order, and a line for each actor in the order in which the areas name them."""

    year: str
    areas: tuple[str, ...]
    lines: tuple[Line, ...]
    answers: tuple[Answer, ...]


def matrix(comparison: Comparison) -> Matrix:
    """The external actors of a comparison."""
    areas = tuple(dict.fromkeys(answer.area for answer in comparison.answers))
    known = {(answer.actor, answer.area): answer for answer in comparison.answers}
    actors = dict.fromkeys(answer.actor for answer in comparison.answers)
    lines = tuple(Line(actor, tuple(known.get((actor, area)) for area in areas)) for actor in actors)
    return Matrix(comparison.round.year, areas, lines, comparison.answers)
