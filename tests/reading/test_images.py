from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline.errors import DamagedError
from pipeline.reading import images

Draw = Callable[[Canvas], object]
MakePdf = Callable[..., Path]
MANY = 40_000_000


def test_a_page_is_rendered_at_its_resolution_and_within_the_limit(make_pdf: MakePdf, agreement: Draw) -> None:
    with pypdfium2.PdfDocument(make_pdf(agreement)) as pdf:
        picture, dpi = images.render(pdf, 1, 150, MANY)
        assert (picture.mode, dpi) == ("L", 150)
        assert picture.width == pytest.approx(595.28 * 150 / 72, abs=1)
        small, lower = images.render(pdf, 1, 150, 100_000)
        assert small.width * small.height == pytest.approx(100_000, rel=0.02)
        assert lower < 150


def test_a_page_that_is_not_there_is_damaged(make_pdf: MakePdf, agreement: Draw) -> None:
    with pypdfium2.PdfDocument(make_pdf(agreement)) as pdf, pytest.raises(DamagedError):
        images.render(pdf, 2, 150, MANY)


def test_turning_is_clockwise() -> None:
    picture = Image.new("L", (3, 2), 255)
    picture.putpixel((0, 0), 0)
    assert images.turn(picture, 90).getpixel((1, 0)) == 0
    assert images.turn(picture, 180).getpixel((2, 1)) == 0
    assert images.turn(picture, 270).getpixel((0, 2)) == 0
    assert images.turn(picture, 0) is picture


@pytest.mark.parametrize(
    ("scan_dpi", "read_at"),
    [((100, 100), 200), ((200, 200), 200), ((204, 98), 204), ((240, 240), 240), ((600, 600), 300)],
)
def test_a_scan_is_read_at_its_own_resolution_between_200_and_300_dpi(
    make_pdf: MakePdf, scan_dpi: tuple[int, int], read_at: int
) -> None:
    size = (round(595.28 * scan_dpi[0] / 72), round(841.89 * scan_dpi[1] / 72))
    scan = ImageReader(Image.new("L", size, 255))
    with pypdfium2.PdfDocument(make_pdf(lambda canvas: canvas.drawImage(scan, 0, 0, 595.28, 841.89))) as pdf:
        native = images.scanned_dpi(pdf, 1)
        assert native == pytest.approx(max(scan_dpi), abs=0.5)
        assert images.reading_dpi(native, 300) == pytest.approx(read_at, abs=0.5)
        if scan_dpi[0] == read_at == scan_dpi[1]:
            picture, _ = images.render(pdf, 1, images.reading_dpi(native, 300), MANY)
            assert picture.width == size[0]


def test_a_page_without_a_picture_over_all_of_it_has_no_resolution_of_its_own(make_pdf: MakePdf) -> None:
    logo = ImageReader(Image.new("L", (300, 300), 0))
    with pypdfium2.PdfDocument(make_pdf(lambda canvas: canvas.drawImage(logo, 72, 700, 100, 100))) as pdf:
        assert images.scanned_dpi(pdf, 1) is None
    assert images.reading_dpi(None, 300) == 300


def grey_scan() -> Image.Image:
    picture = Image.new("L", (1654, 2339), 250)
    for row in range(200, 2000, 40):
        picture.paste(30 + row % 90, (200, row, 1400, row + 12))
    return picture


def drawn(picture: Image.Image) -> Draw:
    return lambda canvas: canvas.drawImage(ImageReader(picture), 0, 0, 595.28, 841.89)


@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_a_page_that_is_one_picture_is_taken_as_it_is(make_pdf: MakePdf, mode: str) -> None:
    with pypdfium2.PdfDocument(make_pdf(drawn(grey_scan().convert(mode)))) as pdf:
        found = images.scan(pdf, 1, MANY)
        assert found
        assert found[0].tobytes() == grey_scan().tobytes()
        assert found[1] == pytest.approx(200, abs=0.2)
        assert images.scan(pdf, 1, 100_000) is None


@pytest.mark.parametrize(
    "also",
    [
        lambda canvas: canvas.drawString(100, 100, "Inkom 2014-02-13"),
        lambda canvas: canvas.rect(10, 10, 200, 50, fill=1),
        lambda canvas: canvas.drawImage(ImageReader(Image.new("L", (90, 90), 0)), 50, 50, 90, 90),
        lambda canvas: canvas.linkURL("https://example.org", (0, 0, 50, 50)),
        lambda canvas: canvas.setPageRotation(90),
    ],
)
def test_a_page_with_anything_else_that_is_seen_is_rendered(make_pdf: MakePdf, also: Draw) -> None:
    def draw(canvas: Canvas) -> None:
        drawn(grey_scan())(canvas)
        also(canvas)

    with pypdfium2.PdfDocument(make_pdf(draw)) as pdf:
        assert images.scan(pdf, 1, MANY) is None


@pytest.mark.parametrize("place", [(30, 0, 595.28, 841.89), (0, 0, 500, 841.89)])
def test_a_picture_that_does_not_fill_the_page_upright_is_rendered(
    make_pdf: MakePdf, place: tuple[float, float, float, float]
) -> None:
    with pypdfium2.PdfDocument(make_pdf(lambda canvas: canvas.drawImage(ImageReader(grey_scan()), *place))) as pdf:
        assert images.scan(pdf, 1, MANY) is None
