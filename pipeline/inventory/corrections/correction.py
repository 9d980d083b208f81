"""A person's corrections: each says which row and which cell, the new value, and what the program had said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

OWN = "own:"
"""Begins the field of a column that the program doesn't know: a person's own, its head behind it."""

NOTE, REASON = "note", "reason"
"""The user's own remark, and the reason on the sheet of what is no agreement."""

FIXED = ("number", "id", "file")
"""Cells by which a row is known; what is typed there is kept and reported."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One corrected cell.

    `key` is the row's (`Identified.key`), "" on a line that a person wrote with a file's name alone. `field` is the
    column's key, or OWN and a head. `value` is what was typed, "" where the cell was emptied, `automatic` what the
    program had said, `when` an ISO day. `file`, `pages` and `title` (the program's) find the row again when its
    document has changed; `changed` is the ISO day on which that was noticed.
    """

    key: str
    field: str
    value: str
    automatic: str = ""
    when: str = ""
    file: str = ""
    pages: str = ""
    title: str = ""
    changed: str = ""

    @property
    def place(self) -> tuple[str, str, str, str]:
        """What it corrects: of two with the same place one counts. Without a key the file tells it, or nothing."""
        if self.key:
            return self.key, "", "", self.field
        return ("", self.file, self.pages, self.field) if self.file else ("", "", self.value, self.field)


@dataclass(frozen=True, slots=True)
class Corrections:
    """All corrections in the order of their file; `strays` are lines that could not be understood, as they stood."""

    lines: tuple[Correction, ...] = ()
    strays: tuple[tuple[str, ...], ...] = ()

    def by_place(self) -> dict[tuple[str, str, str, str], Correction]:
        """The corrections by what they correct."""
        return {line.place: line for line in self.lines}


def is_free(field: str) -> bool:
    """Whether a cell says nothing of the document, so that another document changes nothing in it."""
    return field in (NOTE, "review") or field.startswith(OWN)


def own_head(field: str) -> str:
    """The head of a person's own column."""
    return field.removeprefix(OWN)


def own_columns(corrected: Mapping[str, Mapping[str, Correction]]) -> tuple[str, ...]:
    """The fields of all own columns, by head."""
    fields = {field for own in corrected.values() for field in own if field.startswith(OWN)}
    return tuple(sorted(fields, key=lambda field: (field.casefold(), field)))
