"""Where pieces of work are done: processes of this machine, each killed when its piece takes too long.

Whoever hands out work (`flows/workers.py`) knows only the protocol `Engine`.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from concurrent.futures import Future
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any, Protocol, TypeVar

from pebble import ProcessFuture, ProcessPool

from flows import work
from pipeline.settings import Settings

T = TypeVar("T")


class Engine(Protocol):
    """Does jobs, several at once. Its methods may be called from several threads."""

    @property
    def processes(self) -> int:
        """How many jobs are done at the same time."""
        ...

    def submit(self, job: Callable[..., T], *arguments: object, seconds: float) -> Future[T]:
        """Have a job done in a process of its own; the future raises TimeoutError when it took longer than `seconds`.

        Raises RuntimeError when the engine has been closed or stopped.
        """
        ...

    def close(self) -> None:
        """Wait for what has been submitted; nothing more is taken."""
        ...

    def stop(self) -> None:
        """End at once; the futures of what was not done are cancelled."""
        ...


class LocalEngine:
    """Worker processes of this machine, one a core. They start with the first job."""

    def __init__(self, settings: Settings, log: Path | None = None) -> None:
        """As many processes as set; what they log goes to the end of `log`."""
        self.processes = settings.worker_count
        self._waited_for: set[ProcessFuture[Any]] = set()
        self._pool = ProcessPool(
            max_workers=self.processes,
            initializer=work.begin,
            initargs=[settings.limits.memory_megabytes, log],
            context=_context(),
        )

    def submit(self, job: Callable[..., T], *arguments: object, seconds: float) -> Future[T]:
        """The seconds begin when a process takes the job; one that dies gives its future `ProcessExpired`."""
        future: ProcessFuture[T] = self._pool.schedule(job, args=list(arguments), timeout=seconds)
        self._waited_for.add(future)
        future.add_done_callback(self._waited_for.discard)
        return future

    def close(self) -> None:
        """Let the work end, and the processes with it."""
        self._pool.close()  # type: ignore[no-untyped-call]
        self._pool.join()

    def stop(self) -> None:
        """Kill the processes."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        for future in list(self._waited_for):  # pebble leaves those who wait for them waiting
            future.cancel()  # type: ignore[no-untyped-call]
        self._pool.join()


def _context() -> BaseContext:
    """Workers forked from a process that has imported all that they need; Windows starts each from nothing."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(work.PRELOADED))
    return context
