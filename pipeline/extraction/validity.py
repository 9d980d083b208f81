"""From when and until when: the only place that derives dates.

Precedence: a clause, the metadata block, the title (SPEC, domain notes 2.9). A date is stated as a day, as the first
or last day of a month or year that is stated, or derived from a start and a length; contradictions are told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.domain.evidence import Evidence, Finding
from pipeline.domain.text import Text
from pipeline.domain.values import Duration, Interval, PartialDate, last_day
from pipeline.extraction.candidates import Candidate, Candidates
from pipeline.extraction.findings import Reasons, absent, derived, doubted, stated

_CLEARLY = 0.06
"""A candidate this much surer than the next settles a contradiction; closer than that, a person is asked."""


@dataclass(frozen=True, slots=True)
class Validity:
    """The three findings that belong together."""

    valid_from: Finding[date | None]
    valid_to: Finding[date | None]
    open_ended: Finding[bool]


def find_validity(
    text: Text, candidates: Candidates, title_interval: Interval | None, title: Finding[str | None],
    signed_on: Finding[date | None], reasons: Reasons,
) -> Validity:  # fmt: skip
    """Start, end and whether it runs until further notice."""
    title_evidence = title.evidence
    start = _start(text, candidates, signed_on, reasons)
    end = _end(text, candidates, start, reasons)
    open_ended = _open(text, candidates, reasons)
    if title_interval and start.value is None and not start.review and end.value is None:
        start = _from_title(title_interval.start.first(), title_evidence, reasons)
    if title_interval and title_interval.end and end.value is None and not open_ended.value:
        end = _from_title(title_interval.end.last(), title_evidence, reasons)
    if start.value and end.value and end.value < start.value:
        reason = reasons.say("end_before_start", start=start.value, end=end.value)
        start, end = doubted(start, reason), doubted(end, reason)
    if end.value is None and not open_ended.value and not end.review and start.value is not None:
        end = doubted(end, reasons.say("no_end"))
    return Validity(start, end, open_ended)


def _start(
    text: Text, candidates: Candidates, signed_on: Finding[date | None], reasons: Reasons
) -> Finding[date | None]:
    found = _dates(candidates, "start", first=True)
    if found:
        return _settled(text, found, reasons)
    signing = candidates.having("VALIDITY", "signing")
    if signing:
        if signed_on.value is None:
            return absent(None, reasons.say("start_on_undated_signing"), review=True)
        evidence = (*signing[0].evidence(text), *signed_on.evidence)
        finding = derived(signed_on.value, evidence, reasons, reasons.say("start_is_signing", date=signed_on.value))
        return doubted(finding, signed_on.reason or "") if signed_on.review else finding
    if candidates.unreadable("VALIDITY"):
        return absent(None, reasons.say("date_not_filled_in"), review=True)
    if candidates.having("VALIDITY", "condition"):
        return absent(None, reasons.say("start_on_condition"), review=True)
    return absent(None, reasons.say("no_start"))


def _end(
    text: Text, candidates: Candidates, start: Finding[date | None], reasons: Reasons
) -> Finding[date | None]:
    found = _dates(candidates, "end", first=False)
    if found:
        return _settled(text, found, reasons)
    lengths = [c for c in candidates.having("VALIDITY", "length") if isinstance(c.value, Duration)]
    if lengths:
        length = lengths[0].value
        assert isinstance(length, Duration)  # noqa: S101 - narrowed just above
        if start.value is None:
            return absent(None, reasons.say("length_without_start", length=reasons.say_length(length)), review=True)
        how = reasons.say("end_from_length", start=start.value, length=reasons.say_length(length))
        finding = derived(last_day(start.value, length), lengths[0].evidence(text), reasons, how)
        return doubted(finding, start.reason) if start.review and start.reason else finding
    if candidates.having("VALIDITY", "framework"):
        return absent(None, reasons.say("follows_framework"), review=True)
    if candidates.unreadable("VALIDITY"):
        return absent(None, reasons.say("date_not_filled_in"), review=True)
    return absent(None, reasons.say("no_end_stated"))


def _open(text: Text, candidates: Candidates, reasons: Reasons) -> Finding[bool]:
    found = candidates.having("VALIDITY", "open")
    if not found:
        return Finding(value=False, status=absent(None, "").status, reason=reasons.say("not_open"))
    return stated(True, found[0].evidence(text), reasons)  # noqa: FBT003 - the value itself


@dataclass(frozen=True, slots=True)
class _Day:
    """A day that a candidate gives, and whether it stands there in full."""

    day: date
    candidate: Candidate
    full: bool


def _dates(candidates: Candidates, key: str, *, first: bool) -> list[_Day]:
    """Days for one end of the term, from intervals and from single dates, surest first."""
    found: list[_Day] = []
    for candidate in [*candidates.having("VALIDITY", "term"), *candidates.having("VALIDITY", key)]:
        value = candidate.value
        if isinstance(value, Interval):
            value = value.start if first else value.end
        if isinstance(value, PartialDate):
            found.append(_Day(value.first() if first else value.last(), candidate, value.is_day))
    return sorted(found, key=lambda d: (-d.candidate.weight, not d.full, d.candidate.mention.start))


def _settled(text: Text, found: list[_Day], reasons: Reasons) -> Finding[date | None]:
    best = found[0]
    evidence = best.candidate.evidence(text)
    finding: Finding[date | None]
    if best.full:
        finding = stated(best.day, evidence, reasons)
    else:
        finding = derived(best.day, evidence, reasons, reasons.say("whole_period", date=best.day))
    rival = next((d for d in found[1:] if d.day != best.day and not _covers(d, best)), None)
    if rival and best.candidate.weight - rival.candidate.weight < _CLEARLY:
        return doubted(finding, _two_dates(text, best, rival, evidence, reasons))
    return finding


def _covers(rough: _Day, exact: _Day) -> bool:
    """Whether a rough date («2013») only says less than the exact one, not something else."""
    return not rough.full and rough.day.year == exact.day.year


def _two_dates(
    text: Text, best: _Day, rival: _Day, evidence: tuple[Evidence, ...], reasons: Reasons
) -> str:
    return reasons.say(
        "two_dates", one=best.day, page_one=evidence[0].page if evidence else text.pages[0],
        two=rival.day, page_two=text.page_at(rival.candidate.mention.start),
    )  # fmt: skip


def _from_title(day: date, evidence: tuple[Evidence, ...], reasons: Reasons) -> Finding[date | None]:
    finding: Finding[date | None] = derived(day, evidence, reasons, reasons.say("years_of_title"))
    return doubted(finding, reasons.say("only_title"))
