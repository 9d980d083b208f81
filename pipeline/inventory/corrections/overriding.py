"""The cells of a row that are no fields of its agreement, as a person wants them; and what the program had said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from pipeline.domain.agreement import FIELDS, Agreement
from pipeline.domain.terms import Terms, TermStatus
from pipeline.inventory import review
from pipeline.inventory.corrections.applying import Corrected
from pipeline.inventory.corrections.correction import NOTE, OWN, Correction, own_head
from pipeline.inventory.corrections.typed import Typed
from pipeline.inventory.labels import REPLACED
from pipeline.inventory.masking import mask_text, shown


class Overriding:
    """Overrides one row's cells and remembers in `automatic` the program's texts for them, by column."""

    def __init__(self, corrected: Corrected, typed: Typed) -> None:
        self._own, self._typed = {column: shown_correction(line) for column, line in corrected.own.items()}, typed
        self.refused = {column: shown_correction(line) for column, line in corrected.bad.items()}
        self._notices = {column: mask_text(text) for column, text in corrected.notices.items()}
        original = shown(corrected.original)
        self.automatic: dict[str, str] = {}
        for column in self._own:
            if column in FIELDS:
                self.automatic[column] = typed.shown(column, getattr(original, column).value)
            elif column == "pages":
                self.automatic[column] = typed.shown(column, original.pages)
            elif column == NOTE or column.startswith(OWN):
                self.automatic[column] = ""
        if "kind" in self._own and corrected.item.outcome.rejection:
            self.automatic["kind"] = typed.labels.corrections.not_agreement
        self.in_force = {column: line for column, line in self._own.items() if column != "review"}

    def text(self, column: str, automatic: str) -> str:
        """The text of a column: the person's, else the program's."""
        line = self._own.get(column)
        if line is None:
            return automatic
        self.automatic[column] = automatic
        return line.value

    def reviewed(self, agreement: Agreement) -> tuple[Agreement, Mapping[str, str]]:
        """The agreement and the notices, without the marks that a person has looked at and found in order.

        They stay off as long as the program asks just the same; the numbers of other rows may change.
        """
        line, labels = self._own.get("review"), self._typed.labels
        text = "\n".join(review.entries(agreement, labels, self._notices))
        if line is None or self._without_numbers(text) != self._without_numbers(line.automatic):
            return agreement, self._notices
        self.in_force["review"] = line
        self.automatic["review"] = text
        calm: dict[str, Any] = {name: replace(review.finding(agreement, name), review=False) for name in FIELDS}
        return replace(agreement, **calm), {}

    def terms(self, terms: Terms, *, replaced: bool) -> Terms:
        """The computed days and the status, overridden where a person has typed them."""
        status = self._own.get("status")
        if status:
            self.automatic["status"] = self._typed.labels.status[REPLACED if replaced else terms.status]
        said = self.standing()
        return replace(
            terms,
            current_term_end=self._day("current_term_end", terms.current_term_end),
            last_notice_date=self._day("last_notice_date", terms.last_notice_date),
            status=TermStatus(said) if said and said != REPLACED else terms.status,
        )

    def standing(self) -> str | None:
        """The status that a person has typed: one of the TermStatus, or REPLACED."""
        line = self._own.get("status")
        return str(self._typed.value("status", line.value)) if line else None

    def own_texts(self) -> dict[str, str]:
        """The cells of a person's own columns, by head."""
        return {own_head(column): line.value for column, line in self._own.items() if column.startswith(OWN)}

    def _day(self, column: str, automatic: date | None) -> date | None:
        line = self._own.get(column)
        if line is None:
            return automatic
        self.automatic[column] = str(automatic or "")
        day: date | None = self._typed.value(column, line.value)
        return day

    def _without_numbers(self, text: str) -> str:
        """A text without the numbers of other rows («nr 7»), line ends and spaces as in `clean`."""
        word = self._typed.labels.relations.linked.partition("{number}")[0].split()[-1]
        return re.sub(rf"\b{re.escape(word)} \d+", word, " ".join(text.split()))


def shown_correction(line: Correction) -> Correction:
    """A correction as the inventory shows it; rattelser.csv keeps what was typed."""
    return replace(line, value=mask_text(line.value), automatic=mask_text(line.automatic))
