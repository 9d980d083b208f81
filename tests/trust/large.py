"""Documents that merely are large: the same again and again, as prose, in lines, in one line, on one page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pipeline.domain.document import Document, Page
from tests.layout.builders import Line, document, line, page

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
