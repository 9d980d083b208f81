"""What a person typed into a cell -> the value of its field, and the one form in which cells are compared."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from pipeline.domain.agreement import Kind, Party
from pipeline.inventory import words
from pipeline.inventory.cells import unguarded
from pipeline.inventory.corrections.correction import FIXED
from pipeline.inventory.corrections.typed_dates import day_typed, text_of_day, text_of_number
from pipeline.inventory.corrections.typed_lengths import length_typed, renewal_typed
from pipeline.inventory.labels import Labels
from pipeline.inventory.sentences import renewal_in_short

Cell = str | float | bool | date | datetime | time | timedelta | None
"""What a spreadsheet holds in a cell."""

DATES = ("valid_from", "valid_to", "current_term_end", "last_notice_date", "signed_on", "revised_on")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_PAGES = re.compile(r"(\d{1,5})(?:\s*[-–—]\s*(\d{1,5}))?")
_BULLET = re.compile(r"^[•*–-]\s+")
_GAPS = re.compile(r"\s{0,9}[\n;]\s{0,9}")


class NotUnderstoodError(ValueError):
    """The cell cannot hold what was typed; the message says in Swedish what it can."""


@dataclass(frozen=True, slots=True)
class Typed:
    """Reads what people type, with the words of the inventory."""

    labels: Labels
    _readers: Mapping[str, Callable[[str], Any]] = field(init=False)

    def __post_init__(self) -> None:
        readers: dict[str, Callable[[str], Any]] = {
            "kind": self._kind,
            "status": self._status,
            "parties": self._parties,
            "registry_number": self._registry_number,
            "open_ended": self._yes_no,
            "renewal": self._renewal,
            "notice_period": self._length,
            "pages": self._pages,
        }
        readers |= dict.fromkeys(DATES, self._day) | dict.fromkeys(FIXED, self._fixed)
        object.__setattr__(self, "_readers", readers)

    def canonical(self, column: str, cell: Cell) -> str:
        """A cell's one form as text: «31 december 2014», a real day and its Excel serial are all 2014-12-31.

        What the column cannot hold stays as it was typed, cleaned. The form is its own form: where taking one mark off
        («;'01») lays bare another, that goes too.
        """
        text = self._text(column, cell)
        if column not in self._readers or column in FIXED:
            return text
        try:
            shown = self.shown(column, self.value(column, text)) if text else ""
        except NotUnderstoodError:
            return text
        return shown if shown == text else self.canonical(column, shown)

    def value(self, column: str, text: str) -> Any:  # whatever the field of that name holds
        """The value of a field that a text says, "" being an emptied cell; texts of other columns as they are.

        None for the kind of what is no agreement. Raises NotUnderstoodError.
        """
        reader = self._readers.get(column)
        if reader:
            return reader(text)
        return text or (None if column in ("title", "subject") else "")

    def shown(self, column: str, value: Any) -> str:  # see `value`
        """A value as its cell shows it."""
        labels = self.labels
        if column == "kind":
            return labels.sections[value].title if value else labels.corrections.not_agreement
        if column == "status":
            return labels.status[value]
        if column == "parties":
            return "\n".join(party.name for party in value)
        if column == "open_ended":
            return labels.workbook.yes if value else labels.workbook.no
        if not value:
            return ""
        if column == "renewal":
            return renewal_in_short(value, labels)
        if column == "notice_period":
            return words.duration(value, labels.quantities)
        return words.page_span(*value) if column == "pages" else str(value)

    def _text(self, column: str, cell: Cell) -> str:
        if cell is None:
            return ""
        if isinstance(cell, str):
            return unguarded(cell)
        if isinstance(cell, bool):
            return self.labels.workbook.yes if cell else self.labels.workbook.no
        if isinstance(cell, date):
            day = cell.date() if isinstance(cell, datetime) else cell
            return text_of_day(day) if column in DATES else str(cell)
        if isinstance(cell, time | timedelta):
            return str(cell)
        if not math.isfinite(cell):  # «1E999» in a workbook's XML
            return str(cell)
        if cell != int(cell):
            return str(cell).replace(".", ",")
        return text_of_number(int(cell)) if column in DATES else str(int(cell))

    def _day(self, text: str) -> date | None:
        says = self.labels.corrections
        if not text:
            return None
        day = day_typed(text, says.month_names, says.day_prefix)
        if day is None:
            raise NotUnderstoodError(says.why_date)
        return day

    def _kind(self, text: str) -> Kind | None:
        typed = text.casefold()
        if typed == self.labels.corrections.not_agreement.casefold():
            return None
        for kind, section in self.labels.sections.items():
            if section.title.casefold() == typed:
                return kind
        titles = (*(section.title for section in self.labels.sections.values()), self.labels.corrections.not_agreement)
        raise NotUnderstoodError(self.labels.corrections.why_kind.format(titles=", ".join(titles)))

    def _status(self, text: str) -> str:
        for status, word in self.labels.status.items():
            if word.casefold() == text.casefold():
                return str(status)
        raise NotUnderstoodError(
            self.labels.corrections.why_status.format(words=", ".join(self.labels.status.values()))
        )

    def _parties(self, text: str) -> tuple[Party, ...]:
        names = (_BULLET.sub("", name.strip()) for name in _GAPS.split(text))
        return tuple(Party(name, name) for name in names if name)

    def _registry_number(self, text: str) -> str | None:
        if _ISO.fullmatch(text.removesuffix(" 00:00:00")):  # what a spreadsheet makes of «2014/10»
            raise NotUnderstoodError(self.labels.corrections.why_registry_number)
        return text or None

    def _yes_no(self, text: str) -> bool:
        says, typed = self.labels.corrections, text.casefold()
        if typed in says.yes:
            return True
        if typed in says.no or not typed:
            return False
        raise NotUnderstoodError(says.why_yes_no)

    def _length(self, text: str) -> Any:  # a Duration or None
        if not text or text.casefold() in self.labels.corrections.none:
            return None
        length = length_typed(text, self.labels)
        if length is None:
            raise NotUnderstoodError(self.labels.corrections.why_length)
        return length

    def _renewal(self, text: str) -> Any:  # a Renewal or None
        if not text or text.casefold() in self.labels.corrections.none:
            return None
        renewal = renewal_typed(text, self.labels)
        if renewal is None:
            raise NotUnderstoodError(self.labels.corrections.why_renewal)
        return renewal

    def _pages(self, text: str) -> tuple[int, int]:
        found = _PAGES.fullmatch(text)
        pages = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
        if not 0 < pages[0] <= pages[1]:
            raise NotUnderstoodError(self.labels.corrections.why_pages)
        return pages

    def _fixed(self, _text: str) -> str:
        raise NotUnderstoodError(self.labels.corrections.why_fixed)
