"""Which row of a workbook is which row of what it was written with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.inventory.corrections.baseline import Baseline, Written
from pipeline.inventory.corrections.reader import Table
from pipeline.inventory.corrections.typed import Cell, Typed

Cells = tuple[tuple[str, Cell], ...]

_MOSTLY = 0.5
"""The share of cells that must be as written before a row's number alone tells it."""


@dataclass(frozen=True, slots=True)
class Matched:
    """Rows of a sheet with the ids of the rows they are, in the sheet's order, and rows that are none of them."""

    rows: tuple[tuple[str, Cells], ...]
    strangers: tuple[dict[str, Cell], ...]


def match(table: Table, baseline: Baseline, sheet: str, typed: Typed) -> Matched:
    """Match rows by id, else by file and pages, else by number where the rest of the row agrees too."""
    written = [row for row in baseline.rows.values() if row.sheet == sheet]
    by_place = _unique(written, ("file", "pages")) | _unique(written, ("file",))
    by_number = _unique(written, ("number",))
    ids = {row.id for row in written}
    found: list[tuple[str, Cells]] = []
    left: list[dict[str, Cell]] = []
    for cells in table.rows:
        row_id = next((text for column, cell in cells if column == "id" and (text := _text(cell)) in ids), None)
        if row_id is None:
            texts = {column: typed.canonical(column, cell) for column, cell in cells if column in ("file", "pages")}
            file, pages = texts.get("file", ""), texts.get("pages", "")
            row_id = by_place.get((file, pages)) or by_place.get((file,)) if file else None
        if row_id is None:
            left.append(dict(cells))
        else:
            found.append((row_id, cells))
    taken, strangers = {row_id for row_id, _ in found}, []
    for one in left:
        row_id = by_number.get((typed.canonical("number", one.get("number")),))
        if row_id and row_id not in taken and _agrees(one, baseline.rows[row_id], typed):
            found.append((row_id, tuple(one.items())))
        else:
            strangers.append(one)
    return Matched(tuple(found), tuple(strangers))


def _unique(rows: list[Written], columns: tuple[str, ...]) -> dict[tuple[str, ...], str]:
    """Ids by the text of these columns, where that tells one row from all others."""
    found: dict[tuple[str, ...], list[str]] = {}
    for row in rows:
        found.setdefault(tuple(row.shown.get(column, "") for column in columns), []).append(row.id)
    return {texts: ids[0] for texts, ids in found.items() if len(ids) == 1 and any(texts)}


def _agrees(cells: Mapping[str, Cell], row: Written, typed: Typed) -> bool:
    compared = [column for column in cells if row.shown.get(column) and column != "number"]
    same = sum(typed.canonical(c, cells[c]) == typed.canonical(c, row.shown[c]) for c in compared)
    return bool(compared) and same > _MOSTLY * len(compared)


def _text(cell: Cell) -> str:
    return cell.strip() if isinstance(cell, str) else ""
