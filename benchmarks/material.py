"""Documents to measure with: agreements of any length, born digital or as scans; the same seed gives the same bytes."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

TEXTS = Path(__file__).resolve().parents[1] / "corpus" / "exempel" / "kallor" / "texter"
SCAN_DPI = 300
_STYLE = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=14.5, spaceAfter=7)
_MARGIN = 72.0
_MARKUP = set("<>|{}[]=+#^~*_!:")
_GRAIN = 5.0
_QUALITY = 60


def born_digital(pages: int, seed: int) -> bytes:
    """A PDF of so many full pages of running text about agreements, with a title and a term on its first page."""
    chance = random.Random(seed)
    paragraphs = running_texts()
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=True)
    for number in range(1, pages + 1):
        _page(canvas, chance, paragraphs, number, seed)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def scan_pages(pages: int, seed: int) -> Iterator[Image.Image]:
    """The same document as a scanner gives it: grey pictures at 300 dpi with the grain of paper, one at a time."""
    noise = np.random.default_rng(seed)
    for picture in _rendered(born_digital(pages, seed)):
        yield _worn(picture, noise)


def mixed(pages: int, seed: int) -> bytes:
    """A PDF whose every other page is a scan with a few lines: quick to recognise, as large as any."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=True)
    chance = random.Random(seed)
    paragraphs = running_texts()
    noise = np.random.default_rng(seed)
    for number in range(1, pages + 1):
        if number % 2:
            _page(canvas, chance, paragraphs, number, seed)
        else:
            _draw(canvas, _worn(_few_lines(chance.choice(paragraphs), number), noise))
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def scanned(pages: int, seed: int) -> bytes:
    """A PDF of such pictures, as JPEG."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=True)
    for picture in scan_pages(pages, seed):
        _draw(canvas, picture)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _rendered(pdf: bytes) -> Iterator[Image.Image]:
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            yield page.render(scale=SCAN_DPI / 72, grayscale=True).to_pil().convert("L")


def _worn(picture: Image.Image, noise: np.random.Generator) -> Image.Image:
    clean = np.asarray(picture, dtype=np.float32)
    grain = noise.normal(0, _GRAIN, clean.shape).astype(np.float32)
    return Image.fromarray(np.clip(clean * 0.96 + grain, 0, 255).astype(np.uint8))


def _few_lines(text: str, number: int) -> Image.Image:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=True)
    _put(canvas, f"{number}. {text}", A4[1] - _MARGIN, A4[0])
    canvas.save()
    return next(_rendered(stream.getvalue()))


def _draw(canvas: Canvas, picture: Image.Image) -> None:
    jpeg = io.BytesIO()
    picture.save(jpeg, "JPEG", quality=_QUALITY)
    jpeg.seek(0)
    canvas.drawImage(ImageReader(jpeg), 0, 0, *A4)


def _page(canvas: Canvas, chance: random.Random, paragraphs: list[str], number: int, seed: int) -> None:
    width, height = A4
    top = height - _MARGIN
    if number == 1:
        canvas.setFont("Times-Bold", 16)
        canvas.drawString(_MARGIN, top, f"Samverkansavtal nummer {seed}")
        top -= 40
        year = chance.randint(2005, 2024)
        term = f"Avtalet gäller från och med {year}-01-01 till och med {year + 2}-12-31."
        top = _put(canvas, term, top, width)
    while top > _MARGIN + 60:
        top = _put(canvas, chance.choice(paragraphs), top, width)
    canvas.setFont("Times-Roman", 9)
    canvas.drawRightString(width - _MARGIN, 40, f"Sida {number}")


def _put(canvas: Canvas, text: str, top: float, width: float) -> float:
    paragraph = Paragraph(text, _STYLE)
    _, used = paragraph.wrap(width - 2 * _MARGIN, 10_000)
    if top - used < _MARGIN:
        return _MARGIN
    paragraph.drawOn(canvas, _MARGIN, top - used)
    return top - used - _STYLE.spaceAfter


def running_texts() -> list[str]:
    """Paragraphs of the example's own agreements."""
    found = []
    for path in sorted(TEXTS.glob("*.txt")):
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            text = " ".join(line.strip() for line in block.splitlines() if not set(line[:1]) & _MARKUP)
            if 80 < len(text) < 900 and text[0].isupper() and text.endswith(".") and not set(text) & (_MARKUP - {":"}):
                found.append(text)
    return found
