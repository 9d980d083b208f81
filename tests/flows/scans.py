"""Scanned pages without Tesseract: pictures of pages, and a program in its place that notes what it is given."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

DPI = 100

_ENGINE = """#!/bin/sh
case "$1" in --version) echo "tesseract 5.3.0"; exit 0;; esac
sum=$(cksum < "$1")
sleep {seconds}
line=0
{{
  for word in Samverkansavtal om familjecentral Avtalet från 2014-01-01 till 2015-12-31 mellan parterna; do
    line=$((line + 1))
    printf '5\\t1\\t1\\t1\\t1\\t%s\\t%s\\t200\\t150\\t30\\t95\\t%s\\n' "$line" "$((line * 180))" "$word"
  done
}} > "$2.tsv"
echo "$NODE $sum" >> "$CALLS"
"""


def engine(path: Path, seconds: float = 0.3) -> None:
    """Write the program, which takes `seconds` for a page.

    It adds a line to the file $CALLS for each: the words of $NODE, and the sum of the picture.
    """
    path.write_text(_ENGINE.format(seconds=seconds), encoding="utf-8")
    path.chmod(0o755)


def picture(text: str) -> Image.Image:
    """A page with this text on every line."""
    page = Canvas("unused", pagesize=A4, invariant=True)
    for line in range(20):
        page.drawString(60, 780 - 20 * line, f"{text} rad {line} i ett avtal om samverkan mellan kommun och region")
    with pypdfium2.PdfDocument(page.getpdfdata()) as pdf:
        drawn: Image.Image = pdf[0].render(scale=DPI / 72, grayscale=True).to_pil()
        return drawn.convert("L")


def document(path: Path, pages: int) -> None:
    """Write a scanned document; no page of it is like another."""
    canvas = Canvas(str(path), pagesize=A4, invariant=True)
    for page in range(pages):
        canvas.drawImage(ImageReader(picture(f"{path.stem}, sida {page}")), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
