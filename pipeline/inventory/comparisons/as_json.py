"""The check as it stands in forteckning.json."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.domain.actuality import Actuality, Trait, falls_out
from pipeline.domain.evidence import Evidence
from pipeline.domain.values import Duration
from pipeline.inventory.comparisons.check import Checked
from pipeline.inventory.comparisons.placed import Placed
from pipeline.inventory.comparisons.result import Answer

_WINDOWS = (12, 24)
"""Months: the windows of the rounds so far."""


def comparisons_json(checked: Checked) -> dict[str, Any]:
    """The answers of each round by its year, external actors first."""
    return {
        one.round.year: [
            *(_answer(answer, internal=False) for answer in one.answers),
            *(_answer(answer, internal=True) for answer in one.internal),
        ]
        for one in checked.comparisons
    }


def actuality_json(actuality: Actuality, areas: Sequence[Placed], actors: Sequence[Placed]) -> dict[str, Any]:
    """What an agreement's answers rest on, with where each thing stands.

    `falls_out` is, by the window's months, the first day on which the last of all events no longer counts.
    """
    latest = actuality.events[-1] if actuality.events else None
    return {
        "events": [
            {"kind": one.kind.value, "day": one.day.isoformat(), "evidence": _quotes(one.evidence)}
            for one in actuality.events
        ],
        "falls_out": {str(n): falls_out(latest, Duration(n)).isoformat() for n in _WINDOWS} if latest else {},
        "shows": {trait.value: _quotes(actuality.evidence(trait)) for trait in Trait if actuality.shows(trait)},
        "areas": [_placed(one) for one in areas],
        "actors": [_placed(one) for one in actors],
    }


def _answer(answer: Answer, *, internal: bool) -> dict[str, Any]:
    return {
        "area": answer.area,
        "actor": answer.actor,
        "internal": internal,
        "measured_on": answer.measured_on.isoformat() if answer.measured_on else None,
        "answer": answer.verdict.value,
        "carried_by": list(answer.carried_by),
        "why": answer.why,
        "until": answer.until.isoformat() if answer.until else None,
        "survey": answer.survey.value if answer.survey else None,
        "differs": answer.differs,
        "share": answer.share,
    }


def _placed(placed: Placed) -> dict[str, str]:
    return {"name": placed.name, "how": placed.how.value, "words": placed.evidence}


def _quotes(evidence: Sequence[Evidence]) -> list[dict[str, Any]]:
    return [{"page": one.page, "quote": one.quote, "rule": one.rule} for one in evidence]
