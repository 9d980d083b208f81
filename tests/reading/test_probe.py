from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from pipeline.errors import (
    DamagedError,
    EncryptedError,
    NoPagesError,
    NotAFileError,
    NotAPdfError,
    TooLargeError,
    UnsupportedError,
    VanishedError,
)
from pipeline.reading import Limits, probe
from tests.hostile.pdf_writing import objects_in_a_file, page

NO_PAGES = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


def hello(canvas: Canvas) -> None:
    canvas.drawString(72, 700, "Avtal")


def test_a_pdf_is_counted_and_named_by_its_content(make_pdf: Callable[..., Path]) -> None:
    path = make_pdf(hello, hello)
    probed = probe(path)
    assert probed.page_count == 2
    assert not probed.is_image
    assert probed.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert probed.size == path.stat().st_size


@pytest.mark.parametrize(
    "content",
    [b"", b"<!DOCTYPE html><html><body>Logga in</body></html>", b"Hej\n", b"\0" * 5000],
    ids=["zero bytes", "web page", "text", "nulls"],
)
def test_what_is_only_named_pdf_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    with pytest.raises(NotAPdfError):
        probe(path)


def test_another_kind_of_file_is_unsupported(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"PK\x03\x04 and more")
    with pytest.raises(UnsupportedError):
        probe(path)


def test_a_password_is_needed(make_pdf: Callable[..., Path]) -> None:
    with pytest.raises(EncryptedError):
        probe(make_pdf(hello, encrypt=StandardEncryption("hemligt", ownerPassword="mer")))


def test_an_empty_password_opens(make_pdf: Callable[..., Path]) -> None:
    assert probe(make_pdf(hello, encrypt=StandardEncryption("", ownerPassword="mer"))).page_count == 1


def test_a_pdf_without_pages(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(NO_PAGES)
    with pytest.raises(NoPagesError):
        probe(path)


def test_a_file_is_not_taken_for_locked_because_the_one_before_it_was(
    make_pdf: Callable[..., Path], tmp_path: Path
) -> None:
    with pytest.raises(EncryptedError):
        probe(make_pdf(hello, encrypt=StandardEncryption("hemligt", ownerPassword="mer")))
    empty = tmp_path / "utan sidor.pdf"
    kids = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]
    empty.write_bytes(objects_in_a_file(kids))
    with pytest.raises(NoPagesError):
        probe(empty)


def test_a_truncated_pdf_is_damaged(make_pdf: Callable[..., Path]) -> None:
    path = make_pdf(hello)
    path.write_bytes(path.read_bytes()[:60])
    with pytest.raises(DamagedError):
        probe(path)


def test_a_pdf_that_lost_its_end_is_mended(make_pdf: Callable[..., Path]) -> None:
    path = make_pdf(hello)
    content = path.read_bytes()
    path.write_bytes(content[: content.rindex(b"xref")])
    assert probe(path).page_count == 1


def test_limits(make_pdf: Callable[..., Path]) -> None:
    path = make_pdf(hello, hello)
    probed = probe(path, Limits(max_pages=1))
    assert (probed.page_count, probed.beyond) == (1, 1)
    with pytest.raises(TooLargeError):
        probe(path, Limits(max_bytes=100))


def test_pages_that_a_file_only_says_it_has_count_no_further_than_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(page().replace(b"/Count 1", b"/Count 1000000"))
    probed = probe(path, Limits(max_pages=5))
    assert (probed.page_count, probed.beyond) == (5, 0)


def test_what_is_gone_or_no_file_is_not_taken_for_a_damaged_one(tmp_path: Path) -> None:
    with pytest.raises(VanishedError):
        probe(tmp_path / "gone.pdf")
    with pytest.raises(NotAFileError):
        probe(tmp_path)
    os.mkfifo(tmp_path / "pipe.pdf")
    with pytest.raises(NotAFileError):
        probe(tmp_path / "pipe.pdf")


def test_pictures_count_as_pages_whatever_their_name(tmp_path: Path) -> None:
    frames = [Image.new("L", (50, 70), shade) for shade in (255, 128)]
    path = tmp_path / "scan.pdf"
    frames[0].save(path, format="TIFF", save_all=True, append_images=frames[1:])
    probed = probe(path)
    assert probed.is_image
    assert probed.page_count == 2
