"""The working folder of each document, keyed by content: a finished outcome is kept until it would come out otherwise.

    outputs/work/documents/ab/ab12…/outcome-<fingerprint>.json

The fingerprint covers the program, its rules and the settings that matter, so that a new rule or a new threshold reads
everything again (recognised pages are kept by `pipeline.reading`, which knows what they depend on). All of it may be
deleted at any time; that costs only time.
"""

from __future__ import annotations

import dataclasses
import hashlib
import logging
import os
import threading
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from pipeline.domain.agreement import Outcome
from pipeline.domain.document import PageShape
from pipeline.settings import Settings

_log = logging.getLogger(__name__)

_CHUNK = 1 << 20
_PROGRAM = Path(__file__).resolve().parent
_LATER_STAGES = ("inventory", "publish.py", "gathering.py", "writing.py", "mirror.py", "evaluate.py", "store.py")
"""What an outcome does not depend on: everything after it."""

PASSING = frozenset({"page_timeout", "unexpected"})
"""Causes that may be gone tomorrow: an outcome that has one is not kept, so that the next run tries again."""


@cache
def _outcomes() -> TypeAdapter[Outcome]:
    return TypeAdapter(Outcome)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's content, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def fingerprint(settings: Settings) -> str:
    """What an outcome depends on beside the file: the program, its data, how pages are read and the limits."""
    digest = hashlib.sha256(settings.ocr.model_dump_json().encode() + settings.limits.model_dump_json().encode())
    for root, pattern in ((_PROGRAM, "*.py"), (settings.models, "*.toml")):
        for path in _files(root, pattern):
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _files(root: Path, pattern: str) -> Iterable[Path]:
    for path in sorted(root.rglob(pattern)):
        if root != _PROGRAM or path.relative_to(root).parts[0] not in _LATER_STAGES:
            yield path


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that it is at any moment the old one or the new one, whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.tmp")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


class Store:
    """Finished outcomes by content. Safe for several threads: each document is its own file."""

    def __init__(self, work: Path, fingerprint: str) -> None:
        """Keep outcomes below `work`, valid for this fingerprint."""
        self._root = work / "documents"
        self._fingerprint = fingerprint

    @classmethod
    def of(cls, settings: Settings) -> Store:
        """The store of these settings' working folder."""
        return cls(settings.work, fingerprint(settings))

    def folder(self, sha256: str) -> Path:
        """The working folder of the document with this content."""
        return self._root / sha256[:2] / sha256

    def picture(self, sha256: str, page: PageShape) -> Path:
        """Where the picture of a page is kept; another turn of the page is another picture."""
        return self.folder(sha256) / f"page-{page.number}-{page.rotation}.png"

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
        if not lasting(outcome):
            return False
        path = self._path(outcome.sha256)
        write_atomically(path, _outcomes().dump_json(dataclasses.replace(outcome, file="")))
        for other in path.parent.glob("outcome-*.json"):
            if other != path:
                other.unlink(missing_ok=True)
        return True

    def _path(self, sha256: str) -> Path:
        return self.folder(sha256) / f"outcome-{self._fingerprint}.json"


def lasting(outcome: Outcome) -> bool:
    """Whether reading the same file again would give the same."""
    codes = {page.code for page in outcome.missing} | ({outcome.failure.code} if outcome.failure else set())
    return not codes & PASSING
