"""READ SECOND: all agreements -> everything in `outputs/`."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from pipeline.domain.agreement import Outcome
from pipeline.inventory.calendar_file import calendar_bytes
from pipeline.inventory.changes import Change, Content, changes
from pipeline.inventory.csv_file import csv_bytes
from pipeline.inventory.json_file import json_bytes
from pipeline.inventory.labels import Labels
from pipeline.inventory.table import Inventory, tabulate
from pipeline.inventory.workbook import workbook_bytes
from pipeline.store import write_atomically

NAME = "forteckning"
CALENDAR = "bevakning.ics"


@dataclass(frozen=True, slots=True)
class Published:
    """What was published: the inventory, the files written, and those that could not be replaced.

    `changed` is what differs from the last inventory, None where there was none to compare with.
    A file that is open in Excel on Windows is locked; its new content then lies beside it under a name with `_2`.
    """

    inventory: Inventory
    files: tuple[Path, ...]
    locked: tuple[Path, ...] = ()
    changed: tuple[Change, ...] | None = None

    @property
    def data(self) -> Path:
        """The JSON file, or its neighbour."""
        return next(path for path in self.files if path.suffix == ".json")


def publish(  # noqa: PLR0913  # everything that the outputs depend on, and nothing hidden
    outcomes: Sequence[Outcome],
    as_of: date,
    *,
    corpus: Path,
    outputs: Path,
    labels: Labels,
    generated: datetime,
    program: str,
    notes: Mapping[str, str] | None = None,
    before: Content | None = None,
) -> Published:
    """Write the inventory of all outcomes on the day `as_of` into `outputs`.

    `corpus` is linked to from the workbook, `generated` and `program` (its version) stand in the JSON file, `notes`
    are the user's own by row id, `before` is the JSON file as the last run left it. Raises OSError where the folder
    cannot be written, ValueError for outcomes that contradict themselves (see `tabulate`).
    """
    inventory = tabulate(outcomes, as_of, labels, notes)
    way = Path(os.path.relpath(corpus, outputs)).as_posix()
    data = json_bytes(inventory, labels, generated=generated, program=program)
    changed = changes(before, json.loads(data))
    workbook = workbook_bytes(inventory, labels, corpus=way, changed=changed)
    written, locked = [], []
    for name, content in (
        (f"{NAME}.json", data),
        (f"{NAME}.csv", csv_bytes(inventory, labels)),
        (f"{NAME}.xlsx", workbook),
        (CALENDAR, calendar_bytes(inventory, labels, _previous(outputs / CALENDAR))),
    ):
        wanted = outputs / name
        path = _write(wanted, content)
        written += [path] if path else []
        locked += [wanted] if path != wanted else []
    return Published(inventory, tuple(written), tuple(locked), changed)


def _previous(path: Path) -> bytes | None:
    """A file as the last run left it; None where there is none that can be read."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def _write(path: Path, content: bytes) -> Path | None:
    """Write a file, or its neighbour `_2` while it is locked; the path written, None when both are locked."""
    beside = path.with_stem(f"{path.stem}_2")
    for target in (path, beside):
        try:
            write_atomically(target, content)
        except PermissionError:
            continue
        if target == path:
            _forget(beside)
        return target
    return None


def _forget(path: Path) -> None:
    """Remove yesterday's neighbour, unless it is open too."""
    try:
        path.unlink(missing_ok=True)
    except PermissionError:
        return
