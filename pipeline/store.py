"""The working folder of each document, keyed by content: what was made of it is kept until it would come out otherwise.

    outputs/work/documents/ab/ab12…/read-<fingerprint>.json.z      the words of its pages
    outputs/work/documents/ab/ab12…/outcome-<fingerprint>.json     what it is

An outcome's fingerprint covers the program, its rules and the settings that matter; that of the words only what reading
depends on, so that a new rule is applied to words that are there. (Recognised pages are kept by `pipeline.reading`
besides, for they cost most.) All of it may be deleted at any time; that costs only time.
"""

from __future__ import annotations

import dataclasses
import hashlib
import logging
import os
import threading
import zlib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from pipeline.domain.agreement import Outcome
from pipeline.domain.document import Document, PageShape
from pipeline.rights import file_mode, make_folder
from pipeline.settings import Settings

_log = logging.getLogger(__name__)

_CHUNK = 1 << 20
_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
_ANYBODY = 0o666
_PROGRAM = Path(__file__).resolve().parent
_LATER_STAGES = (
    "inventory", "publish.py", "gathering.py", "writing.py", "mirror.py", "rights.py", "evaluate.py", "store.py",
)  # fmt: skip
"""What an outcome does not depend on: everything after it."""

_READING = ("reading", "domain", "errors.py", "run.py")
"""What the words of a document depend on; `run.py` tells how reading is set up."""

_QUICK = 1
"""How hard words are pressed together: some 6 kB and half a millisecond a page; harder costs more than it saves."""

PASSING = frozenset({"page_timeout", "changing", "vanished", "not_opened", "unexpected"})
"""Causes that may be gone tomorrow: an outcome that has one is not kept, so that the next run tries again."""


@cache
def _outcomes() -> TypeAdapter[Outcome]:
    return TypeAdapter(Outcome)


@cache
def _documents() -> TypeAdapter[Document]:
    return TypeAdapter(Document)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's content, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def fingerprint(settings: Settings) -> str:
    """What an outcome depends on beside the file: the program, its data, how pages are read and the limits."""
    program = (p for p in _PROGRAM.rglob("*.py") if p.relative_to(_PROGRAM).parts[0] not in _LATER_STAGES)
    return _digest(settings, {_PROGRAM: program, settings.models: settings.models.rglob("*.toml")})


def reading_fingerprint(settings: Settings) -> str:
    """What the words of a document depend on beside the file."""
    program = (p for p in _PROGRAM.rglob("*.py") if p.relative_to(_PROGRAM).parts[0] in _READING)
    return _digest(settings, {_PROGRAM: program})


def _digest(settings: Settings, files: Mapping[Path, Iterable[Path]]) -> str:
    digest = hashlib.sha256(settings.ocr.model_dump_json().encode() + settings.limits.model_dump_json().encode())
    for root, paths in files.items():
        for path in sorted(paths):
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def write_atomically(path: Path, content: bytes, *, shared: bool = False) -> None:
    """Write a file so that it is at any moment the old one or the new one, whole.

    It is as open as its folder; `shared`: it will be published under another name, too, and is as open as may be.
    """
    make_folder(path.parent)
    temporary = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.tmp")
    mode = _ANYBODY if shared else file_mode(path.parent)
    try:
        with os.fdopen(os.open(temporary, _NEW, mode), "wb") as file:
            file.write(content)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


class Store:
    """Finished outcomes by content. Safe for several threads: each document is its own file."""

    def __init__(self, work: Path, fingerprint: str, reading: str = "") -> None:
        """Keep outcomes and words below `work`, valid for these fingerprints."""
        self._root = work / "documents"
        self._fingerprint = fingerprint
        self._reading = reading

    @classmethod
    def of(cls, settings: Settings) -> Store:
        """The store of these settings' working folder."""
        return cls(settings.work, fingerprint(settings), reading_fingerprint(settings))

    @property
    def fingerprint(self) -> str:
        """What the outcomes depend on beside the documents."""
        return self._fingerprint

    def folder(self, sha256: str) -> Path:
        """The working folder of the document with this content."""
        return self._root / sha256[:2] / sha256

    def picture(self, sha256: str, page: PageShape) -> Path:
        """Where the picture of a page is kept; another turn of the page is another picture."""
        return self.folder(sha256) / f"page-{page.number}-{page.rotation}.png"

    def words(self, sha256: str) -> Path:
        """Where the words of the document with this content are kept."""
        return self.folder(sha256) / f"read-{self._reading}.json.z"

    def holds(self, sha256: str) -> bool:
        """Whether an outcome of this content is kept; whether it can be used is seen when it is loaded."""
        return bool(sha256) and self._path(sha256).exists()

    def load(self, file: str, sha256: str) -> Outcome | None:
        """The kept outcome of this content, under the name the file has now; None if there is none that can be used.

        A file that is damaged or written by another version counts as not there.
        """
        path = self._path(sha256)
        try:
            outcome = _outcomes().validate_json(path.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValidationError) as error:
            _log.warning("cannot use %s: %s", path, type(error).__name__)
            return None
        return dataclasses.replace(outcome, file=file) if outcome.sha256 == sha256 else None

    def save(self, outcome: Outcome) -> bool:
        """Keep an outcome and forget those of earlier versions; False where it would not come out the same again."""
        if not outcome.sha256 or not lasting(outcome):
            return False
        path = self._path(outcome.sha256)
        write_atomically(path, _outcomes().dump_json(dataclasses.replace(outcome, file="")))
        for other in path.parent.glob("outcome-*.json"):
            if other != path:
                other.unlink(missing_ok=True)
        return True

    def _path(self, sha256: str) -> Path:
        return self.folder(sha256) / f"outcome-{self._fingerprint}.json"


def keep_words(document: Document, path: Path) -> None:
    """Keep what was read, and forget what another version read; not a document that may be read better tomorrow.

    A full disk costs the next run time, not this one its result: it is logged.
    """
    if any(page.code in PASSING for page in document.missing):
        return
    content = zlib.compress(_documents().dump_json(dataclasses.replace(document, file="")), _QUICK)
    try:
        write_atomically(path, content)
        for other in path.parent.glob("read-*.json.z"):
            if other != path:
                other.unlink(missing_ok=True)
    except OSError:
        _log.exception("%s: what was read cannot be kept", document.file)


def kept_words(path: Path, file: str, sha256: str) -> Document | None:
    """What was read from the document with this content, under the name it has now; None if it cannot be used."""
    try:
        document = _documents().validate_json(zlib.decompress(path.read_bytes()))
    except FileNotFoundError:
        return None
    except (OSError, ValidationError, zlib.error) as error:
        _log.warning("cannot use %s: %s", path, type(error).__name__)
        return None
    return dataclasses.replace(document, file=file) if document.sha256 == sha256 else None


def lasting(outcome: Outcome) -> bool:
    """Whether reading the same file again would give the same."""
    codes = {page.code for page in outcome.missing} | ({outcome.failure.code} if outcome.failure else set())
    return not codes & PASSING
