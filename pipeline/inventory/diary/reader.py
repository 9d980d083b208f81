"""corpus/diarium.csv or diarium.xlsx -> a Diary. Nothing that the file may hold stops a run.

No diary system tells how its export looks, so the heads are sought: in any order, below lines of title, on any sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.inventory.diary.entry import Diary, Entry, Problem
from pipeline.inventory.diary.fields import Columns, EntryReader
from pipeline.inventory.diary.lines import Sheet, UnreadableError, is_workbook, sheets, texts
from pipeline.inventory.diary.vocabulary import Role

STEM, ENDINGS = "diarium", (".xlsx", ".csv")
_LARGEST = 50_000_000
"""Bytes; a diary of a hundred thousand entries has a fifth of it."""

_LINES_ABOVE = 60
"""The heads are sought among so many lines."""

_NEEDED = frozenset({Role.FILE, Role.NUMBER, Role.TITLE})
"""One of these columns at least, or nothing tells which document an entry is about."""


def find_diary(corpus: Path, reader: EntryReader) -> Diary | None:
    """The diary of a corpus, None where there is none. Of a workbook and a text that which was changed last is read."""
    paths = sorted(_candidates(corpus), key=_changed)
    if not paths:
        return None
    used, others = paths[-1], paths[:-1]
    try:
        if used.stat().st_size > _LARGEST:
            diary = Diary(used.name, problem=Problem.TOO_LARGE)
        else:
            diary = read_diary(used.name, used.read_bytes(), reader)
    except OSError:
        diary = Diary(used.name, problem=Problem.LOCKED)
    return replace(diary, unused=", ".join(path.name for path in others))


def read_diary(file: str, content: bytes, reader: EntryReader) -> Diary:
    """The entries of a file called `file`, or why there are none. Raises nothing, whatever the bytes."""
    if not content.strip():
        return Diary(file, problem=Problem.EMPTY)
    try:
        found = _tables(sheets(content), reader) if is_workbook(content) else _best_text(content, reader)
    except UnreadableError:
        return Diary(file, problem=Problem.UNREADABLE)
    if not found:
        damaged = file.lower().endswith(ENDINGS[0]) and not is_workbook(content)
        return Diary(file, problem=Problem.UNREADABLE if damaged else Problem.NO_HEADS)
    entries = tuple(_once(entry for columns in found for entry in _entries(columns, reader, several=len(found) > 1)))
    return Diary(file, entries, None if entries else Problem.EMPTY, number_labels=reader.vocabulary.labels)


def _candidates(corpus: Path) -> Iterator[Path]:
    try:
        for path in corpus.iterdir():
            if path.stem.lower() == STEM and path.suffix.lower() in ENDINGS and path.is_file():
                yield path
    except OSError:
        return


def _changed(path: Path) -> tuple[float, str]:
    try:
        return path.stat().st_mtime, path.name
    except OSError:
        return 0.0, path.name


def _best_text(content: bytes, reader: EntryReader) -> list[Columns]:
    """A text as it has the most columns that are known."""
    found = (_tables([sheet], reader) for sheet in texts(content))
    return max(found, key=lambda tables: sum(len(columns.roles) for columns in tables), default=[])


def _tables(every: Iterable[Sheet], reader: EntryReader) -> list[Columns]:
    """The sheets that have heads, with where they stand."""
    return [columns for sheet in every if (columns := _heads(sheet, reader))]


def _heads(sheet: Sheet, reader: EntryReader) -> Columns | None:
    """The line with most heads of different kinds; two at least, or a single column that tells which document it is."""
    found = (reader.columns(sheet, at) for at in range(min(len(sheet.lines), _LINES_ABOVE)))
    best = max(found, key=lambda columns: len(columns.roles), default=None)
    return best if best and len(best.roles) > 1 and _NEEDED & best.roles else None


def _entries(columns: Columns, reader: EntryReader, *, several: bool) -> Iterator[Entry]:
    """The entries below the heads; heads that are repeated, as on printed pages, are none."""
    sheet = columns.sheet
    heads = list(sheet.lines[columns.at])
    for index in range(columns.at + 1, len(sheet.lines)):
        if list(sheet.lines[index]) != heads and (entry := reader.entry(columns, index)):
            yield entry if several else replace(entry, sheet="")


def _once(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Each entry once: what stands on two sheets, or on two lines that say the same, is one."""
    seen: set[frozenset[tuple[Role, str]]] = set()
    for entry in entries:
        key = frozenset(entry.cells.items())
        if key not in seen:
            seen.add(key)
            yield entry
