"""What to write or follow up: the newest definition of each area, held against the day of the inventory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from pipeline.inventory.comparisons.compare import compare
from pipeline.inventory.comparisons.knowledge import Knowledge
from pipeline.inventory.comparisons.result import Answer, Verdict
from pipeline.inventory.comparisons.rounds import AreaOfRound, Round
from pipeline.inventory.comparisons.survey import Survey, answered
from pipeline.inventory.comparisons.trial import Known


class Task(StrEnum):
    """What is to be done, most urgent first."""

    FOLLOW_UP_NOW = "follow_up_now"
    """There is an agreement in force; a documented follow-up makes it count."""
    WRITE = "write"
    """There is none that counts; one in force that says too little (`Answer.lacking`) may be completed instead."""
    FOLLOW_UP_BY = "follow_up_by"
    """It counts today, until a day."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing to do, in which round's words it is asked for, and the answer that shows it."""

    task: Task
    year: str
    answer: Answer


def gaps(known: Sequence[Known], knowledge: Knowledge, day: date, survey: Survey) -> tuple[Gap, ...]:
    """What to do, most urgent first; what the survey says is not needed or not applicable is left out."""
    found = [
        Gap(_task(answer), asked.year, answer)
        for asked in newest(knowledge.rounds, day)
        for answer in answered(compare(known, asked, knowledge, on=day), survey).answers
        if answer.survey not in {Verdict.NOT_NEEDED, Verdict.NOT_APPLICABLE}
    ]
    return tuple(sorted(found, key=_urgency))


def newest(rounds: Sequence[Round], day: date) -> tuple[Round, ...]:
    """The rounds measured until a day, newest first, each with the areas that no newer one asks about.

    Before the first measurement all rounds count: a municipality prepares for them.
    """
    past = [one for one in rounds if min(area.measured_on for area in one.areas) <= day] or list(rounds)
    seen: set[str] = set()
    kept: list[Round] = []
    for one in sorted(past, key=lambda one: one.year, reverse=True):
        areas: list[AreaOfRound] = [area for area in one.areas if not seen.intersection(area.covers)]
        seen.update(name for area in one.areas for name in area.covers)
        if areas:
            kept.append(replace(one, areas=tuple(areas)))
    return tuple(kept)


def _task(answer: Answer) -> Task:
    if answer.verdict is Verdict.YES:
        return Task.FOLLOW_UP_BY
    return Task.FOLLOW_UP_NOW if answer.verdict is Verdict.NOT_CURRENT else Task.WRITE


def _urgency(gap: Gap) -> tuple[int, date, bool]:
    """By what is to be done, then by the day, then what can be completed before what must be written."""
    return list(Task).index(gap.task), gap.answer.until or date.max, not gap.answer.lacking
