"""The sheet on validity and renewal: the terms of each agreement, and where they stand or how they were worked out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from pipeline.domain.terms import TermStatus, next_renewal
from pipeline.inventory import words
from pipeline.inventory.columns import Type, Value
from pipeline.inventory.derivations import derivations
from pipeline.inventory.labels import Labels
from pipeline.inventory.review import finding, needs_review
from pipeline.inventory.row_cells import RowCells
from pipeline.inventory.sentences import renewal_in_short
from pipeline.inventory.styles import Look, Styles
from pipeline.inventory.table import Inventory, Row
from pipeline.inventory.table_sheet import Cell, Column, Table

_STATED = ("valid_from", "valid_to", "open_ended", "renewal", "notice_period")
_COLUMNS = (
    ("number", Type.LINK, 5),
    ("title", Type.TEXT, 34),
    ("status", Type.TEXT, 12),
    ("valid_from", Type.DATE, 11),
    ("valid_to", Type.DATE, 11),
    ("open_ended", Type.TEXT, 9),
    ("renewal", Type.TEXT, 15),
    ("notice_period", Type.TEXT, 17),
    ("current_term_end", Type.DATE, 14),
    ("next_renewal", Type.DATE, 14),
    ("last_notice_date", Type.DATE, 21),
    ("source", Type.TEXT, 40),
)


def terms_table(inventory: Inventory, labels: Labels, styles: Styles, cells: RowCells) -> Table:
    """One row for each agreement, as in Förteckning."""
    says = labels.sheets.terms
    statuses = {labels.status[status]: style for status, style in styles.status.items()}
    return Table(
        title=says.title,
        columns=tuple(
            Column(says.heads[key], kind, width, statuses if key == "status" else {}) for key, kind, width in _COLUMNS
        ),
        rows=[_cells(row, inventory, labels, cells) for row in inventory.rows],
        empty=says.empty,
        speaks=1,
        frozen=2,
    )


def _cells(row: Row, inventory: Inventory, labels: Labels, cells: RowCells) -> tuple[Cell, ...]:
    agreement, terms = row.agreement, row.terms
    doubtful = needs_review(agreement, inventory.as_of)
    renewal, notice = agreement.renewal.value, agreement.notice_period.value
    values: dict[str, Value] = {
        "title": row.title,
        "status": labels.status[row.standing],
        "valid_from": agreement.valid_from.value,
        "valid_to": agreement.valid_to.value,
        "open_ended": labels.workbook.yes if agreement.open_ended.value else labels.workbook.no,
        "renewal": renewal_in_short(renewal, labels) if renewal else None,
        "notice_period": words.duration(notice, labels.quantities) if notice else None,
        "current_term_end": terms.current_term_end,
        "next_renewal": _renewed(row),
        "last_notice_date": terms.last_notice_date,
        "source": "\n".join(_sources(row, labels)),
    }
    unsure = {
        *doubtful,
        *(["next_renewal"] if values["next_renewal"] and {"valid_to", "renewal"} & set(doubtful) else []),
    }
    return (cells.number(row), *(Cell(value, look=Look.of(doubtful=key in unsure)) for key, value in values.items()))


def _renewed(row: Row) -> date | None:
    """The day on which the next term begins by itself."""
    agreement = row.agreement
    if row.replaced_by or row.terms.status is TermStatus.UNKNOWN:
        return None
    try:
        term = next_renewal(row.terms, valid_to=agreement.valid_to.value, renewal=agreement.renewal.value)
    except (OverflowError, ValueError):  # beyond any calendar
        return None
    return term[0] if term else None


def _sources(row: Row, labels: Labels) -> Iterator[str]:
    """«Gäller från, Gäller till: s. 2» for what is stated, the arithmetic for what is not."""
    says, columns = labels.sheets.terms, labels.columns
    derived = derivations(row.agreement, row.terms, labels)
    pages: dict[int, list[str]] = defaultdict(list)
    for field in _STATED:
        found = finding(row.agreement, field)
        if field not in derived and found.value not in {None, False} and found.evidence:
            pages[found.evidence[0].page].append(columns[field])
    for page, fields in sorted(pages.items()):
        yield says.stated.format(fields=", ".join(fields), page=page)
    for field in (*_STATED, "current_term_end", "last_notice_date"):
        if field in derived:
            yield says.derived.format(field=columns[field], how=derived[field])
