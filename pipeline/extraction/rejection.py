"""Whether a document is one that the inventory lists, and if not, why: the first reason that holds is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from re import Pattern

from pipeline.domain.agreement import Kind, Rejection
from pipeline.domain.evidence import Finding, Mention
from pipeline.domain.text import Text
from pipeline.extraction.findings import Reasons
from pipeline.extraction.kind import KindWords
from pipeline.extraction.papers import PaperWords
from pipeline.extraction.substance import Sign, is_signed, signs_of

_LETTER_WORDS = 700
"""A letter is no longer than this; an agreement may end with greetings to somebody in an annex."""
_INVOICE_FIELDS, _INVITING_WORDS, _MAIL_LINES, _WEB_WORDS, _MEETING_WORDS = 3, 3, 3, 2, 3
_ENOUGH = 3
"""Signs of an agreement that make a paper one."""
_MAIL_HEAD = 600
"""Characters from the start in which the head of a message stands."""


def rejection(
    text: Text,
    title: Finding[str | None],
    mentions: tuple[Mention, ...],
    words: KindWords,
    headings: Mapping[str, Pattern[str]],
    reasons: Reasons,
) -> Rejection | None:
    """Why the document is none that the inventory lists, or None if it is one."""
    paper = _Paper(text, title.value or "", mentions, words, signs_of(text, mentions, headings))
    for key, rule, word in paper.grounds():
        return Rejection(reasons.say(key, label=word, word=word), rule)
    return None


_Ground = tuple[str, str, str]
"""The sentence to say, the rule that tells it, and the document's word that gives it away."""


@dataclass(frozen=True, slots=True)
class _Paper:
    """A document on trial."""

    text: Text
    title: str
    mentions: tuple[Mention, ...]
    words: KindWords
    signs: frozenset[Sign]

    def grounds(self) -> Iterator[_Ground]:
        """Why it is no agreement, surest kind of reason first."""
        yield from self._by_label()
        yield from self._by_message()
        yield from self._by_title()
        yield from self._by_content()
        if not self._in_substance:
            yield from self._by_words_of_other_papers()
        yield from self._by_lack()

    @property
    def _in_substance(self) -> bool:
        """An agreement, whatever its title says: it has nearly all that agreements have in common.

        A title may be lost on a scan; an agreement that nobody hears of is worse than a row with a doubtful title.
        """
        return len(self.signs) >= _ENOUGH

    @property
    def _is_signed(self) -> bool:
        """Whether the parties have signed it as well: no letter, report or form left blank looks like that."""
        return self._in_substance and is_signed(self.text, self.mentions)

    @property
    def _papers(self) -> PaperWords:
        return self.words.papers

    def _has(self, *labels: str) -> bool:
        return {m.label for m in self.mentions}.issuperset(labels)

    def _distinct(self, shape: Pattern[str], *, first: int | None = None) -> int:
        return len({m.group(1).lower() for m in shape.finditer(self.text.content[:first])})

    def _by_label(self) -> Iterator[_Ground]:
        papers = self._papers
        label = papers.label_of(self.text, self.title)
        if label and not (self._is_signed and papers.fillable.match(label)):
            yield "not_label", "kind/label", label
        if not self._is_signed and (about := papers.about_of(self.text, self.title)):
            yield "not_report", "kind/about", about

    def _by_message(self) -> Iterator[_Ground]:
        """A letter or a mail; an agreement may come with one, on top of it or behind it."""
        content = self.text.content
        short = len(content.split()) <= _LETTER_WORDS
        if short and self._papers.letter.search(content) and not self._has("PARTIES", "SELF"):
            yield ("not_notice" if self._papers.notice.search(content) else "not_letter"), "kind/letter", ""
        if self._distinct(self._papers.mail, first=_MAIL_HEAD) >= _MAIL_LINES:
            yield "not_letter", "kind/mail", ""

    def _by_title(self) -> Iterator[_Ground]:
        papers, title, named = self._papers, self.title, self.words.first_kind(self.title)
        kind_at = named[1].start() if named else None
        in_substance = self._in_substance
        if papers.law.search(title):
            yield "not_law", "kind/law", ""
        about = papers.report.search(title) or papers.governs(title, kind_at)
        if about and (kind_at is None or about.start() <= kind_at):
            yield "not_report", "kind/title", about.group().strip().lower()
        if (last := papers.report_last.search(title)) and not in_substance:
            yield "not_report", "kind/title", last.group().strip(" –—-:").lower()
        if papers.decision_title.search(title) and not in_substance:
            yield "not_decision", "kind/decision_title", ""
        template = papers.template.search(title)
        if template and (kind_at is None or template.start() <= kind_at or not in_substance):
            yield "not_form", "kind/template", ""
        if papers.annex.search(title) and not in_substance:
            yield "not_annex", "kind/annex", ""

    def _by_content(self) -> Iterator[_Ground]:
        papers, text = self._papers, self.text
        if papers.decides(text):
            yield "not_decision", "kind/decision", ""
        if papers.lists_agreements(text) and not self._has("EXECUTION"):
            yield "not_list", "kind/list", ""
        if papers.is_contents(text):
            yield "not_contents", "kind/contents", ""
        signed = max((m.start for m in self.mentions if m.label == "EXECUTION"), default=text.margin_start)
        if papers.is_form(text.content[:signed]) and not self._has("VALIDITY"):
            yield "not_form", "kind/form", ""
        if papers.nobody.search(text.content[: text.margin_start]) and not self._has("SIGNED"):
            yield "not_form", "kind/nobody", ""

    def _by_words_of_other_papers(self) -> Iterator[_Ground]:
        papers, text = self._papers, self.text
        if self._distinct(papers.invoice) >= _INVOICE_FIELDS:
            yield "not_invoice", "kind/invoice", ""
        if self._distinct(papers.invitation) >= _INVITING_WORDS:
            yield "not_invitation", "kind/invitation", ""
        if self._distinct(papers.web) >= _WEB_WORDS:
            yield "not_web", "kind/web", ""
        if self._distinct(papers.meeting) >= _MEETING_WORDS:
            yield "not_meeting", "kind/meeting", ""
        named = self.words.first_kind(self.title)
        formal = named is not None and named[0] is not Kind.OTHER
        chapter = text.pages[1] - text.pages[0] + 1 < text.file_pages
        if chapter and not self._has("VALIDITY") and not self._has("PARTIES") and papers.lists_contents(text):
            yield "not_contents", "kind/contents", ""
        if chapter and not formal and not self._has("VALIDITY") and papers.describes_method(text):
            yield "not_method", "kind/method", ""

    def _by_lack(self) -> Iterator[_Ground]:
        words, paper = self.words, next((m for m in self.mentions if m.label == "PAPER"), None)
        is_named = words.names_kind(self.title) or words.labelled_kind(self.text) is not None
        if paper and not words.begins_with_kind(self.title) and not (is_named and self._has("VALIDITY")):
            yield "not_paper", paper.rule, self.text.content[paper.start : paper.end].lower()
        signed = len(self.signs) > 1 and is_signed(self.text, self.mentions)
        if not is_named and not self._in_substance and not signed:
            yield "not_named", "kind/unnamed", ""
