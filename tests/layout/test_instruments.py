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


SIGNATURES = ("Ort och datum ____________", "Namnförtydligande ____________")


def small(number: int, title: str, *below: str, prose: bool = True) -> Page:
    """A page that opens in the body's size: a title or a label, the lines below it, prose."""
    found = [line(title, 90), *block(below, 120)]
    return page(*found, *(block(PROSE, 420) if prose else []), number=number)


def signed(number: int) -> Page:
    return page(*block(PROSE, 100), *block(SIGNATURES, 500), number=number)


MEETING = ("Mellan Hällsjö kommun och Tallstads kommun har", "denna dag träffats följande avtal.")


def test_a_title_in_the_body_s_size_above_its_parties_begins_a_new_one() -> None:
    pages = [sheet(1, "Överenskommelse om stöd"), signed(2), small(3, "Avtal om tolkar", *MEETING), signed(4)]
    assert parted(*pages) == [(1, 2), (3, 4)]


@pytest.mark.parametrize("title", ["Tilläggsavtal nr 1", "Tilläggsöverenskommelse till avtal om stöd"])
def test_an_amendment_with_parties_is_an_instrument_of_its_own(title: str) -> None:
    pages = [sheet(1, "Avtal om stöd"), signed(2), small(3, title, *MEETING, *SIGNATURES)]
    assert parted(*pages) == [(1, 2), (3, 3)]


@pytest.mark.parametrize(
    "letter",
    [
        ("Tallstads kommun", "Härmed säger Hällsjö kommun upp avtalet om stöd till den 31 december 2019."),
        ("Uppsägning av samverkansavtal", "Hällsjö kommun avslutar samarbetet."),
        ("Hej!", "Här kommer beslutet om förlängning.", "Med vänlig hälsning", "Marit Lövgren"),
        ("Till Tallstads kommun", "Vi bekräftar härmed att avtalet förlängs till den 31 december 2019."),
    ],
)
def test_a_letter_behind_an_agreement_is_kept_apart(letter: tuple[str, ...]) -> None:
    pages = [sheet(1, "Avtal om stöd"), signed(2), small(3, "Hällsjö kommun 2018-06-01", *letter)]
    assert parted(*pages) == [(1, 2), (3, 3)]


def test_a_memorandum_in_front_and_minutes_behind_are_kept_apart() -> None:
    front = [small(1, "TJÄNSTESKRIVELSE", "Avtal om stöd"), small(2, "TJÄNSTESKRIVELSE", "Avtal om stöd")]
    behind = [small(5, "Sammanträdesprotokoll", "§ 65"), small(6, "Sammanträdesprotokoll", "§ 65 forts.")]
    pages = [*front, small(3, "Samverkansavtal om stöd", *MEETING), signed(4), *behind]
    assert parted(*pages) == [(1, 2), (3, 4), (5, 6)]


def test_an_annex_in_the_body_s_size_goes_with_its_agreement_though_its_pages_are_counted_anew() -> None:
    pages = [sheet(1, "Avtal om stöd", line("1 (1)", 40)), small(2, "Bilaga 1", "Insatser", "1 (2)"), sheet(3)]
    assert parted(*pages) == [(1, 3)]


def test_an_annex_is_its_own_instrument_only_with_parties_and_signatures() -> None:
    title = ("Personuppgiftsbiträdesavtal", *MEETING)
    agreement = [sheet(1, "Avtal om stöd"), signed(2)]
    assert parted(*agreement, small(3, "Bilaga 2", *title)) == [(1, 3)]
    assert parted(*agreement, small(3, "Bilaga 2", *title, *SIGNATURES)) == [(1, 2), (3, 3)]


def test_a_second_copy_of_the_page_of_signatures_divides_nothing() -> None:
    pages = [sheet(1, "Avtal om stöd"), signed(2), signed(3)]
    assert parted(*pages) == [(1, 3)]


def test_a_second_copy_of_the_agreement_is_no_second_agreement() -> None:
    copy = [small(1, "Avtal om stöd", *MEETING), signed(2), small(3, "Avtal om stöd", *MEETING), signed(4)]
    assert parted(*copy) == [(1, 4)]


def test_the_same_title_with_other_parties_is_another_agreement() -> None:
    others = ("Mellan Hällsjö kommun och Föreningen Vide i Ekby har", "denna dag träffats följande avtal.")
    pages = [small(1, "Avtal om stöd", *MEETING), signed(2), small(3, "Avtal om stöd", *others), signed(4)]
    assert parted(*pages) == [(1, 2), (3, 4)]


def test_empty_pages_belong_to_nothing() -> None:
    pages = [
        sheet(1, "Avtal om stöd"),
        signed(2),
        page(number=3),
        sheet(4, "Överenskommelse om tolkar"),
        page(number=5),
    ]
    assert parted(*pages) == [(1, 2), (4, 4)]


@pytest.mark.parametrize("heading", ["10. Andra avtal", "Tidigare avtal", "Detta avtal", "Övriga överenskommelser"])
def test_a_clause_about_other_agreements_divides_nothing(heading: str) -> None:
    assert parted(sheet(1, "Avtal om stöd"), sheet(2, heading)) == [(1, 2)]


