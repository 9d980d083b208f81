"""Every quote stands verbatim on its page, under its boxes: in all documents of the example, and of the larger set of
labelled documents where it is at hand."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

import pytest

from pipeline.domain.agreement import FIELDS, Agreement
from pipeline.domain.document import BBox, Document
from pipeline.domain.evidence import Evidence, Finding, Status
from pipeline.inventory.review import finding
from pipeline.lexicon import Lexicon, load
from pipeline.reading import ReadingOptions, read
from pipeline.run import instruments
from pipeline.settings import PROGRAM

EXAMPLE = PROGRAM / "corpus" / "exempel" / "vasteras"
LABELLED = PROGRAM.parent / "shared" / "gold"
KEPT = PROGRAM / ".pytest_cache" / "ocr"
"""Pages that were recognised on an earlier run: kept by their pixels, so that a change of the treatment reads anew."""
Read = tuple[Document, tuple[Agreement, ...]]


@cache
def lexicon() -> Lexicon:
    return load(PROGRAM / "models")


def agreements(path: Path) -> Read:
    document = read(path, path.name, ReadingOptions(kept=KEPT))
    results = [instrument.result for instrument in instruments(document, lexicon())]
    return document, tuple(one for one in results if isinstance(one, Agreement))


@pytest.fixture(scope="module", params=[EXAMPLE, LABELLED], ids=["example", "labelled"])
def documents(request: pytest.FixtureRequest) -> list[Read]:
    folder: Path = request.param
    if not folder.is_dir():
        pytest.skip(f"the documents of {folder.name} are not here")
    with ProcessPoolExecutor(os.cpu_count()) as processes:
        return list(processes.map(agreements, sorted(folder.glob("*.pdf"))))


def findings(documents: list[Read]) -> Iterator[tuple[Document, str, Finding[object]]]:
    for document, found in documents:
        for agreement in found:
            for name in FIELDS:
                yield document, name, finding(agreement, name)


def test_each_value_has_evidence_or_a_reason(documents: list[Read]) -> None:
    bare = [
        (document.file, name)
        for document, name, found in findings(documents)
        if not (found.evidence or found.derivation if found.value not in (None, (), False) else found.reason)
        and not (name == "kind" and found.review)
    ]
    assert sum(1 for _ in findings(documents)) > 200
    assert bare == []


def test_each_quote_stands_verbatim_on_its_page(documents: list[Read]) -> None:
    wrong = [
        (document.file, one.page, name, one.quote)
        for document, name, found in findings(documents)
        for one in found.evidence
        if not stands(document, one)
    ]
    assert sum(len(found.evidence) for _, _, found in findings(documents)) > 100
    assert wrong == []


def test_each_derived_value_shows_its_derivation(documents: list[Read]) -> None:
    silent = [
        (document.file, name)
        for document, name, found in findings(documents)
        if found.status is Status.DERIVED and not found.derivation
    ]
    assert silent == []


def stands(document: Document, evidence: Evidence) -> bool:
    """Whether the words under the boxes are those of the quote; on a scan there may be specks between them."""
    page = next(page for page in document.pages if page.number == evidence.page)
    words = [word for word in page.words if any(covers(box, page.as_it_lies(word.box)) for box in evidence.boxes)]
    printed, quoted = Counter(" ".join(word.text for word in words).split()), Counter(evidence.quote.split())
    return not quoted - printed and (page.source.is_ocr or not printed - quoted)


def covers(box: BBox, word: BBox) -> bool:
    slack = 0.01
    in_width = box.x0 - slack <= (word.x0 + word.x1) / 2 <= box.x1 + slack
    return in_width and box.top - slack <= word.middle <= box.bottom + slack
