"""How good an inventory is, in figures: right, wrong and missing values by field, and what the warnings are worth.

*Silent* are wrong or missing values that the inventory does not ask anybody to review, as a share of all cells: the
errors that nobody is warned of. *Trusted* are the values given and not marked: what a reader takes for granted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

FIELDS = (
    "title", "parties", "subject", "kind", "valid_from", "valid_to", "open_ended", "renewal", "notice_period",
    "signed_on", "revised_on", "registry_number", "status", "current_term_end", "last_notice_date",
)  # fmt: skip
STEPS = (0.5, 0.7, 0.85, 0.9, 0.95, 1.01)
"""Upper limits of the steps of confidence in which values are counted."""

MissKey = tuple[str, int, str]
"""File, number of the labelled instrument in it (0: an invented one), field."""


@dataclass(slots=True)
class Count:
    """Values found and right (tp), found and wrong (fp), labelled but not found right (fn)."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def add(self, tp: int, fp: int, fn: int) -> None:
        """Count one more comparison."""
        self.tp, self.fp, self.fn = self.tp + tp, self.fp + fp, self.fn + fn

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; None where there was nothing to find."""
        return share(2 * self.tp, 2 * self.tp + self.fp + self.fn)


@dataclass(slots=True)
class Tally:
    """How many values there are of a sort, and how many of them are wrong."""

    values: int = 0
    wrong: int = 0

    def add(self, *, right: bool) -> None:
        """Count one more value."""
        self.values += 1
        self.wrong += not right

    @property
    def share_wrong(self) -> float | None:
        """The share that is wrong; None where there are none."""
        return share(self.wrong, self.values)


@dataclass(frozen=True, slots=True)
class Miss:
    """One wrong or missing value. `title` is the labelled instrument's; `field` is «document» for an invented row."""

    file: str
    number: int
    title: str
    field: str
    gold: Any
    got: Any
    silent: bool

    @property
    def key(self) -> MissKey:
        """What the miss is about, whatever value was given."""
        return self.file, self.number, self.field


@dataclass(slots=True)
class Score:
    """The score of one inventory."""

    fields: dict[str, Count] = field(default_factory=lambda: {name: Count() for name in FIELDS})
    gold: int = 0
    found: int = 0
    missed: int = 0
    invented: int = 0
    non_agreements: int = 0
    non_agreements_taken: int = 0
    cells: int = 0
    silent_cells: int = 0
    review_cells: int = 0
    trusted: Tally = field(default_factory=Tally)
    steps: dict[float, Tally] = field(default_factory=lambda: {limit: Tally() for limit in STEPS})
    misses: list[Miss] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    @property
    def micro_f1(self) -> float | None:
        """F1 over all values of all fields."""
        total = Count()
        for one in self.fields.values():
            total.add(one.tp, one.fp, one.fn)
        return total.f1

    @property
    def silent(self) -> float | None:
        """The share of all cells that are wrong without a warning."""
        return share(self.silent_cells, self.cells)

    @property
    def review(self) -> float | None:
        """The share of all cells that somebody is asked to review."""
        return share(self.review_cells, self.cells)

    def as_json(self, **about: str) -> dict[str, Any]:
        """The score as JSON has it, with what else is known `about` it: a baseline for later scores.

        Of a miss only its key is kept, not the labels: those stay where they are.
        """
        return about | {
            "micro_f1": self.micro_f1,
            "silent": self.silent,
            "review": self.review,
            "cells": self.cells,
            "trusted": asdict(self.trusted),
            "documents": {
                name: getattr(self, name)
                for name in ("gold", "found", "missed", "invented", "non_agreements", "non_agreements_taken")
            },
            "fields": {name: asdict(count) | {"f1": count.f1} for name, count in self.fields.items()},
            "files": self.files,
            "misses": [list(miss.key) for miss in self.misses],
        }


def changes(now: Score, baseline: Mapping[str, Any]) -> tuple[list[MissKey], list[Miss]]:
    """(gains, losses) since a baseline: misses that are gone, and new ones. Only files that both have scored count."""
    before: list[MissKey] = [(file, number, name) for file, number, name in baseline["misses"] if file in now.files]
    after = [miss for miss in now.misses if miss.file in baseline["files"]]
    new = {miss.key for miss in after}
    return [key for key in before if key not in new], [miss for miss in after if miss.key not in before]


def share(part: int, whole: int) -> float | None:
    """A part of a whole in four digits; None of nothing."""
    return round(part / whole, 4) if whole else None
