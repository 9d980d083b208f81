"""Files of ours: scans with and without a text layer, good and bad, and what is read of each."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageOps
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline.domain.document import BBox, MissingPage, Page, PageSource, Word
from pipeline.errors import PageTimeoutError
from pipeline.reading import read, read_pages, scan
from pipeline.reading.scan import OcrPage

Draw = Callable[[Canvas], object]
MakePdf = Callable[..., Path]
PictureOf = Callable[[Path], Image.Image]

TEXT = (
    "Överenskommelsen träffas mellan kommunen och regionen om samverkan",
    "kring hemsjukvård och vård vid livets slut. Parterna ansvarar var för",
    "sig för sina kostnader, och överenskommelsen följs upp av styrgruppen",
    "två gånger varje år. Uppsägningen ska vara skriftlig och ha kommit",
    "motparten till handa senast tre månader före avtalstidens utgång.",
    "Avtalet gäller från och med 2014-02-13 till och med 2015-02-12.",
)
FAIR = tuple(line.replace("Parterna", "Partorna").replace("styrgruppen", "sfyrgrvppen") for line in TEXT)
GARBAGE = tuple(line.translate(str.maketrans("etnrä", "olumi")) for line in TEXT)
STEP = 20


@pytest.fixture
def printed() -> Draw:
    """Draws a page of running text, seen."""
    return lambda canvas: lines(canvas, TEXT * 3, 0)


@pytest.fixture
def picture(make_pdf: MakePdf, printed: Draw, picture_of: PictureOf) -> Image.Image:
    """The picture of that page, as a scanner gives it."""
    return picture_of(make_pdf(printed, name="original.pdf"))


@pytest.fixture
def ocr(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, ...]]]:
    """Stands in for OCR: reads the lines put into the list first, or is not expected to be asked."""
    answers: list[tuple[str, ...]] = []

    def read_scan(*_: object) -> OcrPage:
        words = [Word(word, BBox(72, 72, 100, 84), 0.9, 12) for line in answers.pop() for word in line.split()]
        return OcrPage(595.0, 842.0, 0, tuple(words))

    monkeypatch.setattr(scan, "read_scan", read_scan)
    yield answers
    assert not answers


def lines(canvas: Canvas, text: tuple[str, ...], mode: int = 3) -> None:
    """Writes lines from the top, by default unseen as beneath a scan."""
    for index, line in enumerate(text):
        written = canvas.beginText(72, 780 - STEP * index)
        written.setTextRenderMode(mode)  # type: ignore[arg-type]
        written.textOut(line)
        canvas.drawText(written)


def scanned(
    picture: Image.Image, layer: tuple[str, ...] = (), box: tuple[int, int, int, int] = (0, 0, 595, 842)
) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(picture), *box)
        lines(canvas, layer)

    return draw


def only_page(path: Path) -> Page:
    (page,) = read(path, "a.pdf").pages
    return page


def text_of(page: Page) -> str:
    return " ".join(word.text for word in page.words)


def test_a_perfect_layer_is_kept_and_nothing_recognised_however_bad_the_image(
    make_pdf: MakePdf, picture: Image.Image, ocr: list[tuple[str, ...]]
) -> None:
    bad = picture.resize((picture.width // 5, picture.height // 5)).filter(ImageFilter.GaussianBlur(0.8))
    page = only_page(make_pdf(scanned(bad, TEXT * 3)))
    assert (page.source, page.reason) == (PageSource.SCAN_LAYER, "scan_layer_good")
    assert text_of(page).startswith("Överenskommelsen träffas mellan kommunen")
    assert {word.confidence for word in page.words} == {page.layer.share if page.layer else None}
    assert page.ocr is None


def test_a_garbage_layer_gives_way_to_ocr(make_pdf: MakePdf, picture: Image.Image, ocr: list[tuple[str, ...]]) -> None:
    ocr.append(TEXT * 3)
    page = only_page(make_pdf(scanned(picture, GARBAGE * 3)))
    assert (page.source, page.reason) == (PageSource.OCR, "scan_layer_worse_than_ocr")
    assert text_of(page).startswith("Överenskommelsen träffas")
    assert page.layer
    assert page.ocr
    assert page.layer.share < 0.5
    assert page.ocr.share > 0.95


def test_a_fair_layer_is_better_than_worse_ocr_and_its_figures_ask_for_review(
    make_pdf: MakePdf, picture: Image.Image, ocr: list[tuple[str, ...]]
) -> None:
    ocr.append(GARBAGE * 3)
    page = only_page(make_pdf(scanned(picture, FAIR * 3)))
    assert (page.source, page.reason) == (PageSource.SCAN_LAYER, "scan_layer_better_than_ocr")
    confidence = {word.text: word.confidence for word in page.words}
    assert confidence["Avtalet"] == confidence["Partorna"] > 0.85
    assert confidence["2015-02-12."] == 0.95, "OCR reads that figure too"
    ocr.append(tuple(line.replace("2015", "2o15") for line in GARBAGE * 3))
    page = only_page(make_pdf(scanned(picture, FAIR * 3)))
    assert {word.text: word.confidence for word in page.words}["2015-02-12."] < 0.85


def test_a_layer_that_holds_a_part_of_the_page_is_no_better(
    make_pdf: MakePdf, picture: Image.Image, ocr: list[tuple[str, ...]]
) -> None:
    ocr.append(TEXT * 3)
    assert only_page(make_pdf(scanned(picture, TEXT))).reason == "scan_layer_worse_than_ocr"


def test_where_ocr_fails_a_legible_layer_must_do(
    make_pdf: MakePdf, picture: Image.Image, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_slow(*_: object) -> OcrPage:
        raise PageTimeoutError

    monkeypatch.setattr(scan, "read_scan", too_slow)
    path = make_pdf(scanned(picture, FAIR * 3), scanned(picture, GARBAGE * 3))
    legible, garbage = read_pages(path, [1, 2])
    assert isinstance(legible, Page)
    assert legible.source is PageSource.SCAN_LAYER
    assert garbage == MissingPage(2, "page_timeout")


def test_a_font_with_a_wrong_table_is_read_from_the_picture(make_pdf: MakePdf, ocr: list[tuple[str, ...]]) -> None:
    shifted = tuple("".join(chr(ord(char) + 1) if char.isalpha() else char for char in line) for line in TEXT)
    ocr.append(TEXT * 3)
    page = only_page(make_pdf(lambda canvas: lines(canvas, shifted * 3, 0)))
    assert page.source is PageSource.OCR
    assert text_of(page).startswith("Överenskommelsen")


def test_a_page_in_another_language_keeps_its_text(make_pdf: MakePdf, ocr: list[tuple[str, ...]]) -> None:
    english = ("The parties shall cooperate in good faith and each bear their own costs",) * 6
    ocr.append(english)
    page = only_page(make_pdf(lambda canvas: lines(canvas, english, 0)))
    assert (page.source, page.reason) == (PageSource.TEXT_LAYER, "text_layer_better_than_ocr")


def in_strips(canvas: Canvas, picture: Image.Image) -> None:
    for index in range(8):
        strip = picture.crop((0, index * picture.height // 8, picture.width, (index + 1) * picture.height // 8))
        canvas.drawImage(ImageReader(strip), 0, 842 - (index + 1) * 842 / 8, 595, 842 / 8)


def as_form(canvas: Canvas, picture: Image.Image) -> None:
    canvas.beginForm("scan")
    canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
    canvas.endForm()
    canvas.doForm("scan")


def with_soft_mask(canvas: Canvas, picture: Image.Image) -> None:
    ink = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    ink.putalpha(ImageOps.invert(picture))
    canvas.drawImage(ImageReader(ink), 0, 0, 595, 842, mask="auto")


def as_fax(canvas: Canvas, picture: Image.Image) -> None:
    """Black and white, packed by CCITT group 4 in a TIFF's manner, which reportlab unpacks to one bit."""
    packed = io.BytesIO()
    picture.point(lambda value: 255 * (value > 128)).convert("1").save(packed, "TIFF", compression="group4")
    canvas.drawImage(ImageReader(packed), 0, 0, 595, 842)


