"""From when and until when: the only place that derives dates.

Precedence: a clause, the metadata block, the title (SPEC, domain notes 2.9). A date is stated as a day, as the first
or last day of a month or year that is stated, or derived from a start and a length; contradictions are told.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from pipeline.domain.evidence import Evidence, Finding, Mention
from pipeline.domain.text import Text
from pipeline.domain.values import DayOfYear, Duration, Interval, last_day
from pipeline.extraction.candidates import Candidate, Candidates, distinct
from pipeline.extraction.columns import values_below
from pipeline.extraction.days import first_days, last_days, settled
from pipeline.extraction.findings import Reasons, absent, derived, doubted, stated

_FIRST, _LAST = ("start", "start_after", "term", "signing"), ("end", "term", "length")
"""What tells when it begins and when it ends."""


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
    candidates = candidates.without_guesses("VALIDITY", _FIRST, _FIRST)
    candidates = candidates.without_guesses("VALIDITY", _LAST, (*_LAST, "open"))
    title_evidence = title.evidence
    start = _start(text, candidates, signed_on, reasons)
    end = _end(text, candidates, start, reasons)
    open_ended = _open(text, candidates, reasons)
    if title_interval:
        start, end = _held_to_title(start, end, title_interval, reasons)
    if title_interval and start.value is None and not start.review and end.value is None:
        start = _from_title(title_interval.start.first(), title_evidence, reasons)
    if title_interval and title_interval.end and end.value is None and not open_ended.value:
        end = _from_title(title_interval.end.last(), title_evidence, reasons)
    if start.value and end.value and end.value < start.value:
        reason = reasons.say("end_before_start", start=start.value, end=end.value)
        start, end = doubted(start, reason), doubted(end, reason)
    if end.value is None and not open_ended.value and not end.review and start.value is not None:
        end = doubted(end, reasons.say("no_end"))
    found = Validity(start, end, open_ended)
    return _missed(found, reasons.say("clause_unread")) if candidates.has_validity_clause else found


def expected(validity: Validity, reasons: Reasons) -> Validity:
    """The same for an agreement, which is odd if it is silent on all three: then a person looks."""
    return _missed(validity, reasons.say("no_validity"))


def _missed(validity: Validity, reason: str) -> Validity:
    found = (validity.valid_from, validity.valid_to, validity.open_ended)
    if any(f.value or f.review for f in found):
        return validity
    return replace(validity, valid_from=absent(None, reason, review=True))


def _start(
    text: Text, candidates: Candidates, signed_on: Finding[date | None], reasons: Reasons
) -> Finding[date | None]:
    found = first_days(text, candidates)
    if found:
        start = settled(text, found, reasons, "two_starts")
        of_office = any(m.start <= found[0].candidate.mention.start < m.end for m in _terms_of_office(candidates))
        return doubted(start, reasons.say("term_of_office")) if of_office and not found[0].full else start
    signing = candidates.having("VALIDITY", "signing")
    if signing:
        if signed_on.value is None:
            return absent(None, reasons.say("start_on_undated_signing"), review=True)
        evidence = (*signing[0].evidence(text), *signed_on.evidence)
        finding: Finding[date | None] = derived(
            signed_on.value, evidence, reasons, reasons.say("start_is_signing", date=signed_on.value)
        )
        return doubted(finding, signed_on.reason or "") if signed_on.review else finding
    if _left_open(candidates, "start"):
        return absent(None, reasons.say("date_not_filled_in"), review=True)
    if any(isinstance(c.value, DayOfYear) for c in candidates.having("VALIDITY", "start")):
        return absent(None, reasons.say("date_without_year"), review=True)
    for key, reason in (("part", "part_of_year"), ("condition", "start_on_condition")):
        if candidates.having("VALIDITY", key):
            return absent(None, reasons.say(reason), review=True)
    return absent(None, reasons.say("no_start"))


def _end(text: Text, candidates: Candidates, start: Finding[date | None], reasons: Reasons) -> Finding[date | None]:
    found = last_days(text, candidates)
    lengths = distinct(c for c in candidates.having("VALIDITY", "length") if isinstance(c.value, Duration))
    office = candidates.having("VALIDITY", "term_of_office")
    if found:
        end = settled(text, found, reasons, "two_ends")
        end = _checked(end, start, lengths, reasons)
        if candidates.having("VALIDITY", "framework"):
            end = doubted(end, reasons.say("framework_too"))
        if candidates.having("VALIDITY", "terminated"):
            end = doubted(end, reasons.say("terminated"))
        return doubted(end, reasons.say("term_of_office")) if office else end
    if lengths:
        return _from_length(text, lengths, start, reasons)
    for key, reason in (("term_of_office", "term_of_office"), ("framework", "follows_framework")):
        if candidates.having("VALIDITY", key):
            return absent(None, reasons.say(reason), review=True)
    if _left_open(candidates, "end"):
        return absent(None, reasons.say("date_not_filled_in"), review=True)
    if any(isinstance(c.value, DayOfYear) for c in candidates.having("VALIDITY", "end")):
        return absent(None, reasons.say("date_without_year"), review=True)
    return absent(None, reasons.say("no_end_stated"))


def _terms_of_office(candidates: Candidates) -> list[Mention]:
    return [c.mention for c in candidates.having("VALIDITY", "term_of_office")]


def _left_open(candidates: Candidates, key: str) -> bool:
    """Whether there is a place for the date, but empty or smeared."""
    return bool(candidates.having("VALIDITY", "blank") or candidates.unreadable("VALIDITY", "term", key))


def _from_length(
    text: Text, lengths: list[Candidate], start: Finding[date | None], reasons: Reasons
) -> Finding[date | None]:
    length = lengths[0].value
    assert isinstance(length, Duration)  # noqa: S101 - only lengths are asked for
    said = reasons.say_length(length)
    if start.value is None:
        return absent(None, reasons.say("length_without_start", length=said), review=True)
    how = reasons.say("end_from_length", start=start.value, length=said)
    finding: Finding[date | None] = derived(last_day(start.value, length), lengths[0].evidence(text), reasons, how)
    if start.review and start.reason:
        finding = doubted(finding, start.reason)
    return doubted(finding, reasons.say("two_lengths")) if len(lengths) > 1 else finding


def _checked(
    end: Finding[date | None], start: Finding[date | None], lengths: list[Candidate], reasons: Reasons
) -> Finding[date | None]:
    """The end as stated; doubtful where a length is stated too and leads elsewhere."""
    length = lengths[0].value if len(lengths) == 1 else None
    if not isinstance(length, Duration) or start.value is None or last_day(start.value, length) == end.value:
        return end
    computed, said = last_day(start.value, length), reasons.say_length(length)
    return doubted(end, reasons.say("length_differs", length=said, computed=computed, end=end.value))


def _open(text: Text, candidates: Candidates, reasons: Reasons) -> Finding[bool]:
    columns = (c for name in ("VALID_TO", "TERM") for c in values_below(text, candidates, name, "OPEN"))
    found = [*candidates.having("VALIDITY", "open"), *columns]
    if found and not candidates.having("VALIDITY", "cap"):
        return stated(True, found[0].evidence(text), reasons)  # noqa: FBT003 - the value itself
    terms = candidates.having("VALIDITY", "term")
    endless = next((c for c in terms if isinstance(c.value, Interval) and c.value.end is None), None)
    if endless:
        finding = stated(True, endless.evidence(text), reasons)  # noqa: FBT003 - the value itself
        return doubted(finding, reasons.say("endless"))
    return Finding(value=False, status=absent(None, "").status, reason=reasons.say("not_open"))


def _from_title(day: date, evidence: tuple[Evidence, ...], reasons: Reasons) -> Finding[date | None]:
    finding: Finding[date | None] = derived(day, evidence, reasons, reasons.say("years_of_title"))
    return doubted(finding, reasons.say("only_title"))


def _held_to_title(
    start: Finding[date | None], end: Finding[date | None], title: Interval, reasons: Reasons
) -> tuple[Finding[date | None], Finding[date | None]]:
    """The days of the text, doubtful where the years of the title say otherwise.

    Of one year in a title («Avtal 2013») it is asked only that the term has a day in it.
    """
    last = title.end.last() if title.end else date.max
    one_year = title.start.first().year == last.year
    years = str(title.start) if one_year else f"{title.start}\u2013{title.end or ''}"
    if start.value and (start.value > last if one_year else start.value.year != title.start.first().year):
        start = doubted(start, reasons.say("title_differs", years=years, date=start.value))
    if end.value and (end.value < title.start.first() if one_year else title.end and end.value.year != last.year):
        end = doubted(end, reasons.say("title_differs", years=years, date=end.value))
    return start, end
