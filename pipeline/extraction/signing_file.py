"""The digital signatures in a file: a day of signing that stands in no line of print.

What is printed goes before it. A file may have been sealed long after the parties signed, by an archive or a diary, so
a day that nothing supports is given for review; and on scanned pages it says only when the scan was sealed.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from pipeline.domain.evidence import Finding, How
from pipeline.domain.text import Text
from pipeline.extraction.candidates import Candidates
from pipeline.extraction.days import first_days
from pipeline.extraction.findings import Reasons, derived, doubted

_SOON = timedelta(days=31)
"""Signatures of the same document follow each other at most so far apart."""
_NEAR_START = timedelta(days=183)
"""Agreements are signed at most so long before or after the day from which they say that they are valid."""
_SURE = 0.9


def signed_by_file(text: Text, candidates: Candidates, reasons: Reasons) -> Finding[date | None]:
    """The day of the last signature in the file, as a derived value; its evidence is the place of signing in print."""
    day = _last_of_first(text.signed)
    told = candidates.labelled("SIGNED_ELECTRONICALLY")
    place = (told or candidates.labelled("EXECUTION"))[:1]
    evidence = [one for c in place for one in c.evidence(text, How.DERIVED)]
    finding: Finding[date | None] = derived(day, evidence, reasons, reasons.say("signed_by_file", date=day))
    alone = len(text.signed) == 1 and not told
    whole = text.pages == (1, text.file_pages)
    near = any(abs(start.day - day) <= _NEAR_START for start in first_days(text, candidates))
    if text.signed[-1] != day or alone or not whole or not near:
        return doubted(finding, reasons.say("signed_only_by_file", days=_said(text)))
    return finding


def held_to_file(finding: Finding[date | None], text: Text, reasons: Reasons) -> Finding[date | None]:
    """What is printed, doubted when no signature in the file is from about that day."""
    day = finding.value
    if text.is_scanned or not text.signed or (day and any(abs(signed - day) <= _SOON for signed in text.signed)):
        return finding
    return doubted(finding, reasons.say("signed_file_differs", days=_said(text)))


def seal_of_scan(text: Text, day: date | None) -> str | None:
    """The days on which a scan was sealed, when that was long after it was signed or nobody knows when that was."""
    sealed = text.is_scanned and text.signed
    return _said(text) if sealed and not (day and any(abs(one - day) <= _SOON for one in text.signed)) else None


def _said(text: Text) -> str:
    return ", ".join(day.isoformat() for day in text.signed)


def _last_of_first(days: tuple[date, ...]) -> date:
    """The last of the days that follow each other closely; what comes long after them is a seal."""
    return next((before for before, after in pairwise(days) if after - before > _SOON), days[-1])
