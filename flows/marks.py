"""Files that tell that something is going on, and by a lock beside them whether it still is.

The system gives up the lock of a process that dies, however it dies, on Linux and on Windows; the file stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.rights import OWNERS_FILE, make_folder
from pipeline.store import write_atomically


@contextmanager
def held(path: Path, content: bytes, kept_after: tuple[type[BaseException], ...] = ()) -> Iterator[None]:
    """Have the file there, and locked, as long as the body takes.

    Afterwards it is gone, unless the body was ended by one of `kept_after`, or killed. Raises TimeoutError where
    somebody else holds it, another OSError where it cannot be written.
    """
    make_folder(path.parent)
    kept = False
    with _lock(path).acquire(timeout=0):
        write_atomically(path, content)
        try:
            yield
        except kept_after:
            kept = True
            raise
        finally:
            if not kept:
                path.unlink(missing_ok=True)
                _forget_lock(path)


def is_held(path: Path) -> bool:
    """Whether the process that made the file still lives. Where nobody may ask, it does not."""
    if not path.exists():
        return False
    try:
        with _lock(path).acquire(timeout=0):
            return False
    except Timeout:
        return True
    except OSError:
        return False


def forget(path: Path) -> None:
    """Remove a file that nobody holds."""
    path.unlink(missing_ok=True)
    _forget_lock(path)


def _lock(path: Path) -> FileLock:
    return FileLock(_beside(path), mode=OWNERS_FILE)


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.lock")


def _forget_lock(path: Path) -> None:
    with suppress(OSError):  # Windows does not let go of it while another process asks
        _beside(path).unlink(missing_ok=True)
