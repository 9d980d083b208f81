"""The columns of the flat table (the sheet for sorting and filtering, and the CSV file), in their order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from pipeline.inventory import review, words
from pipeline.inventory.cells import clean
from pipeline.inventory.corrections.correction import own_head
from pipeline.inventory.labels import Labels
from pipeline.inventory.sentences import renewal_in_short
from pipeline.inventory.table import Inventory, Row

Value = str | int | date | None


class Type(Enum):
    """How a cell is written: `CODE` is text that looks like a number, `LINK` a path, `OWN` what people have added."""

    TEXT = auto()
    NUMBER = auto()
    DATE = auto()
    CODE = auto()
    LINK = auto()
    OWN = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key (in `labels.columns`, and of the field where it shows one), its value, its look.

    `width` is in characters of the standard font, as Excel counts.
    """

    key: str
    type: Type
    width: float
    value: Callable[[Row, Labels], Value]

    def head(self, labels: Labels) -> str:
        """What the reader sees above it."""
        return own_head(self.key) if self.type is Type.OWN else labels.columns[self.key]


def parties(row: Row) -> list[str]:
    """The parties' names as written, in the document's order."""
    return [party.name for party in row.agreement.parties.value]


def _renewal(row: Row, labels: Labels) -> str:
    renewal = row.agreement.renewal.value
    return renewal_in_short(renewal, labels) if renewal else ""


def _notice(row: Row, labels: Labels) -> str:
    length = row.agreement.notice_period.value
    return words.duration(length, labels.quantities) if length else ""


def _open_ended(row: Row, labels: Labels) -> str:
    return labels.workbook.yes if row.agreement.open_ended.value else labels.workbook.no


def _pages(row: Row, _: Labels) -> str:
    return words.page_span(*row.agreement.pages)


def _review(row: Row, labels: Labels) -> str:
    if "review" in row.corrected:
        return row.corrected["review"].value
    return "\n".join(review.entries(row.agreement, labels, row.notices))


COLUMNS = (
    Column("number", Type.NUMBER, 5, lambda row, _: row.number),
    Column("kind", Type.TEXT, 23, lambda row, labels: labels.sections[row.kind].title),
    Column("title", Type.TEXT, 36, lambda row, _: row.title),
    Column("parties", Type.TEXT, 32, lambda row, _: "\n".join(parties(row))),
    Column("subject", Type.TEXT, 44, lambda row, _: row.agreement.subject.value),
    Column("validity", Type.TEXT, 30, lambda row, _: row.validity),
    Column("remarks", Type.TEXT, 30, lambda row, _: row.remarks),
    Column("status", Type.TEXT, 12, lambda row, labels: labels.status[row.standing]),
    Column("valid_from", Type.DATE, 11, lambda row, _: row.agreement.valid_from.value),
    Column("valid_to", Type.DATE, 11, lambda row, _: row.agreement.valid_to.value),
    Column("open_ended", Type.TEXT, 8, _open_ended),
    Column("renewal", Type.TEXT, 16, _renewal),
    Column("notice_period", Type.TEXT, 14, _notice),
    Column("current_term_end", Type.DATE, 13, lambda row, _: row.terms.current_term_end),
    Column("last_notice_date", Type.DATE, 17, lambda row, _: row.terms.last_notice_date),
    Column("signed_on", Type.DATE, 13, lambda row, _: row.agreement.signed_on.value),
    Column("revised_on", Type.DATE, 11, lambda row, _: row.agreement.revised_on.value),
    Column("registry_number", Type.CODE, 18, lambda row, _: row.agreement.registry_number.value),
    Column("owner", Type.TEXT, 14, lambda row, _: row.owner),
    Column("file", Type.LINK, 28, lambda row, _: row.file),
    Column("pages", Type.CODE, 7, _pages),
    Column("review", Type.TEXT, 36, _review),
    Column("note", Type.TEXT, 28, lambda row, _: row.note),
    Column("id", Type.CODE, 14, lambda row, _: row.id),
)


def columns(inventory: Inventory) -> tuple[Column, ...]:
    """The columns of an inventory: the program's own, and behind them those that people have added."""
    return (*COLUMNS, *(_own_column(field) for field in inventory.own_columns))


def cell_text(value: Value) -> str:
    """A value as the text that its cell shows, days as ISO 8601."""
    if isinstance(value, str):
        return clean(value)
    return "" if value is None else str(value)


def _own_column(field: str) -> Column:
    head = own_head(field)
    return Column(field, Type.OWN, 20, lambda row, _: row.own.get(head, ""))
