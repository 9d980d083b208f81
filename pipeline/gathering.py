"""People's corrections on disk: gathered from the workbooks and rattelser.csv before a run's results are written.

    outputs/forteckning.xlsx, forteckning_2.xlsx -> corrections <-> corpus/rattelser.csv

Nothing that a person has typed is overwritten before it is saved.
"""

from __future__ import annotations

import errno
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.inventory.corrections.baseline import Baseline, Written
from pipeline.inventory.corrections.correction import NOTE, OWN, Corrections
from pipeline.inventory.corrections.harvest import Harvester, Seen
from pipeline.inventory.corrections.reader import UnreadableWorkbookError, Workbook, read_workbook
from pipeline.inventory.corrections.record import Record
from pipeline.inventory.corrections.typed import Typed
from pipeline.inventory.identity import key_of
from pipeline.inventory.labels import Labels
from pipeline.store import write_atomically
from pipeline.writing import Stamp, keep_version, lock_files, stamp, versions

RECORD, WORKBOOK = "rattelser.csv", "forteckning.xlsx"
EARLIER = "tidigare"
"""The folder of earlier versions, in `outputs`."""

_SEEN = "harvested.json"


@dataclass(frozen=True, slots=True)
class Places:
    """Where people's work lies: rattelser.csv in `corpus`, workbooks in `outputs`, and what only helps in `work`."""

    corpus: Path
    outputs: Path

    @property
    def record(self) -> Path:
        """The file of corrections."""
        return self.corpus / RECORD

    @property
    def work(self) -> Path:
        """The folder of what can be deleted."""
        return self.outputs / "work"

    @property
    def workbooks(self) -> tuple[Path, ...]:
        """The workbook and its neighbour, written while it was open; that which was saved first comes first."""
        main = self.outputs / WORKBOOK
        found = [path for path in (main, beside(main)) if path.is_file()]
        return tuple(sorted(found, key=lambda path: stamp(path) or (0, 0)))


@dataclass(frozen=True, slots=True)
class Gathered:
    """All corrections, and what must be known to write without losing any.

    `read` is what rattelser.csv held, `record_stamp` its state then, None in `trouble` where it could be read;
    `stamps` tells the state of each workbook, `seen` its changed cells, `unreadable` those that could not be read.
    `made`, `undone`, `unknown_rows` count what was new in the workbooks.
    """

    corrections: Corrections
    read: Corrections = field(default_factory=Corrections)
    record_stamp: Stamp = None
    record_unreadable: bool = False
    stamps: Mapping[Path, Stamp] = field(default_factory=dict)
    seen: Mapping[str, tuple[str, Seen]] = field(default_factory=dict)
    unreadable: tuple[Path, ...] = ()
    made: int = 0
    undone: int = 0
    unknown_rows: int = 0

    def may_replace(self, path: Path, *, saved: bool) -> bool:
        """Whether a workbook holds nothing that would be lost: it is as it was read, and its changes are saved."""
        _, changed = self.seen.get(path.name, ("", {}))
        return path not in self.unreadable and stamp(path) == self.stamps.get(path) and (saved or not changed)


def gather(places: Places, labels: Labels, today: str) -> Gathered:
    """Read rattelser.csv and the workbooks; new corrections are dated `today` (ISO)."""
    found = _read_record(places, Record(labels))
    harvester, before = Harvester(labels, Typed(labels), today), _load_seen(places)
    for path in places.workbooks:
        found = replace(found, stamps={**found.stamps, path: stamp(path)})
        try:
            book = read_workbook(path.read_bytes(), labels)
        except (OSError, UnreadableWorkbookError):
            found = replace(found, unreadable=(*found.unreadable, path))
            continue
        baseline = book.baseline or _fitting_baseline(book, places, harvester) or _notes_only(book)
        token, seen = before.get(path.name, ("", {}))
        harvest = harvester.harvest(book, baseline, found.corrections, seen if token == baseline.token else {})
        found = replace(
            found,
            corrections=harvest.corrections,
            seen={**found.seen, path.name: (baseline.token, harvest.seen)},
            made=found.made + harvest.made,
            undone=found.undone + harvest.undone,
            unknown_rows=found.unknown_rows + harvest.unknown_rows,
        )
    return found


