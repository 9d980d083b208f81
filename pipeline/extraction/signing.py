"""When it was signed and when it was last revised."""

from __future__ import annotations

from datetime import date

from pipeline.domain.evidence import Finding
from pipeline.domain.text import Text
from pipeline.domain.values import PartialDate
from pipeline.extraction.candidates import Candidate, Candidates
from pipeline.extraction.findings import Reasons, absent, doubted, stated

_SIGNING_BEGINS = 0.35
"""A dated line above this share of the text is a letterhead, not a signature."""


def find_signed(text: Text, candidates: Candidates, reasons: Reasons) -> Finding[date | None]:
    """The latest day by the signatures; the day that it was drawn up when no signature is dated."""
    body = max(1, text.margin_start)
    execution = min((c.mention.start for c in candidates.labelled("EXECUTION")), default=body)
    begins = min(execution, body * 0.8) if execution > body * _SIGNING_BEGINS else body * 0.5
    dated = [c for c in candidates.having("SIGNED", "date") if c.mention.start >= begins]
    days = _days(dated)
    if days:
        latest = max(day for day, _ in days)
        return stated(latest, next(c for day, c in days if day == latest).evidence(text), reasons)
    for label in ("SIGNED_IN_TEXT", "ESTABLISHED"):
        days = _days(candidates.having(label, "date"))
        if days:
            return stated(days[0][0], days[0][1].evidence(text), reasons)
    partial = [c for c in candidates.having("SIGNED_IN_TEXT", "date") if isinstance(c.value, PartialDate)]
    if partial:
        return absent(None, reasons.say("signed_without_day", date=partial[0].value), review=True)
    return absent(None, reasons.say("not_signed"))


def find_revised(text: Text, candidates: Candidates, reasons: Reasons) -> Finding[date | None]:
    """The latest day on which it is said to have been revised."""
    found = candidates.having("REVISED", "date")
    days = _days(found)
    if days:
        strongest = max(c.weight for _, c in days)
        latest = max(day for day, c in days if c.weight >= strongest - 0.02)
        return stated(latest, next(c for day, c in days if day == latest).evidence(text), reasons)
    if found and isinstance(found[0].value, PartialDate):
        finding = stated(found[0].value.first(), found[0].evidence(text), reasons)
        return doubted(finding, reasons.say("revised_without_day", date=found[0].value))
    return absent(None, reasons.say("not_revised"))


def _days(candidates: list[Candidate]) -> list[tuple[date, Candidate]]:
    return [(c.value.first(), c) for c in candidates if isinstance(c.value, PartialDate) and c.value.is_day]
