"""What comparisons know, and rows made by hand for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.domain.actuality import Actuality, Event, EventKind, Sign, Trait
from pipeline.domain.agreement import Agreement, Outcome
from pipeline.domain.evidence import Evidence, How
from pipeline.inventory.comparisons.knowledge import Knowledge, load_knowledge
from pipeline.inventory.labels import Labels
from pipeline.inventory.rows import Inventory
from pipeline.inventory.table import tabulate
from pipeline.settings import PROGRAM

MakeRows = Callable[..., Inventory]
ALL = (Trait.MANAGEMENT, Trait.INDIVIDUAL, Trait.PROCEDURE, Trait.RESPONSIBILITY)


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge(PROGRAM / "models")


@pytest.fixture(scope="session")
def example_folder() -> Path:
    return PROGRAM / "corpus" / "exempel" / "vasteras"


def shown(trait: Trait, quote: str = "ord") -> Sign:
    return Sign(trait, (Evidence(1, quote, (), "actuality/rule", How.STATED, 0.9),))


@pytest.fixture(scope="session")
def make_rows(
    make_agreement: Callable[..., Agreement], make_outcome: Callable[..., Outcome], labels: Labels
) -> MakeRows:
    """An inventory of agreements told in a few words; `events` are days, `signers` what stands by the signatures."""

    def made(*agreements: dict[str, Any], as_of: str = "2014-12-09") -> Inventory:
        outcomes = []
        for number, given in enumerate(agreements, start=1):
            values = {"signed_on": "2013-06-14", "open_ended": True} | given
            kinds = {kind: values.pop(kind.value, ()) for kind in EventKind}
            days = {EventKind.ESTABLISHED: (values["signed_on"],)} | {k: v for k, v in kinds.items() if v}
            events = (Event(kind, date.fromisoformat(day)) for kind, some in days.items() for day in some if day)
            signs = [shown(trait) for trait in values.pop("traits", ALL)]
            signs += [shown(Trait.MANAGEMENT, quote) for quote in values.pop("signers", ())]
            actuality = Actuality(tuple(sorted(events, key=lambda event: event.day)), tuple(signs))
            outcomes.append(make_outcome(f"{number:02}.pdf", replace(make_agreement(**values), actuality=actuality)))
        return tabulate(outcomes, date.fromisoformat(as_of), labels)

    return made
