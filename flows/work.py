"""What a worker process does: small functions with plain arguments, without Prefect.

`pipeline.run` is imported where it is used: it brings spaCy, which takes seconds and which the process that hands out
the work never needs. The workers have it already, for they are forked from a process that imported `PRELOADED`.
"""

from __future__ import annotations

import logging
import os
import signal
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

from flows.log_format import FORMAT, Discreet
from flows.memory_limit import limit_for_good
from pipeline.domain.agreement import Outcome
from pipeline.domain.document import Document, MissingPage, Page, PageShape
from pipeline.lexicon import Lexicon, load
from pipeline.reading import Probe, page_picture, probe, read_pages
from pipeline.rights import make_file, make_folder
from pipeline.settings import Settings
from pipeline.store import keep_words, kept_words, write_atomically

PRELOADED = ("flows.work", "pipeline.run", "flows.preload")
TEMPORARY = "TMPDIR"
"""The variable in which programs find the folder of their temporary files (POSIX); it tells whose programs they are."""

_TALKATIVE = ("pdfminer", "pdfplumber", "PIL", "httpx", "httpcore", "aiosqlite", "asyncio", "websockets")


def begin(memory_megabytes: int, log: Path | None, temporary: Path | None = None) -> None:
    """Set up a worker process: one thread for Tesseract, its log and memory, and Ctrl-C left to the process above.

    `temporary` is where it and the programs that it starts put temporary files.
    """
    os.environ["OMP_THREAD_LIMIT"] = "1"
    if temporary:
        tempfile.tempdir = os.environ[TEMPORARY] = str(temporary)
    limit_for_good(memory_megabytes)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if log:
        log_to(log)


def log_to(path: Path) -> None:
    """Write everything that is logged in this process to the end of a file, and nothing to the terminal."""
    make_folder(path.parent)
    with suppress(OSError):  # as below
        make_file(path)
    logging.raiseExceptions = False  # a full disk is told in Swedish, and not by each line that finds no room
    handler = logging.FileHandler(path, encoding="utf-8", errors="backslashreplace", delay=True)
    handler.setFormatter(Discreet(FORMAT))
    root = logging.getLogger()
    for old in root.handlers[:]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.ERROR)


def prepare(models: Path) -> None:
    """Make what takes a second at the first document, in the process that the workers are forked from."""
    from pipeline import run

    run.prepare(_lexicon(models))


def look(path: Path, settings: Settings) -> Probe:
    """Whether the file can be read, and how many pages it has. Raises a DocumentError."""
    from pipeline import run

    return probe(path, run.options(settings).limits)


def read(path: Path, numbers: Sequence[int], probed: Probe, settings: Settings) -> tuple[Page | MissingPage, ...]:
    """Some pages of the file."""
    from pipeline import run

    return read_pages(path, numbers, run.options(settings), probed=probed)


def understand(document: Document, models: Path, words: Path | None = None) -> Outcome:
    """What a document is, whose words are kept in the file `words`. The rules are compiled once in each process."""
    from pipeline import run

    if words:
        keep_words(document, words)
    return run.understand(document, _lexicon(models))


def recall(words: Path, file: str, sha256: str, models: Path) -> Outcome | None:
    """What a document is, from the words that an earlier run has kept; None where they cannot be used."""
    document = kept_words(words, file, sha256)
    return understand(document, models) if document else None


def draw(path: Path, page: PageShape, target: Path, settings: Settings) -> None:
    """Write the picture of a page for the report. Raises a DocumentError, or OSError where it cannot be written."""
    from pipeline import run

    write_atomically(target, page_picture(path, page, run.options(settings).limits), shared=True)


@cache
def _lexicon(models: Path) -> Lexicon:
    return load(models)
