"""The list exported from the diary, in a run: it is read, what came of it is told, and what a file took from it."""

from __future__ import annotations

from collections.abc import Iterator

from flows.summary import Inventory
from flows.texts import say, table
from pipeline.inventory.diary.entry import Diary
from pipeline.inventory.diary.fields import EntryReader
from pipeline.inventory.diary.reader import find_diary
from pipeline.inventory.diary.reconciling import Reconciliation
from pipeline.inventory.diary.telling import about
from pipeline.inventory.diary.vocabulary import Vocabulary
from pipeline.inventory.labels import Labels
from pipeline.lexicon import read_toml
from pipeline.settings import Settings


def diary(settings: Settings, labels: Labels) -> Diary | None:
    """The diary that lies in the corpus, read anew in every run; None where there is none."""
    vocabulary = Vocabulary.parse(read_toml(settings.models / "sv" / "lexicon" / "diary.toml"))
    says = labels.corrections
    return find_diary(settings.corpus, EntryReader(vocabulary, says.month_names, says.day_prefix))


def diary_messages(found: Reconciliation | None, labels: Labels) -> Iterator[str]:
    """What the user must know of the diary, a line each."""
    if found is None:
        return
    yield from about(found, labels)
    for name, count in (
        ("contradicting", len(found.contradicting)),
        ("unclear", len(found.unclear)),
        ("without_entry", len(found.without_entry)),
    ):
        if count:
            yield say(f"diary.{name}", count=count)


def taken_from_diary(inventory: Inventory | None, file: str) -> Iterator[str]:
    """The lines of a trace on what the last run took from the diary for a file, by the inventory that it wrote."""
    known = (inventory or {}).get("diary") or {}
    ids = {row["id"]: row for row in (inventory or {}).get("rows", ()) if row["file"] == file}
    for match in known.get("matched", ()):
        row, entry = ids.get(match["row"]), match["entry"]
        if row is None:
            continue
        sheet = say("trace.diary_sheet", sheet=entry["sheet"]) if entry["sheet"] else ""
        by = table("trace.diary_by")[match["by"]]
        yield ""
        yield say("trace.diary", file=known["file"], sheet=sheet, line=entry["line"], by=by)
        labels = table("trace.labels")
        for field in match["filled"]:
            quote = next(one["quote"] for one in row["evidence"][field] if one["how"] == "diary")
            yield say("trace.diary_value", label=labels[field], quote=quote)
        for one in match["contradictions"]:
            yield say("trace.diary_differs", label=labels[one["field"]], ours=one["inventory"], theirs=one["diary"])
