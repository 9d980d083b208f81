"""Look before acting: whether a file can be read, of which kind it is, and how many pages it has.

In: a path and limits. Out: a `Probe`, or the `DocumentError` that tells the user what to do.
"""

from __future__ import annotations

import hashlib
import mmap
import stat
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium_c
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from pipeline.errors import (
    DamagedError,
    DocumentError,
    EncryptedError,
    NoPagesError,
    NotAFileError,
    NotAPdfError,
    NotOpenedError,
    TooLargeError,
    UnsupportedError,
    VanishedError,
)
from pipeline.reading import image_file
from pipeline.reading.options import Limits
from pipeline.reading.signatures import signing_days

_HEADER_BYTES = 1024
"""A PDF's header may stand anywhere in the first 1,024 bytes, and its end in the last (PDF Reference 1.7, appendix H.3,
notes 13 and 18)."""
_END = b"%%EOF"
_LOCKED = (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY)
_MAGIC = 4
"""Bytes that tell a developer what a file is; more may be words of the document, which no log has."""


@dataclass(frozen=True, slots=True)
class Probe:
    """What is known of a file before its pages are read."""

    sha256: str
    page_count: int
    """The pages to be read."""
    is_image: bool
    size: int
    """Bytes."""
    signed: tuple[date, ...] = ()
    """The days of its digital signatures."""
    beyond: int = 0
    """The pages after those to be read, which are more than may be."""
    is_cut_off: bool = False
    """Whether it is a PDF that has lost its end: what a page of it lacks may have stood there."""


def probe(path: Path, limits: Limits | None = None) -> Probe:
    """Checks the file; what it is, is told by its first bytes and not by its name.

    Raises `NotAPdfError`, `UnsupportedError`, `EncryptedError`, `DamagedError`, `NoPagesError`, `TooLargeError`, and
    `NotAFileError`, `NotOpenedError` or `VanishedError` where there is no content to be had.
    """
    limits = limits or Limits()
    size, head, tail, sha256 = _begun(path, limits)
    is_image = image_file.is_image(head)
    if is_image:
        count = image_file.frame_count(path)
    elif b"%PDF-" in head or _looks_like_pdf(path, head):
        count = _count_pdf_pages(path, limits.max_pages)
    elif path.suffix.lower() == ".pdf":
        raise NotAPdfError(f"begins with {head[:_MAGIC].hex()}")
    else:
        raise UnsupportedError(f"begins with {head[:_MAGIC].hex()}")
    if count == 0:
        raise NoPagesError
    return Probe(
        sha256=sha256,
        page_count=min(count, limits.max_pages),
        is_image=is_image,
        size=size,
        signed=() if is_image else signing_days(path),
        beyond=max(count - limits.max_pages, 0),
        is_cut_off=not is_image and _END not in tail,
    )


def _begun(path: Path, limits: Limits) -> tuple[int, bytes, bytes, str]:
    """Size, beginning, end and SHA-256 of a file. Raises a `DocumentError`."""
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):  # a link leads anywhere, a pipe never ends
            raise NotAFileError(stat.filemode(status.st_mode))
        if status.st_size > limits.max_bytes:
            raise TooLargeError(f"{status.st_size} bytes, at most {limits.max_bytes}")
        with path.open("rb") as stream:
            head = stream.read(_HEADER_BYTES)
            stream.seek(max(0, status.st_size - _HEADER_BYTES))
            tail = stream.read(_HEADER_BYTES)
            stream.seek(0)
            return status.st_size, head, tail, hashlib.file_digest(stream, "sha256").hexdigest()
    except FileNotFoundError as error:
        raise VanishedError(str(error)) from error
    except OSError as error:
        raise NotOpenedError(str(error)) from error


def _looks_like_pdf(path: Path, head: bytes) -> bool:
    """A PDF that has lost its header still holds objects: «1 0 obj»."""
    if not head.strip(b"\0 \r\n\t") or head.lstrip().startswith(b"<"):
        return False
    with path.open("rb") as stream:
        start = stream.read(64 * 1024)
    return b" obj" in start and b"<<" in start


def _count_pdf_pages(path: Path, most: int) -> int:
    """Pages by PDFium; pdfminer is asked where PDFium finds none, for it mends other damage."""
    try:
        pdf = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if error.err_code in _LOCKED and _says_encrypted(path):
            raise EncryptedError(str(error)) from error
        return _second_opinion(path, DamagedError(f"PDFium: {error}"))
    try:
        if pdf.get_formtype() == pdfium_c.FORMTYPE_XFA_FULL and _is_placeholder(pdf):
            raise UnsupportedError("a dynamic XFA form")
        return _declared_pages(pdf, most) or _second_opinion(path, NoPagesError())
    finally:
        pdf.close()


def _says_encrypted(path: Path) -> bool:
    """Whether the file has an encryption dictionary, which stands in clear text (ISO 32000-1, 7.5.5 and 7.5.8.2).

    PDFium keeps the code of an earlier file's error where it tells of none itself.
    """
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return content.find(b"/Encrypt") >= 0


def _declared_pages(pdf: pypdfium2.PdfDocument, most: int) -> int:
    """The pages that the file says it has: one that has lost some must be told of them.

    Past `most` pages its word is not enough, for a file of a kilobyte may say a million: the last that there is counts.
    """
    count, size = len(pdf), pdfium_c.FS_SIZEF()
    past = range(count, most, -1)
    there = (number for number in past if pdfium_c.FPDF_GetPageSizeByIndexF(pdf.raw, number - 1, size))
    return next(there, min(count, most))


def _is_placeholder(pdf: pypdfium2.PdfDocument) -> bool:
    """Whether a dynamic form shows nothing but its one page «Please wait…» (XFA 3.3, chapter 24)."""
    if len(pdf) != 1:
        return False
    page = pdf[0]
    text = page.get_textpage().get_text_bounded()
    return "Please wait" in text or "Adobe Reader" in text


def _second_opinion(path: Path, verdict: DocumentError) -> int:
    """The pages that pdfminer finds; raises `verdict` without any, `NoPagesError` when the file is whole."""
    try:
        with path.open("rb") as stream:
            document = PDFDocument(PDFParser(stream))
            count = sum(1 for _ in PDFPage.create_pages(document))
            has_tree = "Pages" in document.catalog
    except PDFPasswordIncorrect as error:
        raise EncryptedError(str(error)) from error
    except Exception as error:  # pdfminer meets broken files with errors of every kind
        raise verdict from error
    if not count:
        raise NoPagesError if has_tree else verdict
    return count
