"""A workbook as a person left it: its tables by head and row, whatever was sorted, moved, added or deleted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import zip_longest
from zipfile import ZipFile

from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from pipeline.inventory.corrections.baseline import REJECTED, ROWS, SHEET, Baseline, read_lines
from pipeline.inventory.corrections.correction import OWN, REASON
from pipeline.inventory.corrections.record import known_heads, plain_head
from pipeline.inventory.corrections.typed import Cell
from pipeline.inventory.labels import Labels
from pipeline.inventory.workbook_extent import fits

_LINES_ABOVE = 40
"""The head row is sought among so many."""

_FEWEST_HEADS = 3

Lines = Sequence[Sequence[Cell]]


class UnreadableWorkbookError(ValueError):
    """The file is no workbook, or a damaged one."""


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet's rows: for each the cells by column. A column that stands there twice has two cells in a row."""

    rows: tuple[tuple[tuple[str, Cell], ...], ...]


@dataclass(frozen=True, slots=True)
class Workbook:
    """What could be read of a workbook: the tables by ROWS and REJECTED, and what it was written with."""

    tables: Mapping[str, Table]
    baseline: Baseline | None


def read_workbook(content: bytes, labels: Labels) -> Workbook:
    """The tables of a workbook, values only. Raises UnreadableWorkbookError."""
    try:
        sheets = _sheets(content, labels)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic of calamine's is no Exception, and zipfile has a dozen errors of its own
        raise UnreadableWorkbookError(str(error)) from error
    flat, rejected = known_heads(labels.columns), _heads_of_rejected(labels)
    tables = {ROWS: _table(sheets[labels.workbook.flat], flat, labels)}
    tables[REJECTED] = _table(sheets.get(labels.corrections.not_agreement, []), rejected, labels)
    return Workbook(tables, read_lines(sheets.get(SHEET, [])))


def _sheets(content: bytes, labels: Labels) -> Mapping[str, Lines]:
    """The lines of the sheets that are read, by name. Raises whatever the file makes its readers raise."""
    if not fits(content):
        raise UnreadableWorkbookError("too wide")
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    sheets: dict[str, Lines] = {}
    for name in book.sheet_names:
        if name in (labels.workbook.flat, labels.corrections.not_agreement, SHEET):
            sheets[name] = _lines(book, name)
    if labels.workbook.flat not in sheets:
        sheets[labels.workbook.flat] = _renamed(book, labels)
    if _has_formulas(content):
        sheets = {name: _with_formulas(content, name, lines) for name, lines in sheets.items()}
    return sheets


def _lines(book: CalamineWorkbook, name: str) -> Lines:
    """The values of a sheet from its first cell on, so that they can be told by row and column."""
    return book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def _has_formulas(content: bytes) -> bool:
    """Whether somebody has typed a formula, or what Excel took for one: the program writes none."""
    with ZipFile(BytesIO(content)) as archive:
        sheets = (archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet"))
        return any(b"<f>" in sheet or b"<f " in sheet or b't="e"' in sheet for sheet in sheets)


def _with_formulas(content: bytes, name: str, lines: Lines) -> Lines:
    """The values, with the formula itself where it has none: «=Polisen» comes to nothing, and is no emptied cell."""
    book = load_workbook(BytesIO(content), read_only=True)
    if name not in book.sheetnames:
        return lines
    width = max(map(len, lines), default=0)
    typed = book[name].iter_rows(max_row=len(lines), max_col=width, values_only=True)
    return [
        [text if value == "" and isinstance(text, str) else value for value, text in zip_longest(line, row)][
            : len(line)
        ]
        for line, row in zip_longest(lines, typed, fillvalue=())
    ]


def _renamed(book: CalamineWorkbook, labels: Labels) -> Lines:
    """The flat table under another name: the sheet that has most of its heads."""
    known, found = known_heads(labels.columns), []
    for name in book.sheet_names:
        if name not in (labels.corrections.not_agreement, SHEET):
            lines = _lines(book, name)
            count = max((_known(line, known) for line in lines[:_LINES_ABOVE]), default=0)
            found.append((count, lines))
    count, lines = max(found, key=lambda pair: pair[0], default=(0, []))
    return lines if count > len(known) // 2 else []


def _heads_of_rejected(labels: Labels) -> dict[str, str]:
    heads = known_heads({key: labels.columns[key] for key in ("file", "kind", "id")})
    return heads | {plain_head(labels.corrections.reason): REASON}


def _known(line: Sequence[Cell], known: Mapping[str, str]) -> int:
    return len({plain_head(cell) for cell in line if isinstance(cell, str)} & set(known))


def _table(lines: Sequence[Sequence[Cell]], known: Mapping[str, str], labels: Labels) -> Table:
    at = max(range(min(len(lines), _LINES_ABOVE)), key=lambda n: _known(lines[n], known), default=0)
    if not lines or _known(lines[at], known) < _FEWEST_HEADS:
        return Table(())
    columns: list[str] = []
    for cell in lines[at]:
        head = " ".join(str(cell).split())
        unnamed = labels.corrections.unnamed
        field = known.get(plain_head(head)) or OWN + (head or unnamed)
        number = 2
        while field.startswith(OWN) and field in columns:
            field, number = f"{OWN}{head or unnamed} {number}", number + 1
        columns.append(field)
    return Table(tuple(tuple(zip(columns, line, strict=False)) for line in lines[at + 1 :] if any(line)))
