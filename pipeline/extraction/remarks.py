"""Sentences for Övrigt: what the document says that no other column holds."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extraction.candidates import Candidates
from pipeline.extraction.findings import Reasons

_REMARKS = ("ESTABLISHED", "REVIEW", "SUPERSEDES", "AMENDS", "FRAMEWORK", "DRAFT", "NOTICE_DAY", "RENEWAL_INTO_OPEN", "NO_RENEWAL")


def find_remarks(candidates: Candidates, reasons: Reasons) -> tuple[str, ...]:
    """One sentence for each kind of remark, at most; dates as they are known."""
    return tuple(dict.fromkeys(_remarks(candidates, reasons)))


def _remarks(candidates: Candidates, reasons: Reasons) -> Iterator[str]:
    for label in _REMARKS:
        for candidate in candidates.labelled(label)[:1]:
            key = f"remark_{label.lower()}"
            value = {name: v for name, v in candidate.mention.value.items() if v is not None}
            try:
                yield reasons.say(key, **value)
            except KeyError:
                continue
