"""The inventory's types: rows as they may be shown, what is no agreement, what could not be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pipeline.domain.agreement import Agreement, Kind
from pipeline.domain.terms import Terms
from pipeline.inventory.corrections.correction import Correction
from pipeline.inventory.corrections.placing import Placed
from pipeline.inventory.diary.reconciling import Reconciliation
from pipeline.inventory.labels import REPLACED
from pipeline.inventory.relations import Related


@dataclass(frozen=True, slots=True)
class Row:
    """One agreement in the inventory, as it may be shown: personal numbers masked, quotes short.

    `id` is the same from night to night as long as the file's content is; `number` runs through all three sections.
    `owner` is the first-level folder of `file`, "" where there is none. `validity` and `remarks` are the sentences of
    Giltighetstid and Övrigt; `note` is the user's own. `related` tells how it stands to other rows.

    `corrected` are the person's corrections that the row shows, by column, `automatic` the program's texts for those
    columns, `refused` corrections that were not understood; `notices` asks to review columns that are no fields.
    `own` are the cells of the person's own columns by head, `said_status` a status that she has typed.
    """

    id: str
    number: int
    file: str
    owner: str
    title: str
    agreement: Agreement
    terms: Terms
    validity: str
    remarks: str
    note: str = ""
    related: Related = field(default_factory=Related)
    key: str = ""
    corrected: Mapping[str, Correction] = field(default_factory=dict)
    automatic: Mapping[str, str] = field(default_factory=dict)
    refused: Mapping[str, Correction] = field(default_factory=dict)
    notices: Mapping[str, str] = field(default_factory=dict)
    own: Mapping[str, str] = field(default_factory=dict)
    said_status: str | None = None

    @property
    def kind(self) -> Kind:
        """The section that the row stands in."""
        return self.agreement.kind.value

    @property
    def replaced_by(self) -> str | None:
        """The id of the row that has taken its place and has begun to run."""
        return self.related.replacement.row if self.related.replacement else None

    @property
    def standing(self) -> str:
        """The status that a reader sees: only the head of a chain of agreements runs."""
        return self.said_status or (REPLACED if self.related.replacement else self.terms.status)


@dataclass(frozen=True, slots=True)
class NotAgreement:
    """A file, or a row of one, that is no agreement, and why, in Swedish.

    `section` is the program's own word in Avdelning where a person has moved it here; `automatic_reason` the program's
    own reason where a person has typed another. `when` is the day on which she moved it.
    """

    file: str
    reason: str
    id: str = ""
    key: str = ""
    section: str = ""
    automatic_reason: str | None = None
    when: str = ""


@dataclass(frozen=True, slots=True)
class FailedFile:
    """A file that could not be read: the cause's code, and what to do, in Swedish."""

    file: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Inventory:
    """The whole table on a day: every file of the corpus in exactly one of rows, not_agreements and failures.

    A person may move one of a file's rows to `not_agreements`; the file then stands there too. `own_columns` are the
    heads of columns that people have added, `placed` all corrections with the rows they belong to, `diary` how it goes
    together with the list exported from the diary, None where there is none.
    """

    as_of: date
    rows: tuple[Row, ...]
    not_agreements: tuple[NotAgreement, ...]
    failures: tuple[FailedFile, ...]
    own_columns: tuple[str, ...] = ()
    placed: Placed = field(default_factory=Placed)
    diary: Reconciliation | None = None

    def section(self, kind: Kind) -> tuple[Row, ...]:
        """The rows of one section, in order."""
        return tuple(row for row in self.rows if row.kind is kind)
