"""What kind of document it is, and whether it is one that the inventory holds at all."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.domain.agreement import Kind, Rejection
from pipeline.domain.evidence import Finding, Mention
from pipeline.domain.text import Text
from pipeline.extraction.findings import Reasons, absent, doubted, stated
from pipeline.lexicon import Table

_TOP = 700
"""Characters from the start of the body in which a document-type label stands."""
_FORM_FIELDS = 4
_DECISION_WORDS = 2


@dataclass(frozen=True, slots=True)
class KindWords:
    """The words that tell kinds of documents (`models/sv/lexicon/kinds.toml`)."""

    kinds: tuple[tuple[Kind, re.Pattern[str]], ...]
    report: re.Pattern[str]
    label: re.Pattern[str]
    decision: re.Pattern[str]
    form: re.Pattern[str]
    contents: re.Pattern[str]
    dangling: re.Pattern[str]

    @classmethod
    def from_table(cls, table: Table) -> KindWords:
        """Compile the lexicon's table."""
        compiled = {name: re.compile(shape, re.IGNORECASE) for name, shape in table.items()}
        return cls(
            kinds=tuple((kind, compiled[kind.value]) for kind in Kind),
            report=compiled["report"],
            label=re.compile(compiled["label"].pattern, re.IGNORECASE | re.MULTILINE),
            decision=compiled["decision"],
            form=compiled["form"],
            contents=compiled["contents"],
            dangling=compiled["dangling"],
        )

    def first_kind(self, title: str) -> tuple[Kind, re.Match[str]] | None:
        """The kind whose word stands first in the title, and that word."""
        found = [(kind, match) for kind, shape in self.kinds if (match := shape.search(title))]
        return min(found, key=lambda pair: pair[1].start(), default=None)

    def names_kind(self, title: str) -> bool:
        """Whether the title holds a word for any kind."""
        return self.first_kind(title) is not None

    def begins_with_kind(self, title: str) -> bool:
        """Whether such a word stands among the first four words."""
        return self.names_kind(" ".join(title.split()[:4]))


def find_kind(text: Text, title: Finding[str | None], words: KindWords, reasons: Reasons) -> Finding[Kind]:
    """The section of the inventory that the document belongs to, by its title."""
    found = words.first_kind(title.value or "")
    if found is None:
        return absent(Kind.AGREEMENT, reasons.say("kind_unknown"), review=True)
    kind, match = found
    places = [e for e in title.evidence if match.group().casefold() in e.quote.casefold()] or list(title.evidence)
    finding = stated(kind, places, reasons)
    return doubted(finding, title.reason) if title.review and title.reason else finding


def rejection(
    text: Text, title: Finding[str | None], mentions: tuple[Mention, ...], words: KindWords, reasons: Reasons
) -> Rejection | None:
    """Why the document is none that the inventory lists, or None if it is one."""
    body = text.content[: text.margin_start]
    label = words.label.search(body, 0, _TOP) or words.label.search(text.content, text.margin_start)
    if label:
        return Rejection(reasons.say("not_label", label=label.group(1).lower()), "kind/label")
    named = words.first_kind(title.value or "")
    about = words.report.search(title.value or "")
    if about and (named is None or about.start() <= named[1].start()):
        return Rejection(reasons.say("not_report", word=about.group().lower()), "kind/title")
    decisions = {m.group().strip().casefold() for m in words.decision.finditer(text.content)}
    if len(decisions) >= _DECISION_WORDS:
        return Rejection(reasons.say("not_decision"), "kind/decision")
    if len(words.form.findall(text.content)) >= _FORM_FIELDS and not any(m.label == "VALIDITY" for m in mentions):
        return Rejection(reasons.say("not_form"), "kind/form")
    if named is None and not _is_agreement_in_substance(mentions):
        return Rejection(reasons.say("not_named"), "kind/unnamed")
    if words.contents.search(body, 0, _TOP) and not _is_agreement_in_substance(mentions) and text.pages[1] > text.pages[0]:
        return Rejection(reasons.say("not_contents"), "kind/contents")
    return None


def _is_agreement_in_substance(mentions: tuple[Mention, ...]) -> bool:
    """Parties, validity and signatures, whatever the title says."""
    labels = {m.label for m in mentions}
    return {"PARTIES", "VALIDITY"} <= labels and ("SIGNED" in labels or "EXECUTION" in labels)


