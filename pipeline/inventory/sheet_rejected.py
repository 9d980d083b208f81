"""The sheet of what is no agreement: the file, why, and a cell in which a person can say that it is one."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from pipeline.inventory.cells import clean
from pipeline.inventory.columns import Type
from pipeline.inventory.labels import Labels
from pipeline.inventory.links import link
from pipeline.inventory.styles import Look, Styles, row_height, set_up_page
from pipeline.inventory.table import Inventory

_WIDTHS = (48.0, 60.0, 26.0, 16.0)


def write_rejected(sheet: Worksheet, inventory: Inventory, labels: Labels, styles: Styles, corpus: str) -> None:
    """One row for each file, and for each agreement that a person has moved here."""
    says = labels.corrections
    heads = (labels.columns["file"], says.reason, labels.columns["kind"], labels.columns["id"])
    for index, (head, width) in enumerate(zip(heads, _WIDTHS, strict=True)):
        sheet.set_column(index, index, width)
        sheet.write_string(0, index, head, styles.head)
    for line, one in enumerate(inventory.not_agreements, start=1):
        file, reason = clean(one.file), clean(one.reason)
        look = Look.CORRECTED if one.section else Look.PLAIN
        sheet.set_row(line, row_height((file, reason, "", ""), _WIDTHS))
        sheet.write_string(line, 0, file, styles.flat(Type.LINK))
        if url := link(corpus, one.file, 1):
            sheet.write_url(line, 0, url, styles.flat(Type.LINK), file)
        sheet.write_string(line, 1, reason, styles.flat(Type.TEXT))
        sheet.write_string(line, 2, says.not_agreement, styles.flat(Type.TEXT, look))
        sheet.write_string(line, 3, one.id, styles.flat(Type.CODE))
        if one.section:
            text = says.comment.format(when=one.when, automatic=one.section)
            sheet.write_comment(line, 2, text, {"author": labels.workbook.author})
    last = max(len(inventory.not_agreements), 1)
    titles = [*(section.title for section in labels.sections.values()), says.not_agreement]
    sheet.data_validation(1, 2, last, 2, {"validate": "list", "source": titles, "error_type": "warning"})
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, len(_WIDTHS) - 1)
    sheet.repeat_rows(0)
    set_up_page(sheet, labels, pages_across=1)
