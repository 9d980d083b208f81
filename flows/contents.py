"""What each file of the corpus holds, by its SHA-256: a file is read for it only where it is not as it was.

    outputs/work/contents.json

A file counts as unchanged when its size, times and number on the disk are. The times have a grain (two seconds on some
disks), so a file that was changed just before it was looked at is looked at again the next time, as Git does
(Documentation/technical/racy-git.txt).
"""

from __future__ import annotations

import json
import logging
import math
import stat
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from flows.survey import Source
from pipeline.errors import (
    ChangingError,
    DocumentError,
    NotAFileError,
    NotOpenedError,
    TooLargeError,
    VanishedError,
)
from pipeline.store import sha256_of, write_atomically

_log = logging.getLogger(__name__)

_GRAIN = 2.0
"""Seconds: the coarsest file times (FAT); and so long must a file that has just been changed lie still."""

State = tuple[int, int, int, int]
"""Size, time of last writing and of last change of any kind (nanoseconds), number on the disk."""


@dataclass(frozen=True, slots=True)
class Content:
    """A file and what it holds; without a SHA-256 `trouble` tells why."""

    source: Source
    sha256: str = ""
    state: State | None = None
    trouble: DocumentError | None = None
    settled: bool = True
    """Whether it was left alone for a while before it was looked at."""

    def changed(self) -> DocumentError | None:
        """What has happened to the file since it was looked at; None where nothing has."""
        try:
            return None if state_of(self.source.path) == self.state else ChangingError()
        except DocumentError as error:
            return error


Index = Mapping[str, tuple[State | None, str]]
"""The state and SHA-256 of each file when it was last looked at; no state where it must be looked at again."""


def contents(sources: Sequence[Source], index: Index, max_bytes: float = math.inf) -> tuple[Content, ...]:
    """What every file holds; of files that have just been changed those that do not lie still have a trouble.

    What is no ordinary file is not opened, for a pipe would never end, and what has more than `max_bytes` is not read.
    """
    found = [_content(source, index, max_bytes) for source in sources]
    if not all(one.settled for one in found):
        time.sleep(_GRAIN)
    return tuple(one if one.settled else replace(one, trouble=one.trouble or one.changed()) for one in found)


def load(path: Path) -> Index:
    """The index of an earlier run; empty where there is none that can be read."""
    try:
        return {file: (_state(state), str(sha256)) for file, (state, sha256) in json.loads(path.read_bytes()).items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        _log.warning("cannot use %s: %r", path, error)
        return {}


def save(path: Path, found: Sequence[Content]) -> None:
    """Keep what is known for the next run; what is not certain without a state, so that it is looked at again."""
    known = {one.source.file: (one.state if one.settled else None, one.sha256) for one in found if not one.trouble}
    write_atomically(path, json.dumps(known).encode())


def _state(kept: Sequence[int] | None) -> State | None:
    if kept is None:
        return None
    size, written, changed, number = map(int, kept)
    return size, written, changed, number


def state_of(path: Path) -> State:
    """What tells that a file has been changed. Raises VanishedError, NotOpenedError or NotAFileError."""
    try:
        status = path.lstat()
    except FileNotFoundError as error:
        raise VanishedError(str(error)) from error
    except OSError as error:
        raise NotOpenedError(str(error)) from error
    if not stat.S_ISREG(status.st_mode):
        raise NotAFileError(stat.filemode(status.st_mode))
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _content(source: Source, index: Index, max_bytes: float) -> Content:
    try:
        state = state_of(source.path)
        if state[0] > max_bytes:
            raise TooLargeError(f"{state[0]} bytes, at most {max_bytes}")
        known, sha256 = index.get(source.file, (None, ""))
        if known == state:
            return Content(source, sha256, state)
        settled = time.time() - max(state[1:3]) / 1e9 > _GRAIN
        return Content(source, _sha256(source.path), state, settled=settled)
    except DocumentError as error:
        _log.warning("%s: %s", source.file, error)
        return Content(source, trouble=error)


def _sha256(path: Path) -> str:
    try:
        return sha256_of(path)
    except FileNotFoundError as error:
        raise VanishedError(str(error)) from error
    except OSError as error:
        raise NotOpenedError(str(error)) from error
