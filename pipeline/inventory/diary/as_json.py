"""How the diary and the documents go together, for other programs: the key `diary` of forteckning.json."""

from __future__ import annotations

from datetime import date
from typing import Any

from pipeline.inventory.diary.entry import Entry
from pipeline.inventory.diary.matching import Document, Unclear
from pipeline.inventory.diary.reconciling import Matched, Reconciliation
from pipeline.inventory.labels import Labels


def as_json(reconciliation: Reconciliation, labels: Labels) -> dict[str, Any]:
    """Entries are told by where they stand and what they are called, rows by their id.

    `problem` is why the diary could not be used, null where it was; `unused` another one that lies beside it, or null.
    A match without a `row` is of a file that is no agreement or could not be read.
    """
    diary, says = reconciliation.diary, labels.diary
    problem = diary.problem and {
        "code": diary.problem.value,
        "message": says.problems[diary.problem].format(file=diary.file),
    }
    return {
        "file": diary.file,
        "unused": diary.unused or None,
        "problem": problem,
        "entries": len(diary.entries),
        "matched": [_matched(one) for one in reconciliation.matched],
        "ambiguous": [_unclear(one) for one in reconciliation.unclear],
        "without_document": [_entry(one) for one in reconciliation.without_document],
        "without_entry": list(reconciliation.without_entry),
    }


def _matched(one: Matched) -> dict[str, Any]:
    return {
        "entry": _entry(one.entry),
        "file": one.file,
        "row": one.row or None,
        "by": one.by.value,
        "filled": list(one.filled),
        "contradictions": [
            {"field": each.field, "inventory": each.inventory, "diary": each.diary, "corrected": each.settled}
            for each in one.contradictions
        ],
    }


def _unclear(group: Unclear) -> dict[str, Any]:
    return {
        "by": group.by.value,
        "entries": [_entry(one) for one in group.entries],
        "documents": [_document(one) for one in group.documents],
    }


def _document(document: Document) -> dict[str, Any]:
    return {"file": document.file, "row": document.row or None}


def _entry(entry: Entry) -> dict[str, Any]:
    number = entry.number
    return {
        "sheet": entry.sheet or None,
        "line": entry.line,
        "registry_number": number.text if number else None,
        "damaged": bool(number and number.damaged),
        "title": entry.title or None,
        "date": _iso(entry.day),
        "secret": entry.secret,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