def test_a_sentence_on_top_of_a_page_divides_nothing() -> None:
    sentence = ("avtal mellan Hällsjö kommun och Tallstads kommun har", "träffats och följande avtal gäller.")
    assert parted(sheet(1, "Avtal om stöd"), small(2, *sentence)) == [(1, 2)]


def test_a_running_head_divides_nothing() -> None:
    first = sheet(1, "Överenskommelse om stöd", line("Samverkansavtal Ekby", 40))
    assert parted(first, small(2, "Samverkansavtal Ekby", "1 Parter", "Hällsjö kommun")) == [(1, 2)]


def test_a_list_of_contents_tells_where_instruments_begin() -> None:
    names = ["Överenskommelse om skola", "Handlingsplan mot våld", "Avtal om idrott i Ekby"]
    entries = [line(f"{name} .......... {2 + index}", 140 + 20 * index) for index, name in enumerate(names)]
    contents = page(line("Innehåll", 90, size=16), *entries, *block(PROSE, 420), number=1)
    assert parted(contents, *(small(n, name) for n, name in enumerate(names, 2))) == [(1, 1), (2, 2), (3, 3), (4, 4)]


def test_the_contents_of_one_agreement_divide_nothing() -> None:
    names = ["Parter", "Avtalstid", "Tidigare avtal"]
    entries = [line(f"{name} .......... {2 + index}", 140 + 20 * index) for index, name in enumerate(names)]
    contents = page(line("Avtal om stöd", 90, size=16), *entries, *block(PROSE, 420), number=1)
    assert parted(contents, *(small(n, name) for n, name in enumerate(names, 2))) == [(1, 4)]


def test_a_routine_with_a_block_of_metadata_is_an_instrument_of_its_own() -> None:
    head = block(("Dokumenttyp: Rutin", "Fastställd: 2020-01-27", "Gäller för: Region Ekby"), 40)
    pages = [sheet(1, "Överenskommelse om utskrivning"), signed(2), sheet(3, "Gemensam rutin för SIP", *head), sheet(4)]
    assert parted(*pages) == [(1, 2), (3, 4)]
    assert parted(*pages[:2], sheet(3, "Gemensam rutin för SIP")) == [(1, 3)]


def test_the_foreword_of_numbered_chapters_is_no_instrument() -> None:
    names = ["Överenskommelse om allt", "1. Överenskommelse om skola", "2. Avtal om idrott i Ekby"]
    entries = [line(f"{name} .......... {2 + index}", 140 + 20 * index) for index, name in enumerate(names)]
    contents = page(line("Innehåll", 90, size=16), *entries, *block(PROSE, 420), number=1)
    assert parted(contents, *(small(n, name) for n, name in enumerate(names, 2))) == [(1, 2), (3, 3), (4, 4)]


def test_a_letter_without_greeting_is_told_by_its_matter() -> None:
    letter = small(3, "Hällsjö kommun", "Föreningen Vide", "Besked om förlängning av partnerskap", *PROSE)
    assert parted(sheet(1, "Partnerskap om stöd"), signed(2), letter) == [(1, 2), (3, 3)]


@pytest.mark.parametrize(
    "name", ["Delad kunskap om barnen i Ekby", "Trygg på stan – så gör vi", "Så hjälps vi åt kring skolan"]
)
def test_what_is_listed_among_instruments_begins_one_whatever_it_is_called(name: str) -> None:
    names = [name, "Åtgärdsplan mot frånvaro", "Avtal om fältgrupp i Ekby"]
    entries = [line(f"{title} .......... {2 + index}", 140 + 20 * index) for index, title in enumerate(names)]
    contents = page(line("Barn- och ungdomspärmen", 90, size=16), *entries, *block(PROSE, 420), number=1)
    assert parted(contents, *(small(n, title) for n, title in enumerate(names, 2))) == [(1, 1), (2, 2), (3, 3), (4, 4)]


@pytest.mark.parametrize("chapter", ["6 Samverkansmodell", "4 Riktlinjer", "7. Program för skolan"])
def test_a_chapter_of_counted_pages_divides_nothing(chapter: str) -> None:
    foot = [line(f"{number} (3)", 40) for number in (1, 2, 3)]
    metadata = block(("Dnr 14 UBN 118", "Planen är fastställd av nämnden"), 150)
    pages = [
        sheet(1, "Samverkansavtal om skola", foot[0]),
        sheet(2, chapter, foot[1], *metadata),
        sheet(3, "", foot[2]),
    ]
    assert parted(*pages) == [(1, 3)]


@pytest.mark.parametrize("cover", ["Missiv", "Följebrev", "Tjänsteskrivelse"])
def test_a_covering_paper_that_names_the_agreement_is_kept_apart(cover: str) -> None:
    name = "Överenskommelse om utskrivning i Ekby"
    first = page(line(cover, 60), line("1 (1)", 40), line(name, 120, size=20), *block(PROSE, 300), number=1)
    assert parted(first, sheet(2, name), signed(3)) == [(1, 1), (2, 3)]
