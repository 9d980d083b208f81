"""Where pieces of work are done: processes of this machine, each killed when its piece takes too long.

Whoever hands out work (`flows/workers.py`) knows only the protocol `Engine`.
"""

from __future__ import annotations

import importlib.util
import logging
import multiprocessing
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any, Protocol, TypeVar

import psutil
from pebble import ProcessExpired, ProcessFuture, ProcessPool

from flows import work
from flows.stops import StoppedError
from flows.texts import say
from pipeline.settings import Settings

_log = logging.getLogger(__name__)

T = TypeVar("T")

DIED = (ProcessExpired, BrokenProcessPool, CancelledError, MemoryError)
"""What a future raises when the process died under its job, or had no memory for it."""


class EngineError(StoppedError, RuntimeError):
    """The engine cannot be used, or is gone; the text says in Swedish what to do. No document is to blame for it."""


class Engine(Protocol):
    """Does jobs, several at once. Its methods may be called from several threads."""

    @property
    def processes(self) -> int:
        """How many jobs are done at the same time."""
        ...

    def submit(self, job: Callable[..., T], *arguments: object, seconds: float) -> Future[T]:
        """Have a job done in a process of its own; the future raises TimeoutError when it took longer than `seconds`.

        Raises RuntimeError when the engine has been closed or stopped; EngineError, as the future may, when it is gone.
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

    def __init__(self, settings: Settings, log: Path | None = None, temporary: Path | None = None) -> None:
        """As many processes as set; what they log goes to the end of `log`, what they put aside into `temporary`."""
        self.processes = settings.worker_count
        self._temporary = temporary
        self._begin = [settings.limits.memory_megabytes, log, temporary]
        self._waited_for: set[ProcessFuture[Any]] = set()
        self._ended = False
        self._lock = threading.Lock()
        self._pool = self._new_pool()

    def submit(self, job: Callable[..., T], *arguments: object, seconds: float) -> Future[T]:
        """The seconds begin when a process takes the job; one that dies gives its future `ProcessExpired`.

        When processes die that have no job, pebble gives up all of them (BrokenProcessPool); then new ones are begun.
        """
        with self._lock:
            if not self._ended and not self._pool.active:
                _log.warning("the worker processes have died; new ones are begun")
                self._end_pool()
                self._pool = self._new_pool()
            future: ProcessFuture[T] = self._pool.schedule(job, args=list(arguments), timeout=seconds)
        self._waited_for.add(future)
        future.add_done_callback(self._waited_for.discard)
        future.add_done_callback(self._clear_up)
        return future

    def close(self) -> None:
        """Let the work end, and the processes with it."""
        with self._lock:
            self._ended = True
        self._pool.close()  # type: ignore[no-untyped-call]
        self._pool.join()

    def stop(self) -> None:
        """Kill the processes, and the programs that they have started."""
        with self._lock:
            self._ended = True
        self._end_pool()
        self._kill_strays()

    def _new_pool(self) -> ProcessPool:
        return ProcessPool(max_workers=self.processes, initializer=work.begin, initargs=self._begin, context=_context())

    def _end_pool(self) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]
        for future in list(self._waited_for):  # pebble leaves those who wait for them waiting
            future.cancel()  # type: ignore[no-untyped-call]
        self._pool.join()

    def _clear_up(self, future: Future[Any]) -> None:
        """A worker that was killed may have been waiting for Tesseract, which nobody waits for any more."""
        if not future.cancelled() and isinstance(future.exception(), TimeoutError | ProcessExpired):
            self._kill_strays()

    def _kill_strays(self) -> None:
        """Kill the programs of workers that are no more: known by their variable, and by not being a worker's child."""
        if self._temporary is None:
            return
        workers, ours = {process.pid for process in multiprocessing.active_children()}, str(self._temporary)
        for process in psutil.process_iter(["ppid"]):
            with suppress(psutil.Error, OSError):
                if process.info["ppid"] not in workers and process.environ().get(work.TEMPORARY) == ours:
                    _log.warning("killing %d, left behind by a worker", process.pid)
                    process.kill()


def chosen(settings: Settings, log: Path | None = None, temporary: Path | None = None) -> Engine:
    """The engine that the settings name; `temporary` is for what processes of this machine put aside.

    Raises EngineError where it cannot be had.
    """
    if settings.engine.kind == "local":
        return LocalEngine(settings, log, temporary)
    if importlib.util.find_spec("distributed") is None:
        raise EngineError(say("engine.missing"))
    from flows.dask_engine import DaskEngine  # noqa: PLC0415  # an optional library

    return DaskEngine(settings, log)


def _context() -> BaseContext:
    """Workers forked from a process that has imported all that they need; Windows starts each from nothing."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(work.PRELOADED))
    return context
