"""What happens at a Dask worker: it hands each job to a process of its machine, as a machine does that works alone.

So a page that hangs or takes too much memory costs its process, and never the worker.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import platform
import socket
import tempfile
import unicodedata
from collections.abc import Callable, Mapping
from concurrent.futures import CancelledError
from importlib import metadata
from pathlib import Path
from threading import Lock
from typing import TypeVar

from distributed import Reschedule, Worker, WorkerPlugin, get_worker

from flows.engine import LocalEngine
from pipeline.settings import Settings
from pipeline.store import fingerprint

T = TypeVar("T")

_LIBRARIES = (
    "dateparser", "distributed", "numpy", "pdfminer.six", "pdfplumber", "pebble", "pillow", "pydantic", "pypdfium2",
    "rapidfuzz", "simplemma", "spacy",
)  # fmt: skip
"""Another version of one of these may read a document otherwise, or not understand what is sent."""

Facts = Mapping[str, str]


class StrangeNodeError(Exception):
    """A worker that came later than the run, and is not as the others; its text names it and what differs."""


def facts(settings: Settings, token: Path) -> Facts:
    """What must be the same on all machines, or a document's result would depend on who read it.

    `token` is a file in the shared working folder: who sees its content sees the folder, and not another of that name.
    """
    return {
        "nanny": str(multiprocessing.current_process().daemon),
        "program": _program(settings),
        "corpus": _names(settings.corpus),
        "outputs": _content(token),
        "Python": ".".join(platform.python_version_tuple()[:2]),
        "Tesseract": _tesseract(settings),
        **{name: _version(name) for name in _LIBRARIES},
    }


def differing(ours: Facts, theirs: Facts) -> list[str]:
    """The names of the facts that differ."""
    return [name for name in ours if ours[name] != theirs.get(name)]


class Node(WorkerPlugin):
    """What a run has at each Dask worker: its settings, and processes that start with the first job there."""

    def __init__(self, name: str, settings: Settings, log: Path | None, expected: Facts, token: Path) -> None:
        """`name` is the run's, by which its jobs find this; each machine's log stands beside `log`."""
        self.name = name
        self._settings = settings
        self._log = log
        self._expected = expected
        self._token = token

    def setup(self, worker: Worker) -> None:
        """Dask calls this at every worker, also at one that comes later."""
        self._processes = worker.state.nthreads
        self._lock = Lock()
        self._engine: LocalEngine | None = None

    def teardown(self, worker: Worker) -> None:
        """The run is over, or the worker is closing."""
        del worker
        if self._engine is not None:
            self._engine.stop()
            self._temporary.cleanup()

    def do(self, job: Callable[..., T], arguments: tuple[object, ...], seconds: float) -> T:
        """Have a job done here. Raises what it raises; Reschedule where it must be done at another worker."""
        engine = self._started()
        try:
            future = engine.submit(job, *arguments, seconds=seconds)
        except RuntimeError:  # stopped since
            raise Reschedule from None
        try:
            return future.result()
        except CancelledError:
            raise Reschedule from None

    def _started(self) -> LocalEngine:
        with self._lock:
            if self._engine is None:
                different = differing(self._expected, facts(self._settings, self._token))
                if different:
                    raise StrangeNodeError(get_worker().address, *different)
                settings = self._settings.model_copy(update={"workers": self._processes})
                self._temporary = tempfile.TemporaryDirectory(prefix="inventera-", ignore_cleanup_errors=True)
                self._engine = LocalEngine(settings, self._own_log(), Path(self._temporary.name))
            return self._engine

    def _own_log(self) -> Path | None:
        """Not the same file for several machines: appending is not safe across a network."""
        log = self._log
        return log.with_name(f"{log.stem}-{socket.gethostname()}{log.suffix}") if log else None


def do(name: str, job: Callable[..., T], arguments: tuple[object, ...], seconds: float) -> T:
    """The task that Dask is given: find the run's node at the worker where this is, and have the job done there."""
    node = get_worker().plugins.get(name)
    if not isinstance(node, Node):
        raise StrangeNodeError(get_worker().address)
    return node.do(job, arguments, seconds)


def _program(settings: Settings) -> str:
    """Of the program, its rules and the settings that matter."""
    digest = hashlib.sha256(fingerprint(settings).encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def _names(folder: Path) -> str:
    try:
        names = sorted(unicodedata.normalize("NFC", path.name) for path in folder.iterdir())
    except OSError:
        return ""
    return hashlib.sha256("\0".join(names).encode(errors="surrogateescape")).hexdigest()


def _content(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except OSError:
        return ""


def _tesseract(settings: Settings) -> str:
    from pipeline.reading import ocr  # noqa: PLC0415  # slow, and the process that hands out the work seldom needs it
    from pipeline.run import options  # noqa: PLC0415

    try:
        return ocr.ENGINES[settings.ocr.engine].version(options(settings))
    except Exception as error:  # noqa: BLE001  # missing: a fact like any other, and each engine says so in its own way
        return type(error).__name__


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return ""
