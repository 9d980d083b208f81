"""When it was signed and when it was last revised.

Surest first: a signing service's page, dated lines by the signatures, a sentence on the signing, a digital signature in
the file, the day that it was drawn up.
"""

from __future__ import annotations

from datetime import date

from pipeline.domain.evidence import Finding
from pipeline.domain.text import Text
from pipeline.domain.values import PartialDate
from pipeline.extraction.candidates import Candidate, Candidates
from pipeline.extraction.columns import dates_below
from pipeline.extraction.findings import Reasons, absent, doubted, misread, stated
from pipeline.extraction.signing_block import SigningBlock
from pipeline.extraction.signing_file import held_to_file, signed_by_file
from pipeline.extraction.signing_service import ServicePages

_NEARLY = 0.02
"""Candidates this close to the surest one count as sure as it."""


def find_signed(text: Text, candidates: Candidates, service: ServicePages, reasons: Reasons) -> Finding[date | None]:
    """The latest day by the signatures; the day that it was drawn up when no signature is dated."""
    if signatures := service.dated():
        return held_to_file(_by_service(text, candidates, signatures, reasons), text, reasons)
    finding = _by_print(text, candidates, reasons)
    unread = text.has_service_pages and finding.value is None and not finding.review
    return doubted(finding, reasons.say("signed_service_unread")) if unread else finding


def _by_service(
    text: Text, candidates: Candidates, signatures: list[Candidate], reasons: Reasons
) -> Finding[date | None]:
    """The last of the signatures that a signing service tells of, unless one of its days cannot be read."""
    days = _days(signatures)
    unread = next((c.mention for c in signatures if not isinstance(c.value, PartialDate)), None)
    if unread or not days:
        quote = _quote(text, *(unread or signatures[0].mention).slots["date"])
        return absent(None, reasons.say("signed_unreadable", quote=quote), review=True)
    finding = _latest(text, days, reasons)
    by_hand = max((day for day, _ in _days(SigningBlock(text, candidates).dated())), default=None)
    if by_hand and finding.value and by_hand > finding.value:
        return doubted(finding, reasons.say("signed_later_too", date=by_hand))
    return finding


def _by_print(text: Text, candidates: Candidates, reasons: Reasons) -> Finding[date | None]:
    """By the dated lines of the text, else by other words or by the file."""
    block = SigningBlock(text, candidates)
    dated, unreadable = block.dated(), block.unreadable()
    days = _days(dated)
    if unreadable:
        latest = max((day for day, _ in days), default=None)
        key = "signed_unreadable_latest" if latest else "signed_unreadable"
        return absent(None, reasons.say(key, quote=_quote(text, *unreadable[0]), date=latest), review=True)
    months = [c.value for c in dated if isinstance(c.value, PartialDate) and not c.value.is_day]
    if months and all(day < months[0].last() for day, _ in days):
        return absent(None, reasons.say("signed_without_day", date=months[0]), review=True)
    if days:
        finding = held_to_file(_latest(text, days, reasons), text, reasons)
        return doubted(finding, reasons.say("signed_by_some")) if block.blank() else finding
    return _by_other_words(text, candidates, block, reasons)


def find_revised(text: Text, candidates: Candidates, reasons: Reasons) -> Finding[date | None]:
    """The latest day on which it is said to have been revised."""
    found = [*candidates.having("REVISED", "date"), *dates_below(text, candidates, "REVISED")]
    days = _days(found)
    if days:
        strongest = max(c.weight for _, c in days)
        return _latest(text, [(day, c) for day, c in days if c.weight >= strongest - _NEARLY], reasons)
    if found and isinstance(found[0].value, PartialDate):
        return absent(None, reasons.say("revised_without_day", date=found[0].value), review=True)
    if candidates.unreadable("REVISED"):
        return absent(None, reasons.say("revised_unreadable"), review=True)
    return absent(None, reasons.say("not_revised"))


def _by_other_words(text: Text, candidates: Candidates, block: SigningBlock, reasons: Reasons) -> Finding[date | None]:
    """What the text says of its signing or drawing up, where no line by the signatures is dated."""
    in_text = candidates.having("SIGNED_IN_TEXT", "date")
    if days := _days(in_text):
        return held_to_file(_latest(text, days, reasons), text, reasons)
    alone = block.alone()
    if days := _days([c for c, sure in alone if sure]):
        return held_to_file(_latest(text, days, reasons), text, reasons)
    if days := _days(block.in_margin()):
        return doubted(_latest(text, days, reasons), reasons.say("signed_in_margin"))
    if text.signed and not text.is_scanned:
        return signed_by_file(text, candidates, reasons)
    established = [*candidates.having("ESTABLISHED", "date"), *dates_below(text, candidates, "ESTABLISHED")]
    if days := _days(established):
        return _latest(text, days[:1], reasons)
    if days := _days([c for c, _ in alone]):
        return doubted(_latest(text, days, reasons), reasons.say("signed_alone"))
    partial = next((c.value for c in [*in_text, *established] if isinstance(c.value, PartialDate)), None)
    if partial:
        return absent(None, reasons.say("signed_without_day", date=partial), review=True)
    return absent(None, reasons.say("signatures_blank" if block.blank() else "not_signed"))


def _latest(text: Text, days: list[tuple[date, Candidate]], reasons: Reasons) -> Finding[date | None]:
    latest = max(day for day, _ in days)
    candidate = next(c for day, c in days if day == latest)
    finding: Finding[date | None] = stated(latest, candidate.evidence(text), reasons)
    return misread(finding, (one for _, c in days for one in c.mention.misread), reasons)


def _days(candidates: list[Candidate]) -> list[tuple[date, Candidate]]:
    return [(c.value.first(), c) for c in candidates if isinstance(c.value, PartialDate) and c.value.is_day]


def _quote(text: Text, start: int, end: int) -> str:
    return " ".join(text.content[start:end].split())
