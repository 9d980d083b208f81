from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline.domain.document import BBox, MissingPage, Page, PageSource, Word
from pipeline.errors import DamagedError, EmptyError, PageTimeoutError, TooLargeError
from pipeline.reading import (
    Limits,
    Probe,
    ReadingOptions,
    assemble,
    pdf_page,
    read,
    read_pages,
    scan,
    source,
    text_layer,
)
from pipeline.reading.scan import OcrPage
from tests.hostile.pdf_writing import agreement_from_the_start, picture_page, stream

Draw = Callable[[Canvas], object]
MakePdf = Callable[..., Path]
PictureOf = Callable[[Path], Image.Image]
PROBED = Probe(sha256="ab", page_count=3, is_image=False, size=1)


@pytest.fixture
def scanned(make_pdf: MakePdf, agreement: Draw, picture_of: PictureOf) -> Draw:
    """Draws a page that is nothing but the picture of an agreement."""
    picture = ImageReader(picture_of(make_pdf(agreement, name="original.pdf")))
    return lambda canvas: canvas.drawImage(picture, 0, 0, 595, 842)


@pytest.fixture
def fake_ocr(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Replaces OCR by a word; the list grows by each page's pixels."""
    calls: list[int] = []

    def read_scan(picture: Image.Image, dpi: float, options: ReadingOptions) -> OcrPage:
        calls.append(picture.width * picture.height)
        return OcrPage(595.0, 842.0, 180, (Word("tolkat", BBox(72, 72, 100, 84), 0.9, 12),))

    monkeypatch.setattr(scan, "read_scan", read_scan)
    return calls


def test_a_mixed_file_page_by_page(make_pdf: MakePdf, agreement: Draw, scanned: Draw, fake_ocr: list[int]) -> None:
    path = make_pdf(agreement, scanned, lambda canvas: None)
    document = read(path, "ekby/a.pdf")
    assert document.file == "ekby/a.pdf"
    assert [(page.number, page.source, page.reason) for page in document.pages] == [
        (1, PageSource.TEXT_LAYER, "text_layer_good"),
        (2, PageSource.OCR, "no_text_layer"),
        (3, PageSource.BLANK, "blank"),
    ]
    assert document.pages[1].rotation == 180
    assert document.pages[1].words[0].confidence == 0.9
    assert document.pages[2].width == pytest.approx(595.28, abs=0.1)
    assert len(fake_ocr) == 1


def test_some_pages_in_any_order(make_pdf: MakePdf, agreement: Draw) -> None:
    path = make_pdf(agreement, agreement, agreement)
    results = read_pages(path, [3, 1])
    assert [result.number for result in results] == [3, 1]
    assert assemble("a.pdf", PROBED, results).pages == results


def test_a_page_that_fails_is_listed_and_the_rest_is_used(
    make_pdf: MakePdf, agreement: Draw, scanned: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_slow(*_: object) -> OcrPage:
        raise PageTimeoutError

    monkeypatch.setattr(scan, "read_scan", too_slow)
    document = read(make_pdf(agreement, scanned), "a.pdf")
    assert [page.number for page in document.pages] == [1]
    assert document.missing == (MissingPage(2, "page_timeout"),)
    with pytest.raises(PageTimeoutError):
        read(make_pdf(scanned), "a.pdf")


def test_a_fault_of_the_program_costs_one_page(
    make_pdf: MakePdf, agreement: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = source.choose
    seen: list[int] = []

    def choose(*arguments: object) -> source.Choice:
        seen.append(1)
        if len(seen) == 1:
            raise ZeroDivisionError
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(pdf_page, "choose", choose)
    document = read(make_pdf(agreement, agreement), "a.pdf")
    assert document.missing == (MissingPage(1, "unexpected"),)


def test_a_broken_text_layer_is_read_by_ocr(
    make_pdf: MakePdf, agreement: Draw, fake_ocr: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(page: object) -> None:
        raise RecursionError

    monkeypatch.setattr(text_layer, "read_text_layer", fail)
    (page,) = read(make_pdf(agreement), "a.pdf").pages
    assert (page.source, page.reason) == (PageSource.OCR, "text_layer_failed")


def test_no_word_anywhere_is_empty(make_pdf: MakePdf) -> None:
    with pytest.raises(EmptyError):
        read(make_pdf(lambda canvas: None, lambda canvas: None), "a.pdf")


def test_a_document_of_missing_pages_has_their_commonest_error() -> None:
    missing = [MissingPage(1, "damaged"), MissingPage(2, "damaged"), MissingPage(3, "page_timeout")]
    with pytest.raises(DamagedError):
        assemble("a.pdf", PROBED, missing)
    blank = Page(4, 595, 842, (), PageSource.BLANK, "blank")
    with pytest.raises(DamagedError):
        assemble("a.pdf", PROBED, [*missing, blank])


def test_of_a_file_with_too_many_pages_the_first_are_read_and_the_others_are_missing(
    make_pdf: MakePdf, agreement: Draw
) -> None:
    options = ReadingOptions(limits=Limits(max_pages=1))
    document = read(make_pdf(agreement, agreement, agreement), "a.pdf", options)
    assert [page.number for page in document.pages] == [1]
    assert document.missing == (MissingPage(2, "too_large"), MissingPage(3, "too_large"))
    with pytest.raises(TooLargeError):  # the words may stand where nobody looked
        read(make_pdf(lambda canvas: None, agreement), "a.pdf", options)


def test_a_page_so_large_that_nothing_on_it_could_be_read_is_missing_and_not_blank(make_pdf: MakePdf) -> None:
    def poster(canvas: Canvas) -> None:
        canvas.setPageSize((14_400, 14_400))
        canvas.rect(100, 100, 14_000, 7_000, fill=1)

    with pytest.raises(TooLargeError):
        read(make_pdf(poster), "a.pdf", ReadingOptions(limits=Limits(max_pixels=1_000_000)))


def test_a_scan_whose_picture_is_broken_is_missing_and_not_blank(make_pdf: MakePdf, tmp_path: Path) -> None:
    white = ImageReader(Image.new("L", (620, 877), 255))
    blank = make_pdf(lambda canvas: canvas.drawImage(white, 0, 0, 595, 842))
    with pytest.raises(EmptyError):
        read(blank, "a.pdf")
    entries = (
        b"/Type/XObject/Subtype/Image/Width 620/Height 877/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/JPXDecode"
    )
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(picture_page(stream(bytes(1000), entries)))
    with pytest.raises(DamagedError):
        read(broken, "a.pdf")


def test_a_page_without_words_is_missing_and_not_blank_where_the_file_has_lost_its_end(tmp_path: Path) -> None:
    whole = agreement_from_the_start()
    path = tmp_path / "a.pdf"
    path.write_bytes(whole)
    assert read(path, "a.pdf").missing == ()
    path.write_bytes(whole[: len(whole) * 7 // 10])
    assert read(path, "a.pdf").missing == (MissingPage(3, "damaged"),)


def test_a_want_of_memory_is_told_so_that_the_page_can_be_tried_alone(
    make_pdf: MakePdf, agreement: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    def choose(*arguments: object) -> source.Choice:
        raise MemoryError

    monkeypatch.setattr(pdf_page, "choose", choose)
    with pytest.raises(MemoryError):
        read(make_pdf(agreement), "a.pdf")


@pytest.mark.usefixtures("tesseract")
@pytest.mark.parametrize("kind", ["png", "jpg", "tif"])
def test_pictures_are_scans(
    make_pdf: MakePdf, agreement: Draw, picture_of: PictureOf, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / f"scan.{kind}"
    picture_of(make_pdf(agreement)).save(path, dpi=(200, 200))
    (page,) = read(path, path.name).pages
    assert (page.source, page.reason) == (PageSource.OCR, "scanned_image")
    assert page.width == pytest.approx(595, abs=1)
    assert page.words[0].text == "Överenskommelse"


def test_an_empty_picture_among_others_is_blank(
    fake_ocr: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = OcrPage(595.0, 842.0, 0, ())
    monkeypatch.setattr(scan, "read_scan", lambda *_: empty)
    path = tmp_path / "scan.tif"
    Image.new("L", (827, 1169), 255).save(path, dpi=(100, 100))
    (page,) = read_pages(path, [1])
    assert isinstance(page, Page)
    assert (page.source, page.reason) == (PageSource.BLANK, "blank")


def test_a_tiff_s_pages_are_numbered_through_and_have_their_size(tmp_path: Path, fake_ocr: list[int]) -> None:
    path = tmp_path / "AVTAL.TIF"
    pictures = [
        Image.new("1", (1654, 2339), 1),
        Image.new("L", (1170, 827), 255),
        Image.new("RGB", (827, 1169), "white"),
    ]
    for picture in pictures:
        for stroke in range(100, 500, 12):
            picture.paste(0, (stroke, 100 + stroke % 9, stroke + 4, 130))
    pictures[0].save(path, save_all=True, append_images=pictures[1:])
    before = path.read_bytes()
    document = read(path, "nämnden/AVTAL.TIF")
    assert [(page.number, page.source, page.reason) for page in document.pages] == [
        (number, PageSource.OCR, source.SCANNED_IMAGE) for number in (1, 2, 3)
    ]
    assert path.read_bytes() == before


def test_pdfplumber_opens_no_file_without_text(
    make_pdf: MakePdf, scanned: Draw, fake_ocr: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It keeps in memory every picture that it passes, and a scan has nothing for it."""
    monkeypatch.setattr(text_layer, "_open_layers", None)
    document = read(make_pdf(scanned, scanned), "a.pdf")
    assert [page.reason for page in document.pages] == ["no_text_layer"] * 2
    assert document.pages[0].words
