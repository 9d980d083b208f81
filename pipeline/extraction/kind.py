"""What kind of document it is: an agreement, an action plan, or another document of collaboration."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.domain.agreement import Kind
from pipeline.domain.evidence import Finding, How
from pipeline.domain.text import Text
from pipeline.extraction.findings import Reasons, absent, doubted, evidence, stated
from pipeline.extraction.papers import PaperWords
from pipeline.lexicon import Table

_HEAD_LINES = 8
"""Lines from the top in which the head of a document stands."""


@dataclass(frozen=True, slots=True)
class KindWords:
    """The words that tell kinds of documents (`models/sv/lexicon/kinds.toml`)."""

    kinds: tuple[tuple[Kind, re.Pattern[str]], ...]
    dangling: re.Pattern[str]
    continued: re.Pattern[str]
    registered: re.Pattern[str]
    describes: re.Pattern[str]
    definite: re.Pattern[str]
    mere: re.Pattern[str]
    labelled: re.Pattern[str]
    clause: re.Pattern[str]
    field: re.Pattern[str]
    papers: PaperWords

    @classmethod
    def from_table(cls, table: Table) -> KindWords:
        """Compile the lexicon's table."""
        return cls(
            kinds=tuple((kind, re.compile(table[kind.value], re.IGNORECASE)) for kind in Kind),
            dangling=re.compile(table["dangling"], re.IGNORECASE),
            continued=re.compile(table["continued"]),  # a capital begins something else
            registered=re.compile(table["registered"], re.IGNORECASE),
            describes=re.compile(table["describes"], re.IGNORECASE),
            definite=re.compile(table["definite"], re.IGNORECASE),
            mere=re.compile(table["mere"], re.IGNORECASE),
            field=re.compile(table["field"], re.IGNORECASE),
            clause=re.compile(table["clause"], re.IGNORECASE),
            labelled=re.compile(table["labelled"], re.IGNORECASE),
            papers=PaperWords.from_table(table["papers"]),
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

    def opens_with_kind(self, title: str) -> bool:
        """Whether such a word, and none about what was named before («När rutinen används»), is the first or second."""
        named = self.first_kind(" ".join(title.split()[:3]))
        return named is not None and not self.describes.search(title) and not self.definite.search(named[1].group())

    def is_mere_kind(self, title: str) -> bool:
        """Whether it names the kind and nothing else: «AVTAL», «Lokal överenskommelse»."""
        return self.mere.fullmatch(title) is not None

    def labelled_kind(self, text: Text) -> re.Match[str] | None:
        """The kind's word where it is a label: a cell of its own in the head of the document or a running head."""
        top = text.content[: text.margin_start].split("\n")[:_HEAD_LINES]
        running = text.margins.split("\n")
        cells = (cell.strip() for line in [*top, *running] for cell in line.split("\t") if "\t" in line)
        return next((found for cell in cells if (found := self.labelled.fullmatch(cell))), None)


def find_kind(text: Text, title: Finding[str | None], words: KindWords, reasons: Reasons) -> Finding[Kind]:
    """The section of the inventory that the document belongs to, by its title."""
    label = words.labelled_kind(text)
    found = words.first_kind(title.value or "") or (words.first_kind(label.group()) if label else None)
    if found is None:
        return absent(Kind.AGREEMENT, reasons.say("kind_unknown"), review=True)
    kind, match = found
    start = text.content.find(match.group())
    word = evidence(text, start, start + len(match.group()), "title/kind", How.STATED, 0.95) if start >= 0 else ()
    finding = stated(kind, word or title.evidence, reasons)
    misread = reasons.say("unsure_reading")  # of the title; the word for the kind was read all the same
    return doubted(finding, title.reason) if title.review and title.reason not in (None, misread) else finding
