"""Corrections put into agreements: what a person says goes before what the rules have read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline.domain.agreement import FIELDS, Agreement, Kind, Party
from pipeline.domain.evidence import Evidence, Finding, How, Status
from pipeline.inventory.corrections.correction import Correction, is_free
from pipeline.inventory.corrections.placing import Placed
from pipeline.inventory.corrections.record import Record
from pipeline.inventory.corrections.typed import NotUnderstoodError, Typed
from pipeline.inventory.identity import Identified
from pipeline.inventory.labels import Labels

RULE = "corrected"
"""Stands as the rule in the evidence of what a person has typed."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """A row's agreement with its corrections: `original` is the program's own.

    `own` are the corrections in force and `bad` those that were not understood, by column; `notices` what is to be
    told of columns that are no fields of the agreement. `leaves`: it is no agreement, says a person or, where nobody
    has spoken, the program.
    """

    item: Identified
    original: Agreement
    own: Mapping[str, Correction] = field(default_factory=dict)
    bad: Mapping[str, Correction] = field(default_factory=dict)
    notices: Mapping[str, str] = field(default_factory=dict)
    leaves: bool = False


def blank(labels: Labels) -> Agreement:
    """The agreement of a file that holds none according to the rules: nothing is known of it."""
    nothing: Finding[Any] = Finding(None, Status.ABSENT, reason=labels.corrections.not_read)
    values: dict[str, Any] = {"kind": Kind.OTHER, "parties": (), "open_ended": False}
    fields: dict[str, Any] = {name: replace(nothing, value=values.get(name)) for name in FIELDS}
    return Agreement(pages=(1, 1), **fields)


def correct(item: Identified, placed: Placed, typed: Typed) -> Corrected:
    """The row with the corrections that belong to it; those that cannot be understood are told, and change nothing."""
    found = _Correcting(item.agreement, typed)
    lines = placed.by_key.get(item.key, {})
    for column, line in lines.items():
        found.take(column, line)
    rejected = item.outcome.rejection is not None
    kind = found.own.get("kind")
    leaves = rejected if kind is None else typed.value("kind", kind.value) is None
    if kind and rejected:
        found.tell("kind", typed.labels.corrections.made.format(when=kind.when))
    found.compare()
    found.propose(placed.proposals.get(item.key, ()))
    agreement = found.agreement
    return Corrected(replace(item, agreement=agreement), item.agreement, found.own, found.bad, found.notices, leaves)


class _Correcting:
    """One row while its corrections are applied."""

    def __init__(self, agreement: Agreement, typed: Typed) -> None:
        self.agreement = agreement
        self.own: dict[str, Correction] = {}
        self.bad: dict[str, Correction] = {}
        self.notices: dict[str, str] = {}
        self._typed = typed
        self._says = typed.labels.corrections

    def take(self, column: str, line: Correction) -> None:
        """Apply one correction, or tell why it cannot be."""
        try:
            value = self._typed.value(column, line.value)
        except NotUnderstoodError as why:
            self.bad[column] = line
            self.tell(column, self._says.bad_value.format(value=line.value or self._says.empty, why=why), is_bad=True)
            return
        self.own[column] = line
        if column == "pages":
            self.agreement = replace(self.agreement, pages=value)
        elif column in FIELDS and not (column == "kind" and value is None):
            self._set(column, self._finding(column, value, line))
        if line.changed and not is_free(column):
            self.tell(column, self._says.changed_document.format(when=line.when))

    def tell(self, column: str, text: str, *, is_bad: bool = False) -> None:
        """Ask for review of a column, with the reason; after reasons that were there."""
        if column in FIELDS:
            before: Finding[Any] = getattr(self.agreement, column)
            reason = f"{before.reason} {text}" if before.review and before.reason and is_bad else text
            self._set(column, replace(before, review=True, reason=reason))
        else:
            self.notices[column] = text

    def compare(self) -> None:
        """Ask for review of an end before the beginning, where a person has typed one of them."""
        start, end = self.agreement.valid_from.value, self.agreement.valid_to.value
        if start and end and end < start and {"valid_from", "valid_to"} & set(self.own):
            self.tell("valid_to", self._says.end_first)

    def propose(self, lines: Sequence[Correction]) -> None:
        """Tell of corrections of a document that has gone and was called the same."""
        if lines:
            record = Record(self._typed.labels)
            items = (
                self._says.rescanned_item.format(
                    column=record.field_name(line.field), value=line.value or self._says.empty
                )
                for line in lines
            )
            self.tell("file", self._says.rescanned.format(file=lines[0].file, corrections="; ".join(items)))

    def _set(self, column: str, finding: Finding[Any]) -> None:
        change: dict[str, Any] = {column: finding}
        self.agreement = replace(self.agreement, **change)

    def _finding(self, column: str, value: Any, line: Correction) -> Finding[Any]:  # any field's value
        if column == "parties":
            value = self._known_parties(value)
        evidence = Evidence(self.agreement.pages[0], "", (), RULE, How.CORRECTED, 1.0)
        empty = value is None or value == ()
        reason = self._says.emptied.format(when=line.when) if empty else None
        return Finding(value, Status.ABSENT if empty else Status.STATED, (evidence,), reason=reason)

    def _known_parties(self, parties: tuple[Party, ...]) -> tuple[Party, ...]:
        """A party that the program has read keeps its number and its alias."""
        known = {party.name.casefold(): party for party in self.agreement.parties.value}
        return tuple(
            replace(known[p.name.casefold()], name=p.name) if p.name.casefold() in known else p for p in parties
        )
