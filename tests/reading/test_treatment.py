from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageChops
from reportlab.pdfgen.canvas import Canvas

from pipeline.reading import looks, treatment

Draw = Callable[[Canvas], object]
MakePdf = Callable[..., Path]
PictureOf = Callable[[Path], Image.Image]


@pytest.fixture
def page(make_pdf: MakePdf, agreement: Draw, picture_of: PictureOf) -> Image.Image:
    """A clean scan at 200 dpi."""
    return picture_of(make_pdf(agreement))


def greyish(page: Image.Image) -> Image.Image:
    return page.point(lambda value: 30 + value * 215 // 255)


def specked(page: Image.Image) -> Image.Image:
    light = np.array(greyish(page))
    rng = np.random.default_rng(1)
    for y, x in zip(rng.integers(0, page.height, 900), rng.integers(0, page.width, 900), strict=True):
        light[y : y + 1, x : x + 2] = 60
    return Image.fromarray(light)


def dark(page: Image.Image) -> Image.Image:
    shade = Image.linear_gradient("L").resize(page.size).point(lambda value: 90 + value * 80 // 255)
    return ImageChops.multiply(greyish(page), shade)


def bilevel(page: Image.Image) -> Image.Image:
    return page.convert("1", dither=Image.Dither.NONE).convert("L")


@pytest.mark.parametrize(
    ("change", "dpi", "done"),
    [
        (greyish, 200, ()),
        (dark, 200, (treatment.WHITENED,)),
        (specked, 200, (treatment.DESPECKLED,)),
        (bilevel, 200, (treatment.SOFTENED,)),
        (bilevel, 300, ()),
    ],
)
def test_a_page_is_treated_for_what_it_suffers_from_and_for_nothing_else(
    page: Image.Image, change: Callable[[Image.Image], Image.Image], dpi: float, done: tuple[str, ...]
) -> None:
    assert treatment.cleaned(change(page), dpi).done == done


def test_dark_and_uneven_paper_becomes_white_and_ink_stays(page: Image.Image) -> None:
    white = treatment.whitened(dark(page))
    counts = white.histogram()
    assert counts[255] / sum(counts) > 0.9
    assert sum(counts[:100]) / sum(page.histogram()[:100]) == pytest.approx(1, abs=0.5)


def test_despeckling_leaves_few_specks(page: Image.Image) -> None:
    assert looks.specks(treatment.despeckled(specked(page)), 200) < 1 < looks.specks(specked(page), 200)


def test_an_askew_page_is_levelled_and_a_level_one_left_alone(page: Image.Image) -> None:
    assert treatment.deskewed(page, 0.3) == (page, 0.0)
    askew = page.rotate(2, resample=Image.Resampling.BICUBIC, fillcolor=255)
    level, skew = treatment.deskewed(askew, looks.lie(askew).skew)
    assert skew == pytest.approx(-2, abs=0.2)
    assert abs(looks.lie(level).skew) <= 0.4


def test_prose_is_no_list(page: Image.Image) -> None:
    assert not treatment.is_list(page, 200)


def test_the_grain_of_light_paper_is_made_white_and_white_paper_is_left() -> None:
    grain = np.random.default_rng(1).normal(240, 4, (600, 400))
    grain[200:220, 100:300] = 60
    grainy = Image.fromarray(np.clip(grain, 0, 255).astype(np.uint8))
    smooth = np.asarray(treatment.smooth(grainy))
    assert (smooth[:190] == 255).all()
    assert (smooth[200:220, 100:300] < 90).all()
    white = Image.new("L", (400, 600), 255)
    assert treatment.smooth(white) is white


def test_the_engine_is_given_the_print_with_a_border() -> None:
    page = Image.new("L", (1654, 2339), 255)
    page.paste(0, (400, 500, 900, 540))
    page.paste(150, (1200, 2100, 1204, 2108))  # as faint and small as a full stop
    left, top, right, bottom = treatment.margins(page, 200)
    assert (left, top) == (pytest.approx(368, abs=3), pytest.approx(468, abs=3))
    assert (right, bottom) == (pytest.approx(1236, abs=3), pytest.approx(2140, abs=3))
    assert treatment.margins(Image.new("L", (90, 60), 255), 200) == (0, 0, 90, 60)
