"""The heavy work, in processes of our own: each piece has a time limit, and a process that dies harms only its piece.

A piece is some pages of one document, or one document's text. Where a piece of several pages takes too long or kills
its process, its pages are read one by one, and the page at fault is missing from the document. Any other piece that
kills its process is tried once more; one that takes too long is not, for it would take as long again. When all pages
together take too long, those that are left are missing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from flows import work
from flows.allowance import Allowance
from flows.blame import blamed
from flows.engine import DIED, Engine, EngineError, LocalEngine
from flows.pages import Pages
from flows.stops import brief
from pipeline.domain.agreement import Outcome
from pipeline.domain.document import Document, MissingPage, Page, PageShape
from pipeline.errors import DocumentError, PageTimeoutError, UnexpectedError
from pipeline.failures import failed
from pipeline.reading import Probe, assemble
from pipeline.sections import Mail
from pipeline.settings import Settings

_log = logging.getLogger(__name__)

_CHUNK_TIMES = 2
"""A piece of several pages may take twice the time of its slowest page."""

_GRACE = 5.0
"""Seconds on top of a page's limit, so that the OCR engine's own limit comes first."""

Result = Page | MissingPage
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Jobs:
    """What is done in the worker processes; tests put others in their place."""

    look: Callable[[Path, Settings], Probe] = work.look
    read: Callable[[Path, Sequence[int], Probe, Settings], tuple[Result, ...]] = work.read
    understand: Callable[[Document, Path, Path | None], Outcome] = work.understand
    draw: Callable[[Path, PageShape, Path, Settings], None] = work.draw
    recall: Callable[[Path, str, str, Path], Outcome | None] = work.recall


class Workers:
    """Hands out documents to worker processes, piece by piece. Its methods may be called from several threads."""

    def __init__(
        self, settings: Settings, engine: Engine | None = None, jobs: Jobs | None = None, grace: float = _GRACE
    ) -> None:
        """Start nothing yet; `engine` has the processes, those of this machine unless told otherwise."""
        self._grace = grace
        self._settings = settings.model_copy(update={"mail": Mail()})  # no password goes to other machines
        self._jobs = jobs or Jobs()
        self._engine = engine or LocalEngine(settings)
        self.pages = Pages(self._engine.processes)

    def __enter__(self) -> Self:
        """The workers themselves."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the work end; after an error, end it at once."""
        if error is None:
            self._engine.close()
        else:
            self._engine.stop()

    def look(self, path: Path) -> Future[Probe]:
        """Look at a file: whether it can be read and how many pages it has, which `pages` is told."""
        future = self._engine.submit(self._jobs.look, path, self._settings, seconds=self._document_seconds)
        future.add_done_callback(self._found)
        return future

    def process(
        self, path: Path, file: str, sha256: str, looked: Future[Probe] | None = None, words: Path | None = None
    ) -> Outcome:
        """What one file is; `looked` where somebody looks at it already, `words` where to keep what was read.

        Never raises for what the file or a worker does; EngineError where the workers are gone: that tells nothing of
        the file.
        """
        try:
            probed = self._outlived(looked or self.look(path), lambda: self.look(path))
            document = self._read(path, file, probed)
            return self._on_document(self._jobs.understand, document, self._settings.models, words)
        except EngineError:
            raise
        except Exception as error:  # noqa: BLE001  # a document never stops a run
            return failed(file, sha256, blamed(error), self._settings.models)

    def recall(self, words: Path, file: str, sha256: str) -> Outcome | None:
        """What a file is, from the words that an earlier run has kept; None where it must be read. Never raises."""
        try:
            return self._on_document(self._jobs.recall, words, file, sha256, self._settings.models)
        except Exception as error:  # noqa: BLE001  # the file is read, and fails by itself if it must
            _log.warning("%s: %r", file, error)
            return None

    def draw(self, path: Path, pages: Mapping[PageShape, Path]) -> None:
        """Draw pages of a file, each into its own picture. Never raises: a page that cannot be drawn has no picture."""
        futures = {}
        try:
            for page, target in pages.items():
                futures[page] = self._engine.submit(
                    self._jobs.draw, path, page, target, self._settings, seconds=self._page_seconds
                )
        except RuntimeError as error:  # the run has been interrupted
            _log.warning("%s: no pictures: %r", path.name, error)
        for page, future in futures.items():
            try:
                future.result()
            except Exception as error:  # noqa: BLE001  # pictures never stop a run
                _log.warning("%s, page %d: no picture: %r", path.name, page.number, error)

    def _on_document(self, job: Callable[..., T], *arguments: object) -> T:
        """The result of a job on a whole document."""

        def submit() -> Future[T]:
            return self._engine.submit(job, *arguments, seconds=self._document_seconds)

        return self._outlived(submit(), submit)

    @staticmethod
    def _outlived(first: Future[T], again: Callable[[], Future[T]]) -> T:
        """What a job gives, done once more where its process died under it."""
        try:
            return first.result()
        except DIED as error:
            _log.warning("once more: %r", error)
            return again().result()

    def _read(self, path: Path, file: str, probed: Probe) -> Document:
        """Read a file, its pages shared out among the processes. Raises DocumentError."""
        chunks = list(self.pages.pieces(probed.page_count))
        allowed = Allowance(self._settings.limits.reading_seconds)
        results = self._read_all(path, probed, chunks, allowed)
        pages: list[Result] = []
        for chunk, result in zip(chunks, results, strict=True):
            if isinstance(result, tuple):
                pages += result
            elif isinstance(result, PageTimeoutError) and (len(chunk) == 1 or allowed.is_spent):
                pages += (MissingPage(number, result.code) for number in chunk)
            else:
                pages += self._read_singly(path, probed, chunk, allowed)
        return assemble(file, probed, pages)

    def _read_singly(self, path: Path, probed: Probe, numbers: Sequence[int], allowed: Allowance) -> Iterable[Result]:
        singles = self._read_all(path, probed, [[number] for number in numbers], allowed)
        for number, result in zip(numbers, singles, strict=True):
            if isinstance(result, tuple):
                yield from result
            else:
                yield MissingPage(number, result.code)

    def _read_all(
        self, path: Path, probed: Probe, chunks: Sequence[Sequence[int]], allowed: Allowance
    ) -> list[tuple[Result, ...] | DocumentError]:
        """The pages of each chunk, or why its process did not live to give them: it died, or it had no more time."""
        futures = [
            self._engine.submit(self._jobs.read, path, chunk, probed, self._settings, seconds=self._seconds_for(chunk))
            for chunk in chunks
        ]
        for chunk, future in zip(chunks, futures, strict=True):
            future.add_done_callback(partial(self._finished, len(chunk)))
        results: list[tuple[Result, ...] | DocumentError] = []
        for chunk, future in zip(chunks, futures, strict=True):
            try:
                results.append(future.result(allowed.left))
            except EngineError:
                raise
            except Exception as error:  # noqa: BLE001  # a page never stops a document
                if not future.running():  # it is the document's time that is over; what runs has its own limit
                    future.cancel()
                _log.warning("%s, pages %s: %r", path.name, list(chunk), error)
                known = blamed(error)
                results.append(known if isinstance(known, DocumentError) else UnexpectedError(brief(error)))
            allowed.begin()
        return results

    def _found(self, looked: Future[Probe]) -> None:
        if not looked.cancelled() and looked.exception() is None:
            self.pages.found(looked.result().page_count)

    def _finished(self, count: int, future: Future[tuple[Result, ...]]) -> None:
        """Pages whose process died are read once more, alone, and count then."""
        if not future.cancelled() and future.exception() is None:
            self.pages.finished(count, sum(isinstance(page, Page) and page.source.is_ocr for page in future.result()))
        elif count == 1:
            self.pages.finished(count)

    def _seconds_for(self, chunk: Sequence[int]) -> float:
        return self._page_seconds * min(len(chunk), _CHUNK_TIMES)

    @property
    def _page_seconds(self) -> float:
        return self._settings.limits.page_seconds + self._grace

    @property
    def _document_seconds(self) -> float:
        return self._settings.limits.document_seconds
