"""A document that merely is large is understood in the end, whatever it says; nothing of it is lost unseen.

How the time grows with the length is measured by `benchmarks/growth.py`.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator

import pebble
import pytest

from pipeline.domain.document import MissingPage, Page
from pipeline.extraction.findings import Reasons
from pipeline.extraction.kind import KindWords
from pipeline.extraction.title import find_title
from pipeline.layout import compose
from pipeline.layout.lengths import LONGEST
from pipeline.reading import Probe, assemble
from pipeline.run import understand
from tests.layout.builders import document, lexicon, line, page, texts_of
from tests.trust.large import DOCUMENTS, PARTIES, TITLE, VALID, pages

LENGTH = 20_000
KILLED = 300.0
"""Seconds, however busy the machine is; each needs one or two."""


def agreements(name: str) -> int:
    return len(understand(DOCUMENTS[name](LENGTH), lexicon()).agreements)


@pytest.fixture(scope="module")
def apart() -> Iterator[pebble.ProcessPool]:
    """A process that can be killed."""
    with pebble.ProcessPool(max_workers=1, context=multiprocessing.get_context("spawn")) as pool:
        yield pool


@pytest.mark.parametrize("name", list(DOCUMENTS)[::3])
def test_a_large_document_is_understood_in_the_end(name: str, apart: pebble.ProcessPool) -> None:
    assert apart.schedule(agreements, args=[name], timeout=KILLED).result() <= 1


def test_a_line_of_a_megabyte_is_parted_and_nothing_of_it_is_lost() -> None:
    content = " ".join(f"ord{number}" for number in range(15_000))
    (text,) = texts_of(page(line(content, 100)))
    assert max(map(len, text.content.split("\n"))) <= LONGEST
    assert text.content.split() == content.split()


def test_a_word_of_a_megabyte_is_parted_and_nothing_of_it_is_lost() -> None:
    content = "".join(chr(ord("a") + number % 26) for number in range(200_000))
    (text,) = texts_of(page(line(content, 100)))
    assert max(map(len, text.content.split("\n"))) <= LONGEST
    assert "".join(text.content.split()) == content


def test_a_paragraph_without_end_is_parted() -> None:
    lines = [
        line(
            "och så vidare i all oändlighet utan någon punkt eller paus där man kan andas",
            60 + 11 * n,
            size=9,
        )
        for n in range(60)
    ]
    found = compose(document(*(page(*lines, number=number) for number in range(1, 12))), lexicon())
    assert max(len(paragraph) for text in found for paragraph in text.content.split("\n")) <= LONGEST


def test_a_page_that_no_paper_holds_is_missing_and_the_others_are_read() -> None:
    word = line("ord", 100)[0]
    large = Page(2, 595, 842, (word,) * 20_001, page().source, "test")
    read = assemble("a.pdf", Probe("0" * 64, 2, is_image=False, size=1), [page(line(TITLE, 100)), large])
    assert [one.number for one in read.pages] == [1]
    assert read.missing == (MissingPage(2, "too_large"),)


def test_of_too_many_days_the_first_and_the_last_are_read_and_a_person_is_asked() -> None:
    """Twelve hundred days, the first of which are the agreement's."""
    lines = [
        PARTIES,
        VALID + ".",
        *["Möte hålls den 3 maj 2013 och den 4 juni 2013, den 5 juli 2013, den 6 maj 2013."] * 300,
    ]
    found = understand(document(*pages(lines)), lexicon()).agreements[0]
    assert str(found.valid_to.value) == "2013-12-31"
    assert all(one.review for one in (found.valid_from, found.valid_to, found.signed_on, found.parties))
    assert lexicon().sentences["abundant"] in (found.valid_from.reason or "")


def test_what_is_too_long_for_a_title_is_none() -> None:
    (text,) = texts_of(page(line("Avtal " + "om" * 600, 60, size=20), line(PARTIES, 120), line(VALID, 150)))
    title = find_title(text, KindWords.from_table(lexicon().tables["kinds"]), Reasons(lexicon().sentences))
    assert len(title.value or "") < 1_000
