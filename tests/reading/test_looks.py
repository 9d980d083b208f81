from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from pipeline.reading import images, looks

Draw = Callable[[Canvas], object]
MakePdf = Callable[..., Path]
PictureOf = Callable[[Path], Image.Image]


@pytest.mark.parametrize("angle", [-4.0, -1.5, 0.0, 0.7, 3.0])
def test_skew_is_found(make_pdf: MakePdf, agreement: Draw, picture_of: PictureOf, angle: float) -> None:
    askew = picture_of(make_pdf(agreement)).rotate(-angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
    assert looks.lie(askew).skew == pytest.approx(angle, abs=0.2)


def test_an_empty_page_is_not_askew() -> None:
    assert looks.lie(Image.new("L", (500, 700), 255)) == looks.Lie(0.0, 1.0)


def test_level_lines_and_lines_that_run_down_are_told_apart(
    make_pdf: MakePdf, agreement: Draw, picture_of: PictureOf
) -> None:
    level = picture_of(make_pdf(agreement))
    assert looks.lie(level).level_ratio > 2
    assert looks.lie(images.turn(level, 90)).level_ratio < 0.5


def test_the_dots_of_letters_are_no_specks(make_pdf: MakePdf, agreement: Draw, picture_of: PictureOf) -> None:
    clean = picture_of(make_pdf(agreement))
    assert looks.specks(clean, 200) < 0.5
    light = np.array(clean)
    rng = np.random.default_rng(1)
    for y, x in zip(rng.integers(0, clean.height, 900), rng.integers(0, clean.width, 900), strict=True):
        light[y : y + 2, x : x + 2] = 60
    assert looks.specks(Image.fromarray(light), 200) == pytest.approx(900 / (8.27 * 11.69), rel=0.35)


def test_black_and_white_is_told_from_grey(make_pdf: MakePdf, agreement: Draw, picture_of: PictureOf) -> None:
    grey = picture_of(make_pdf(agreement))
    assert looks.black_share(grey.convert("1", dither=Image.Dither.NONE).convert("L")) == 1
    assert looks.black_share(Image.eval(grey, lambda value: 20 + value * 225 // 255)) == 0
    assert looks.black_share(Image.new("L", (50, 50), 255)) == 0


def test_columns_and_tables_are_told_from_prose_and_lists(make_pdf: MakePdf, picture_of: PictureOf) -> None:
    def numbered(canvas: Canvas) -> None:
        for row in range(20):
            canvas.drawString(72, 760 - 30 * row, f"{row + 1}.")
            canvas.drawString(100, 760 - 30 * row, "Parterna ska samverka kring barn, unga och deras familjer.")

    def columns(canvas: Canvas) -> None:
        for row in range(20):
            for x in (72, 310):
                canvas.drawString(x, 760 - 30 * row, "Parterna ska samverka kring barn.")

    listed, divided = (looks.columns(picture_of(make_pdf(draw)), 200) for draw in (numbered, columns))
    assert listed.split < 0.05
    assert listed.numbered > 0.9
    assert divided.split > 0.9
    assert looks.columns(Image.new("L", (500, 700), 255), 60) == looks.Columns(0, 0)
    assert looks.columns(Image.new("L", (500, 700), 255), 0.01) == looks.Columns(0, 0)  # never made larger
