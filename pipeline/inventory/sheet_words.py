"""The words of the workbook's further sheets: the table `sheets` of `models/sv/labels.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.inventory.word_tables import Texts, texts

Entry = tuple[str, str]
"""A name and what is said of it."""


@dataclass(frozen=True, slots=True)
class TermsWords:
    """The sheet on validity and renewal; `heads` are its columns' heads by key, `empty` says that it has no row."""

    title: str
    empty: str
    heads: Mapping[str, str]
    stated: str
    derived: str


@dataclass(frozen=True, slots=True)
class DueWords:
    """The sheet of what falls due."""

    title: str
    empty: str
    heads: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ReviewSheetWords:
    """The sheet of what to review."""

    title: str
    empty: str
    heads: Mapping[str, str]
    report: str


@dataclass(frozen=True, slots=True)
class ChangesWords:
    """The sheet of what has changed; `first` is said where there is nothing to compare with."""

    title: str
    first: str
    empty: str
    heads: Mapping[str, str]
    kinds: Mapping[str, str]
    nothing: str
    left_corpus: str
    rejected: str
    unreadable: str
    not_found: str


@dataclass(frozen=True, slots=True)
class DiarySheetWords:
    """The sheet of how the diary and the documents go together; `outcomes` by what a line tells."""

    title: str
    heads: Mapping[str, str]
    outcomes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FailuresWords:
    """The sheet of files that could not be read; `causes` by code of `pipeline.errors`."""

    title: str
    empty: str
    heads: Mapping[str, str]
    open: str
    causes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ReadMeWords:
    """The sheet that explains the others."""

    title: str
    heads: Mapping[str, str]
    topics: Mapping[str, str]
    run: Mapping[str, Entry]
    sheets: Mapping[str, str]
    correcting: Mapping[str, Entry]
    colours: Mapping[str, Entry]
    statuses: Mapping[str, str]
    elsewhere: Mapping[str, Entry]


@dataclass(frozen=True, slots=True)
class SheetWords:
    """All of them; `header` stands above each printed page, `page` in a link, `row`, `open`, `report` explain links."""

    header: str
    row: str
    page: str
    open: str
    report: str
    terms: TermsWords
    due: DueWords
    review: ReviewSheetWords
    changes: ChangesWords
    diary: DiarySheetWords
    failures: FailuresWords
    read_me: ReadMeWords

    @classmethod
    def parse(cls, table: Mapping[str, Any]) -> SheetWords:
        """Read the table; raises as `texts` does."""
        kinds: dict[str, type[Texts]] = {
            "terms": TermsWords,
            "due": DueWords,
            "review": ReviewSheetWords,
            "changes": ChangesWords,
            "diary": DiarySheetWords,
            "failures": FailuresWords,
            "read_me": ReadMeWords,
        }
        inner = {name: texts(kind, f"sheets.{name}", table.get(name, {})) for name, kind in kinds.items()}
        return texts(cls, "sheets", {**table, **inner})
