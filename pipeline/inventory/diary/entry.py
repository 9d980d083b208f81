"""The diary as it was read: its entries, or why there are none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from pipeline.inventory.diary.numbers import Number
from pipeline.inventory.diary.vocabulary import Role


class Problem(StrEnum):
    """Why a diary cannot be used; what to do about it stands in `models/sv/labels.toml`, [diary.problems]."""

    LOCKED = "locked"
    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"
    NO_HEADS = "no_heads"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the diary, personal numbers masked: `line` as a spreadsheet counts, on `sheet` (empty: the only one).

    `files` are names as given. `cells` holds what stood in the columns that were read, for quotes. `secret`: it is
    marked so; then it has no title and no parties here, so that nothing can show them.
    """

    line: int
    sheet: str = ""
    files: tuple[str, ...] = ()
    number: Number | None = None
    title: str = ""
    signed: date | None = None
    registered: date | None = None
    starts: date | None = None
    ends: date | None = None
    parties: tuple[str, ...] = ()
    secret: bool = False
    cells: Mapping[Role, str] = field(default_factory=dict)

    @property
    def days(self) -> frozenset[date]:
        """All days by which a document may be known again."""
        return frozenset(day for day in (self.signed, self.registered, self.starts) if day)

    @property
    def day(self) -> date | None:
        """The day to show."""
        return self.registered or self.signed or self.starts


@dataclass(frozen=True, slots=True)
class Diary:
    """`file` is the one that was read, `unused` another one beside it; `entries` in their order, none with a problem.

    `number_labels` are words that may stand before a registry number («dnr»).
    """

    file: str
    entries: tuple[Entry, ...] = ()
    problem: Problem | None = None
    unused: str = ""
    number_labels: tuple[str, ...] = ()
