"""Pieces of work done by several machines: each runs Dask workers for one scheduler, and sees the same folders.

Where the scheduler or all workers are gone, the run ends with a message: it never goes on alone, and never takes a
document for unreadable because a machine is away.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

from distributed import Client, Security
from distributed import Future as Task
from distributed.client import ClosedClientError
from distributed.comm.core import CommClosedError

from flows.dask_node import Facts, Node, StrangeNodeError, differing, do, facts
from flows.engine import EngineError
from flows.texts import say, table
from pipeline.sections import Engine as Options
from pipeline.settings import Settings
from pipeline.store import write_atomically

T = TypeVar("T")

_log = logging.getLogger(__name__)

_ANSWER = 15.0
"""Seconds that the scheduler may take to answer, and the first worker to show up."""
_PATIENCE = 300.0
"""Seconds without any worker after which the run is given up: time enough for a machine to start again."""
_STEP = 2.0
_AWAY = (ClosedClientError, OSError)
"""What Dask raises where its scheduler does not answer."""


class DaskEngine:
    """The workers of a Dask scheduler."""

    def __init__(self, settings: Settings, log: Path | None = None, patience: float = _PATIENCE) -> None:
        """Find the scheduler and its workers, and see that all are alike. Raises EngineError, which says what to do."""
        self._address = settings.engine.address
        self._patience = patience
        self._lost = ""
        self._over = threading.Event()
        self._registering, self._registered = threading.Lock(), False
        self._client = _connected(settings.engine)
        self._token = settings.work / f"dask-{uuid4().hex}"
        try:
            write_atomically(self._token, self._token.name.encode())
            self.processes = self._workers()
            known = facts(settings, self._token)
            self._compare(known, settings)
        except BaseException:
            self._leave()
            raise
        self._node = Node(_name(settings), settings, log, known, self._token)
        self._following: set[Future[Any]] = set()
        self._loop: asyncio.AbstractEventLoop = self._client.loop.asyncio_loop  # type: ignore[union-attr]
        threading.Thread(target=self._watch, name="dask-watch", daemon=True).start()

    def submit(self, job: Callable[..., T], *arguments: object, seconds: float) -> Future[T]:
        """The seconds begin when a process at one of the workers takes the job.

        A worker that dies has its jobs done by others. Raises EngineError, and so does the future, when the
        scheduler or all workers are gone.
        """
        self._must_be_there()
        try:
            self._register()
            task = self._client.submit(do, self._node.name, job, arguments, seconds, pure=False)
        except _AWAY:
            raise EngineError(self._gone("engine.lost")) from None
        future: Future[T] = Future()
        followed = asyncio.run_coroutine_threadsafe(_result(task), self._loop)
        self._following.add(followed)
        followed.add_done_callback(partial(self._pass_on, future, task))
        self._must_be_there()  # or nobody would end what was not yet among the followed
        return future

    def close(self) -> None:
        """Wait for the jobs; the workers stay, for the next run."""
        wait(list(self._following))
        self._leave()

    def stop(self) -> None:
        """Cancel what waits; the processes that are at work for this run are ended."""
        self._over.set()
        self._end_all()
        self._leave()

    def _workers(self) -> int:
        """How many processes the workers have together."""
        try:
            self._client.wait_for_workers(1, timeout=_ANSWER)
        except TimeoutError:
            raise EngineError(say("engine.no_workers", address=self._address)) from None
        return sum(self._client.nthreads().values())

    def _compare(self, ours: Facts, settings: Settings) -> None:
        for worker, theirs in self._client.run(facts, settings, self._token, on_error="return").items():
            if isinstance(theirs, Exception):  # most often a program that is not installed there
                raise EngineError(say("engine.absent", worker=worker, error=theirs))
            different = differing(ours, theirs)
            if different:
                raise EngineError(_strange(worker, *different))

    def _register(self) -> None:
        """Tell the workers of this run, once; looking whether they are ready needs no processes there."""
        with self._registering:
            if not self._registered:
                self._client.register_plugin(self._node)
                self._registered = True

    def _must_be_there(self) -> None:
        if self._lost or self._over.is_set():
            self._end_all()
            raise EngineError(self._gone("engine.ended"))

    def _gone(self, text: str) -> str:
        """Why nothing more is done: what was found out first, else `text`."""
        self._lost = self._lost or say(text, address=self._address)
        return self._lost

    def _pass_on(self, future: Future[T], task: Task[T], followed: Future[T]) -> None:
        """What came of a job, for the one who waits for it. Runs in Dask's own thread, or in that which ends all."""
        self._following.discard(followed)
        if not future.set_running_or_notify_cancel():
            return
        error = None if followed.cancelled() else followed.exception()
        if followed.cancelled() or task.cancelled() or isinstance(error, CommClosedError):
            error = EngineError(self._gone("engine.ended" if self._over.is_set() else "engine.lost"))
        elif isinstance(error, StrangeNodeError):
            error = EngineError(_strange(*error.args))
        if error:
            future.set_exception(error)
        else:
            future.set_result(followed.result())

    def _end_all(self) -> None:
        """Nobody waits any longer: Dask itself leaves some waiting for ever when its connection breaks."""
        for followed in list(self._following):
            followed.cancel()

    def _watch(self) -> None:
        """Give up when the workers are gone."""
        if text := self._trouble():
            _log.error("%s", self._gone(text))
            self._end_all()

    def _trouble(self) -> str:
        """Wait for the scheduler to go, or to have had no worker for too long: the text for it; "" once all is over."""
        seen = time.monotonic()
        while not self._over.wait(_STEP):
            if self._lost or self._client.status != "running":
                return "engine.lost"
            if self._client.scheduler_info(n_workers=1).get("n_workers"):
                seen = time.monotonic()
            elif time.monotonic() - seen > self._patience:
                return "engine.deserted"
        return ""

    def _leave(self) -> None:
        self._over.set()
        if self._client.status == "running" and self._registered:
            with suppress(*_AWAY):  # a scheduler that died a moment ago has no plugins either
                self._client.unregister_worker_plugin(self._node.name)
        with suppress(*_AWAY):
            self._client.close()
        self._token.unlink(missing_ok=True)


def _connected(options: Options) -> Client:
    given: dict[str, Any] = {}
    if options.encrypted:
        given["security"] = Security(
            require_encryption=True,
            tls_ca_file=options.tls_ca,
            tls_client_cert=options.tls_certificate,
            tls_client_key=options.tls_key,
        )
    try:
        return Client(options.address, timeout=_ANSWER, set_as_default=False, name="inventera", **given)
    except (OSError, ValueError) as error:
        raise EngineError(say("engine.away", address=options.address, error=error)) from error


async def _result(task: Task[T]) -> T:
    result: T = await task
    return result


def _name(settings: Settings) -> str:
    """One run at a time writes to a folder; the next one takes the place of one that was killed."""
    return "inventera-" + hashlib.sha256(str(settings.outputs).encode()).hexdigest()[:8]


def _strange(worker: str, *different: str) -> str:
    sentences = table("engine.differs")
    return "\n".join(
        [say("engine.strange", worker=worker)]
        + [sentences.get(name, sentences["version"]).format(name=name) for name in different]
    )
