"""A document that merely is large is understood in time that grows with its length, whatever it says.

Each text is tried in two lengths; four times the length may cost some nine times the time of the processor, but not
sixteen, as anything would that compares all with all. With HOSTILE=all in the environment all texts are tried, and the
longer one has a million characters.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence

import pytest

from pipeline.domain.document import Document, MissingPage, Page
from pipeline.extraction.findings import Reasons
from pipeline.extraction.kind import KindWords
from pipeline.extraction.title import find_title
from pipeline.layout import compose
from pipeline.layout.lengths import LONGEST
from pipeline.reading import Probe, assemble
from pipeline.run import prepare, understand
from tests.layout.builders import Line, document, lexicon, line, page, texts_of

ALL = os.environ.get("HOSTILE") == "all"
LENGTH = 1_000_000 if ALL else 20_000
LINES_A_PAGE = 50
TITLE = "Avtal om samverkan"
PARTIES = "Mellan Västerås stad och Region Västmanland har följande avtal träffats."
VALID = "Avtalet gäller från och med den 1 januari 2012 till och med den 31 december 2013"


def pages(lines: Sequence[str]) -> Iterator[Page]:
    """The lines on pages of fifty, below a title."""
    for number, start in enumerate(range(0, len(lines), LINES_A_PAGE), start=1):
        printed: list[Line] = [line(TITLE, 60, size=18)] if number == 1 else []
        printed += [
            line(content, 90 + 14 * index, size=9) for index, content in enumerate(lines[start : start + LINES_A_PAGE])
        ]
        yield page(*printed, number=number)


def repeated(unit: str, words_a_line: int = 12) -> Callable[[int], Document]:
    """Prose that says the same again and again."""

    def made(length: int) -> Document:
        words = (unit + " ").split() * (length // (len(unit) + 1))
        lines = [" ".join(words[at : at + words_a_line]) for at in range(0, len(words), words_a_line)]
        return document(*pages([PARTIES, VALID + ".", *lines]))

    return made


def one_line(unit: str) -> Callable[[int], Document]:
    """All in one line of one page."""

    def made(length: int) -> Document:
        content = " ".join([unit] * min(length // (len(unit) + 1), 19_000))
        return document(page(line(TITLE, 60, size=18), line(PARTIES, 100), line(content, 130)))

    return made


def one_page(unit: str) -> Callable[[int], Document]:
    """Each in a line of its own, all on one page."""

    def made(length: int) -> Document:
        count = min(length // (len(unit) + 1), 19_000 // len(unit.split()))
        lines = [line(unit, 130 + index * 600 / count, size=600 / count) for index in range(count)]
        return document(page(line(TITLE, 60, size=18), *lines))

    return made


def paragraphs(unit: str) -> Callable[[int], Document]:
    """Paragraphs of one line each."""

    def made(length: int) -> Document:
        return document(*pages([PARTIES, *[unit] * (length // (len(unit) + 1))]))

    return made


DOCUMENTS: dict[str, Callable[[int], Document]] = {
    "triggers": repeated("förlängs"),
    "all triggers": repeated("avtalet gäller förlängs uppsägning mellan parterna senast undertecknat reviderat dnr"),
    "one sentence": repeated("och ett ord som följs av andra"),
    "sentences": repeated(VALID + "."),
    "dates": repeated("2014-12-31"),
    "dates in words": repeated("den 31 december 2014"),
    "lengths": repeated("tre månader"),
    "numbers": repeated("KS 2014/10"),
    "organisations": repeated("212000-2080 Västerås stad"),
    "renewals": repeated("Avtalet förlängs med ett år i taget om det inte sägs upp tre månader före dess slut."),
    "relations": repeated("Detta avtal ersätter avtal om samverkan från 2009-01-01."),
    "brackets": repeated("(" * 40),
    "brackets and words": repeated("( ord )"),
    "quotes": repeated("\u00ab \u201d \" '"),
    "bullets": paragraphs("\u2022"),
    "one-word paragraphs": paragraphs("Avtal"),
    "labels": paragraphs("Diarienummer:"),
    "headings": paragraphs("1. Giltighetstid"),
    "parties": paragraphs("mellan Västerås stad och Sala kommun"),
    "signatures": paragraphs("Västerås den 3 maj 2012 Anna Andersson"),
    "page numbers": paragraphs("1 (3)"),
    "empty dates": paragraphs("20__-__-__"),
    "one line": one_line("ord"),
    "one line of dates": one_line("2014-12-31"),
    "one page of lines": one_page("Avtal"),
    "one page of dates": one_page("2014-12-31"),
    "one word": one_line("x" * 50_000),
}  # fmt: skip


def seconds(made: Document) -> float:
    begun = time.process_time()
    understand(made, lexicon())
    return time.process_time() - begun


@pytest.mark.parametrize("name", list(DOCUMENTS)[:: 1 if ALL else 3])
def test_time_grows_with_the_length(name: str) -> None:
    prepare(lexicon())
    quarter, whole = (seconds(DOCUMENTS[name](length)) for length in (LENGTH // 4, LENGTH))
    assert whole < max(9 * quarter, 2.0), (quarter, whole)


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
