from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline.reading.hidden import hidden_share

Draw = Callable[[Canvas], object]
MakePdf = Callable[..., Path]


def text(mode: Literal[0, 1, 2, 3, 4, 5, 6, 7] = 0) -> Draw:
    def draw(canvas: Canvas) -> None:
        written = canvas.beginText(72, 700)
        written.setTextRenderMode(mode)
        written.textLine("Avtal mellan parterna")
        canvas.drawText(written)

    return draw


def transparent(canvas: Canvas) -> None:
    canvas.setFillAlpha(0)
    text()(canvas)


def picture(alpha: int) -> Draw:
    """A grey picture that covers the page."""
    covering = ImageReader(Image.new("RGBA", (60, 85), (200, 200, 200, alpha)))
    return lambda canvas: canvas.drawImage(covering, 0, 0, 595, 842, mask="auto" if alpha < 255 else None)


@pytest.mark.parametrize(
    ("draws", "share"),
    [
        ([text()], 0),
        ([text(3)], 1),
        ([text(7)], 1),
        ([transparent], 1),
        ([text(), text(3)], 0.5),
        ([picture(255), text()], 0),
        ([text(), picture(255)], 1),
        ([text(), picture(90)], 0),
        ([], 0),
    ],
    ids=["seen", "mode 3", "clipping", "transparent", "half", "on a picture", "behind", "watermark above", "none"],
)
def test_hidden_share(make_pdf: MakePdf, draws: list[Draw], share: float) -> None:
    def page(canvas: Canvas) -> None:
        for draw in draws:
            draw(canvas)

    with pypdfium2.PdfDocument(make_pdf(page)) as pdf:
        assert hidden_share(pdf, 1) == pytest.approx(share)
        assert hidden_share(pdf, 2) == 0
