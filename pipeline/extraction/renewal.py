"""Whether and how it is prolonged, and the notice that stops that or ends it."""

from __future__ import annotations

from pipeline.domain.evidence import Finding
from pipeline.domain.text import Text
from pipeline.domain.values import Duration, Renewal, RenewalMode
from pipeline.extraction.candidates import Candidate, Candidates, distinct
from pipeline.extraction.findings import Reasons, absent, doubted, stated

_YEAR = Duration(12)
_NEAR = 260
"""Characters after a renewal within which a limit on it («högst två gånger») belongs to it."""


def find_renewal(text: Text, candidates: Candidates, reasons: Reasons) -> Finding[Renewal | None]:
    """How the agreement is prolonged; None with a reason when it isn't or the text doesn't say."""
    found = candidates.having("RENEWAL", "mode")
    if not found:
        into_open = candidates.labelled("RENEWAL_INTO_OPEN")
        if into_open:
            return absent(None, reasons.say("renews_into_open"), review=True)
        return absent(None, reasons.say("no_renewal"))
    read = [(renewal, c) for c in found if (renewal := _renewal(c, candidates)) is not None]
    if not read:
        return absent(None, reasons.say("renewal_without_period"), review=True)
    renewal, best = read[0]
    finding: Finding[Renewal | None] = stated(renewal, best.evidence(text), reasons)
    rival = next((r for r, c in read[1:] if r != renewal and best.weight - c.weight < 0.02), None)  # noqa: PLR2004
    if rival is not None and rival.period != renewal.period:
        return doubted(finding, reasons.say("two_renewals"))
    return finding


def _renewal(candidate: Candidate, candidates: Candidates) -> Renewal | None:
    value = candidate.mention.value
    period = value.get("period")
    if value.get("period_is") == "year":
        period = _YEAR
    if not isinstance(period, Duration) or period == Duration():
        return None
    limit = value.get("limit")
    if limit == "none":
        limit = None
    capped = next(
        (
            c.value for c in candidates.having("LIMIT", "value")
            if -5 <= c.mention.start - candidate.mention.start < _NEAR
        ),
        None,
    )  # fmt: skip
    count = capped if isinstance(capped, int) else limit
    return Renewal(RenewalMode(str(candidate.value)), period, count if isinstance(count, int) else None)


def find_notice(
    text: Text, candidates: Candidates, renewal: Finding[Renewal | None], reasons: Reasons
) -> Finding[Duration | None]:
    """The notice that stops the next renewal where it renews itself, else the notice that ends it."""
    found = [c for c in candidates.having("NOTICE", "period") if isinstance(c.value, Duration)]
    automatic = renewal.value is not None and renewal.value.mode is RenewalMode.AUTOMATIC
    if automatic:
        found.sort(key=lambda c: (c.mention.value.get("of") != "renewal", -c.weight, c.mention.start))
    if not found:
        if candidates.labelled("NOTICE_DAY"):
            return absent(None, reasons.say("notice_by_day"), review=True)
        if candidates.unreadable("NOTICE"):
            return absent(None, reasons.say("notice_not_filled_in"), review=True)
        return absent(None, reasons.say("no_notice"))
    best = found[0]
    finding: Finding[Duration | None] = stated(best.value, best.evidence(text), reasons)  # type: ignore[arg-type]
    same = [c for c in distinct(found) if c.mention.value.get("of") == best.mention.value.get("of")]
    if len(same) > 1 and best.weight - same[1].weight < 0.02:  # noqa: PLR2004
        return doubted(finding, reasons.say("two_notices"))
    return finding
