"""Damaged, locked, empty and odd files: each gives a document or an error that tells the user what to do.

The larger collection is a sample of other projects' test files in `../shared/hostile` beside the repository; it is no
part of the project, and the test is skipped without it. A quarter of it is tried, all of it with HOSTILE=all in the
environment, which takes minutes. The smaller collection is made here.
"""

from __future__ import annotations

import multiprocessing
import os
import zlib
from collections.abc import Callable
from concurrent.futures import TimeoutError as FutureTimeoutError
from pathlib import Path

import pebble
import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from pipeline.domain.document import Document
from pipeline.errors import CODES, DocumentError
from pipeline.reading import Limits, ReadingOptions, read

COLLECTION = Path(__file__).parents[2].parent / "shared" / "hostile"
SECONDS = 40
OPTIONS = ReadingOptions(dpi=100, limits=Limits(max_pixels=1_000_000, page_seconds=15))
"""Low, for the question is whether the program survives, not what it reads."""

KNOWN = {
    "pdfplumber__password-example.pdf": "encrypted",
    "pdfminer-six__aes-256.pdf": "encrypted",
    "sample-files__libreoffice-writer-password.pdf": "encrypted",
    "pdfplumber__empty.pdf": "not_a_pdf",
    "OCRmyPDF__no_contents.pdf": "empty",
}


def outcomes(paths: list[Path]) -> dict[str, str]:
    """Each file read in a process of its own: «document», the code of its error, or how its process ended."""
    result = {}
    context = multiprocessing.get_context("spawn")
    with pebble.ProcessPool(max_workers=2, context=context) as pool:
        futures = {path.name: pool.schedule(read, args=[path, path.name, OPTIONS], timeout=SECONDS) for path in paths}
        for name, future in futures.items():
            try:
                result[name] = "document" if isinstance(future.result(), Document) else "nothing"
            except DocumentError as error:
                result[name] = error.code
            except FutureTimeoutError:
                result[name] = "took too long"
            except pebble.ProcessExpired as error:
                result[name] = f"process died: {error}"
    return result


def test_the_collection() -> None:
    if not COLLECTION.is_dir():
        pytest.skip(f"no collection of hostile files at {COLLECTION}")
    paths = sorted(COLLECTION.glob("*.pdf"))
    if os.environ.get("HOSTILE") != "all":
        paths = [path for index, path in enumerate(paths) if path.name in KNOWN or index % 4 == 0]
    found = outcomes(paths)
    proper = {"document", *CODES} - {"unexpected"}
    assert {name: outcome for name, outcome in found.items() if outcome not in proper} == {}
    assert {name: found[name] for name in KNOWN if name in found} == {n: c for n, c in KNOWN.items() if n in found}


def pdf_with(canvas_draw: Callable[[Canvas], object], path: Path, encrypt: StandardEncryption | None = None) -> bytes:
    canvas = Canvas(str(path), encrypt=encrypt)
    canvas_draw(canvas)
    canvas.showPage()
    canvas.save()
    return path.read_bytes()


@pytest.fixture
def ours(tmp_path: Path) -> dict[str, tuple[Path, str]]:
    """Name -> (file, what must come of it)."""
    folder = tmp_path / "ours"
    folder.mkdir()

    def text(canvas: Canvas) -> None:
        for row in range(40):
            canvas.drawString(72, 780 - 18 * row, "Avtalet gäller från och med 2014-02-13 och tills vidare.")

    good = pdf_with(text, tmp_path / "good.pdf")
    locked = pdf_with(text, tmp_path / "locked.pdf", StandardEncryption("hemligt", ownerPassword="mer"))
    bomb = zlib.compress(b"0 0 m\n" * 200_000)
    deep = b"[" * 100_000 + b"]" * 100_000
    made = {
        "truncated.pdf": (good[: len(good) // 3], "damaged"),
        "no_end.pdf": (good[: good.rindex(b"xref")], "document"),
        "zero.pdf": (b"", "not_a_pdf"),
        "nulls.pdf": (b"\0" * 10_000, "not_a_pdf"),
        "page.pdf": (b"<html><head><title>Logga in</title></head></html>", "not_a_pdf"),
        "mail.pdf": (b"Content-Type: application/pdf\r\n\r\n" + good, "document"),
        "locked.pdf": (locked, "encrypted"),
        "text.docx": (b"PK\x03\x04" + b"\0" * 100, "unsupported"),
        "header_only.pdf": (b"%PDF-1.7\n", "damaged"),
        "bomb.pdf": (one_page(bomb, b"/Filter/FlateDecode"), "empty"),
        "nested.pdf": (one_page(deep, b""), "empty"),
        "half.jpg": (jpeg(folder)[:2000], "damaged"),
    }
    for name, (content, _) in made.items():
        (folder / name).write_bytes(content)
    return {name: (folder / name, outcome) for name, (_, outcome) in made.items()}


def one_page(content: bytes, extra: bytes) -> bytes:
    """A PDF whose only page has this content stream."""
    return b"".join(
        (
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
            b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n",
            b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>endobj\n",
            b"4 0 obj<</Length " + str(len(content)).encode() + extra + b">>stream\n",
            content,
            b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
        )
    )


def jpeg(folder: Path) -> bytes:
    path = folder / "whole.jpeg"
    Image.effect_noise((300, 400), 80).save(path)
    content = path.read_bytes()
    path.unlink()
    return content


def test_our_own(ours: dict[str, tuple[Path, str]]) -> None:
    found = outcomes([path for path, _ in ours.values()])
    assert found == {name: outcome for name, (_, outcome) in ours.items()}
