from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline.reading.text_layer import TextLayer, read_text_layer


def layer_of(path: Path) -> TextLayer:
    with pdfplumber.open(path) as pdf:
        return read_text_layer(pdf.pages[0])


def texts(layer: TextLayer) -> list[str]:
    return [word.text for word in layer.words]


def test_words_stand_where_they_are_printed(make_pdf: Callable[..., Path]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawString(72, 700, "Överenskommelse")
        canvas.setFont("Helvetica", 10)
        canvas.drawString(72, 650, "mellan parterna")

    layer = layer_of(make_pdf(draw))
    title, first, _ = layer.words
    assert texts(layer) == ["Överenskommelse", "mellan", "parterna"]
    assert title.bold
    assert title.size == pytest.approx(14, abs=0.1)
    assert not first.bold
    assert title.box.x0 == pytest.approx(72, abs=1)
    assert title.box.bottom == pytest.approx(841.89 - 700, abs=4)
    assert layer.evidence.letters == len("Överenskommelsemellanparterna")


def test_a_page_with_rotate_is_upright(make_pdf: Callable[..., Path]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(595, 0)
        canvas.rotate(90)
        canvas.drawString(72, 500, "Liggande avtal")

    layer = layer_of(make_pdf(draw, rotate=90))
    assert texts(layer) == ["Liggande", "avtal"]
    assert layer.turn == 0
    assert (layer.width, layer.height) == (595.28, 841.89)  # the media box lies: 841.89 wide
    assert layer.words[0].box.x0 == pytest.approx(72, abs=1)
    assert layer.words[0].box.bottom == pytest.approx(595 - 500, abs=5)


@pytest.mark.parametrize(("angle", "shift", "turn"), [(90, (595, 0), 90), (270, (0, 842), 270), (180, (595, 842), 180)])
def test_text_that_runs_sideways_is_turned(
    make_pdf: Callable[..., Path], angle: int, shift: tuple[float, float], turn: int
) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(*shift)
        canvas.rotate(angle)
        canvas.drawString(72, 500, "Liggande avtal")

    layer = layer_of(make_pdf(draw))
    assert texts(layer) == ["Liggande", "avtal"]
    assert layer.turn == turn
    assert layer.words[0].box.x0 == pytest.approx(72, abs=2)
    assert layer.words[0].size == pytest.approx(12, abs=0.1)


def test_coordinates_begin_at_the_crop_box(make_pdf: Callable[..., Path]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setCropBox((50, 50, 550, 800))
        canvas.drawString(72, 700, "Avtal")
        canvas.drawString(72, 820, "utanför")

    layer = layer_of(make_pdf(draw))
    assert texts(layer) == ["Avtal"]
    assert (layer.width, layer.height) == (500, 750)
    assert layer.words[0].box.x0 == pytest.approx(22, abs=1)


def test_invisible_means_of_writing(make_pdf: Callable[..., Path]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(1)
        canvas.drawString(72, 600, "vitt")
        canvas.setFillGray(0.2)
        canvas.rect(60, 690, 300, 30, fill=1)
        canvas.setFillGray(1)
        canvas.drawString(72, 700, "Vitt på mörkt")
        canvas.setFillGray(0)
        canvas.drawString(72, 500, "Fet")
        canvas.drawString(72.3, 500, "Fet")

    assert texts(layer_of(make_pdf(draw))) == ["Vitt", "på", "mörkt", "Fet"]


def test_rulings(make_pdf: Callable[..., Path]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.line(72, 700, 300, 700)
        canvas.rect(72, 500, 200, 100)
        canvas.rect(72, 400, 200, 0.5, stroke=0, fill=1)
        canvas.line(72, 300, 300, 200)

    layer = layer_of(make_pdf(draw))
    horizontal = [box for box in layer.rulings if box.width > box.height]
    assert len(layer.rulings) == 6
    assert len(horizontal) == 4


def test_a_scan_with_a_stamp_is_seen_to_be_one(make_pdf: Callable[..., Path]) -> None:
    scan = ImageReader(Image.new("L", (200, 283), 250))

    def draw(canvas: Canvas) -> None:
        for strip in range(4):
            canvas.drawImage(scan, 0, strip * 210.5, 595, 211)
        canvas.drawString(400, 820, "Inkom 2014-02-13")

    evidence = layer_of(make_pdf(draw)).evidence
    assert evidence.image_share == pytest.approx(1.0, abs=0.05)
    assert evidence.margin_share == 1.0
    assert evidence.letters == len("Inkom20140213")


def test_a_watermark_and_struck_words_are_set_aside(make_pdf: Callable[..., Path]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(150, 300)
        canvas.rotate(45)
        canvas.setFont("Helvetica-Bold", 80)
        canvas.setFillGray(0.85)
        canvas.drawString(0, 0, "EJ UTKAST")
        canvas.restoreState()
        canvas.setFont("Helvetica", 11)
        canvas.drawString(72, 700, "Avtalet gäller till")
        canvas.drawString(200, 700, "2021-12-31")
        canvas.line(200, 703.8, 256, 703.8)

    layer = layer_of(make_pdf(draw))
    assert texts(layer) == ["Avtalet", "gäller", "till"]
    assert [word.text for word in layer.across] == ["EJ", "UTKAST"]
    assert [word.text for word in layer.struck] == ["2021-12-31"]
