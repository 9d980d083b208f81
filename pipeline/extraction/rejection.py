"""Whether a document is one that the inventory lists, and if not, why: the first reason that holds is told."""

from __future__ import annotations

from pipeline.domain.agreement import Kind, Rejection
from pipeline.domain.evidence import Finding, Mention
from pipeline.domain.text import Text
from pipeline.extraction.findings import Reasons
from pipeline.extraction.kind import KindWords

_LETTER_WORDS = 700
"""A letter is no longer than this; an agreement may end with greetings to somebody in an annex."""
_INVOICE_FIELDS, _INVITING_WORDS, _MAIL_LINES = 3, 3, 3
_MAIL_HEAD = 600
"""Characters from the start in which the head of a message stands."""


def rejection(
    text: Text, title: Finding[str | None], mentions: tuple[Mention, ...], words: KindWords, reasons: Reasons
) -> Rejection | None:
    """Why the document is none that the inventory lists, or None if it is one."""
    return (
        _by_label(text, title.value or "", words, reasons)
        or _by_title(title.value or "", mentions, words, reasons)
        or _by_content(text, title.value or "", mentions, words, reasons)
        or _by_lack(text, title.value or "", mentions, words, reasons)
    )


def _by_label(text: Text, title: str, words: KindWords, reasons: Reasons) -> Rejection | None:
    label = words.papers.label_of(text, title)
    return Rejection(reasons.say("not_label", label=label), "kind/label") if label else None


def _by_title(title: str, mentions: tuple[Mention, ...], words: KindWords, reasons: Reasons) -> Rejection | None:
    papers, named = words.papers, words.first_kind(title)
    kind_at = named[1].start() if named else None
    about = papers.report.search(title) or papers.governs(title, kind_at)
    if about and (kind_at is None or about.start() <= kind_at):
        return Rejection(reasons.say("not_report", word=about.group().strip().lower()), "kind/title")
    if papers.decision_title.search(title) and not is_agreement_in_substance(mentions):
        return Rejection(reasons.say("not_decision"), "kind/decision_title")
    if papers.template.search(title):
        return Rejection(reasons.say("not_form"), "kind/template")
    if papers.annex.search(title) and not is_agreement_in_substance(mentions):
        return Rejection(reasons.say("not_annex"), "kind/annex")
    return None


def _by_content(
    text: Text, title: str, mentions: tuple[Mention, ...], words: KindWords, reasons: Reasons
) -> Rejection | None:
    papers, content = words.papers, text.content
    if papers.decides(text):
        return Rejection(reasons.say("not_decision"), "kind/decision")
    if len(content.split()) <= _LETTER_WORDS and papers.letter.search(content):
        key = "not_notice" if papers.notice.search(content) else "not_letter"
        return Rejection(reasons.say(key), "kind/letter")
    if len({m.group(1).lower() for m in papers.mail.finditer(content[:_MAIL_HEAD])}) >= _MAIL_LINES:
        return Rejection(reasons.say("not_letter"), "kind/mail")
    if len({m.group(1).lower() for m in papers.invoice.finditer(content)}) >= _INVOICE_FIELDS:
        return Rejection(reasons.say("not_invoice"), "kind/invoice")
    if papers.lists_agreements(text) and not _has(mentions, "EXECUTION"):
        return Rejection(reasons.say("not_list"), "kind/list")
    if papers.is_contents(text):
        return Rejection(reasons.say("not_contents"), "kind/contents")
    signed = max((m.start for m in mentions if m.label == "EXECUTION"), default=text.margin_start)
    if papers.is_form(content[:signed]) and not _has(mentions, "VALIDITY"):
        return Rejection(reasons.say("not_form"), "kind/form")
    named = words.first_kind(title)
    formal = named is not None and named[0] is not Kind.OTHER
    invited = {m.group().lower() for m in papers.invitation.finditer(content)}
    if len(invited) >= _INVITING_WORDS and not is_agreement_in_substance(mentions):
        return Rejection(reasons.say("not_invitation"), "kind/invitation")
    chapter = text.pages[1] - text.pages[0] + 1 < text.file_pages
    if chapter and not formal and not _has(mentions, "VALIDITY") and papers.describes_method(text):
        return Rejection(reasons.say("not_method"), "kind/method")
    return None


def _by_lack(
    text: Text, title: str, mentions: tuple[Mention, ...], words: KindWords, reasons: Reasons
) -> Rejection | None:
    paper = next((m for m in mentions if m.label == "PAPER"), None)
    if paper and not words.begins_with_kind(title) and not (words.names_kind(title) and _has(mentions, "VALIDITY")):
        return Rejection(reasons.say("not_paper", word=text.content[paper.start : paper.end].lower()), paper.rule)
    if not words.names_kind(title) and not is_agreement_in_substance(mentions):
        return Rejection(reasons.say("not_named"), "kind/unnamed")
    return None


def is_agreement_in_substance(mentions: tuple[Mention, ...]) -> bool:
    """Validity, signatures, and parties or its own word for itself: an agreement, whatever its title says.

    A title may be lost on a scan; an agreement that nobody hears of is worse than a row with a doubtful title.
    """
    signed = _has(mentions, "SIGNED") or _has(mentions, "EXECUTION")
    itself = _has(mentions, "SELF")
    return _has(mentions, "VALIDITY") and ((_has(mentions, "PARTIES") and (signed or itself)) or (signed and itself))


def _has(mentions: tuple[Mention, ...], label: str) -> bool:
    return any(m.label == label for m in mentions)
