"""Where an entry of the diary and the document that it is about say different things."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.inventory.corrections.applying import Corrected
from pipeline.inventory.diary import numbers
from pipeline.inventory.diary.entry import Diary, Entry
from pipeline.inventory.diary.likeness import is_among
from pipeline.inventory.masking import mask_text


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A field, what the inventory has in it and what the diary has; `settled`: a person has typed the inventory's."""

    field: str
    inventory: str
    diary: str
    settled: bool = False


def compare(entry: Entry, row: Corrected, diary: Diary) -> tuple[Contradiction, ...]:
    """All that differs, in reading order. A damaged number, and what either does not say, contradicts nothing."""
    return tuple(
        Contradiction(field, mask_text(ours), theirs, settled=field in row.own)
        for field, ours, theirs in _differences(entry, row, diary)
    )


def _differences(entry: Entry, row: Corrected, diary: Diary) -> Iterator[tuple[str, str, str]]:
    agreement = row.item.agreement
    parties = agreement.parties.value
    strangers = [name for name in entry.parties if parties and not is_among(name, parties)]
    if strangers:
        yield "parties", "; ".join(party.name for party in parties), "; ".join(strangers)
    ours, theirs = agreement.registry_number.value, entry.number
    if ours and theirs and not theirs.damaged and not numbers.parse(ours, diary.number_labels).akin(theirs):
        yield "registry_number", ours, theirs.text
    yield from _days("valid_from", agreement.valid_from.value, entry.starts)
    if agreement.renewal.value is None:  # else the diary may tell the end of a later term
        yield from _days("valid_to", agreement.valid_to.value, entry.ends)
    yield from _days("signed_on", agreement.signed_on.value, entry.signed)


def _days(field: str, ours: date | None, theirs: date | None) -> Iterator[tuple[str, str, str]]:
    if ours and theirs and ours != theirs:
        yield field, ours.isoformat(), theirs.isoformat()
