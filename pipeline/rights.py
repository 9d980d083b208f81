"""Who may read what is written: a new folder or file is open to nobody to whom the folder that it lies in is closed.

The working folder is closed to all but its owner, for it holds the words of the documents; so then is all that lies
below it. What is published goes by its own folder and by the system's usual rules (umask, access lists), for colleagues
open it from a share. Windows has other rights, which pass from folder to file by themselves.
"""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

_OWNER = 0o700
OWNERS_FILE = 0o600
"""The rights of a file of the working folder, for programs that want to be told."""


def make_private(folder: Path) -> None:
    """Make a folder that only its owner can look into; one that is there is closed. Raises OSError."""
    make_folder(folder)
    with suppress(OSError):  # a share without such rights, or a folder of somebody else's
        if folder.stat().st_mode & 0o077:
            folder.chmod(_OWNER)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it that are missing, each closed to whom the one above is. Raises OSError."""
    if folder.is_file():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(folder.parent.stat().st_mode & 0o777, exist_ok=True)


def make_file(path: Path) -> None:
    """Make an empty file, or leave the one that is there; other programs then write into it. Raises OSError."""
    os.close(os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, file_mode(path.parent)))


def file_mode(folder: Path) -> int:
    """The rights of a new file in a folder, before the system takes away what it takes from all of them."""
    return folder.stat().st_mode & 0o666
