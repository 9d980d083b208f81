"""The days that candidates give for one end of a term, and which of them it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.domain.evidence import Finding
from pipeline.domain.text import Text
from pipeline.domain.values import Interval, PartialDate, TurnOfYear
from pipeline.extraction.candidates import Candidate, Candidates
from pipeline.extraction.columns import values_below
from pipeline.extraction.findings import Reasons, derived, doubted, stated

_CLEARLY = 0.06
"""A candidate this much surer than the next settles a contradiction; closer than that, a person is asked."""
_BARE_YEAR = re.compile(r"\D{0,200}((?:19|20)\d\d)\D{0,200}")


@dataclass(frozen=True, slots=True)
class Day:
    """A day that a candidate gives, and whether it stands there in full."""

    day: date
    candidate: Candidate
    full: bool


def first_days(text: Text, candidates: Candidates) -> list[Day]:
    """Days on which the term may begin, surest first."""
    return _sorted(_begin(c) for c in (*_terms(text, candidates), *_singles(text, candidates, "start", "VALID_FROM")))


def last_days(text: Text, candidates: Candidates) -> list[Day]:
    """Days on which the term may end, surest first."""
    return _sorted(_end(c) for c in (*_terms(text, candidates), *_singles(text, candidates, "end", "VALID_TO")))


def settled(text: Text, found: list[Day], reasons: Reasons, contradiction: str) -> Finding[date | None]:
    """The surest day; one that contradicts it and is about as sure makes it doubtful, said by `contradiction`."""
    best = found[0]
    evidence = best.candidate.evidence(text)
    finding: Finding[date | None]
    if best.full:
        finding = stated(best.day, evidence, reasons)
    else:
        finding = derived(best.day, evidence, reasons, reasons.say("whole_period", date=best.day))
    rival = next((d for d in found[1:] if d.day != best.day and not _covers(d, best)), None)
    if rival and best.candidate.weight - rival.candidate.weight < _CLEARLY:
        return doubted(finding, _two_dates(text, best, rival, reasons, contradiction))
    return finding


def _terms(text: Text, candidates: Candidates) -> Iterator[Candidate]:
    """Intervals and whole years or months; one day is no term, and of a part of a year only its end is told."""
    parts = [c.mention for c in candidates.having("VALIDITY", "part")]
    below = (c for kind in ("INTERVAL", "DATE") for c in values_below(text, candidates, "TERM", kind))
    for candidate in (*candidates.having("VALIDITY", "term"), *below):
        mention = candidate.mention
        if any(p.start <= mention.start and mention.end <= p.end for p in parts):
            continue
        if not (isinstance(candidate.value, PartialDate) and candidate.value.is_day):
            yield candidate


def _singles(text: Text, candidates: Candidates, key: str, column: str) -> list[Candidate]:
    after = [Candidate(c.mention, _next_day(c.value), c.weight) for c in candidates.having("VALIDITY", f"{key}_after")]
    return [*candidates.having("VALIDITY", key), *after, *values_below(text, candidates, column, "DATE")]


def _next_day(value: object) -> PartialDate | None:
    if not isinstance(value, PartialDate):
        return None
    day = value.last() + timedelta(days=1)
    return PartialDate(day.year, day.month, day.day)


def _begin(candidate: Candidate) -> Day | None:
    value = _dated(candidate.value)
    if isinstance(value, Interval):
        value = value.start
    if isinstance(value, TurnOfYear):
        return Day(value.first_after, candidate, full=False)
    return Day(value.first(), candidate, value.is_day) if value else None


def _end(candidate: Candidate) -> Day | None:
    value = _dated(candidate.value)
    if isinstance(value, Interval):
        value = value.end
    if isinstance(value, TurnOfYear):
        return Day(value.last_before, candidate, full=False)
    return Day(value.last(), candidate, value.is_day) if value else None


def _dated(value: object) -> PartialDate | Interval | TurnOfYear | None:
    """The value; a year that stands bare behind a label («Giltighetstid: 2014») is the words of a rule."""
    if isinstance(value, str) and (year := _BARE_YEAR.fullmatch(value)):
        return PartialDate(int(year.group(1)))
    return value if isinstance(value, PartialDate | Interval | TurnOfYear) else None


def _sorted(found: Iterator[Day | None]) -> list[Day]:
    days = [day for day in found if day is not None]
    return sorted(days, key=lambda d: (-d.candidate.weight, not d.full, d.candidate.mention.start))


def _covers(rough: Day, exact: Day) -> bool:
    """Whether a rough date («2013») only says less than the exact one, not something else."""
    return not rough.full and rough.day.year == exact.day.year


def _two_dates(text: Text, best: Day, rival: Day, reasons: Reasons, contradiction: str) -> str:
    """Both days with their pages, in the order of the text."""
    one, two = sorted((best, rival), key=lambda d: d.candidate.mention.start)
    return reasons.say(
        contradiction, one=one.day, page_one=text.page_at(one.candidate.mention.start),
        two=two.day, page_two=text.page_at(two.candidate.mention.start),
    )  # fmt: skip
