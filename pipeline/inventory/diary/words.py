"""What is said of the diary: the table `diary` of `models/sv/labels.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DiaryWords:
    """Sentences; `by` and `unclear` go by the key of a match, `problems` by why the diary cannot be used."""

    used: str
    none: str
    counted: str
    unused: str
    filled: str
    check_match: str
    contradicts: str
    contradicts_party: str
    also_says: str
    line: str
    line_of_sheet: str
    more: str
    either: str
    matched: str
    filled_fields: str
    held_back: str
    difference: str
    settled: str
    damaged: str
    secret: str
    not_agreement: str
    unreadable: str
    no_document: str
    no_entry: str
    no_entry_number: str
    number_elsewhere: str
    unclear_entry: str
    unclear_document: str
    document: str
    by: Mapping[str, str]
    unclear: Mapping[str, str]
    problems: Mapping[str, str]