KINDS: dict[str, Callable[[Canvas, Image.Image], object]] = {
    "page": lambda canvas, picture: canvas.drawImage(ImageReader(picture), 0, 0, 595, 842),
    "smaller": lambda canvas, picture: canvas.drawImage(ImageReader(picture), 60, 100, 475, 650),
    "inline": lambda canvas, picture: canvas.drawInlineImage(picture, 0, 0, 595, 842),
    "strips": in_strips,
    "form": as_form,
    "mask": with_soft_mask,
    "fax": as_fax,
}


def stamp(canvas: Canvas) -> None:
    canvas.drawString(330, 640, "Inkom 2014-03-12")
    canvas.drawString(330, 624, "Kommunstyrelsen, dnr 2014/118")


def margins(canvas: Canvas) -> None:
    for y in (12, 22, 815, 825):
        canvas.drawString(60, y, "Dokumentet är undertecknat digitalt, transaktion 09222115557412, sida 1 (4)")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("added", [stamp, margins])
def test_a_stamp_or_the_margins_do_not_make_a_scan_born_digital(
    make_pdf: MakePdf, picture: Image.Image, ocr: list[tuple[str, ...]], added: Draw, kind: str
) -> None:
    def draw(canvas: Canvas) -> None:
        KINDS[kind](canvas, picture)
        added(canvas)

    ocr.append((*TEXT * 3, "Inkom 2014-03-12"))
    page = only_page(make_pdf(draw))
    assert page.source is PageSource.OCR
    assert page.reason in {"image_with_little_text", "text_only_in_margins"}


