"""PDFs and pictures for the tests of reading, drawn on the spot."""

from __future__ import annotations

import re
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


@pytest.fixture
def sign() -> Callable[..., Path]:
    """A function: adds signature fields to a PDF, as signing programs do: the file goes on behind its end.

    Each signature is the entries of its dictionary («/M (D:20231214)»); the signing itself is made up.
    """

    def add(path: Path, *signatures: str) -> Path:
        content = path.read_bytes()
        root = int(re.findall(rb"/Root (\d+) 0 R", content)[-1])
        catalog = re.findall(rb"\n%d 0 obj\s*<<(.*?)>>\s*endobj" % root, content, re.DOTALL)[-1]
        first = int(re.findall(rb"/Size (\d+)", content)[-1])
        fields = " ".join(f"{first + 2 * n} 0 R" for n in range(len(signatures)))
        objects = {root: b"<<%s /AcroForm << /SigFlags 3 /Fields [%s] >> >>" % (catalog, fields.encode())}
        for n, entries in enumerate(signatures):
            field = f"<< /FT /Sig /T (s{n}) /Type /Annot /Subtype /Widget /Rect [0 0 0 0] /V {first + 2 * n + 1} 0 R >>"
            objects[first + 2 * n] = field.encode()
            given = f"<< /Type /Sig /Filter /Adobe.PPKLite /ByteRange [0 1 2 3] {entries} >>"
            objects[first + 2 * n + 1] = given.encode("latin-1")
        table = b""
        for number, made in objects.items():
            table += b"%d 1\n%010d 00000 n \n" % (number, len(content))
            content += b"%d 0 obj\n%s\nendobj\n" % (number, made)
        start, size = len(content), first + 2 * len(signatures)
        before = int(re.findall(rb"startxref\s+(\d+)", path.read_bytes())[-1])
        content += b"xref\n%strailer\n<< /Size %d /Root %d 0 R /Prev %d >>\n" % (table, size, root, before)
        path.write_bytes(content + b"startxref\n%d\n%%%%EOF\n" % start)
        return path

    return add
