"""Which entry of the diary is about which document: by the file's name, by the registry number, by title and day.

A key counts only where it leads from one entry to one document. Where several fit, a closer look among just those may
settle it; where it does not, they are told as they are and nothing is taken from any of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.inventory.diary import likeness
from pipeline.inventory.diary.entry import Entry
from pipeline.inventory.diary.numbers import Number


class Key(StrEnum):
    """By what an entry was matched, the surest first."""

    FILE = "file"
    NUMBER = "registry_number"
    TITLE_AND_DATE = "title_and_date"


@dataclass(frozen=True, slots=True)
class Document:
    """What an entry can be known by: a row of the inventory, or a file that has none (`row` is empty)."""

    file: str
    row: str = ""
    number: Number | None = None
    title: str = ""
    days: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Pair:
    """An entry, its document, and the key that led from one to the other."""

    entry: Entry
    document: Document
    by: Key


@dataclass(frozen=True, slots=True)
class Unclear:
    """Entries and documents that belong together by a key, nobody knows which to which."""

    entries: tuple[Entry, ...]
    documents: tuple[Document, ...]
    by: Key


@dataclass(frozen=True, slots=True)
class Matching:
    """All pairs, all that is unclear, and what is left on either side; in the diary's order, or the documents'."""

    pairs: tuple[Pair, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    entries: tuple[Entry, ...] = ()
    documents: tuple[Document, ...] = ()


Related = Callable[[Entry, Document], bool]
Edges = Iterable[tuple[int, int]]
"""An entry and a document that a key joins, by their places."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A key: how it joins entries to documents, and what may settle it where it joins several."""

    by: Key
    edges: Callable[[Mapping[int, Entry], Mapping[int, Document]], Edges]
    closer: tuple[Related, ...] = ()
    proves: bool = True


def match(entries: Sequence[Entry], documents: Sequence[Document]) -> Matching:
    """Match as far as the keys go. Each entry and each document ends in one place only."""
    left_entries, left_documents = dict(enumerate(entries)), dict(enumerate(documents))
    pairs: list[tuple[int, Pair]] = []
    unclear: list[tuple[int, Unclear]] = []
    for step in _STEPS:
        for es, ds in _groups(step.edges(left_entries, left_documents)):
            for e, d in _settled(es, ds, step, left_entries, left_documents):
                pairs.append((e, Pair(left_entries.pop(e), left_documents.pop(d), step.by)))
            rest, those = [e for e in es if e in left_entries], [d for d in ds if d in left_documents]
            if rest and those:
                several = tuple(left_entries.pop(e) for e in rest), tuple(left_documents.pop(d) for d in those)
                unclear.append((rest[0], Unclear(*several, step.by)))
    return Matching(
        tuple(pair for _, pair in sorted(pairs, key=lambda one: one[0])),
        tuple(group for _, group in sorted(unclear, key=lambda one: one[0])),
        tuple(left_entries.values()),
        tuple(left_documents.values()),
    )


def _settled(
    es: Sequence[int], ds: Sequence[int], step: _Step, entries: Mapping[int, Entry], documents: Mapping[int, Document]
) -> list[tuple[int, int]]:
    """The pairs of a group: all of it where it is one, else those that a closer look leaves with each other alone."""
    if len(es) == len(ds) == 1:
        return [(es[0], ds[0])] if step.proves else []
    found: list[tuple[int, int]] = []
    for related in step.closer:
        taken = {e for e, _ in found}, {d for _, d in found}
        left = [(e, d) for e in es if e not in taken[0] for d in ds if d not in taken[1]]
        groups = _groups((e, d) for e, d in left if related(entries[e], documents[d]))
        found += [(some[0], others[0]) for some, others in groups if len(some) == len(others) == 1]
    return found


def _groups(edges: Edges) -> Iterator[tuple[list[int], list[int]]]:
    """What hangs together by any edges: entries and documents, each in order."""
    of_entry, of_document = defaultdict(set), defaultdict(set)
    for e, d in edges:
        of_entry[e].add(d)
        of_document[d].add(e)
    seen: set[int] = set()
    for first in sorted(of_entry):
        if first in seen:
            continue
        es, ds, waiting = {first}, set[int](), [first]
        while waiting:
            for d in of_entry[waiting.pop()] - ds:
                ds.add(d)
                waiting += of_document[d] - es
                es |= of_document[d]
        seen |= es
        yield sorted(es), sorted(ds)


def _by_file(entries: Mapping[int, Entry], documents: Mapping[int, Document]) -> Iterator[tuple[int, int]]:
    """Files called as the entry says; where it names their folders too, those that lie there."""
    by_name = defaultdict(list)
    for d, document in documents.items():
        for name in likeness.file_names(document.file):
            by_name[name].append(d)
    for e, entry in entries.items():
        for given in entry.files:
            found = by_name.get(likeness.file_name(given), [])
            there = [d for d in found if likeness.same_folders(given, documents[d].file)]
            yield from ((e, d) for d in there or found)


def _by_number(entries: Mapping[int, Entry], documents: Mapping[int, Document]) -> Iterator[tuple[int, int]]:
    """The same registry number, however it is written."""
    by_key = defaultdict(list)
    for d, document in documents.items():
        if document.number:
            by_key[document.number.key].append(d)
    for e, entry in entries.items():
        if entry.number:
            near = by_key.get(entry.number.key, ())
            yield from ((e, d) for d in near if _same_number(entry, documents[d]))


def _by_likely_number(entries: Mapping[int, Entry], documents: Mapping[int, Document]) -> Iterator[tuple[int, int]]:
    """Numbers that may be the same, one of them being damaged or not given in full."""
    by_beginning = defaultdict(list)
    for d, document in documents.items():
        if document.number:
            by_beginning[document.number.figures[:2]].append(d)
    for e, entry in entries.items():
        if entry.number:
            near = by_beginning.get(entry.number.figures[:2], ())
            yield from ((e, d) for d in near if likeness.may_be_same_number(entry.number, documents[d].number))


def _by_confirmed_number(entries: Mapping[int, Entry], documents: Mapping[int, Document]) -> Iterator[tuple[int, int]]:
    """Such numbers, where the title or a day says the same."""
    for e, d in _by_likely_number(entries, documents):
        entry, document = entries[e], documents[d]
        if _same_title(entry, document) or entry.days & document.days:
            yield e, d


def _by_title_and_day(entries: Mapping[int, Entry], documents: Mapping[int, Document]) -> Iterator[tuple[int, int]]:
    """The same title and a day in common."""
    by_day = defaultdict(list)
    for d, document in documents.items():
        for day in document.days:
            by_day[day].append(d)
    for e, entry in entries.items():
        near = {d for day in entry.days for d in by_day.get(day, ())}
        yield from ((e, d) for d in sorted(near) if _same_title(entry, documents[d]))


def _same_number(entry: Entry, document: Document) -> bool:
    return bool(entry.number and document.number and entry.number.same(document.number))


def _same_title(entry: Entry, document: Document) -> bool:
    return likeness.same_title(entry.title, document.title)


_STEPS = (
    _Step(Key.FILE, _by_file, (_same_number, _same_title)),
    _Step(Key.NUMBER, _by_number, (_same_title,)),
    _Step(Key.NUMBER, _by_confirmed_number),
    _Step(Key.TITLE_AND_DATE, _by_title_and_day),
    _Step(Key.NUMBER, _by_likely_number, proves=False),
)
