"""Many files, with or without Prefect around: what is known of them already, and reading what is not."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flows.engine import LocalEngine
from flows.pages import Pages
from flows.survey import Source, survey
from flows.workers import Workers
from pipeline.domain.agreement import Outcome
from pipeline.reading import Probe
from pipeline.settings import Settings
from pipeline.store import Store, sha256_of

_log = logging.getLogger(__name__)

_SPARE_THREADS = 2
"""Documents in progress at once beyond the worker processes, so that these never wait."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A file that must be read; `sha256` is empty where its content cannot be had."""

    source: Source
    sha256: str


@dataclass(frozen=True, slots=True)
class Batch:
    """The documents of one run: `known` from an earlier one, or being read; both by file."""

    sources: tuple[Source, ...]
    known: Mapping[str, Outcome]
    reading: Mapping[str, Future[Outcome]]
    pages: Pages

    def outcomes(self) -> list[Outcome]:
        """What every document is, in the order of the corpus, once all of them have been read."""
        return [self.known.get(one.file) or self.reading[one.file].result() for one in self.sources]


@contextmanager
def begun(settings: Settings, log: Path | None = None) -> Iterator[Batch]:
    """Set the worker processes going on all that is new in the corpus; after an error they are ended at once."""
    sources, store = survey(settings.corpus), Store.of(settings)
    known, pending = look_up(sources, store)
    engine = LocalEngine(settings, log)
    with ThreadPoolExecutor(engine.processes + _SPARE_THREADS) as threads, Workers(settings, engine) as workers:
        looked = [workers.look(one.source.path) for one in pending]
        reading = {
            one.source.file: threads.submit(_read, one, workers, store, probe)
            for one, probe in zip(pending, looked, strict=True)
        }
        drawing = [
            threads.submit(_draw, source.path, known[source.file], workers, store)
            for source in sources
            if source.file in known and known[source.file].pictured
        ]
        try:
            yield Batch(sources, known, reading, workers.pages)
            wait(drawing)
        except BaseException:
            threads.shutdown(wait=False, cancel_futures=True)
            raise


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


def _read(pending: Pending, workers: Workers, store: Store, looked: Future[Probe]) -> Outcome:
    """Read one file and keep what it is. Never raises."""
    outcome = workers.process(pending.source.path, pending.source.file, pending.sha256, looked)
    try:
        store.save(outcome)
    except OSError:  # a full disk costs the next run time, not this one its result
        _log.exception("%s: cannot be kept", outcome.file)
    _draw(pending.source.path, outcome, workers, store)
    return outcome


def _draw(path: Path, outcome: Outcome, workers: Workers, store: Store) -> None:
    """Make the pictures of the pages with evidence, as far as they are missing."""
    pictures = {page: store.picture(outcome.sha256, page) for page in outcome.pictured}
    workers.draw(path, {page: picture for page, picture in pictures.items() if not picture.exists()})
