"""What a document says of another one: which it replaces, adds to, prolongs, ends, belongs to or rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.domain.evidence import Evidence
from pipeline.domain.values import PartialDate


class RelationKind(StrEnum):
    """What the document that speaks is to the other one."""

    REPLACES = "replaces"
    AMENDS = "amends"
    PROLONGS = "prolongs"
    TERMINATES = "terminates"
    ANNEX_OF = "annex_of"
    UNDER_FRAMEWORK = "under_framework"


@dataclass(frozen=True, slots=True)
class Relation:
    """One document's word on another: `says` is what it calls it, as written («avtalet om Krami från 2012-01-01»).

    `dates` and `registry_number` are those that stand in `says`. `new_end` is the last day that an amendment or a
    prolongation gives the other document; it is a statement to be shown, and never changes the other's own dates.
    """

    kind: RelationKind
    says: str
    dates: tuple[PartialDate, ...] = ()
    registry_number: str | None = None
    new_end: date | None = None
    evidence: tuple[Evidence, ...] = ()
