"""What one file of the corpus turned out to be: agreements, no agreement, or a failure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from pipeline.domain.actuality import Actuality
from pipeline.domain.document import MissingPage, PageShape
from pipeline.domain.evidence import Finding
from pipeline.domain.relation import Relation
from pipeline.domain.values import Duration, Renewal


class Kind(StrEnum):
    """The three sections of the inventory (Figur 2)."""

    AGREEMENT = "agreement"
    ACTION_PLAN = "action_plan"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Party:
    """A party: `name` as written, `canonical` as we call it, alias as the document does («kommunen»)."""

    name: str
    canonical: str
    org_number: str | None = None
    alias: str | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """One instrument in force on its own: a row of the inventory. Pages are 1-based and inclusive.

    `review_every` is the time from one review to the next, where the document says it.
    `remarks` are sentences for the column Övrigt that no other field says (established, to be reviewed yearly …),
    `relations` what it says of other documents, `sketch` a sample of its wording by which two scans are known as one,
    `actuality` what tells whether the national survey counts it.
    """

    pages: tuple[int, int]
    kind: Finding[Kind]
    title: Finding[str | None]
    parties: Finding[tuple[Party, ...]]
    subject: Finding[str | None]
    registry_number: Finding[str | None]
    valid_from: Finding[date | None]
    valid_to: Finding[date | None]
    open_ended: Finding[bool]
    renewal: Finding[Renewal | None]
    notice_period: Finding[Duration | None]
    signed_on: Finding[date | None]
    revised_on: Finding[date | None]
    remarks: tuple[str, ...] = ()
    review_every: Duration | None = None
    relations: tuple[Relation, ...] = ()
    sketch: tuple[int, ...] = ()
    actuality: Actuality = field(default_factory=Actuality)

    @property
    def evidence_pages(self) -> tuple[int, ...]:
        """The pages that its values can be checked on: its first one, and each that holds evidence."""
        found = [one for name in FIELDS for one in getattr(self, name).evidence]
        found += [one for relation in self.relations for one in relation.evidence]
        return tuple(sorted({self.pages[0], *(one.page for one in found)}))


FIELDS = (
    "title", "kind", "parties", "subject", "registry_number", "valid_from", "valid_to", "open_ended", "renewal",
    "notice_period", "signed_on", "revised_on",
)  # fmt: skip
"""The fields of an Agreement that are Findings, in the order in which people read them."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """A document that is no agreement, and why, in Swedish."""

    reason: str
    rule: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read: the cause's code and what the user can do, in Swedish."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one file became: exactly one of agreements (one or more), a rejection or a failure.

    `shapes` are those of the pages that could be read, where there are agreements.
    """

    file: str
    sha256: str
    agreements: tuple[Agreement, ...] = ()
    rejection: Rejection | None = None
    failure: Failure | None = None
    missing: tuple[MissingPage, ...] = ()
    shapes: tuple[PageShape, ...] = ()

    @property
    def pictured(self) -> tuple[PageShape, ...]:
        """The pages that a reader wants to see a picture of."""
        wanted = {page for agreement in self.agreements for page in agreement.evidence_pages}
        return tuple(shape for shape in self.shapes if shape.number in wanted)
