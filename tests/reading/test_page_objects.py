from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pdfplumber
from reportlab.lib.colors import CMYKColorSep, white
from reportlab.pdfgen.canvas import Canvas

from pipeline.reading.page_objects import objects_of

MakePdf = Callable[..., Path]


def draw(canvas: Canvas) -> None:
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(72, 720, "Överenskommelse")
    canvas.setFillColor(white)
    canvas.drawString(72, 690, "vitt")
    canvas.setFillColor(CMYKColorSep(1, 0, 0, 0, spotName="PANTONE"))
    canvas.drawString(72, 660, "dekorfärg")
    canvas.rect(100, 100, 50, 20, fill=1)
    canvas.line(10, 10, 200, 10)
    canvas.rotate(30)
    canvas.drawString(300, 100, "UTKAST")
    canvas.setCropBox((20, 30, 500, 800))


def test_the_objects_are_pdfplumber_s_own(make_pdf: MakePdf) -> None:
    with pdfplumber.open(make_pdf(draw)) as pdf:
        page = pdf.pages[0]
        found = objects_of(page)
        assert {kind: len(items) for kind, items in found.items()} == {k: len(v) for k, v in page.objects.items()}
        for ours, theirs in zip(found["char"], page.chars, strict=True):
            assert ours == {key: theirs[key] for key in ours}
        assert found["rect"] == page.rects
        assert found["line"] == page.lines
