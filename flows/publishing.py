"""Writing the inventory of a run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

from flows.diary import diary
from flows.environment import now
from flows.texts import say
from pipeline.domain.agreement import Outcome
from pipeline.domain.document import PageShape
from pipeline.inventory import report
from pipeline.inventory.changes import Content
from pipeline.inventory.comparisons.asked import Asked
from pipeline.inventory.comparisons.knowledge import load_knowledge
from pipeline.inventory.labels import Labels
from pipeline.inventory.narrative import NarrativeWords
from pipeline.lexicon import read_toml
from pipeline.publish import Published, publish
from pipeline.settings import Settings
from pipeline.store import Store
from pipeline.writing import lock_files


def publish_all(
    outcomes: Sequence[Outcome],
    as_of: date,
    settings: Settings,
    before: Content | None = None,
    rounds: Sequence[str] = (),
) -> Published:
    """Write the inventory of these outcomes; `before` is the JSON file as the last run left it.

    `rounds` are those of Öppna jämförelser that are wanted, none for all.
    """
    store, words = Store.of(settings), labels(settings)

    def picture(sha256: str, page: PageShape) -> Path | None:
        path = store.picture(sha256, page)
        return path if path.exists() else None

    return publish(
        outcomes,
        as_of,
        corpus=settings.corpus,
        outputs=settings.outputs,
        labels=words,
        generated=now(settings),
        program=version("inventera"),
        before=before,
        pages=report.Sources(settings.models / "sv" / "report", picture),
        diary=diary(settings, words),
        narrative=NarrativeWords.parse(read_toml(settings.models / "sv" / "narrative.toml")),
        asked=Asked(load_knowledge(settings.models), rounds),
        names=settings.privacy.names,
    )


def labels(settings: Settings) -> Labels:
    """The words of the inventory."""
    return Labels.parse(read_toml(settings.models / "sv" / "labels.toml"))


def written(published: Published, ending: str) -> Path | None:
    """The file with this ending («.json») that was written, under its name or beside it; None when both are open."""
    return next((path for path in published.files if path.suffix == ending), None)


def news(published: Published) -> Iterator[str]:
    """What the run has taken from the workbook, a line each: true of this run alone."""
    for name, count in (("made", published.gathered.made), ("undone", published.gathered.undone)):
        if count:
            yield say(f"corrections.{name}", count=count)


def messages(published: Published) -> Iterator[str]:
    """What the user must know of her corrections and of files that are open, a line each: true until she acts."""
    gathered, inventory = published.gathered, published.inventory
    refused = sum(len(row.refused) for row in inventory.rows)
    for name, count in (
        ("refused", refused),
        ("unplaced", len(inventory.placed.unplaced)),
        ("strays", len(inventory.placed.corrections.strays)),
        ("unknown_rows", gathered.unknown_rows),
    ):
        if count:
            yield say(f"corrections.{name}", count=count)
    if gathered.record_unreadable:
        yield say("corrections.record_unreadable")
    elif not published.saved:
        yield say("corrections.record_locked")
    if published.checked and published.checked.strays:
        yield say("comparisons.strays", count=len(published.checked.strays))
    for path in gathered.unreadable:
        yield say("corrections.unreadable", file=path.name)
    for path in published.locked:
        beside = written(published, path.suffix)
        locks = ", ".join(lock.name for lock in lock_files(path))
        if path in gathered.unreadable:
            continue
        if path in published.edited:
            yield (
                say("draft.edited", file=path.name, beside=beside.name) if beside else say("draft.both", file=path.name)
            )
            continue
        text = (
            say("corrections.locked", file=path.name, beside=beside.name)
            if beside
            else say("corrections.both", file=path.name)
        )
        yield f"{text} {say('corrections.lock_file', files=locks)}" if locks else text
