from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from pipeline.domain.document import BBox
from pipeline.domain.evidence import Evidence, Finding, How, Status
from pipeline.inventory.labels import Labels
from pipeline.inventory.report.review_list import doubts
from pipeline.inventory.report.values import Level
from pipeline.inventory.table import tabulate


def unsure(value: object, *confidences: float, overall: float = 1.0) -> Finding[Any]:
    evidence = tuple(Evidence(1, f"citat {c}", (BBox(0, 0, 9, 9),), "rule", How.STATED, c) for c in confidences)
    return Finding(value, Status.STATED, evidence, overall, review=True, reason="Jämför med originalet.")


def test_the_least_certain_stand_first_and_missing_values_last(
    make_agreement: Callable[..., Any], make_outcome: Callable[..., Any], labels: Labels
) -> None:
    first = make_agreement(
        title=unsure("Avtal ett", 0.69),
        subject=unsure("Något", 0.9, 0.3),
        signed_on=Finding(None, Status.UNREADABLE, review=True, reason="Går inte att läsa."),
    )
    second = make_agreement(title=unsure("Avtal två", 0.5), valid_to=unsure(date(2015, 1, 1), 0.95, overall=0.4))
    outcomes = [make_outcome("a.pdf", first), make_outcome("b.pdf", second)]
    found = doubts(tabulate(outcomes, date(2014, 12, 9), labels), labels)
    assert [(doubt.field, doubt.text) for doubt in found] == [
        ("subject", "Något"),
        ("valid_to", "2015-01-01"),
        ("title", "Avtal två"),
        ("title", "Avtal ett"),
        ("signed_on", ""),
    ]
    assert [doubt.level for doubt in found] == [Level.LOW] * 4 + [None]
    assert found[0].quote == "citat 0.3", "the words that are the least certain"
    assert found[-1].reason == "Går inte att läsa."


def test_equals_keep_the_order_of_the_table(
    make_agreement: Callable[..., Any], make_outcome: Callable[..., Any], labels: Labels
) -> None:
    one = make_agreement(title=unsure("Avtal", 0.5), subject=unsure("Något", 0.5))
    outcomes = [make_outcome(f"{name}.pdf", one) for name in "ab"]
    found = doubts(tabulate(outcomes, date(2014, 12, 9), labels), labels)
    assert [(doubt.row.number, doubt.field) for doubt in found] == [
        (number, field) for number in (1, 2) for field in ("title", "subject")
    ]
    assert all(replace(doubt, row=found[0].row) for doubt in found)
