"""Many files, with or without Prefect around: what is known already, what must be read, and publishing it all."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from flows.environment import now
from flows.survey import Source, survey
from flows.workers import Workers
from pipeline.domain.agreement import Outcome
from pipeline.inventory.labels import Labels
from pipeline.lexicon import read_toml
from pipeline.publish import publish
from pipeline.settings import Settings
from pipeline.store import Store, sha256_of

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pending:
    """A file that must be read; `sha256` is empty where its content cannot be had."""

    source: Source
    sha256: str


def look_up(sources: Sequence[Source], store: Store) -> tuple[dict[str, Outcome], tuple[Pending, ...]]:
    """The outcomes that are known by content, by file, and the files that must be read."""
    known: dict[str, Outcome] = {}
    pending: list[Pending] = []
    for source in sources:
        try:
            sha256 = sha256_of(source.path)
        except OSError as error:
            _log.warning("%s: %r", source.file, error)
            sha256 = ""
        outcome = store.load(source.file, sha256) if sha256 else None
        if outcome:
            known[source.file] = outcome
        else:
            pending.append(Pending(source, sha256))
    return known, tuple(pending)


def read_one(pending: Pending, workers: Workers, store: Store) -> Outcome:
    """Read one file and keep what it is. Never raises."""
    outcome = workers.process(pending.source.path, pending.source.file, pending.sha256)
    try:
        store.save(outcome)
    except OSError:  # a full disk costs the next run time, not this one its result
        _log.exception("%s: cannot be kept", outcome.file)
    return outcome


def run(settings: Settings, as_of: date, done: Callable[[Outcome], None], log: Path | None = None) -> Path:
    """Read a whole corpus without Prefect and publish its inventory; `done` is told of each file that was read."""
    sources, store = survey(settings.corpus), Store.of(settings)
    outcomes, pending = look_up(sources, store)
    with Workers(settings, log) as workers, ThreadPoolExecutor(settings.worker_count + 2) as threads:
        for future in as_completed([threads.submit(read_one, one, workers, store) for one in pending]):
            outcomes[future.result().file] = future.result()
            done(future.result())
    return publish_all([outcomes[source.file] for source in sources], as_of, settings)


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
