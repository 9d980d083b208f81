"""How the diary and the documents go together, in words: a line for each thing to tell, for sheet and report."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.inventory.diary import numbers
from pipeline.inventory.diary.entry import Entry
from pipeline.inventory.diary.matching import Document, Key, Unclear
from pipeline.inventory.diary.reconciling import Matched, Reconciliation
from pipeline.inventory.labels import Labels
from pipeline.inventory.rows import Inventory, Row

_MOST = 8
"""Entries or documents that are named in one line."""


class Outcome(StrEnum):
    """What a line tells, in the order in which a reader wants it."""

    ABOUT = "about"
    CONTRADICTS = "contradicts"
    UNCLEAR = "unclear"
    NO_DOCUMENT = "no_document"
    NO_ENTRY = "no_entry"
    MATCHED = "matched"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to be told: of a row, of a file without one, of an entry, or of the diary as a whole."""

    outcome: Outcome
    text: str
    row: Row | None = None
    file: str = ""
    entry: Entry | None = None


def about(reconciliation: Reconciliation, labels: Labels) -> Iterator[str]:
    """What to know of the diary as a whole: which file was read and how much of it matched, or why none was."""
    says, diary = labels.diary, reconciliation.diary
    if diary.problem:
        yield says.problems[diary.problem].format(file=diary.file)
    else:
        counts = Counter(one.by for one in reconciliation.matched)
        by = ", ".join(says.counted.format(count=counts[key], key=says.by[key]) for key in Key if counts[key])
        text = says.used if counts else says.none
        yield text.format(file=diary.file, entries=len(diary.entries), matched=len(reconciliation.matched), by=by)
    if diary.unused:
        yield says.unused.format(file=diary.file, unused=diary.unused)


def lines(inventory: Inventory, reconciliation: Reconciliation, labels: Labels) -> tuple[Line, ...]:
    """All lines: what contradicts, then what is unclear, missing on either side, and in order."""
    by_number: dict[object, list[Entry]] = defaultdict(list)
    for entry in reconciliation.diary.entries:
        if entry.number:
            by_number[entry.number.key].append(entry)
    failed = frozenset(one.file for one in inventory.failures)
    teller = _Teller(reconciliation, labels, {row.id: row for row in inventory.rows}, failed, by_number)
    found = [*(Line(Outcome.ABOUT, text) for text in about(reconciliation, labels)), *teller.lines()]
    order = list(Outcome)
    return tuple(sorted(found, key=lambda one: (order.index(one.outcome), one.row.number if one.row else 0)))


def place(entry: Entry, labels: Labels) -> str:
    """Where an entry stands in the diary."""
    says = labels.diary
    return (says.line_of_sheet if entry.sheet else says.line).format(sheet=entry.sheet, line=entry.line)


@dataclass(frozen=True, slots=True)
class _Teller:
    reconciliation: Reconciliation
    labels: Labels
    rows: Mapping[str, Row]
    failed: frozenset[str]
    by_number: Mapping[object, Sequence[Entry]]

    def lines(self) -> Iterator[Line]:
        said = self.reconciliation
        yield from (self._matched(one) for one in said.matched)
        for group in said.unclear:
            yield from self._unclear(group)
        for entry in said.without_document:
            text = self._join(self.labels.diary.no_document, *self._notes(entry))
            yield Line(Outcome.NO_DOCUMENT, text, entry=entry)
        for row in said.without_entry:
            yield Line(Outcome.NO_ENTRY, self._without_entry(self.rows[row]), row=self.rows[row])

    def _matched(self, one: Matched) -> Line:
        says, columns = self.labels.diary, self.labels.columns
        told = [says.matched.format(by=says.by[one.by])]
        for each in one.contradictions:
            column = columns[each.field]
            told.append(says.difference.format(column=column, inventory=each.inventory, diary=each.diary))
            told += [says.settled.format(column=column)] if each.settled else []
        if one.contradictions:
            told.append(says.held_back)
        if one.filled:
            told.append(says.filled_fields.format(fields=", ".join(columns[field] for field in one.filled)))
        if not one.row:
            told.append(says.unreadable if one.file in self.failed else says.not_agreement)
        outcome = Outcome.CONTRADICTS if one.contradictions else Outcome.MATCHED
        text = self._join(*told, *self._notes(one.entry))
        return Line(outcome, text, self.rows.get(one.row), one.file, one.entry)

    def _unclear(self, group: Unclear) -> Iterator[Line]:
        """A line for each of those of which there are fewer."""
        says, why = self.labels.diary, self.labels.diary.unclear[group.by]
        if len(group.documents) <= len(group.entries):
            places = self._list([place(entry, self.labels) for entry in group.entries])
            entry = group.entries[0] if len(group.entries) == 1 else None
            text = says.unclear_document.format(places=places, why=why)
            for one in group.documents:
                told = self._join(text, *(self._notes(entry) if entry else ()))
                yield Line(Outcome.UNCLEAR, told, self.rows.get(one.row), one.file, entry)
        else:
            documents = self._list([self._name(one) for one in group.documents])
            text = says.unclear_entry.format(documents=documents, why=why)
            for each in group.entries:
                yield Line(Outcome.UNCLEAR, self._join(text, *self._notes(each)), entry=each)

    def _without_entry(self, row: Row) -> str:
        says, ours = self.labels.diary, row.agreement.registry_number.value
        if not ours:
            return says.no_entry
        number = numbers.parse(ours, self.reconciliation.diary.number_labels)
        elsewhere = [
            entry for entry in self.by_number.get(number.key, ()) if entry.number and entry.number.same(number)
        ]
        told = says.no_entry_number.format(number=ours)
        if not elsewhere:
            return told
        places = self._list([place(entry, self.labels) for entry in elsewhere])
        return self._join(told, says.number_elsewhere.format(places=places))

    def _notes(self, entry: Entry) -> Iterator[str]:
        says = self.labels.diary
        if entry.secret:
            yield says.secret
        if entry.number and entry.number.damaged:
            yield says.damaged.format(number=entry.number.text)

    def _name(self, document: Document) -> str:
        row = self.rows.get(document.row)
        return self.labels.diary.document.format(number=row.number) if row else document.file

    def _list(self, names: Sequence[str]) -> str:
        says = self.labels.diary
        more = [says.more.format(count=len(names) - _MOST)] if len(names) > _MOST else []
        *before, last = [*names[:_MOST], *more]
        return says.either.join([", ".join(before), last]) if before else last

    def _join(self, *sentences: str) -> str:
        return " ".join(sentences)
