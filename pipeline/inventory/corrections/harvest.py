"""What a person changed in a workbook since it was written, as corrections.

A cell counts when it differs from what the workbook itself was written with, or from what was read there last time: so
a workbook that cannot be replaced is read every night, and its old edits don't come back over newer ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.inventory.corrections.baseline import Baseline, Written
from pipeline.inventory.corrections.correction import OWN, Correction, Corrections
from pipeline.inventory.corrections.matching import Matched, match
from pipeline.inventory.corrections.reader import Workbook
from pipeline.inventory.corrections.record import Record
from pipeline.inventory.corrections.typed import Cell, Typed
from pipeline.inventory.labels import Labels

Seen = Mapping[str, str]
"""Cells that were harvested before and still stand in a workbook: their texts by «row id, column»."""

_JOINER = "\x1f"


@dataclass(frozen=True, slots=True)
class Harvest:
    """The corrections with those of a workbook, its changed cells, and how many were new, undone and not matched."""

    corrections: Corrections
    seen: Seen
    made: int = 0
    undone: int = 0
    unknown_rows: int = 0


@dataclass(frozen=True, slots=True)
class Harvester:
    """Compares workbooks with what they were written with; `today` is the ISO day of new corrections."""

    labels: Labels
    typed: Typed
    today: str

    def harvest(self, book: Workbook, baseline: Baseline, corrections: Corrections, seen: Seen) -> Harvest:
        """The corrections, with what the workbook adds to them and takes from them."""
        known, made, undone = corrections.by_place(), 0, 0
        changed: dict[str, str] = {}
        reread: dict[tuple[str, str], str] = {}
        strangers: list[dict[str, Cell]] = []
        for sheet, table in book.tables.items():
            found = match(table, baseline, sheet, self.typed)
            strangers += found.strangers
            for row, column, text in self._cells(found, baseline):
                name = row.id + _JOINER + column
                if text is not None:
                    reread[row.id, column] = changed[name] = text
                elif name in seen:
                    reread.setdefault((row.id, column), self._shown(row, column))
        for (row_id, column), text in reread.items():
            row = baseline.rows[row_id]
            if text == seen.get(row_id + _JOINER + column, self._shown(row, column)):
                continue
            place = (row.key, "", "", column)
            if text == self._automatic(row, column) or (not text and column in row.automatic):
                undone += known.pop(place, None) is not None
            elif place not in known or known[place].value != text:
                known[place] = self._correction(row, column, text)
                made += 1
        for stranger in strangers:
            line = self._stranger(stranger)
            known.setdefault(line.place, line)
        lines = Corrections(tuple(known.values()), corrections.strays)
        return Harvest(lines, changed, made, undone, len(strangers))

    def differences(self, book: Workbook, baseline: Baseline) -> int:
        """How many cells differ, and rows are not known: least for the baseline that belongs to the workbook."""
        count = 0
        for sheet, table in book.tables.items():
            found = match(table, baseline, sheet, self.typed)
            count += 100 * len(found.strangers)
            count += sum(text is not None for _, _, text in self._cells(found, baseline))
        return count

    def _cells(self, found: Matched, baseline: Baseline) -> Iterator[tuple[Written, str, str | None]]:
        """Each cell of the known rows, with its canonical text where that is not what was written."""
        for row_id, cells in found.rows:
            row = baseline.rows[row_id]
            for column, cell in cells:
                shown = row.shown.get(column, "")
                if column not in row.shown and not column.startswith(OWN):
                    continue
                if _is_as_written(cell, shown):
                    yield row, column, None
                    continue
                text = self.typed.canonical(column, cell)
                yield row, column, None if text == self._shown(row, column) else text

    def _shown(self, row: Written, column: str) -> str:
        return self.typed.canonical(column, row.shown.get(column, ""))

    def _automatic(self, row: Written, column: str) -> str:
        return self.typed.canonical(column, row.program(column))

    def _correction(self, row: Written, column: str, text: str) -> Correction:
        program = {name: row.program(name) for name in ("file", "pages", "title")}
        return Correction(row.key, column, text, row.program(column), self.today, **program)

    def _stranger(self, cells: Mapping[str, Cell]) -> Correction:
        """A row that the program did not write: kept as one line, since nothing says what it belongs to."""
        record, parts = Record(self.labels), []
        for column, cell in cells.items():
            if text := self.typed.canonical(column, cell):
                parts.append(f"{record.field_name(column)}: {text}")
        field = OWN + self.labels.corrections.own_row
        return Correction("", field, "; ".join(parts), "", self.today)


def _is_as_written(cell: Cell, shown: str) -> bool:
    """Whether a cell holds just what was written, so that nothing needs to be understood."""
    if isinstance(cell, date):
        return str(cell) == shown
    if isinstance(cell, float):
        return f"{cell:g}" == shown
    return (cell or "") == shown
