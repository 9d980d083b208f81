"""Writing the inventory of a run."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from importlib.metadata import version

from flows.environment import now
from pipeline.domain.agreement import Outcome
from pipeline.inventory.changes import Content
from pipeline.inventory.labels import Labels
from pipeline.lexicon import read_toml
from pipeline.publish import Published, publish
from pipeline.settings import Settings


def publish_all(
    outcomes: Sequence[Outcome], as_of: date, settings: Settings, before: Content | None = None
) -> Published:
    """Write the inventory of these outcomes; `before` is the JSON file as the last run left it."""
    return publish(
        outcomes,
        as_of,
        corpus=settings.corpus,
        outputs=settings.outputs,
        labels=labels(settings),
        generated=now(settings),
        program=version("inventera"),
        before=before,
    )


def labels(settings: Settings) -> Labels:
    """The words of the inventory."""
    return Labels.parse(read_toml(settings.models / "sv" / "labels.toml"))
