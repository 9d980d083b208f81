"""A folder that holds just what it is told to: what is the same is left alone, what is no longer wanted goes."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from pipeline.rights import make_folder
from pipeline.store import write_atomically


def mirror(folder: Path, files: Iterable[tuple[str, bytes | Path]], passing: re.Pattern[str]) -> None:
    """Write `files` (their names below the folder, with bytes or the file that holds them) one after the other.

    Of what lay there before, only files whose whole name matches `passing` are removed. Raises OSError.
    A file that is copied must never change: its name tells its content, and one that is there is not looked at.
    """
    kept = set()
    for name, content in files:
        kept.add(name)
        target = folder / name
        if isinstance(content, Path):
            if not target.exists():
                _place(content, target)
        elif not _holds(target, content):
            write_atomically(target, content)
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if name not in kept and passing.fullmatch(name) and path.is_file():
            with suppress(PermissionError):  # open in a browser on Windows; it goes the next time
                path.unlink()


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def _place(source: Path, target: Path) -> None:
    """The file under another name too, or a copy of it where the file system has no hard links."""
    make_folder(target.parent)
    temporary = target.with_name(f".{target.name}.tmp")
    temporary.unlink(missing_ok=True)
    try:
        os.link(source, temporary)
    except OSError:
        shutil.copyfile(source, temporary)
    temporary.replace(target)
