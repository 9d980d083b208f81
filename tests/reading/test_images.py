from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops
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


@pytest.mark.parametrize("angle", [-4.0, -1.5, 0.0, 0.7, 3.0])
def test_skew_is_found(
    make_pdf: MakePdf, agreement: Draw, picture_of: Callable[[Path], Image.Image], angle: float
) -> None:
    askew = picture_of(make_pdf(agreement)).rotate(-angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
    assert images.skew(askew) == pytest.approx(angle, abs=0.2)
    assert abs(images.skew(images.deskewed(askew))) <= 0.4


def test_a_level_page_and_an_empty_one_are_left_alone(
    make_pdf: MakePdf, agreement: Draw, picture_of: Callable[[Path], Image.Image]
) -> None:
    level = picture_of(make_pdf(agreement))
    assert images.deskewed(level) is level
    assert images.skew(Image.new("L", (500, 700), 255)) == 0.0


def test_level_lines_and_lines_that_run_down_are_told_apart(
    make_pdf: MakePdf, agreement: Draw, picture_of: Callable[[Path], Image.Image]
) -> None:
    level = picture_of(make_pdf(agreement))
    assert images.level_ratio(level) > 2
    assert images.level_ratio(images.turn(level, 90)) < 0.5
    assert images.level_ratio(Image.new("L", (500, 700), 255)) == 1


def test_turning_is_clockwise() -> None:
    picture = Image.new("L", (3, 2), 255)
    picture.putpixel((0, 0), 0)
    assert images.turn(picture, 90).getpixel((1, 0)) == 0
    assert images.turn(picture, 180).getpixel((2, 1)) == 0
    assert images.turn(picture, 270).getpixel((0, 2)) == 0
    assert images.turn(picture, 0) is picture


def test_dark_and_uneven_paper_becomes_white_and_ink_stays(
    make_pdf: MakePdf, agreement: Draw, picture_of: Callable[[Path], Image.Image]
) -> None:
    light = picture_of(make_pdf(agreement))
    assert images.whitened(light) is light
    shade = Image.linear_gradient("L").resize(light.size).point(lambda value: 90 + value * 80 // 255)
    dark = ImageChops.multiply(light, shade)
    white = images.whitened(dark)
    counts = white.histogram()
    assert counts[255] / sum(counts) > 0.9
    assert sum(counts[:100]) / sum(light.histogram()[:100]) == pytest.approx(1, abs=0.5)
