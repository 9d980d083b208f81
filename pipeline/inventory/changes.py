"""What has changed since the last run: two inventories as `forteckning.json` has them, compared row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pipeline.domain.agreement import FIELDS
from pipeline.domain.terms import TermStatus
from pipeline.inventory.labels import REPLACED
from pipeline.inventory.masking import mask_text

Content = Mapping[str, Any]
"""`forteckning.json` as parsed, or one of its rows."""

COMPARED = (*FIELDS, "status", "current_term_end", "last_notice_date", "file")
"""The fields that are compared, in reading order. What only the program thinks of a value (evidence, doubts) is not."""


class ChangeKind(StrEnum):
    """What became of a row, in the order in which it is told."""

    NEW = "new"
    EXPIRED = "expired"
    CHANGED = "changed"
    GONE = "gone"


class Whereabouts(StrEnum):
    """Where a row's file is when the row is gone."""

    LEFT_CORPUS = "left_corpus"
    REJECTED = "rejected"
    UNREADABLE = "unreadable"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A value before and now, as JSON has them; the status is the one that a reader sees."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Change:
    """A row that is not as it was. `number` is None and `whereabouts` told for one that is gone."""

    kind: ChangeKind
    row: str
    title: str | None
    file: str
    number: int | None = None
    fields: tuple[FieldChange, ...] = ()
    whereabouts: Whereabouts | None = None


def changes(before: Content | None, after: Content) -> tuple[Change, ...] | None:
    """New, newly run out, changed and gone rows, in this order and as the rows stand; None without a `before`.

    A row is known again by its id or, when the content of its file has changed, by its file and first page. One that
    has run out since is told as such, with its other changes. A `before` of another make counts as none.
    """
    try:
        return None if before is None else _changes(before, after)
    except (LookupError, TypeError):
        return None


def _changes(before: Content, after: Content) -> tuple[Change, ...]:
    known = _pairs(before["rows"], after["rows"])
    found = [one for row in after["rows"] if (one := _change(known.get(row["id"]), row))]
    kept = {old["id"] for old in known.values()}
    found += [_gone(row, after) for row in before["rows"] if row["id"] not in kept]
    order = list(ChangeKind)
    return tuple(sorted(found, key=lambda one: order.index(one.kind)))


def _pairs(before: list[Content], after: list[Content]) -> dict[str, Content]:
    """The earlier row of each row, by the row's id."""
    by_id = {row["id"]: row for row in before}
    pairs = {row["id"]: by_id[row["id"]] for row in after if row["id"] in by_id}
    by_place = {_place(row): row for row in before if row["id"] not in pairs}
    for row in after:
        if row["id"] not in pairs and (old := by_place.pop(_place(row), None)):
            pairs[row["id"]] = old
    return pairs


def _place(row: Content) -> tuple[str, int]:
    return row["file"], row["pages"][0]


def _change(old: Content | None, new: Content) -> Change | None:
    """What became of a row that is there; None where nothing did."""
    fields = tuple(_fields(old, new)) if old else ()
    if old is None:
        kind = ChangeKind.NEW
    elif any(one.field == "status" and one.new == TermStatus.EXPIRED for one in fields):
        kind = ChangeKind.EXPIRED
    elif fields:
        kind = ChangeKind.CHANGED
    else:
        return None
    return Change(kind, new["id"], new["title"], new["file"], new["number"], fields)


def _fields(old: Content, new: Content) -> Iterator[FieldChange]:
    """The values that differ; one that an earlier version of the program did not write is passed over."""
    for field in COMPARED:
        if field in old:
            was, now = _value(old, field), _value(new, field)
            if was != now:
                yield FieldChange(field, was, now)


def _value(row: Content, field: str) -> object:
    if field == "status" and row.get("replaced_by"):
        return REPLACED
    if field == "parties":
        return [mask_text(party["name"]) for party in row[field]]
    value: object = row[field]
    return mask_text(value) if isinstance(value, str) and field != "file" else value


def _gone(row: Content, after: Content) -> Change:
    file = row["file"]
    if any(one["file"] == file for one in after["failures"]):
        where = Whereabouts.UNREADABLE
    elif any(one["file"] == file for one in after["not_agreements"]):
        where = Whereabouts.REJECTED
    elif any(one["file"] == file for one in after["rows"]):
        where = Whereabouts.NOT_FOUND
    else:
        where = Whereabouts.LEFT_CORPUS
    title = row["title"] and mask_text(row["title"])  # a version that knew fewer writings may have written it
    return Change(ChangeKind.GONE, row["id"], title, file, whereabouts=where)
