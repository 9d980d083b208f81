"""The words of the relations between rows: the table `relations` of `models/sv/labels.toml`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RelationWords:
    """What Övrigt says of other documents; `passed_over` are words that tell no document from another."""

    replaces: str
    amends: str
    prolongs: str
    terminates: str
    annex_of: str
    under_framework: str
    linked: str
    missing: str
    ambiguous: str
    either: str
    replaced: str
    to_be_replaced: str
    perhaps_replaced: str
    amended: str
    prolonged: str
    prolonged_to: str
    terminated: str
    has_annex: str
    new_end: str
    new_end_open: str
    ended: str
    twin: str
    passed_over: tuple[str, ...]
