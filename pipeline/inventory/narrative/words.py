"""The words of the narrative, from `models/sv/narrative.toml` to frozen data that mypy can check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.inventory.narrative.comparison_words import AskedWords, ExternalWords, Heads, InternalWords, MissingWords
from pipeline.inventory.word_tables import Texts, texts

_FILE = "narrative.toml"

Plural = tuple[str, str]
"""What is said of one, and of any other number {n}."""


@dataclass(frozen=True, slots=True)
class DocumentWords:
    """What stands on every page, and how figures and tables are numbered."""

    title: str
    subject: str
    keywords: str
    draft: str
    page: str
    contents: str
    figure: str
    table: str
    more: Plural


@dataclass(frozen=True, slots=True)
class HeadingWords:
    """The headings of the sections."""

    summary: str
    purpose: str
    method: str
    result: str
    listing: str
    expired: str
    due: str
    review: str
    sources: str
    asked: str
    external: str
    internal: str
    missing: str


@dataclass(frozen=True, slots=True)
class SummaryWords:
    """The first page: the day's figures in a few sentences."""

    expired: str
    expired_none: str
    due: str
    due_none: str
    current: str
    old: str
    review: str
    unread: str


@dataclass(frozen=True, slots=True)
class PurposeWords:
    """Why the report is there, and what it leaves out."""

    aim: str
    use: str
    limits: str


@dataclass(frozen=True, slots=True)
class MethodWords:
    """What was read, and how."""

    read: str
    files: str
    held: str
    held_none: str
    rejected: str
    unread: Plural
    all_read: str
    owners: str
    corrected: str
    rules: str
    rejected_caption: str
    rejected_alt: str
    rejected_heads: Heads
    unread_caption: str
    unread_alt: str
    unread_heads: Heads


@dataclass(frozen=True, slots=True)
class ListingWords:
    """The documents that there are: Figur 2."""

    none: str
    exists: str
    one_kind: str
    status_caption: str
    status_alt: str
    status_head: str
    total: str
    caption: str
    part: str
    alt: str
    owner: str
    only_owner: str
    empty: str


@dataclass(frozen=True, slots=True)
class ExpiredWords:
    """What does not run, and why; `item` is one that has run out."""

    some: str
    none: str
    item: str
    item_doubtful: str
    item_open: str
    replaced: str
    option: str
    unknown: str
    not_started: str
    ask: str


@dataclass(frozen=True, slots=True)
class DueWords:
    """The days of the year to come."""

    some: str
    none: str
    caption: str
    alt: str
    heads: Heads


@dataclass(frozen=True, slots=True)
class ReviewWords:
    """The values to be checked."""

    some: Plural
    none: str
    caption: str
    alt: str
    heads: Heads
    no_value: str


@dataclass(frozen=True, slots=True)
class SourceWords:
    """Where it all comes from, and what to bear in mind."""

    round: str
    documents: str
    draft: str
    dates: str
    numbers: str
    overwriting: str


_TABLES: Mapping[str, type[Texts]] = {
    "document": DocumentWords,
    "headings": HeadingWords,
    "summary": SummaryWords,
    "purpose": PurposeWords,
    "method": MethodWords,
    "listing": ListingWords,
    "expired": ExpiredWords,
    "due": DueWords,
    "review": ReviewWords,
    "sources": SourceWords,
    "asked": AskedWords,
    "external": ExternalWords,
    "internal": InternalWords,
    "missing": MissingWords,
}


@dataclass(frozen=True, slots=True)
class NarrativeWords:
    """Every word of the narrative that the inventory's own labels do not have; `counts` are nouns with a number."""

    document: DocumentWords
    counts: Mapping[str, Plural]
    headings: HeadingWords
    summary: SummaryWords
    purpose: PurposeWords
    method: MethodWords
    listing: ListingWords
    expired: ExpiredWords
    due: DueWords
    review: ReviewWords
    sources: SourceWords
    asked: AskedWords
    external: ExternalWords
    internal: InternalWords
    missing: MissingWords

    @classmethod
    def parse(cls, table: Mapping[str, Any]) -> NarrativeWords:
        """Read the parsed `models/sv/narrative.toml`; raises ValueError for a word that is missing or one too many."""
        inner = {name: texts(kind, name, table.get(name, {}), _FILE) for name, kind in _TABLES.items()}
        counts = {name: tuple(forms) for name, forms in table.get("counts", {}).items()}
        return texts(cls, "", {**table, **inner, "counts": counts}, _FILE)

    def count(self, what: str, number: int) -> str:
        """A number of things: «1 fil», «2 filer»."""
        return plural(self.counts[what], number)


def plural(forms: Plural, number: int) -> str:
    """The form that agrees with the number, with the number in it."""
    return forms[0 if number == 1 else 1].format(n=number)
