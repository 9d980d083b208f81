"""Many files, with or without Prefect around: what is known of them already, and reading what is not."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from flows import contents
from flows.contents import Content, Index
from flows.engine import chosen
from flows.pages import Pages
from flows.run_lock import alone
from flows.stops import StoppedError
from flows.summary import files_of, load_inventory
from flows.survey import Source, survey
from flows.texts import say
from flows.workers import Workers
from pipeline.domain.agreement import Outcome
from pipeline.errors import ChangingError, DocumentError
from pipeline.failures import failed
from pipeline.reading import Probe
from pipeline.settings import Settings
from pipeline.store import Store

_log = logging.getLogger(__name__)

_SPARE_THREADS = 2
"""Documents in progress at once beyond the worker processes, so that these never wait."""

_INDEX = "contents.json"
_MANY, _MOST = 10, 0.5
"""So many files, and so great a share of all, must be gone at once for it to look like a folder that is not there."""


@dataclass(frozen=True, slots=True)
class Batch:
    """The documents of one run: `known` from an earlier one, or being read; both by file.

    `known` is loaded when it is first looked into. `messages` tell what is odd about the corpus, a line each.
    """

    contents: tuple[Content, ...]
    known: Mapping[str, Outcome]
    reading: Mapping[str, Future[Outcome]]
    pages: Pages
    messages: tuple[str, ...] = ()

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every file, in the order of the corpus."""
        return tuple(one.source for one in self.contents)

    def outcomes(self) -> list[Outcome]:
        """What every document is, in the order of the corpus, once all of them have been read."""
        return [self.known.get(one.file) or self.reading[one.file].result() for one in self.sources]


@dataclass
class Known(Mapping[str, Outcome]):
    """Outcomes by file that are loaded, all of them, when one is asked for: on most nights nobody asks."""

    files: Sequence[str]
    load: Callable[[], dict[str, Outcome]]
    _loaded: dict[str, Outcome] | None = field(default=None, init=False)

    def __getitem__(self, file: str) -> Outcome:
        if self._loaded is None:
            self._loaded = self.load()
        return self._loaded[file]

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)


@contextmanager
def begun(settings: Settings, log: Path | None = None) -> Iterator[Batch]:
    """Set the worker processes going on all that is new in the corpus; after an error they are ended at once.

    No other run may use the same outputs meanwhile. Raises StoppedError for what only a person can put right.
    """
    with alone(settings) as temporary:
        index, store = contents.load(settings.work / _INDEX), Store.of(settings)
        found, messages = look_around(settings, index)
        kept = [one for one in found if not one.trouble and store.holds(one.sha256)]
        names = {one.source.file for one in kept}
        new = [one for one in found if one.source.file not in names]
        engine = chosen(settings, log, temporary)
        with ThreadPoolExecutor(engine.processes + _SPARE_THREADS) as threads, Workers(settings, engine) as workers:
            hand = _Hand(settings, store, workers, threads)
            try:
                reading = hand.read(new)
                known = Known([one.source.file for one in kept], lambda: hand.load(kept))
                yield Batch(found, known, reading, workers.pages, messages)
                wait(hand.drawing)
            except BaseException:
                threads.shutdown(wait=False, cancel_futures=True)
                raise
        contents.save(settings.work / _INDEX, found)


def look_around(settings: Settings, index: Index) -> tuple[tuple[Content, ...], tuple[str, ...]]:
    """What lies in the corpus, and what is odd about it. Raises StoppedError where it seems not to be there at all."""
    refused: list[Path] = []
    try:
        sources = survey(settings.corpus, refused.append)
    except OSError as error:
        raise StoppedError(say("stop.no_corpus", folder=settings.corpus)) from error
    if not sources:
        path = settings.outputs / "forteckning.json"
        before = load_inventory(path)
        if before and (count := len(files_of(before))):
            raise StoppedError(say("stop.empty", folder=settings.corpus, count=count, inventory=path))
    found = contents.contents(sources, index, settings.limits.max_bytes)
    messages = [say("corpus.link" if one.is_symlink() else "corpus.refused", folder=one) for one in refused]
    here = {one.sha256 for one in found}
    gone = sum(sha256 not in here for _, sha256 in index.values())
    if gone >= _MANY and gone > _MOST * len(index):
        messages.append(say("corpus.many_gone", count=gone, before=len(index), folder=settings.corpus))
    return found, tuple(messages)


@dataclass(frozen=True, slots=True)
class _Hand:
    """What is done with each document, by threads that wait for the workers."""

    settings: Settings
    store: Store
    workers: Workers
    threads: ThreadPoolExecutor
    drawing: list[Future[None]] = field(default_factory=list)

    def read(self, new: Sequence[Content]) -> dict[str, Future[Outcome]]:
        """Begin to read documents, without waiting for the worker processes, which need seconds to start."""
        looked = self.threads.submit(self._look, new)
        return {one.source.file: self.threads.submit(self._read, one, looked) for one in new}

    def _look(self, new: Sequence[Content]) -> Mapping[str, Future[Probe]]:
        """Have all documents looked at, so that soon their pages are known; those whose words are kept need not be."""
        return {
            one.source.file: self.workers.look(one.source.path)
            for one in new
            if not one.trouble and not self.store.words(one.sha256).exists()
        }

    def load(self, kept: Sequence[Content]) -> dict[str, Outcome]:
        """The outcomes of documents, and the pictures that they lack; one that cannot be used is made again."""
        found = {}
        for one in kept:
            outcome = self.store.load(one.source.file, one.sha256)
            found[one.source.file] = outcome or self._read(one)
            if outcome and outcome.pictured:
                self.drawing.append(self.threads.submit(self._draw, one.source.path, outcome))
        return found

    def _read(self, one: Content, looking: Future[Mapping[str, Future[Probe]]] | None = None) -> Outcome:
        """Read one file and keep what it is. Raises nothing but EngineError."""
        path, file = one.source.path, one.source.file
        if one.trouble:
            return self._failed(one, one.trouble)
        words = self.store.words(one.sha256)
        looked = looking.result().get(file) if looking else None
        outcome = self.workers.recall(words, file, one.sha256) if looked is None and words.exists() else None
        outcome = outcome or self.workers.process(path, file, one.sha256, looked, words)
        if trouble := one.changed() or (ChangingError() if outcome.sha256 != one.sha256 else None):
            words.unlink(missing_ok=True)  # nobody knows of which content they are
            return self._failed(one, trouble)
        try:
            self.store.save(outcome)
        except OSError:  # a full disk costs the next run time, not this one its result
            _log.exception("%s: cannot be kept", outcome.file)
        self._draw(path, outcome)
        return outcome

    def _failed(self, one: Content, trouble: DocumentError) -> Outcome:
        return failed(one.source.file, one.sha256, trouble, self.settings.models)

    def _draw(self, path: Path, outcome: Outcome) -> None:
        """Make the pictures of the pages with evidence, as far as they are missing."""
        pictures = {page: self.store.picture(outcome.sha256, page) for page in outcome.pictured}
        self.workers.draw(path, {page: picture for page, picture in pictures.items() if not picture.exists()})
