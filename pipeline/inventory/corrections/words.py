"""The words of corrections: the table `corrections` of `models/sv/labels.toml`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CorrectionWords:
    """Heads of rattelser.csv, what people may type, and what is said of it.

    `why_…` says how a value is to be typed that was not understood; `yes`, `no`, `none`, `months` and the units are
    the words that people type, in lower case.
    """

    field: str
    value: str
    automatic: str
    when: str
    changed: str
    empty: str
    own_column: str
    own_row: str
    unnamed: str
    not_agreement: str
    reason: str
    by_person: str
    made: str
    not_read: str
    emptied: str
    comment: str
    no_value: str
    bad_value: str
    changed_document: str
    end_first: str
    rescanned: str
    rescanned_item: str
    why_date: str
    why_yes_no: str
    why_length: str
    why_renewal: str
    why_kind: str
    why_status: str
    why_pages: str
    why_registry_number: str
    why_fixed: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    none: tuple[str, ...]
    one: tuple[str, ...]
    years: tuple[str, ...]
    half_years: tuple[str, ...]
    months: tuple[str, ...]
    weeks: tuple[str, ...]
    days: tuple[str, ...]
    month_names: tuple[str, ...]
    day_prefix: str
