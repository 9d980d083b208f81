"""`outputs/korlogg.jsonl`: what became of each run, one line each. It counts, and names no document.

While a run lasts, a file in `outputs/work/running` tells of it; should it be killed, the next run finds that file and
writes the line that it could not.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from flows import marks
from flows.environment import now
from pipeline.settings import Settings
from pipeline.store import write_atomically

FILE = "korlogg.jsonl"
LINES = 1_000
"""The older ones go: some three years of nights stay."""

_log = logging.getLogger(__name__)


class Result(StrEnum):
    """How a run ended; one that is RUNNING stands in no line."""

    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"
    INTERRUPTED = "interrupted"
    """By a person (Ctrl-C), or because the service or the machine was shut down."""
    KILLED = "killed"
    """It never came to its end: power, memory, a forced stop."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What a run did. `pages` were read by it, `pages_ocr` of them recognised; `failures` are documents, by code."""

    documents: int
    rows: int
    new: int
    changed: int
    gone: int
    pages: int
    pages_ocr: int
    failures: Mapping[str, int] = field(default_factory=dict)

    @property
    def unreadable(self) -> int:
        """Documents that could not be read."""
        return sum(self.failures.values())


@dataclass(frozen=True, slots=True)
class Entry:
    """One run. `ended` is missing where it was killed, `counts` where it did not complete."""

    started: datetime
    as_of: date
    program: str
    result: Result = Result.RUNNING
    ended: datetime | None = None
    counts: Counts | None = None


_entry = TypeAdapter(Entry)


@contextmanager
def recorded(settings: Settings, as_of: date) -> Iterator[Callable[[Counts], None]]:
    """Write a line about what is done inside, however that ends; the body tells the counts.

    A log that cannot be written costs a run nothing.
    """
    entry = Entry(now(settings), as_of, version("inventera"))
    told: list[Counts] = []
    result = Result.INTERRUPTED
    with _marked(settings, entry):
        try:
            yield told.append
            result = Result.COMPLETED
        except Exception:
            result = Result.FAILED
            raise
        finally:
            counts = told[-1] if told else None
            _append(settings, replace(entry, result=result, ended=now(settings), counts=counts))


def entries(settings: Settings) -> tuple[Entry, ...]:
    """All runs that are known, oldest first, the one that is going on or was killed last. A broken line is no run."""
    try:
        lines = _content(_path(settings)).splitlines()
    except OSError:  # another program has it open just now
        lines = []
    known = [entry for line in lines if (entry := _parsed(line))]
    marked = [entry for _, entry in _running(settings)]
    return tuple(sorted((*known, *marked), key=lambda entry: entry.started))


@contextmanager
def _marked(settings: Settings, entry: Entry) -> Iterator[None]:
    for path, other in list(_running(settings)):
        if other.result is Result.KILLED:
            _append(settings, other)
            marks.forget(path)
    mark = marks.held(_folder(settings) / f"{entry.started:%Y-%m-%d_%H%M%S_%f}.json", _entry.dump_json(entry))
    with ExitStack() as stack:
        try:
            stack.enter_context(mark)
        except OSError:
            _log.exception("the run cannot be marked as begun")
        yield


def _running(settings: Settings) -> Iterator[tuple[Path, Entry]]:
    """The runs that have not ended, with their files: alive (RUNNING) or not (KILLED)."""
    for path in sorted(_folder(settings).glob("*.json")):
        try:
            entry = _parsed(path.read_bytes())
        except OSError:  # it has ended just now
            continue
        if entry:
            yield path, entry if marks.is_held(path) else replace(entry, result=Result.KILLED)


def _append(settings: Settings, entry: Entry) -> None:
    """Write a line at the end of the log, in one write, so that no kill and no other run leaves half of it."""
    path = _path(settings)
    try:
        content = _content(path)
        lines = content.splitlines()
        if len(lines) >= LINES or not content.endswith(b"\n"):  # half a line, should the power have gone
            write_atomically(path, b"".join(line + b"\n" for line in lines[-LINES + 1 :]))
        with path.open("ab", buffering=0) as file:
            file.write(_line(entry))
    except OSError:
        _log.exception("%s cannot be written", path)


def _line(entry: Entry) -> bytes:
    values = {key: value for key, value in _entry.dump_python(entry, mode="json").items() if value is not None}
    return json.dumps(values, ensure_ascii=False).encode() + b"\n"


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def _parsed(line: bytes) -> Entry | None:
    try:
        return _entry.validate_json(line)
    except ValidationError:
        return None


def _path(settings: Settings) -> Path:
    return settings.outputs / FILE


def _folder(settings: Settings) -> Path:
    return settings.work / "running"
