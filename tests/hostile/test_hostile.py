"""Damaged, locked, lying, empty and odd files: each gives a document or an error that tells the user what to do.

The larger collection is a sample of other projects' test files in `../shared/hostile` beside the repository; it is no
part of the project, and the test is skipped without it. A quarter of it is tried, all of it with HOSTILE=all in the
environment, which takes minutes. The smaller collection is made by `variants.py`; `benchmarks/hostile.py` tries all of
both in whole runs, with what `greedy.py` and `places.py` add.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterable
from concurrent.futures import TimeoutError as FutureTimeoutError
from pathlib import Path

import pebble
import pytest

from pipeline.domain.document import Document
from pipeline.errors import CODES, DocumentError
from pipeline.reading import Limits, ReadingOptions, read
from tests.hostile.variant import READ, Variant
from tests.hostile.variants import quick

COLLECTION = Path(__file__).parents[2].parent / "shared" / "hostile"
SECONDS = 40
OPTIONS = ReadingOptions(dpi=100, limits=Limits(max_pages=20, max_pixels=1_000_000, page_seconds=5))
"""Low, for the question is whether the program survives, not what it reads. A page that is hard to read may take seven
calls of the engine, each within the page's limit: less than `SECONDS` together."""

KNOWN = {
    "pdfplumber__password-example.pdf": "encrypted",
    "pdfminer-six__aes-256.pdf": "encrypted",
    "sample-files__libreoffice-writer-password.pdf": "encrypted",
    "pdfplumber__empty.pdf": "not_a_pdf",
    "OCRmyPDF__no_contents.pdf": "empty",
}


def outcomes(paths: Iterable[Path]) -> dict[str, str]:
    """Each file read in a process: «document», the code of its error, or how its process ended."""
    result = {}
    context = multiprocessing.get_context("spawn")
    with pebble.ProcessPool(max_workers=2, context=context) as pool:
        futures = {path.name: pool.schedule(read, args=[path, path.name, OPTIONS], timeout=SECONDS) for path in paths}
        for name, future in futures.items():
            try:
                result[name] = "document" if isinstance(future.result(), Document) else "nothing"
            except DocumentError as error:
                result[name] = error.code
            except FutureTimeoutError:
                result[name] = "took too long"
            except pebble.ProcessExpired as error:
                result[name] = f"process died: {error}"
    return result


def test_the_collection() -> None:
    if not COLLECTION.is_dir():
        pytest.skip(f"no collection of hostile files at {COLLECTION}")
    paths = sorted(COLLECTION.glob("*.pdf"))
    if os.environ.get("HOSTILE") != "all":
        paths = [path for index, path in enumerate(paths) if path.name in KNOWN or index % 4 == 0]
    found = outcomes(paths)
    proper = {"document", *CODES} - {"unexpected"}
    assert {name: outcome for name, outcome in found.items() if outcome not in proper} == {}
    assert {name: found[name] for name in KNOWN if name in found} == {n: c for n, c in KNOWN.items() if n in found}


def test_our_own(tmp_path: Path) -> None:
    """Of those that are alike every third is tried."""
    alike = {"truncated", "flipped"}
    tried = [one for index, one in enumerate(quick()) if one.category not in alike or index % 3 == 0]
    for one in tried:
        (tmp_path / one.name).write_bytes(one.content)
    found = outcomes(tmp_path / one.name for one in tried)
    assert {one.name: found[one.name] for one in tried if found[one.name] not in may_come_of(one)} == {}


def may_come_of(one: Variant) -> set[str]:
    """Whether a document holds an agreement is not asked here."""
    return {"document" if outcome in READ else outcome for outcome in one.expected}


def test_the_variants_are_the_same_every_time_and_their_names_are_their_own() -> None:
    first, second = list(quick()), list(quick())
    assert first == second
    assert len({one.name for one in first}) == len(first)
