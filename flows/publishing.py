"""Writing the inventory of a run."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

from flows.environment import now
from pipeline.domain.agreement import Outcome
from pipeline.inventory.labels import Labels
from pipeline.lexicon import read_toml
from pipeline.publish import publish
from pipeline.settings import Settings


def publish_all(outcomes: Sequence[Outcome], as_of: date, settings: Settings) -> Path:
    """Write the inventory of these outcomes; the path of its JSON file."""
    published = publish(
        outcomes,
        as_of,
        corpus=settings.corpus,
        outputs=settings.outputs,
        labels=Labels.parse(read_toml(settings.models / "sv" / "labels.toml")),
        generated=now(settings),
        program=version("inventera"),
    )
    return next(path for path in published.files if path.suffix == ".json")
