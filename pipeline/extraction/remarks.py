"""Sentences for Övrigt: what the document says that no other column holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.domain.evidence import Finding, Mention, Status
from pipeline.domain.text import Text
from pipeline.extraction.candidates import Candidates
from pipeline.extraction.findings import Reasons, misread
from pipeline.extraction.signing_block import SigningBlock
from pipeline.extraction.signing_file import seal_of_scan

_REMARKS = (
    "ESTABLISHED",
    "REVIEW",
    "NOTICE_DAY",
    "RENEWAL_INTO_OPEN",
    "NO_RENEWAL",
)
_LONGEST = 160
"""A remark names another document; it does not copy its text (quotes stay short, for secrecy)."""


def find_remarks(text: Text, candidates: Candidates, signed_on: date | None, reasons: Reasons) -> tuple[str, ...]:
    """One sentence for each kind of remark, at most; dates as they are known."""
    copy = _on_the_copy(text, candidates, signed_on, reasons)
    return tuple(dict.fromkeys([*copy, *_remarks(candidates, reasons)]))


def _on_the_copy(text: Text, candidates: Candidates, signed_on: date | None, reasons: Reasons) -> Iterator[str]:
    """What kind of copy it is: a draft, one that nobody has signed, one with words struck out."""
    block = SigningBlock(text, candidates)
    if candidates.heads("DRAFT"):
        yield reasons.say("remark_draft")
    elif block.blank() and not (
        block.dated() or candidates.labelled("SIGNED_IN_TEXT") or text.is_signed_electronically
    ):
        yield reasons.say("remark_unsigned")
    if text.struck:
        yield reasons.say("remark_struck", pages=", ".join(str(page) for page in text.struck))
    if sealed := seal_of_scan(text, signed_on):
        yield reasons.say("remark_sealed", days=sealed)


def _remarks(candidates: Candidates, reasons: Reasons) -> Iterator[str]:
    for label in _REMARKS:
        for candidate in candidates.labelled(label)[:1]:
            try:
                said = reasons.say(f"remark_{label.lower()}", **_values(candidate.mention))
            except KeyError:
                continue
            doubts = misread(Finding(said, Status.STATED), candidate.mention.misread, reasons)
            yield f"{said} {doubts.reason}" if doubts.reason else said


def _values(mention: Mention) -> dict[str, str]:
    """What fills the gaps of the sentence; words as they stand, on one line and not too many."""
    values = {name: " ".join(str(value).split()) for name, value in mention.value.items() if value is not None}
    return {
        name: value if len(value) <= _LONGEST else value[:_LONGEST].rsplit(" ", 1)[0] + " …"
        for name, value in values.items()
    }
