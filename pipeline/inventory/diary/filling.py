"""Values of the diary put where a document says nothing, and the doubts that it raises where it says something else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pipeline.domain.agreement import Agreement, Party
from pipeline.domain.evidence import NO_PAGE, Evidence, Finding, How, Status
from pipeline.inventory.corrections.applying import Corrected
from pipeline.inventory.diary.comparing import Contradiction
from pipeline.inventory.diary.entry import Entry
from pipeline.inventory.diary.matching import Key
from pipeline.inventory.diary.vocabulary import Role
from pipeline.inventory.labels import Labels

_ROLES: Mapping[str, Role] = {
    "title": Role.TITLE,
    "parties": Role.PARTIES,
    "registry_number": Role.NUMBER,
    "signed_on": Role.SIGNED,
}
"""The fields that the diary may fill, and the columns that say just that."""

_CONFIDENCE = {Key.FILE: 0.95, Key.NUMBER: 0.95, Key.TITLE_AND_DATE: 0.75}
"""How surely an entry is the document's own, by what it was matched by: judged, not measured."""


@dataclass(frozen=True, slots=True)
class Filling:
    """Fills rows from entries of the diary in `file`, with the words of `labels`."""

    labels: Labels
    file: str

    def row(
        self, row: Corrected, entry: Entry, by: Key, contradictions: Sequence[Contradiction]
    ) -> tuple[Corrected, tuple[str, ...]]:
        """The row with what its entry says, and the fields that were filled: none where anything differs."""
        agreement, original, filled = row.item.agreement, row.original, []
        for one in contradictions:
            if not one.settled:
                agreement = self._asked(agreement, one)
        for name, value in _values(entry).items():
            theirs = self._finding(getattr(row.original, name), name, value, entry, by)
            if theirs is None or contradictions:
                agreement = agreement if name in row.own else self._told(agreement, name, entry)
                continue
            original = _with(original, name, theirs)
            if name not in row.own and name not in row.bad:
                agreement = _with(agreement, name, theirs)
                filled.append(name)
        return replace(row, item=replace(row.item, agreement=agreement), original=original), tuple(filled)

    def _finding(self, ours: Finding[Any], name: str, value: Any, entry: Entry, by: Key) -> Finding[Any] | None:
        """The diary's value where the document has none; None where it says, or seems to say, something itself."""
        if ours.value or ours.status is not Status.ABSENT:
            return None
        says = self.labels.diary
        role, weak = _ROLES[name], by is Key.TITLE_AND_DATE
        evidence = Evidence(NO_PAGE, entry.cells[role], (), f"diary/{role}", How.DIARY, _CONFIDENCE[by])
        reason = says.filled.format(file=self.file, by=says.by[by])
        if weak:
            reason = f"{reason} {says.check_match}"
        return Finding(value, Status.STATED, (evidence,), evidence.confidence, weak or ours.review, reason)

    def _told(self, agreement: Agreement, name: str, entry: Entry) -> Agreement:
        """What the diary says of a value that the document has, but not so that it can be read or is without doubt."""
        ours: Finding[Any] = getattr(agreement, name)
        if ours.value or ours.status not in (Status.UNREADABLE, Status.CONFLICTING):
            return agreement
        text = self.labels.diary.also_says.format(file=self.file, value=entry.cells[_ROLES[name]])
        return _with(agreement, name, replace(ours, reason=_after(ours.reason, text)))

    def _asked(self, agreement: Agreement, one: Contradiction) -> Agreement:
        """The document's value with a doubt: both are told."""
        ours: Finding[Any] = getattr(agreement, one.field)
        says = self.labels.diary
        text = says.contradicts_party if one.field == "parties" else says.contradicts
        told = text.format(file=self.file, inventory=one.inventory, diary=one.diary)
        return _with(agreement, one.field, replace(ours, review=True, reason=_after(ours.reason, told)))


def _values(entry: Entry) -> dict[str, Any]:
    """What the entry can fill; a number that a spreadsheet has damaged is none."""
    number = entry.number.text if entry.number and not entry.number.damaged else None
    values = {
        "title": entry.title or None,
        "parties": tuple(Party(name, name) for name in entry.parties) or None,
        "registry_number": number,
        "signed_on": entry.signed,
    }
    return {name: value for name, value in values.items() if value is not None}


def _with(agreement: Agreement, name: str, finding: Finding[Any]) -> Agreement:
    change: dict[str, Any] = {name: finding}
    return replace(agreement, **change)


def _after(reason: str | None, text: str) -> str:
    """One sentence after another."""
    return f"{reason.rstrip('. ')}. {text}" if reason else text