def test_a_stamp_beside_letters_drawn_as_outlines(make_pdf: MakePdf, ocr: list[tuple[str, ...]]) -> None:
    def draw(canvas: Canvas) -> None:
        for index in range(600):
            x, y = 80 + 10 * (index % 40), 700 - 20 * (index // 40)
            canvas.bezier(x, y, x + 2, y + 9, x + 4, y + 9, x + 6, y)
        stamp(canvas)

    ocr.append(TEXT * 3)
    assert only_page(make_pdf(draw)).source is PageSource.OCR


def test_a_small_picture_beside_the_text_changes_nothing(
    make_pdf: MakePdf, printed: Draw, picture: Image.Image, ocr: list[tuple[str, ...]]
) -> None:
    def draw(canvas: Canvas) -> None:
        printed(canvas)
        canvas.drawImage(ImageReader(picture), 400, 30, 180, 250)

    assert only_page(make_pdf(draw)).reason == "text_layer_good"


def test_blank_pages_between_others_are_skipped(
    make_pdf: MakePdf, printed: Draw, picture: Image.Image, ocr: list[tuple[str, ...]]
) -> None:
    dirty = Image.effect_noise((827, 1169), 6).point(lambda value: 80 + value)
    pen = ImageDraw.Draw(dirty)
    pen.rectangle((0, 0, 25, 1169), fill=20)
    for y in (425, 740):
        pen.ellipse((40, y, 63, y + 23), fill=30)
    ocr.append(TEXT)
    path = make_pdf(scanned(dirty), printed, scanned(Image.new("L", (827, 1169), 255)), scanned(picture))
    assert [(page.source.value, page.reason) for page in read(path, "a.pdf").pages] == [
        ("blank", "blank"),
        ("text_layer", "text_layer_good"),
        ("blank", "blank"),
        ("ocr", "no_text_layer"),
    ]


@pytest.mark.usefixtures("tesseract")
def test_garbage_over_a_good_image_is_read_from_the_image(make_pdf: MakePdf, picture: Image.Image) -> None:
    page = only_page(make_pdf(scanned(picture, GARBAGE * 3)))
    assert page.source is PageSource.OCR
    assert "ska vara skriftlig" in text_of(page)
