"""PDFs and pictures for the tests of reading, drawn on the spot."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

Draw = Callable[[Canvas], object]
MakePdf = Callable[..., Path]

LINES = (
    "Överenskommelse om samverkan kring äldre",
    "Mellan Ekby kommun och Region Åsmyra har träffats följande avtal.",
    "Avtalet gäller från och med 2014-02-13 till och med 2015-02-12.",
    "Sägs avtalet inte upp senast sex månader före avtalstidens utgång",
    "förlängs det med ett år i taget. Uppsägning ska vara skriftlig.",
    "Parterna ska träffas två gånger per år för att följa upp arbetet,",
    "och svara för sina egna kostnader. Ändringar görs skriftligen.",
)


@pytest.fixture
def agreement() -> Draw:
    """Draws fourteen lines of an agreement, enough letters for a good text layer."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 12)
        for index, line in enumerate(LINES * 2):
            canvas.drawString(72, 760 - 22 * index, line)

    return draw


@pytest.fixture
def make_pdf(tmp_path: Path) -> MakePdf:
    """A function: drawings, one for each page -> a PDF."""

    def make(
        *draws: Draw,
        name: str = "a.pdf",
        size: tuple[float, float] = A4,
        rotate: int = 0,
        encrypt: StandardEncryption | None = None,
    ) -> Path:
        path = tmp_path / name
        canvas = Canvas(str(path), pagesize=size, encrypt=encrypt)
        for draw in draws:
            canvas.setPageRotation(rotate)
            draw(canvas)
            canvas.showPage()
        canvas.save()
        return path

    return make


@pytest.fixture
def picture_of() -> Callable[[Path], Image.Image]:
    """A function: a PDF -> its first page as a grey picture at 200 dpi, as a scanner would give it."""

    def render(path: Path) -> Image.Image:
        with pypdfium2.PdfDocument(path) as pdf:
            picture: Image.Image = pdf[0].render(scale=200 / 72, grayscale=True).to_pil()
            return picture.convert("L")

    return render


@pytest.fixture
def tesseract() -> None:
    """Skips the test where Tesseract or its Swedish data is missing."""
    if shutil.which("tesseract") is None:
        pytest.skip("tesseract is not installed")
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False)
    if "swe" not in listed.stdout.split():
        pytest.skip("tesseract's Swedish data (tesseract-ocr-swe) is not installed")
