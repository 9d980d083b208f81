"""A round held against the rows: for each area and actor the verdict, the rows that carry it, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from pipeline.inventory.comparisons.knowledge import Knowledge
from pipeline.inventory.comparisons.reasons import Reasons
from pipeline.inventory.comparisons.result import Answer, Comparison, Verdict
from pipeline.inventory.comparisons.rounds import ActorOfRound, AreaOfRound, Round
from pipeline.inventory.comparisons.standing import RUNNING
from pipeline.inventory.comparisons.trial import Known, try_row

_RANK = (Verdict.NO, Verdict.NOT_CURRENT, Verdict.YES)


def compare(known: Sequence[Known], asked: Round, knowledge: Knowledge, on: date | None = None) -> Comparison:
    """What the rows (`trial.know`) answer to a round, on its days of measurement or on another day (`on`).

    People's own answers are added by `survey.answered`.
    """
    if on:
        asked = replace(asked, areas=tuple(replace(area, measured_on=on) for area in asked.areas))
    reasons = Reasons(knowledge.words, several=len({one.row.owner for one in known}) > 1)
    bodies = {shape.name: shape.part_of for shape in knowledge.actors}
    return Comparison(
        asked,
        tuple(
            _answer(area, actor, known, reasons, bodies.get(actor.known_as))
            for area in asked.areas
            for actor in area.actors
        ),
        tuple(_answer(area, unit, known, reasons, None) for area in asked.areas for unit in area.internal),
    )


def _answer(
    area: AreaOfRound, actor: ActorOfRound, known: Sequence[Known], reasons: Reasons, body: str | None
) -> Answer:
    inside = [one for one in known if any(name in one.areas for name in area.covers)]
    tried = [try_row(area, actor, one) for one in inside if actor.known_as in one.actors]
    hiding = [one.row for one in inside if body in one.actors and actor.known_as not in one.actors]
    verdict = max((one.verdict for one in tried), key=_RANK.index, default=Verdict.NO)
    carrying = [one.row for one in tried if one.verdict is verdict and verdict is not Verdict.NO]
    return Answer(
        area=area.name,
        actor=actor.name,
        verdict=verdict,
        carried_by=tuple(row.id for row in carrying),
        numbers=tuple(row.number for row in carrying),
        why=reasons.why(area, actor, verdict, tried, body, hiding),
        share=actor.share,
        tells_existing=area.tells_existing,
        measured_on=area.measured_on,
        lacking=tuple(one.row.number for one in tried if one.lacks and one.terms.status in RUNNING),
        until=max((one.until for one in tried if one.verdict is Verdict.YES and one.until), default=None),
    )
