"""The diary beside the inventory: what each document lacks is taken from its entry, what differs is told.

    corrected rows + diary -> rows with the diary's values, and the Reconciliation

What a document says is never replaced, and what a person has corrected goes before both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.domain.agreement import Outcome
from pipeline.inventory.corrections.applying import Corrected
from pipeline.inventory.diary import numbers
from pipeline.inventory.diary.comparing import Contradiction, compare
from pipeline.inventory.diary.entry import Diary, Entry
from pipeline.inventory.diary.filling import Filling
from pipeline.inventory.diary.matching import Document, Key, Unclear, match
from pipeline.inventory.labels import Labels


@dataclass(frozen=True, slots=True)
class Matched:
    """An entry and its document: `row` is empty for a file that is no agreement or could not be read.

    `filled` are the fields whose values come from the entry. It contradicts the document in `contradictions`, and then
    fills nothing.
    """

    entry: Entry
    file: str
    row: str
    by: Key
    filled: tuple[str, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """How the diary and the inventory go together; each entry and each row (by id) stands in one place only."""

    diary: Diary
    matched: tuple[Matched, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    without_document: tuple[Entry, ...] = ()
    without_entry: tuple[str, ...] = ()

    @property
    def contradicting(self) -> tuple[Matched, ...]:
        """The matches in which the diary says something else."""
        return tuple(one for one in self.matched if one.contradictions)


def reconcile(
    rows: Sequence[Corrected], outcomes: Sequence[Outcome], diary: Diary, labels: Labels
) -> tuple[list[Corrected], Reconciliation]:
    """The rows with what the diary adds to them, in their order, and how both go together.

    `rows` are all that stand in the inventory or have left it; those that have left it take part by their file alone.
    """
    if diary.problem:
        return list(rows), Reconciliation(diary)
    shown = {one.item.id: one for one in rows if not one.leaves}
    found = match(diary.entries, tuple(_documents(shown, outcomes, diary)))
    filling = Filling(labels, diary.file)
    matched: list[Matched] = []
    for pair in found.pairs:
        row = shown.get(pair.document.row)
        one = Matched(pair.entry, pair.document.file, pair.document.row, pair.by)
        if row:
            contradictions = compare(pair.entry, row, diary)
            shown[one.row], filled = filling.row(row, pair.entry, pair.by, contradictions)
            one = replace(one, filled=filled, contradictions=contradictions)
        matched.append(one)
    result = Reconciliation(
        diary,
        tuple(matched),
        found.unclear,
        found.entries,
        tuple(document.row for document in found.documents if document.row),
    )
    return [shown.get(one.item.id, one) for one in rows], result


def _documents(rows: Mapping[str, Corrected], outcomes: Sequence[Outcome], diary: Diary) -> Iterator[Document]:
    """The rows, and the files that have none."""
    for one in rows.values():
        agreement = one.item.agreement
        number = agreement.registry_number.value
        yield Document(
            file=one.item.outcome.file,
            row=one.item.id,
            number=numbers.parse(number, diary.number_labels) if number else None,
            title=agreement.title.value or "",
            days=frozenset(day for day in (agreement.signed_on.value, agreement.valid_from.value) if day),
        )
    files = {one.item.outcome.file for one in rows.values()}
    yield from (Document(outcome.file) for outcome in outcomes if outcome.file not in files)
