"""What lies in the corpus: everything that is named like a document, once, in a stable order."""

from __future__ import annotations

import logging
import os
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

ENDINGS = frozenset({".pdf", ".tif", ".tiff", ".jpg", ".jpeg", ".png"})

_log = logging.getLogger(__name__)

Refused = Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the corpus. `file` is its path below the corpus with forward slashes, composed (NFC)."""

    file: str
    path: Path


def _log_refused(folder: Path) -> None:
    _log.warning("%s cannot be read", folder)


def survey(corpus: Path, refused: Refused = _log_refused) -> tuple[Source, ...]:
    """All documents below a folder. Hidden files and other kinds of files are passed over.

    A link or a pipe that is named like a document is listed too, for somebody takes it for one (`contents.py` refuses
    it). Two files whose names differ only in how letters are composed keep the names that the disk has for them.
    `refused` is told of each folder below the corpus that cannot be read, and of each link to a folder, which is not
    followed. Raises OSError where the corpus itself cannot be read.
    """
    sources: dict[str, Source] = {}
    for path in sorted(_files(corpus, refused), key=_composed_first):
        name = path.relative_to(corpus).as_posix()
        composed = unicodedata.normalize("NFC", name)
        file = name if composed in sources else composed
        sources[file] = Source(file, path)
    return tuple(sources[file] for file in sorted(sources))


def _composed_first(path: Path) -> tuple[bool, str]:
    name = path.as_posix()
    return not unicodedata.is_normalized("NFC", name), name


def _files(folder: Path, refused: Refused) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            path = Path(entry.path)
            if entry.is_dir(follow_symlinks=False):
                yield from _subfolder(path, refused)
            elif path.suffix.lower() in ENDINGS:
                yield path
            elif _leads_to_folder(entry):
                refused(path)


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    with suppress(OSError):  # a link that leads to itself
        return entry.is_symlink() and entry.is_dir()
    return False


def _subfolder(folder: Path, refused: Refused) -> Iterator[Path]:
    try:
        yield from _files(folder, refused)
    except FileNotFoundError:  # moved just now
        return
    except OSError:  # it may not be read, or its disk does not answer: the others can be read all the same
        refused(folder)
