"""The sheet to read and print: the three sections of Figur 2 with their own heads, nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field

from xlsxwriter.worksheet import Worksheet

from pipeline.domain.agreement import Kind
from pipeline.inventory.cells import clean
from pipeline.inventory.columns import parties
from pipeline.inventory.labels import Labels
from pipeline.inventory.styles import PAGE_HEIGHT, Styles, row_height, set_up_page
from pipeline.inventory.table import Inventory, Row

_WIDTHS = (4.0, 26.0, 29.0, 37.0, 27.0, 23.0)
"""Characters, in the proportions of the report's own table; «Gäller 2014-02-13 till 2015-02-12» fits in the fifth."""

_TITLE_HEIGHT, _SPACE, _HEAD_HEIGHT = 26.0, 14.0, 15.6
"""Points."""

_BULLET = "\u2022 "


@dataclass(slots=True)
class _Pages:
    """Where pages end: what is kept together starts a new page when it does not fit on this one."""

    breaks: list[int] = field(default_factory=list)
    used: float = 0.0

    def keep(self, line: int, height: float) -> None:
        """Lay rows of this height, the first of them at `line` (from 0), on the page."""
        if self.used and self.used + height > PAGE_HEIGHT:
            self.breaks.append(line)
            self.used = 0.0
        self.used += height


def write_figure(sheet: Worksheet, inventory: Inventory, labels: Labels, styles: Styles) -> None:
    """Fill the sheet. A section's title is never parted from its first row by a page's end."""
    for index, width in enumerate(_WIDTHS):
        sheet.set_column(index, index, width)
    pages, line = _Pages(), 0
    for kind in Kind:
        rows = [(row.number, [clean(text) for text in _texts(row)]) for row in inventory.section(kind)]
        heights = [row_height(texts, _WIDTHS[1:]) for _, texts in rows]
        if line:
            sheet.set_row(line, _SPACE)
            pages.used += _SPACE
            line += 1
        pages.keep(line, _TITLE_HEIGHT + _HEAD_HEIGHT + sum(heights[:1]))
        _write_heads(sheet, line, kind, labels, styles)
        line += 2
        for index, ((number, texts), height) in enumerate(zip(rows, heights, strict=True)):
            if index:
                pages.keep(line, height)
            sheet.set_row(line, height)
            sheet.write_number(line, 0, number, styles.number)
            for column, text in enumerate(texts, start=1):
                sheet.write_string(line, column, text, styles.cell)
            line += 1
    sheet.hide_gridlines(2)
    set_up_page(sheet, labels, pages_across=1)
    sheet.set_h_pagebreaks(pages.breaks)


def _write_heads(sheet: Worksheet, line: int, kind: Kind, labels: Labels, styles: Styles) -> None:
    section = labels.sections[kind]
    sheet.set_row(line, _TITLE_HEIGHT)
    sheet.write_string(line, 0, section.title, styles.section)
    sheet.set_row(line + 1, _HEAD_HEIGHT)
    for index, head in enumerate(section.heads):
        sheet.write_string(line + 1, index, head, styles.head)


def _texts(row: Row) -> tuple[str, ...]:
    bullets = "\n".join(_BULLET + party for party in parties(row))
    return row.title, bullets, row.agreement.subject.value or "", row.validity, row.remarks
