"""Running heads, page numbers, stamps and footnotes are set aside, and still lead back to where they stand."""

from __future__ import annotations

import pytest

from pipeline.domain.document import Page, PageSource
from pipeline.domain.text import Region
from tests.layout.builders import Line, block, body, line, margin, page, text_of

PROSE = (
    "Parterna ska tillsammans verka för att barn och unga får det stöd som de",
    "behöver, och de ansvarar var för sig för den verksamhet som de bedriver i",
    "de lokaler som anges i bilagan. Samverkan leds av en styrgrupp som möts",
    "fyra gånger om året och som redovisar sitt arbete för de båda nämnderna.",
)


def sheet(number: int, *furniture: Line, source: PageSource = PageSource.TEXT_LAYER) -> Page:
    """A page of prose with what stands around it."""
    return page(*furniture, *block([*PROSE, f"Så gäller på blad {number}."], 300), number=number, source=source)


@pytest.mark.parametrize(
    "shape",
    [
        "1",
        "- 1 -",
        "– 1 –",
        "1 (3)",
        "1(3)",
        "Sida 1",
        "Sida 1 av 3",
        "sid 1/3",
        "Sid. 1 (3)",
        "SIDA 1",
        "1:3",
        "Page 1",
    ],
)
@pytest.mark.parametrize("top", [30.0, 800.0])
def test_a_page_number_of_any_shape_goes_to_the_margin(shape: str, top: float) -> None:
    text = text_of(sheet(1, line(shape, top, 280)))
    assert margin(text) == [shape]
    assert shape not in body(text)


def test_a_number_in_the_body_is_no_page_number() -> None:
    text = text_of(sheet(1, line("1 (3)", 400, 280)))
    assert "1 (3)" in body(text)
    assert margin(text) == []


def test_a_running_head_goes_to_the_margin_of_every_page() -> None:
    heads = [line(f"Ekby kommun KS 2014/112 blad {n}", 40, 200, size=9) for n in (1, 2, 3)]
    text = text_of(*(sheet(n, head) for n, head in enumerate(heads, 1)))
    assert margin(text) == [f"Ekby kommun KS 2014/112 blad {n}" for n in (1, 2, 3)]
    assert not any("2014/112" in paragraph for paragraph in body(text))


def test_the_margin_leads_back_to_page_and_box() -> None:
    heads = [line("Ekby kommun KS 2014/112", 40, 200, size=9) for _ in (1, 2)]
    text = text_of(*(sheet(n, head) for n, head in enumerate(heads, 1)))
    second = text.content.rindex("KS 2014/112")
    (place,) = text.locate(second, second + len("KS 2014/112"))
    assert (place.page, place.quote) == (2, "KS 2014/112")
    assert place.boxes == (heads[1][2].box.union(heads[1][3].box),)
    assert {entry.region for entry in text.lines if entry.start >= text.margin_start} == {Region.MARGIN}


@pytest.mark.parametrize("source", [PageSource.OCR, PageSource.SCAN_LAYER])
def test_a_head_that_ocr_spells_anew_is_still_the_same(source: PageSource) -> None:
    spelt = ("Ekby kommun, Kommunstyrelsen", "Ekby komrnun, Kommunstyrelsen", "Ekby kommun. Kommunstyrelsen")
    pages = [sheet(n, line(head, 40 + 7 * n, 200 + 3 * n), source=source) for n, head in enumerate(spelt, 1)]
    assert margin(text_of(*pages)) == list(spelt)


def test_a_head_that_stands_once_is_text() -> None:
    text = text_of(sheet(1, line("Överenskommelse mellan Ekby kommun och Region Åsmyra", 60)), sheet(2))
    assert body(text)[0] == "Överenskommelse mellan Ekby kommun och Region Åsmyra"


def test_what_is_repeated_in_the_middle_of_pages_is_text() -> None:
    text = text_of(*(sheet(n, line("Uppföljning", 250, bold=True)) for n in (1, 2)))
    assert body(text).count("Uppföljning") == 2


def test_a_head_far_away_in_the_file_is_not_the_same_head() -> None:
    pages = [sheet(n, *([line("Bilaga över insatser", 40)] if n in (1, 5) else [])) for n in range(1, 6)]
    assert margin(text_of(*pages)) == []


def test_a_footnote_goes_to_the_margin() -> None:
    note = "1 Socialtjänstlagen (2001:453) 2 kap. 1 §."
    text = text_of(sheet(1, line(note, 720, size=8)))
    assert margin(text) == [note]


def test_small_print_with_body_text_below_it_is_no_footnote() -> None:
    text = text_of(sheet(1, line("Avtalet gäller även mindre avvikelser.", 620, size=8), *block(PROSE, 650)))
    assert margin(text) == []


@pytest.mark.parametrize(
    "stamp",
    ["INKOM 2014-02-13", "ANKOM 2014 -02- 13", "Ankom Ekby kommun 2014", "KOPIA", "RÄTT AVSKRIFT", "Inkom 2014-02-13"],
)
def test_a_stamp_goes_to_the_margin_wherever_it_stands(stamp: str) -> None:
    assert margin(text_of(sheet(1, line(stamp, 230, 350)))) == [stamp]


def test_a_sentence_that_begins_like_a_stamp_is_text() -> None:
    sentence = "Inkom ansökan före den 1 maj prövas den av nämnden samma år."
    assert margin(text_of(sheet(1, line(sentence, 230)))) == []


def test_a_page_of_nothing_but_furniture_is_composed() -> None:
    text = text_of(page(line("1 (1)", 30)))
    assert (text.margin_start, text.content.strip()) == (0, "1 (1)")
