"""Several documents in one file are parted where a new one begins, and nowhere else."""

from __future__ import annotations

import pytest

from pipeline.domain.document import Page
from tests.layout.builders import Line, block, line, page, texts_of

PROSE = (
    "Parterna ska tillsammans verka för att barn och unga får det stöd som de",
    "behöver, och de ansvarar var för sig för den verksamhet som de bedriver i",
    "de lokaler som anges i bilagan. Samverkan leds av en styrgrupp som möts",
    "fyra gånger om året och som redovisar sitt arbete för de båda nämnderna.",
)


def sheet(number: int, title: str = "", *more: Line, size: float = 20) -> Page:
    """A page of prose below its title."""
    head = [line(title, 100, size=size)] if title else []
    return page(*head, *more, *block(PROSE, 300), number=number)


def parted(*pages: Page) -> list[tuple[int, int]]:
    return [text.pages for text in texts_of(*pages)]


def test_a_file_that_nothing_divides_is_one_text() -> None:
    assert parted(sheet(1, "Överenskommelse om stöd"), sheet(2), sheet(3)) == [(1, 3)]


def test_a_large_heading_that_names_an_instrument_begins_a_new_one() -> None:
    pages = [sheet(1, "Överenskommelse om stöd"), sheet(2), sheet(3, "Samverkansavtal för skolan"), sheet(4)]
    assert parted(*pages) == [(1, 2), (3, 4)]


def test_a_compilation_of_numbered_chapters_is_parted_at_each() -> None:
    titles = ["1. Överenskommelse om skola", "2. Partnerskap för unga", "3. Trygghet i Ekby", "4. Avtal om idrott"]
    assert parted(*(sheet(n, title) for n, title in enumerate(titles, 1))) == [(1, 1), (2, 2), (3, 3), (4, 4)]


def test_a_subtitle_names_the_instrument_of_a_numbered_chapter() -> None:
    def chapter(number: int, name: str) -> Page:
        return sheet(number, f"{number}. {name}", line("Lokal överenskommelse i Ekby", 135, size=12, bold=True))

    assert parted(chapter(1, "Skola"), chapter(2, "Unga"), chapter(3, "Idrott")) == [(1, 1), (2, 2), (3, 3)]


def test_a_page_number_that_starts_again_begins_a_new_document() -> None:
    numbers = ["1 (2)", "2 (2)", "1 (3)", "2 (3)", "3 (3)"]
    pages = [sheet(n, "", line(shape, 40, 450)) for n, shape in enumerate(numbers, 1)]
    assert parted(*pages) == [(1, 2), (3, 5)]


@pytest.mark.parametrize("shape", ["Sida {} av {}", "sid {} ({})", "{}({})"])
def test_page_numbers_of_any_shape_are_counted(shape: str) -> None:
    pages = [sheet(n, "", line(shape.format(*at), 800)) for n, at in enumerate([(1, 2), (2, 2), (1, 1)], 1)]
    assert parted(*pages) == [(1, 2), (3, 3)]


def test_a_count_that_did_not_end_goes_on() -> None:
    numbers = ["1 (4)", "2 (4)", "1 (4)"]
    assert parted(*(sheet(n, "", line(shape, 40)) for n, shape in enumerate(numbers, 1))) == [(1, 3)]


def test_a_fraction_in_the_text_is_no_page_number() -> None:
    numbers = ["2 (2)", "1 (3)"]
    assert parted(*(sheet(n, "", line(shape, 250)) for n, shape in enumerate(numbers, 1))) == [(1, 2)]


def test_the_same_title_on_cover_and_first_page_is_one_document() -> None:
    pages = [sheet(1, "Överenskommelse om stöd i Ekby"), sheet(2, "Överenskommelse om stöd i  Ekby"), sheet(3)]
    assert parted(*pages) == [(1, 3)]


def test_titles_that_differ_only_by_a_digit_are_two_documents() -> None:
    pages = [sheet(1, "Överenskommelse om stöd 2014"), sheet(2, "Överenskommelse om stöd 2015")]
    assert parted(*pages) == [(1, 1), (2, 2)]


@pytest.mark.parametrize("annex", ["Bilaga 1", "Bilagor", "BILAGA 2 Insatser", "Appendix A"])
def test_an_annex_goes_with_its_agreement(annex: str) -> None:
    pages = [sheet(1, "Överenskommelse om stöd", line("1 (1)", 40)), sheet(2, annex, line("1 (1)", 40))]
    assert parted(*pages) == [(1, 2)]


def test_an_annex_that_names_an_instrument_goes_with_its_agreement() -> None:
    pages = [sheet(1, "Överenskommelse om stöd"), sheet(2, "Bilaga 1 till överenskommelse om stöd")]
    assert parted(*pages) == [(1, 2)]


def test_a_heading_of_the_body_s_size_divides_nothing() -> None:
    assert parted(sheet(1, "Överenskommelse om stöd"), sheet(2, "Avtal om annat", size=11)) == [(1, 2)]


def test_a_heading_far_down_divides_nothing() -> None:
    low = page(*block(PROSE, 100), line("Avtal om annat", 500, size=20), number=2)
    assert parted(sheet(1, "Överenskommelse om stöd"), low) == [(1, 2)]


def test_a_cover_goes_with_what_follows() -> None:
    cover = page(line("Avtalssamling", 300, size=28), line("Partnerskap i Ekby", 340, size=20), number=1)
    pages = [cover, sheet(2, "Överenskommelse om skola"), sheet(3, "Avtal om idrott")]
    assert parted(*pages) == [(1, 2), (3, 3)]


def test_every_page_is_in_exactly_one_part() -> None:
    pages = [sheet(n, "Avtal om idrott 1" if n % 2 else "Avtal om skola 2") for n in range(1, 8)]
    covered = [number for first, last in parted(*pages) for number in range(first, last + 1)]
    assert covered == list(range(1, 8))
