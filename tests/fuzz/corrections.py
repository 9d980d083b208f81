"""People's corrections, from any file: rattelser.csv, the workbook, and whatever stands in a cell."""

from __future__ import annotations

import math
import struct
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from pipeline.domain.values import Duration, Renewal
from pipeline.gathering import _notes_only
from pipeline.inventory.corrections.baseline import SHEET, Written, lines_of
from pipeline.inventory.corrections.correction import Correction, Corrections
from pipeline.inventory.corrections.harvest import Harvester
from pipeline.inventory.corrections.reader import UnreadableWorkbookError, read_workbook
from pipeline.inventory.corrections.record import Record
from pipeline.inventory.corrections.typed import DATES, Cell, NotUnderstoodError, Typed
from pipeline.inventory.labels import Labels
from pipeline.lexicon import read_toml
from tests.fuzz.sheets import PARTS, packed, workbook
from tests.layout.builders import MODELS

_TODAY = "2026-11-22"
_COLUMNS = (
    *DATES, "kind", "status", "parties", "registry_number", "open_ended", "renewal", "notice_period", "pages", "title",
    "note",
)  # fmt: skip
_LONGEST = 1_200
_DOUBLE = struct.Struct("<d")


@lru_cache(maxsize=1)
def labels() -> Labels:
    return Labels.parse(dict(read_toml(MODELS / "sv" / "labels.toml")))


@lru_cache(maxsize=1)
def parts() -> dict[str, bytes]:
    """A workbook as the program writes it, with two rows and the hidden sheet."""
    columns, says = labels().columns, labels()
    shown = dict.fromkeys(columns, "") | {"title": "Avtal om tolktjänst", "file": "a.pdf", "pages": "1–2"}
    rows = [
        Written(
            f"r{number}abcdef01234"[:12], f"r{number}abcdef01234"[:12], "rows", {**shown, "number": str(number)}, {}
        )
        for number in (1, 2)
    ]
    flat = [list(columns.values()), *([*({**row.shown, "id": row.id}).values()] for row in rows)]
    sheets = {says.workbook.flat: flat, SHEET: list(lines_of(rows))}
    return workbook(sheets, hidden=SHEET)


def corrections(data: bytes) -> None:
    """By the first byte: «c» a cell's text, «n» a number, «r» the record, «w» the workbook, else a part of it."""
    kind, content = data[:1], data[1:]
    if kind == b"c":
        _cell(content.decode("utf-8", "replace"))
    elif kind == b"n":
        for cell in _numbers(content):
            _cell(cell)
    elif kind == b"r":
        _record(content)
    elif kind in PARTS:
        _workbook(packed(parts(), kind, content))
    else:
        _workbook(content)


def _numbers(content: bytes) -> list[Cell]:
    """What else a spreadsheet holds in a cell, of these bytes."""
    number = _DOUBLE.unpack(content[:8].ljust(8, b"\0"))[0]
    cells: list[Cell] = [number, math.isfinite(number)]
    days = int.from_bytes(content[:3].ljust(3, b"\0"), "big") % date.max.toordinal() + 1
    seconds = int.from_bytes(content[3:6].ljust(3, b"\0"), "big")
    cells += [date.fromordinal(days), datetime.fromordinal(days).replace(tzinfo=UTC), timedelta(days, seconds)]
    return [*cells, time(seconds % 24, seconds % 60)]


def _cell(cell: Cell) -> None:
    """A cell is understood or it is not, and then a sentence says what can stand there."""
    typed = Typed(labels())
    for column in _COLUMNS:
        text = typed.canonical(column, cell)
        assert typed.canonical(column, text) == text, (column, cell, text)
        try:
            value = typed.value(column, text)
        except NotUnderstoodError as why:
            _is_told(why)
            continue
        assert typed.shown(column, value) == text or not text, (column, cell, text, value)
        _is_sound(column, value)


def _is_told(why: NotUnderstoodError) -> None:
    assert str(why).endswith("."), why


def _is_sound(column: str, value: object) -> None:
    match value:
        case Duration():
            assert 0 < value.months + value.days <= _LONGEST, value
        case Renewal():
            _is_sound(column, value.period)
            assert value.limit is None or value.limit > 0, value
        case tuple() if column == "pages":
            assert 0 < value[0] <= value[1], value
        case None | str() | bool() | date() | tuple():
            pass


def _record(content: bytes) -> None:
    """The file has corrections or cannot be read; what was read is written and read again."""
    record = Record(labels())
    try:
        found = record.read(content)
    except ValueError:
        return
    _is_kept(found)
    typed = Typed(labels())
    for line in found.lines:
        assert record.field_name(line.field)
        try:
            typed.value(line.field, line.value)
        except NotUnderstoodError as why:
            _is_told(why)


def _is_kept(found: Corrections) -> None:
    record = Record(labels())
    again = record.read(record.write(found))
    assert set(again.lines) == set(found.lines), (found, again)
    assert set(again.strays) == set(found.strays), (found, again)


def _workbook(content: bytes) -> None:
    """A workbook is read or cannot be; what people typed into it is kept."""
    try:
        book = read_workbook(content, labels())
    except UnreadableWorkbookError:
        return
    harvester = Harvester(labels(), Typed(labels()), _TODAY)
    harvest = harvester.harvest(book, book.baseline or _notes_only(book), Corrections(), {})
    assert harvest.made == sum(line.key != "" for line in harvest.corrections.lines)
    assert all(isinstance(line, Correction) and line.when == _TODAY for line in harvest.corrections.lines)
    _is_kept(harvest.corrections)
