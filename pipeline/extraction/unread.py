"""What the text speaks of in words that no rule reads: the field stays empty, and a person is asked.

The rules below `unread/` mark the words of a renewal, a notice, a validity, a revision. Where such a word stands beside
a date or a length that no rule has made anything of, or in the sentence before it, an empty field is no proof that the
document is silent; neither is it where a date stands unread below a heading on validity.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.domain.agreement import Agreement, Kind
from pipeline.domain.evidence import Finding
from pipeline.domain.text import Text
from pipeline.domain.values import PartialDate
from pipeline.extraction.candidates import Candidate, Candidates
from pipeline.extraction.findings import Reasons, doubted

_END, _LAST_PART = 500, 0.2
"""Characters from the end of an agreement, or the part of it, in which a date mostly belongs to its signatures."""
_REACH = 120
"""Characters of the next sentence that may hold the value which the words are about."""
_DAYS = ("DATE", "INTERVAL", "TURN_OF_YEAR", "DAY_OF_YEAR")


@dataclass(frozen=True, slots=True)
class _Watch:
    """A field, the words that speak of it, and the kinds of value that must stand unread beside them."""

    field: str
    of: str
    values: tuple[str, ...]


_WATCHED = (
    _Watch("valid_from", "validity", _DAYS),
    _Watch("valid_to", "validity", (*_DAYS, "DURATION")),
    _Watch("open_ended", "validity", ("OPEN",)),
    _Watch("renewal", "renewal", ("DURATION", "EACH", "YEARLY")),
    _Watch("notice_period", "notice", ("DURATION",)),
    _Watch("revised_on", "revision", ("DATE",)),
)


def doubt_unread(agreement: Agreement, text: Text, candidates: Candidates, reasons: Reasons) -> Agreement:
    """The same agreement; a field that is empty though the text speaks of it is to be reviewed, with the place."""
    changed: dict[str, Finding[object]] = {}
    endless = agreement.open_ended.value and not agreement.open_ended.review
    for watch in _WATCHED:
        if watch.field == "valid_to" and endless:
            continue  # it surely runs until further notice: another day is not its end
        cue = next(_unread(watch, candidates), None)
        if cue:
            changed[watch.field] = _doubtful(agreement, watch.field, f"unread_{watch.of}", cue, text, reasons)
    day = next(_days_at_end(text, candidates), None)
    if day and agreement.kind.value is Kind.AGREEMENT:
        changed["signed_on"] = _doubtful(agreement, "signed_on", "unread_signing", day, text, reasons)
    return replace(agreement, **changed)  # type: ignore[arg-type]  # each field keeps its type


def _doubtful(
    agreement: Agreement, field: str, reason: str, where: Candidate, text: Text, reasons: Reasons
) -> Finding[object]:
    """The field's finding, to be reviewed if it is empty and nobody has asked for that yet."""
    finding: Finding[object] = getattr(agreement, field)
    if finding.value or finding.review:
        return finding
    asked = doubted(replace(finding, reason=None), reasons.say(reason, page=text.page_at(where.mention.start)))
    return replace(asked, evidence=where.evidence(text), confidence=0.0)


def _days_at_end(text: Text, candidates: Candidates) -> Iterator[Candidate]:
    """Days near the end of the body that no rule has read."""
    end = min(_END, int(_LAST_PART * text.margin_start))
    for day in candidates.having("DATE", "value"):
        near = text.margin_start - end <= day.mention.start < text.margin_start
        if near and isinstance(day.value, PartialDate) and day.value.is_day and not candidates.is_read(day.mention):
            yield day


def _unread(watch: _Watch, candidates: Candidates) -> Iterator[Candidate]:
    """Words of the field near which a value stands that no rule has read; on validity, that value below its heading."""
    values = [m for kind in watch.values for m in candidates.anywhere(kind) if not candidates.is_read(m)]
    for cue in candidates.having("CUE", "of"):
        start, end = cue.mention.sentence
        if cue.value == watch.of and any(start <= m.start < end + _REACH for m in values):
            yield cue
    if watch.of == "validity":
        yield from (Candidate(m, None, 0.0) for m in values if candidates.in_validity_clause(m))
