"""Cells that several sheets share: a row's number and title, leading to Förteckning, and its document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.inventory.labels import Labels
from pipeline.inventory.links import link, report_link, row_link
from pipeline.inventory.table import Inventory, Row
from pipeline.inventory.table_sheet import Cell


@dataclass(frozen=True, slots=True)
class RowCells:
    """Makes them; `lines` is where each row (by id) stands in Förteckning, `corpus` the way to the documents."""

    labels: Labels
    corpus: str
    lines: Mapping[str, int]

    @classmethod
    def of(cls, inventory: Inventory, labels: Labels, corpus: str) -> RowCells:
        """For the rows of an inventory, in its order below the head."""
        return cls(labels, corpus, {row.id: line for line, row in enumerate(inventory.rows, start=2)})

    def number(self, row: Row) -> Cell:
        """Its number, a link to the row in Förteckning."""
        says = self.labels
        return Cell(row.number, row_link(says.workbook.flat, self.lines[row.id]), says.sheets.row)

    def document(self, row: Row, page: int | None = None) -> Cell:
        """A link to a page of its file (its first). LibreOffice does not wrap links, so it says only the page."""
        page = page or row.agreement.pages[0]
        says = self.labels.sheets
        return Cell(says.page.format(page=page), link(self.corpus, row.file, page), says.open.format(page=page))

    def report(self, row: Row, text: str) -> Cell:
        """A link to its page in the report."""
        return Cell(text, report_link(row.id), self.labels.sheets.report)
