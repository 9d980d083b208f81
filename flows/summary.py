"""What a run did, in Swedish: what is new, changed or gone since the last inventory, and what asks for attention."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from flows.pages import Pages
from flows.run_log import Counts
from flows.texts import say
from pipeline.domain.personal_number import mask_text
from pipeline.inventory.cells import clean, unlinked

Inventory = Mapping[str, Any]
"""`forteckning.json` as parsed."""

_SHOWN = 10
_LONGEST_NAME = 300
"""Characters of a title or a file's name that a line of text shows."""
_LISTS = ("rows", "not_agreements", "failures")
"""Every file of the corpus is in one of these."""

_OF_THE_DAY = (
    "number", "status", "current_term_end", "last_notice_date", "needs_review", "reasons", "remarks", "relations",
    "replaced_by",
)  # fmt: skip
"""What may differ from one day to the next, or with other documents, without any change in the document itself."""


@dataclass(frozen=True, slots=True)
class Group:
    """Files of which the same is to be told, by names without personal numbers; `texts` holds more about some."""

    name: str
    files: tuple[str, ...]
    texts: Mapping[str, str]
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did; `messages` tell what else happened, a line each."""

    as_of: date
    rows: int
    files: int
    groups: tuple[Group, ...]
    place: Path
    messages: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    """The code of each document that could not be read."""


def load_inventory(path: Path) -> Inventory | None:
    """An inventory written earlier; None when there is none that can be read."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        usable = all(isinstance(one["file"], str) for name in _LISTS for one in content[name])
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return content if usable else None


def files_of(inventory: Inventory) -> frozenset[str]:
    """The files that an inventory tells of."""
    return frozenset(one["file"] for name in _LISTS for one in inventory[name])


def summarise(
    before: Inventory | None, after: Inventory, missing: Sequence[str], place: Path, messages: tuple[str, ...] = ()
) -> Summary:
    """Compare two inventories; `missing` names the files that lack pages, `place` is where the new one lies.

    `messages` are lines to be added, on corrections and on files that are open.
    """
    old, new = _by_file(before) if before else {}, _by_file(after)
    gone = tuple(file for file in old if file not in new)
    added = tuple(file for file in new if file not in old)
    changed = tuple(file for file in new if file in old and old[file] != new[file])
    rows = after["rows"]
    groups = (
        _of_files("new", added),
        _of_files("changed", changed),
        _of_files("gone", gone),
        _of_rows("expired", [row for row in rows if row["status"] == "expired"]),
        _of_rows("review", [row for row in rows if row["needs_review"]]),
        _of_files("not_agreements", [one["file"] for one in after["not_agreements"]], listed=False),
        Group(
            "unreadable",
            tuple(mask_text(one["file"]) for one in after["failures"]),
            {mask_text(one["file"]): one["message"] for one in after["failures"]},
        ),
        _of_files("missing", missing),
    )
    causes = tuple(one["code"] for one in after["failures"])
    return Summary(date.fromisoformat(after["as_of"]), len(rows), len(new), groups, place, messages, causes)


def as_text(summary: Summary) -> str:
    """The summary for the terminal."""
    lines = [say("summary.title", day=summary.as_of), say("summary.rows", rows=summary.rows, files=summary.files)]
    for group in summary.groups:
        if not group.files and group.name == "missing":
            continue
        lines.append(say(f"summary.{group.name}", count=len(group.files)))
        lines += _items(group)
    return "\n".join([*lines, *map(printable, summary.messages), say("summary.place", path=printable(summary.place))])


def as_message(summary: Summary) -> str:
    """The same in a line, for the state of the run: it is completed though documents could not be read."""
    found = {group.name: len(group.files) for group in summary.groups}
    wrong = [say(f"run.{name}", count=found[name]) for name in ("unreadable", "missing") if found[name]]
    return "; ".join([say("run.completed"), ", ".join(wrong) or say("run.all_read", files=summary.files)])


def counts(summary: Summary, pages: Pages) -> Counts:
    """The same in numbers, for the log of all runs."""
    found = {group.name: len(group.files) for group in summary.groups}
    return Counts(
        documents=summary.files,
        rows=summary.rows,
        new=found["new"],
        changed=found["changed"],
        gone=found["gone"],
        pages=pages.read,
        pages_ocr=pages.recognised,
        failures=dict(sorted(Counter(summary.causes).items())),
    )


def as_markdown(summary: Summary) -> str:
    """The same for Prefect's pages; nothing in it that comes from a document or a file name works as markup."""
    first, second, *others = as_text(summary).split("\n")
    lines = [f"## {escape(first)}", "", escape(second), ""]
    for line in others:
        text = line.strip()
        lines.append(("  - " if line.startswith(" ") else "- ") + escape(text))
    return "\n".join(lines)


def escape(text: str) -> str:
    """Text that Markdown shows as it is."""
    shown = printable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "".join("\\" + letter if letter in r"\`*_{}[]()#+-.!|~$:@/" else letter for letter in shown)


def printable(text: object) -> str:
    """Text within one line: a file name may hold line feeds, what a terminal obeys, and what UTF-8 cannot hold."""
    return " ".join(clean(str(text).encode("utf-8", errors="replace").decode("utf-8")).split())


def named(name: str) -> str:
    """A title or a file's name within a line of plain text: not endless, and nothing that becomes a link."""
    text = unlinked(printable(name))
    return text if len(text) <= _LONGEST_NAME else f"{text[:_LONGEST_NAME]}\u2026"


def _items(group: Group) -> list[str]:
    if not group.listed:
        return []
    lines = [
        say("summary.reason", file=named(file), text=printable(group.texts[file]))
        if file in group.texts
        else say("summary.item", file=named(file))
        for file in group.files[:_SHOWN]
    ]
    rest = len(group.files) - _SHOWN
    return [*lines, say("summary.more", count=rest)] if rest > 0 else lines


def _of_files(name: str, files: Sequence[str], *, listed: bool = True) -> Group:
    return Group(name, tuple(mask_text(file) for file in files), {}, listed)


def _of_rows(name: str, rows: Sequence[Mapping[str, Any]]) -> Group:
    """One entry a row, so that the count is of agreements and not of files."""
    return Group(name, tuple(mask_text(f"{row['number']}. {row['title'] or row['file']}") for row in rows), {})


def _by_file(inventory: Inventory) -> dict[str, list[Mapping[str, Any]]]:
    """What the inventory says about each file, without what depends on the day."""
    found: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in inventory["rows"]:
        found[row["file"]].append({key: value for key, value in row.items() if key not in _OF_THE_DAY})
    for name in _LISTS[1:]:
        for one in inventory[name]:
            found[one["file"]].append(one)
    return dict(sorted(found.items()))
