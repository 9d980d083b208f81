"""One run at a time in each outputs folder, and what a killed one has left behind cleared away by the next.

The operating system lets go of the lock when its process ends, however that ends: a dead run never holds up another.
A mark lies beside the lock while a run goes on; where the next run finds one, the last was killed.
"""

from __future__ import annotations

import errno
import logging
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from flows.stops import StoppedError
from flows.texts import say
from pipeline.gathering import RECORD
from pipeline.rights import OWNERS_FILE, make_private
from pipeline.settings import Settings
from pipeline.store import write_atomically

_log = logging.getLogger(__name__)

_LOCK, _MARK = "run.lock", "run.unfinished"
_LEAST_ROOM = 20_000_000
"""Bytes: with less the database of Prefect alone would fill the disk."""

_LITTER = re.compile(r"\..{0,250}\.tmp|tmp\w{1,60}\.tmp")
"""Files on the way to their names: those of `store.write_atomically`, `mirror` and `ocr_cache`."""


@contextmanager
def alone(settings: Settings) -> Iterator[Path]:
    """Hold the outputs folder; gives a folder for temporary files. Raises StoppedError while another run has it.

    Raises OSError where nothing can be written.
    """
    make_private(settings.work)
    if shutil.disk_usage(settings.work).free < _LEAST_ROOM:  # before Prefect, which waits long for a full disk
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(settings.work))
    lock = FileLock(settings.work / _LOCK, mode=OWNERS_FILE, thread_local=False)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        raise StoppedError(say("stop.running", folder=settings.outputs)) from None
    except NotImplementedError:  # a file share without locks
        _log.warning("%s cannot be locked: nothing hinders another run", settings.work)
    mark = settings.work / _MARK
    try:
        if mark.exists():
            _clear(settings, mark)
        with tempfile.TemporaryDirectory(prefix="inventera-", ignore_cleanup_errors=True) as name:
            write_atomically(mark, name.encode())
            yield Path(name)
            mark.unlink(missing_ok=True)
    finally:
        lock.release()


def _clear(settings: Settings, mark: Path) -> None:
    """Remove what a killed run was writing, and its temporary folder."""
    left = Path(mark.read_bytes().decode(errors="replace"))
    if left.name.startswith("inventera-") and left.parent == Path(tempfile.gettempdir()):
        shutil.rmtree(left, ignore_errors=True)
    beside = settings.corpus.glob(f".{RECORD}.*.tmp")
    for path in (*settings.outputs.rglob("*.tmp"), *beside):
        if _LITTER.fullmatch(path.name):
            with suppress(OSError):  # a folder that others may write to
                path.unlink()
