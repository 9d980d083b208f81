"""READ SECOND: all agreements -> everything in `outputs/`, with what people have corrected."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from pipeline import writing
from pipeline.domain.agreement import Outcome
from pipeline.drafts import DRAFT, Draft, write_draft
from pipeline.gathering import EARLIER, WORKBOOK, Gathered, Places, beside, gather, remember, save
from pipeline.inventory import report
from pipeline.inventory.calendar_file import calendar_bytes
from pipeline.inventory.changes import Change, Content, changes
from pipeline.inventory.comparisons.asked import Asked
from pipeline.inventory.comparisons.check import Checked
from pipeline.inventory.corrections.correction import Corrections
from pipeline.inventory.csv_file import csv_bytes
from pipeline.inventory.diary.entry import Diary
from pipeline.inventory.json_file import json_bytes
from pipeline.inventory.labels import Labels
from pipeline.inventory.narrative import Material, NarrativeWords, narrative_bytes
from pipeline.inventory.sheet_comparisons import ComparisonSheets
from pipeline.inventory.sheet_county import CountySheet
from pipeline.inventory.signatories import without_names
from pipeline.inventory.table import Inventory, tabulate
from pipeline.inventory.workbook import Further, workbook_bytes
from pipeline.mirror import mirror
from pipeline.store import write_atomically

NAME = "forteckning"
CALENDAR = "bevakning.ics"
REPORT = "rapport"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Published:
    """What was published: the inventory, the files written, and those that could not be replaced.

    `changed` is what differs from the last inventory, None where there was none to compare with. A file that is open
    is not replaced; its new content then lies beside it under a name with `_2`. `gathered` tells what people had
    corrected, `saved` whether all of it lies in rattelser.csv, `checked` what Öppna jämförelser came to. `edited` are
    drafts that somebody has written in: they are left alone, too.
    """

    inventory: Inventory
    files: tuple[Path, ...]
    locked: tuple[Path, ...] = ()
    gathered: Gathered = field(default_factory=lambda: Gathered(Corrections()))
    saved: bool = True
    changed: tuple[Change, ...] | None = None
    checked: Checked | None = None
    edited: tuple[Path, ...] = ()


def publish(  # noqa: PLR0913  # everything that the outputs depend on, and nothing hidden
    outcomes: Sequence[Outcome],
    as_of: date,
    *,
    corpus: Path,
    outputs: Path,
    labels: Labels,
    generated: datetime,
    program: str,
    before: Content | None = None,
    pages: report.Sources | None = None,
    diary: Diary | None = None,
    asked: Asked | None = None,
    narrative: NarrativeWords | None = None,
    names: bool = False,
) -> Published:
    """Write the inventory of all outcomes on the day `as_of` into `outputs`.

    Before that the last workbook is read, and what people have changed in it is kept in `corpus`. `corpus` is linked
    to from the workbook, `generated` and `program` (its version) stand in the JSON file, `before` is the JSON file as
    the last run left it, `pages` is what the report is made of (None: no report), `diary` the list exported from the
    diary (None: there is none), `asked` what is known of Öppna jämförelser (None: no check), `narrative` the words of
    the draft for the board (None: no draft), `names` whether those who sign are named. Raises OSError where the folder
    cannot be written, ValueError for outcomes that contradict themselves (see `tabulate`).
    """
    outcomes = outcomes if names else [without_names(one, labels.signatories) for one in outcomes]
    places, today = Places(corpus, outputs), generated.date()
    gathered = gather(places, labels, today.isoformat())
    inventory = tabulate(outcomes, as_of, labels, gathered.corrections, today, diary)
    saved = save(places, gathered, inventory.placed.corrections, labels, generated)
    way = _way(corpus, outputs)
    checked = asked.check(inventory, corpus) if asked else None
    county = checked.county(inventory, labels.collation) if checked else None
    data = json_bytes(inventory, labels, generated=generated, program=program, checked=checked, county=county)
    changed = changes(before, json.loads(data))
    wanted = {
        outputs / f"{NAME}.json": data,
        outputs / f"{NAME}.csv": csv_bytes(inventory, labels),
        outputs / CALENDAR: calendar_bytes(inventory, labels, _previous(outputs / CALENDAR)),
    }
    main = outputs / WORKBOOK
    further: list[Further] = [ComparisonSheets(checked, inventory)] if checked else []
    further += [CountySheet(county, labels)] if county else []
    book = workbook_bytes(inventory, labels, corpus=way, changed=changed, further=further)
    writing.make_sure_of_room(outputs, sum(map(len, (*wanted.values(), book))))
    written = {path: _write(path, content) for path, content in wanted.items()}
    written[main] = _write_workbook(main, book, gathered, places, generated, saved=saved)
    draft = None
    if narrative:
        draft = _draft(outputs / DRAFT, Material(inventory, labels, narrative, generated, program, checked))
    if draft:
        written[outputs / DRAFT] = draft.written
    if pages:
        back = _way(corpus, outputs / REPORT)
        _report(outputs / REPORT, report.files(inventory, outcomes, labels, pages, back, checked))
    return Published(
        inventory,
        tuple(path for path in written.values() if path),
        tuple(path for path, place in written.items() if place != path),
        gathered,
        saved,
        changed,
        checked,
        draft.edited if draft else (),
    )


def _previous(path: Path) -> bytes | None:
    """A file as the last run left it; None where there is none that can be read."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def _way(corpus: Path, folder: Path) -> str:
    """The way from a folder to the corpus («../corpus»)."""
    return Path(os.path.relpath(corpus, folder)).as_posix()


def _report(folder: Path, files: Iterable[tuple[str, report.Content]]) -> None:
    """Write the report. What goes wrong is logged: the workbook lies there already."""
    try:
        mirror(folder, files, report.WRITTEN)
    except Exception:  # noqa: BLE001  # whatever it is, the workbook is done
        _log.exception("the report could not be written")


def _draft(path: Path, material: Material) -> Draft | None:
    """Write the draft for the board. What goes wrong is logged: the workbook lies there already."""
    try:
        return write_draft(path, narrative_bytes(material))
    except Exception:  # noqa: BLE001  # whatever it is, the workbook is done
        _log.exception("%s could not be written", path.name)
        return None


def _write(path: Path, content: bytes) -> Path | None:
    """Write a file, or its neighbour while it is open; the path written, None when both are open."""
    if writing.replace(path, content):
        writing.forget(beside(path))
        return path
    return beside(path) if writing.replace(beside(path), content) else None


def _write_workbook(  # what it may overwrite depends on all of them
    main: Path, content: bytes, gathered: Gathered, places: Places, now: datetime, *, saved: bool
) -> Path | None:
    """Write the workbook where nothing is lost by it, with the version before kept; None when nowhere."""
    written: Path | None = None
    replaced = {}
    for path in (main, beside(main)):
        if not gathered.may_replace(path, saved=saved) or writing.lock_files(path):
            continue
        if written and not path.is_file():
            continue
        if not path.is_file() or path.read_bytes() != content:
            writing.keep_version(path, NAME, places.outputs / EARLIER, now)
        if written:
            writing.forget(path)
        elif writing.replace(path, content):
            written = path
            write_atomically(places.work / WORKBOOK, content)
        replaced[path] = path == written or not path.exists()
    if saved:
        remember(places, gathered, replaced)
    return written
