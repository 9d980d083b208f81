"""Which rounds of Öppna jämförelser a run is asked for."""

from __future__ import annotations

from collections.abc import Sequence

from flows.texts import say
from pipeline.settings import Settings


def unknown_rounds(settings: Settings, wanted: Sequence[str]) -> str | None:
    """What to say of rounds of Öppna jämförelser that there are none of; None where all are known."""
    if not wanted:
        return None
    from pipeline.inventory.comparisons.rounds import load_rounds  # noqa: PLC0415  # slow, and seldom needed

    known = [one.year for one in load_rounds(settings.models)]
    wrong = [year for year in wanted if year not in known]
    return say("run.no_round", wanted=", ".join(wrong), known=", ".join(known)) if wrong else None
