"""Files that people may have open: they are replaced whole, never under somebody's hands, and earlier versions stay.

A program that has a file open locks it on Windows. On Linux and on shares nothing stops another one from replacing it,
so the lock files of Excel, Word and LibreOffice beside it count too; one that a crash has left behind is told of, too.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from pipeline.rights import make_folder
from pipeline.store import write_atomically

VERSIONS = 10
"""So many earlier versions of a file are kept."""

_TIME = "%Y-%m-%d_%H%M%S"

Stamp = tuple[int, int] | None
"""When a file was last changed (nanoseconds) and its size; None where there is none."""


def stamp(path: Path) -> Stamp:
    """What tells that a file has been saved anew."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def lock_files(path: Path) -> tuple[Path, ...]:
    """The files by which Excel, Word and LibreOffice tell that they have this one open.

    Word leaves out the first two characters of a long name («~$mmanstallning.docx»).
    """
    names = dict.fromkeys((f"~${path.name}", f"~${path.name[2:]}", f".~lock.{path.name}#"))
    return tuple(lock for name in names if os.path.lexists(lock := path.with_name(name)))


def replace(path: Path, content: bytes) -> bool:
    """Write a file unless it is open; whether it holds the content now. Raises OSError where nothing can be written."""
    if lock_files(path):
        return False
    try:
        if path.is_file() and path.read_bytes() == content:
            return True
        write_atomically(path, content)
    except PermissionError:
        return False
    return True


def make_sure_of_room(folder: Path, size: int) -> None:
    """See that so many bytes can be written: some files must not be new and others old. Raises OSError."""
    make_folder(folder)
    with tempfile.TemporaryFile(dir=folder) as file:
        file.write(bytes(size))
        file.flush()


def forget(path: Path) -> None:
    """Remove a file that is not needed any more, unless it is open."""
    if lock_files(path):
        return
    try:
        path.unlink(missing_ok=True)
    except PermissionError:
        return


def keep_version(path: Path, name: str, folder: Path, now: datetime) -> None:
    """Copy a file that is about to be replaced into a folder, under `name` and the time; the last VERSIONS are kept.

    What the newest version there holds already is not kept again.
    """
    try:
        content = path.read_bytes()
    except OSError:
        return
    earlier = list(versions(name, path.suffix, folder))
    if earlier and earlier[-1].read_bytes() == content:
        return
    stem, number = f"{name}_{now:{_TIME}}", 1
    target = folder / f"{stem}{path.suffix}"
    while target.exists():
        number += 1
        target = folder / f"{stem}-{number}{path.suffix}"
    write_atomically(target, content)
    for old in [*earlier, target][:-VERSIONS]:
        forget(old)


def versions(name: str, suffix: str, folder: Path) -> Iterator[Path]:
    """The kept versions of a file, oldest first."""
    yield from sorted(folder.glob(f"{name}_[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]_*{suffix}"), key=_age)


def _age(path: Path) -> tuple[str, int]:
    """Versions of the same second have a counter behind the time."""
    time, _, number = path.stem.rpartition("_")[2].partition("-")
    return path.stem.rpartition("_")[0] + time, int(number) if number.isdecimal() else 1
