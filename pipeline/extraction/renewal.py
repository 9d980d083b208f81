"""Whether and how it is prolonged, and the notice that stops that or ends it.

Several rules may look at the same words: the one that sees most of them is right («kan förnyas med två år», an option,
over «förnyas med två år»), and a length that is a notice is no renewal.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from pipeline.domain.agreement import Kind
from pipeline.domain.evidence import Finding, Mention
from pipeline.domain.text import Text
from pipeline.domain.values import Duration, Interval, PartialDate, Renewal, RenewalMode, last_day
from pipeline.extraction.candidates import Candidate, Candidates, distinct
from pipeline.extraction.findings import Reasons, absent, doubted, misread, stated

T = TypeVar("T")

_YEAR = Duration(12)
_ADDED = ("period", "second", "third")
"""The lengths of «1+1+1 år», each a renewal of its own."""
_BEFORE, _AFTER = 60, 260
"""Characters around a renewal within which a limit on it («högst två gånger») belongs to it."""
_CLEARLY = 0.02
"""A candidate this much surer than the next settles a contradiction; closer than that, a person is asked."""


def find_renewal(text: Text, candidates: Candidates, reasons: Reasons) -> Finding[Renewal | None]:
    """How the agreement is prolonged; None with a reason when it isn't or the text doesn't say."""
    found = _renewals(candidates)
    if not found:
        return _not_renewed(candidates, reasons)
    read = [(renewal, c) for c in found if (renewal := _renewal(c, candidates)) is not None]
    if not read:
        return absent(None, reasons.say("renewal_without_period"), review=True)
    renewal, best = read[0]
    finding: Finding[Renewal | None] = stated(renewal, best.evidence(text), reasons)
    close = [r for r, c in read[1:] if best.weight - c.weight < _CLEARLY]
    if any((r.mode, r.period) != (renewal.mode, renewal.period) for r in close) or not _even(best.mention):
        finding = doubted(finding, reasons.say("two_renewals"))
    if best.mention.value.get("period_is") == "same":
        finding = doubted(finding, reasons.say("renewed_as_long", length=reasons.say_length(renewal.period)))
    if any(_near(outer.mention, best.mention) for outer in _outer_limits(candidates)):
        finding = doubted(finding, reasons.say("renewal_capped"))
    caps = [c.mention for key in ("value", "total") for c in candidates.having("LIMIT", key)]
    finding = misread(finding, (one for cap in caps if _near(cap, best.mention) for one in cap.misread), reasons)
    ends = renewal.mode is RenewalMode.AUTOMATIC and renewal.limit is None and candidates.labelled("NO_RENEWAL")
    if ends:
        return doubted(finding, reasons.say("renewal_contradicted"))
    odd = renewal.mode is RenewalMode.AUTOMATIC and not finding.reason and candidates.having("VALIDITY", "open")
    return replace(finding, reason=reasons.say("open_and_renewed")) if odd else finding


def _not_renewed(candidates: Candidates, reasons: Reasons) -> Finding[Renewal | None]:
    if candidates.labelled("RENEWAL_INTO_OPEN"):
        return absent(None, reasons.say("renews_into_open"), review=not candidates.having("VALIDITY", "open"))
    if candidates.labelled("RENEWAL_MADE"):
        return absent(None, reasons.say("renewal_made"), review=True)
    denied, others = candidates.labelled("NO_RENEWAL"), candidates.labelled("RENEWAL_OF_OTHER")
    if any(not _overlaps(c.mention, [*denied, *others]) for c in candidates.labelled("RENEWAL_UNTOLD")):
        return absent(None, reasons.say("renewal_without_period"), review=True)
    return absent(None, reasons.say("ends_by_itself" if denied else "no_renewal"))


def _renewals(candidates: Candidates) -> list[Candidate]:
    """Candidates for a renewal, surest first; of those that overlap the one that sees most."""
    notices = [_slot(c.mention) for c in candidates.having("NOTICE", "period")]
    others = [c for label in ("RENEWAL_MADE", "NO_RENEWAL", "RENEWAL_OF_OTHER") for c in candidates.labelled(label)]
    found = sorted(candidates.having("RENEWAL", "mode"), key=lambda c: _size(c.mention), reverse=True)
    kept: list[Candidate] = []
    for candidate in found:
        mention = candidate.mention
        if "period" in mention.slots and _slot(mention) in notices:
            continue
        if not _overlaps(mention, [*others, *kept]):
            kept.append(candidate)
    return sorted(kept, key=lambda c: (-c.weight, c.mention.start))


def _renewal(candidate: Candidate, candidates: Candidates) -> Renewal | None:
    value = candidate.mention.value
    period = value.get("period")
    if value.get("period_is") == "year":
        period = _YEAR
    elif value.get("period_is") == "same":
        period = _first_term(candidates)
    if not isinstance(period, Duration) or period == Duration():
        return None
    lengths = [length for name in _ADDED if isinstance(length := value.get(name), Duration)]
    limit: int | None = max(1, len(lengths))
    if value.get("limit") == "none" or value.get("each"):
        limit = None
    if not _even(candidate.mention):
        period, limit = Duration(sum(n.months for n in lengths), sum(n.days for n in lengths)), 1
    for cap in candidates.having("LIMIT", "total"):
        if _near(cap.mention, candidate.mention) and isinstance(cap.value, Duration) and period.months:
            limit = max(1, cap.value.months // period.months)
    for cap in candidates.having("LIMIT", "value"):
        if _near(cap.mention, candidate.mention) and isinstance(cap.value, int):
            limit = cap.value
    return Renewal(RenewalMode(str(candidate.value)), period, limit)


def _even(mention: Mention) -> bool:
    """Whether all its lengths are the same: «1+1 år», not «2+1 år»."""
    return len({str(mention.value[name]) for name in _ADDED if name in mention.value}) <= 1


def _first_term(candidates: Candidates) -> Duration | None:
    """The length of the first term: stated, or from its first day to its last if those are whole months."""
    for candidate in candidates.having("VALIDITY", "length"):
        if isinstance(candidate.value, Duration):
            return candidate.value
    for candidate in candidates.having("VALIDITY", "term"):
        term = candidate.value
        if isinstance(term, Interval) and isinstance(term.end, PartialDate):
            start, end = term.start.first(), term.end.last()
            about = (end.year - start.year) * 12 + end.month - start.month
            return next((n for m in (about, about + 1) if m > 0 and last_day(start, n := Duration(m)) == end), None)
    return None


def _outer_limits(candidates: Candidates) -> list[Candidate]:
    return [*candidates.having("LIMIT", "total"), *candidates.having("LIMIT", "until")]


def _near(limit: Mention, renewal: Mention) -> bool:
    return renewal.start - _BEFORE <= limit.start <= renewal.start + _AFTER


def _slot(mention: Mention) -> tuple[int, int]:
    return mention.slots.get("period", (mention.start, mention.end))


def _size(mention: Mention) -> tuple[int, float]:
    return mention.end - mention.start, mention.confidence


def _overlaps(mention: Mention, others: list[Candidate]) -> bool:
    return any(mention.start < o.mention.end and o.mention.start < mention.end for o in others)


def find_notice(
    text: Text, candidates: Candidates, renewal: Finding[Renewal | None], reasons: Reasons
) -> Finding[Duration | None]:
    """The notice that stops the next renewal where it renews itself, else the notice that ends it."""
    automatic = renewal.value is not None and renewal.value.mode is RenewalMode.AUTOMATIC
    found = _notices(candidates)
    found.sort(key=lambda c: (_stops(c) != automatic, -c.weight, c.mention.start))
    by_day = candidates.labelled("NOTICE_DAY")
    if by_day and (not found or (automatic and not _stops(found[0]))):
        return absent(None, reasons.say("notice_by_day"), review=True)
    if not found:
        others = [c for c in candidates.having("NOTICE", "period") if c.mention.value.get("of") == "other"]
        named = [c for c in candidates.having("NOTICE", "length") if not _overlaps(c.mention, others)]
        if named or candidates.unreadable("NOTICE"):
            return absent(None, reasons.say("notice_not_filled_in"), review=True)
        return absent(None, reasons.say("no_notice"))
    best = found[0]
    finding: Finding[Duration | None] = stated(_length(best), best.evidence(text), reasons)
    rivals = [c for c in distinct(found)[1:] if not automatic or _stops(c) == _stops(best)]
    differs = any(c.value != c.mention.value["period"] for c in candidates.having("NOTICE", "other"))
    if differs or (rivals and best.weight - rivals[0].weight < 2 * _CLEARLY):
        return doubted(finding, reasons.say("two_notices"))
    if by_day and automatic:
        return doubted(finding, reasons.say("notice_by_day"))
    return finding


def _notices(candidates: Candidates) -> list[Candidate]:
    """Candidates for a notice of this agreement, one for each length in the text, surest first."""
    found = candidates.having("NOTICE", "period")
    seen = {_slot(c.mention) for c in found if c.mention.value.get("of") == "other"}
    kept: list[Candidate] = []
    for candidate in found:
        if isinstance(candidate.value, Duration) and _slot(candidate.mention) not in seen:
            seen.add(_slot(candidate.mention))
            kept.append(candidate)
    return kept


def _stops(candidate: Candidate) -> bool:
    """Whether it is the notice that stops the next renewal."""
    return candidate.mention.value.get("of") == "renewal"


def _length(candidate: Candidate) -> Duration | None:
    return candidate.value if isinstance(candidate.value, Duration) else None


def asked_of(kind: Kind, finding: Finding[T], reasons: Reasons) -> Finding[T]:
    """The same; guidelines may tell of agreements at large, so a person looks at what they say of renewal or notice."""
    if finding.value is None or kind is not Kind.OTHER or finding.review:
        return finding
    return doubted(finding, reasons.say("agreements_at_large"))
