from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter
from reportlab.pdfgen.canvas import Canvas

from pipeline.domain.document import BBox, PageSource, Word
from pipeline.reading import ReadingOptions, images, ink, looks, ocr, treatment
from pipeline.reading.scan import read_scan, scanned_page

OPTIONS = ReadingOptions()


@pytest.mark.usefixtures("tesseract")
@pytest.mark.parametrize("turn", [90, 180])
def test_a_turned_scan_is_read_upright(
    make_pdf: Callable[..., Path],
    agreement: Callable[[Canvas], None],
    picture_of: Callable[[Path], Image.Image],
    turn: int,
) -> None:
    result = read_scan(images.turn(picture_of(make_pdf(agreement)), turn), 200, OPTIONS)
    assert result.turn == 360 - turn
    assert result.height > result.width
    assert [word.text for word in result.words[:2]] == ["Överenskommelse", "om"]
    assert result.words[0].box.x0 == pytest.approx(72, abs=3)


def test_an_empty_scan_is_not_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "recognise", None)
    result = scanned_page(1, Image.new("L", (827, 1169), 255), 100, OPTIONS)
    assert (result.words, result.source) == ((), PageSource.BLANK)
    assert result.width == pytest.approx(595, abs=1)


def test_without_an_opinion_four_ways_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine is a fake that reads well only where the black corner is at the top left."""
    picture = Image.new("L", (800, 1100), 255)
    picture.paste(0, (0, 0, 200, 100))

    def recognise(image: Image.Image, dpi: float, options: ReadingOptions, psm: int | None = None) -> tuple[Word, ...]:
        sure = image.getpixel((5, 5)) == 0
        return (Word("x" * 60, BBox(0, 0, 10, 10), 0.95 if sure else 0.3),)

    monkeypatch.setattr(ocr, "recognise", recognise)
    monkeypatch.setattr(ocr, "orientation", lambda *_: None)
    monkeypatch.setattr(ink, "has_print", lambda picture: True)
    monkeypatch.setattr(looks, "lie", lambda image: looks.Lie())
    assert read_scan(picture, 100, OPTIONS).turn == 0
    assert read_scan(images.turn(picture, 90), 100, OPTIONS).turn == 270
    assert read_scan(images.turn(picture, 180), 100, OPTIONS).turn == 180


def test_a_page_with_a_list_is_read_as_one_column_and_no_other(
    make_pdf: Callable[..., Path],
    agreement: Callable[[Canvas], None],
    picture_of: Callable[[Path], Image.Image],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def columns(canvas: Canvas) -> None:
        for row in range(20):
            for x in (72, 310):
                canvas.drawString(x, 760 - 30 * row, "Parterna ska samverka kring barn.")

    def numbered(canvas: Canvas) -> None:
        for row in range(20):
            canvas.drawString(72, 760 - 30 * row, f"{row + 1}.")
            canvas.drawString(100, 760 - 30 * row, "Parterna ska samverka kring barn, unga och deras familjer.")

    modes: list[int | None] = []

    def recognise(image: Image.Image, dpi: float, options: ReadingOptions, psm: int | None = None) -> tuple[Word, ...]:
        modes.append(psm)
        return (Word("x" * 60, BBox(0, 0, 10, 10), 0.95),)

    monkeypatch.setattr(ocr, "recognise", recognise)
    results = [read_scan(picture_of(make_pdf(draw)), 200, OPTIONS) for draw in (numbered, agreement, columns)]
    assert modes == [treatment.ONE_COLUMN_PSM, None, None]
    assert [treatment.ONE_COLUMN in result.treatments for result in results] == [True, False, False]


def test_what_was_done_and_how_askew_the_page_lay_is_told(
    make_pdf: Callable[..., Path],
    agreement: Callable[[Canvas], None],
    picture_of: Callable[[Path], Image.Image],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ocr, "recognise", lambda *_: (Word("x" * 60, BBox(0, 0, 10, 10), 0.95),))
    grey = picture_of(make_pdf(agreement)).point(lambda value: 30 + value * 215 // 255)
    askew = grey.rotate(-3, resample=Image.Resampling.BICUBIC, fillcolor=255)
    result = read_scan(askew, 200, OPTIONS)
    assert result.skew == pytest.approx(3, abs=0.2)
    assert result.treatments[0] == f"deskewed {result.skew:.1f}"


@pytest.mark.parametrize("angle", [-3.0, 3.0])
def test_the_box_of_a_word_on_a_page_that_lies_askew_lies_on_the_word(
    make_pdf: Callable[..., Path],
    agreement: Callable[[Canvas], None],
    picture_of: Callable[[Path], Image.Image],
    monkeypatch: pytest.MonkeyPatch,
    angle: float,
) -> None:
    """A dark block far from the middle stands for the word; the fake engine finds it on the levelled picture."""

    def block(image: Image.Image, dpi: float) -> BBox:
        solid = image.filter(ImageFilter.MaxFilter(15)).filter(ImageFilter.MinFilter(15))
        rows, columns = np.nonzero(np.asarray(solid) < 100)
        scale = 72 / dpi
        return BBox(columns.min() * scale, rows.min() * scale, columns.max() * scale, rows.max() * scale)

    def recognise(image: Image.Image, dpi: float, options: ReadingOptions, psm: int | None = None) -> tuple[Word, ...]:
        return (Word("x" * 60, block(image, dpi), 0.95),)

    monkeypatch.setattr(ocr, "recognise", recognise)
    picture = picture_of(make_pdf(agreement))
    picture.paste(0, (1300, 2100, 1400, 2130))
    askew = picture.rotate(-angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
    page = scanned_page(1, askew, 200, OPTIONS)
    seen, truth = page.as_it_lies(page.words[0].box), block(askew, 200)
    for edge in ("x0", "top", "x1", "bottom"):
        assert getattr(seen, edge) == pytest.approx(getattr(truth, edge), abs=3)
    assert abs(page.words[0].box.x0 - truth.x0) > 10