def save(places: Places, gathered: Gathered, corrections: Corrections, labels: Labels, now: datetime) -> bool:
    """Write rattelser.csv where it would change; whether all corrections are safe there now."""
    path = places.record
    if _same(corrections, gathered.read):
        return True
    if gathered.record_unreadable or lock_files(path) or stamp(path) != gathered.record_stamp:
        return False
    content = Record(labels).write(corrections)
    try:
        keep_version(path, path.stem, places.outputs / EARLIER, now)
        write_atomically(path, content)
    except OSError:
        return False
    _keep_copy(places, content)
    return True


def remember(places: Places, gathered: Gathered, replaced: Mapping[Path, bool]) -> None:
    """Keep in mind what was harvested from workbooks that are still there, so that it is harvested once."""
    kept = {
        name: {"baseline": token, "cells": dict(seen)}
        for name, (token, seen) in gathered.seen.items()
        if seen and not replaced.get(places.outputs / name)
    }
    path = places.work / _SEEN
    if kept or path.is_file():
        write_atomically(path, (json.dumps(kept, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace"))


def beside(path: Path) -> Path:
    """The neighbour that is written while a file is open."""
    return path.with_stem(f"{path.stem}_2")


def _read_record(places: Places, record: Record) -> Gathered:
    path, kept = places.record, places.work / RECORD
    state = stamp(path)
    try:
        content = _content(path)
        corrections = record.read(content)
    except FileNotFoundError:
        return Gathered(Corrections())
    except (OSError, ValueError):
        try:
            corrections = record.read(kept.read_bytes())
        except (OSError, ValueError):
            corrections = Corrections()
        return Gathered(corrections, corrections, state, record_unreadable=True)
    _keep_copy(places, content)
    return Gathered(corrections, corrections, state)


def _content(path: Path) -> bytes:
    """What a file holds. Raises OSError, also for a pipe, which would never end."""
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "no ordinary file", str(path))
    return path.read_bytes()


def _keep_copy(places: Places, content: bytes) -> None:
    """A copy for the night on which the file cannot be read."""
    kept = places.work / RECORD
    if not kept.is_file() or kept.read_bytes() != content:
        write_atomically(kept, content)


def _same(one: Corrections, other: Corrections) -> bool:
    return set(one.lines) == set(other.lines) and set(one.strays) == set(other.strays)


def _load_seen(places: Places) -> dict[str, tuple[str, Seen]]:
    try:
        content: dict[str, Any] = json.loads((places.work / _SEEN).read_bytes())
        return {name: (str(one["baseline"]), dict(one["cells"])) for name, one in content.items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return {}


def _fitting_baseline(book: Workbook, places: Places, harvester: Harvester) -> Baseline | None:
    """For a workbook that has lost its hidden sheet: of the workbooks written before, the one most like it."""
    found: list[tuple[int, Baseline]] = []
    for path in _written_before(places):
        try:
            baseline = read_workbook(path.read_bytes(), harvester.labels).baseline
        except (OSError, UnreadableWorkbookError):
            continue
        if baseline:
            found.append((harvester.differences(book, baseline), baseline))
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _written_before(places: Places) -> Iterator[Path]:
    yield places.work / WORKBOOK
    stem, _, suffix = WORKBOOK.partition(".")
    yield from reversed(list(versions(stem, f".{suffix}", places.outputs / EARLIER)))


def _notes_only(book: Workbook) -> Baseline:
    """Where nothing is known of what the program wrote: all is taken for its own but what can only be a person's."""
    rows: dict[str, Written] = {}
    for sheet, table in book.tables.items():
        for cells in table.rows:
            texts = {c: str(cell) for c, cell in cells if c != NOTE and not c.startswith(OWN)}
            row_id = texts.get("id", "")
            if row_id:
                rows[row_id] = Written(row_id, key_of(row_id), sheet, {"id": row_id, NOTE: ""}, {})
    return Baseline(rows)
