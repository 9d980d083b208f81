"""Files that are locked, and files that are not what their name says."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterator

from reportlab.lib.pdfencrypt import StandardEncryption

from tests.hostile.pdf_writing import agreement, page
from tests.hostile.pictures import encoded, letter
from tests.hostile.variant import READ, ROW, Variant, one


def locked() -> Iterator[Variant]:
    """Passwords: to open the file, to change it only, none but all the same enciphered, and broken."""
    for bits in (40, 128):
        needed = agreement(StandardEncryption("hemligt", ownerPassword="mer", strength=bits))
        yield Variant("locked", f"losenord-{bits}.pdf", needed, one("encrypted"))
        only_owner = agreement(StandardEncryption("", ownerPassword="mer", canPrint=0, canCopy=0, strength=bits))
        yield Variant("locked", f"bara-skrivskydd-{bits}.pdf", only_owner, one(ROW))
        cut = needed[: len(needed) * 2 // 3]
        yield Variant("locked", f"losenord-{bits}-avklippt.pdf", cut, one("encrypted", "damaged", "no_pages", "empty"))
    unknown = page().replace(b"trailer\n<<", b"trailer\n<</Encrypt<</Filter/Okand/V 9/R 9>>/ID[(a)(b)]")
    yield Variant("locked", "okand-kryptering.pdf", unknown, one("encrypted", "damaged"))


def disguised() -> Iterator[Variant]:
    """Files that are not what their name says."""
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w") as archive:
        for name, content in (("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w:document/>")):
            archive.writestr(zipfile.ZipInfo(name), content)
    web = b"<!DOCTYPE html>\n<html><head><title>Logga in</title></head><body>Avtal</body></html>"
    contents: dict[str, tuple[bytes, frozenset[str]]] = {
        "tom.pdf": (b"", one("not_a_pdf")),
        "nollor.pdf": (bytes(10_000), one("not_a_pdf")),
        "blanktecken.pdf": (b" \r\n" * 3000, one("not_a_pdf")),
        "webbsida.pdf": (web, one("not_a_pdf")),
        "word.pdf": (book.getvalue(), one("not_a_pdf")),
        "gammal-word.pdf": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000), one("not_a_pdf")),
        "rtf.pdf": (rb"{\rtf1\ansi Avtal}", one("not_a_pdf")),
        "text.pdf": ("Avtal mellan Sala och Köping".encode(), one("not_a_pdf")),
        "utf16.pdf": ("%PDF-1.4 Avtal".encode("utf-16"), one("not_a_pdf")),
        "postscript.pdf": (b"%!PS-Adobe-3.0\n%%Pages: 1\nshowpage\n", one("not_a_pdf")),
        "skrap.pdf": (random.Random(4).randbytes(50_000), one("not_a_pdf")),
        "bara-huvud.pdf": (b"%PDF-1.7\n", one("damaged")),
        "huvud-och-skrap.pdf": (b"%PDF-1.7\n" + random.Random(5).randbytes(50_000), one("damaged")),
        "brev.pdf": (b"Content-Type: application/pdf\r\n\r\n" + agreement(), one(ROW)),
        "bild.pdf": (encoded(letter(), "PNG"), READ),
        "avtal.png": (agreement(), one(ROW)),
        "avtal.tif": (agreement(), one(ROW)),
        "webbsida.jpg": (web, one("unsupported")),
        "word.tif": (book.getvalue(), one("unsupported")),
        "tom.png": (b"", one("unsupported", "damaged")),
    }
    for name, (content, expected) in contents.items():
        yield Variant("disguised", name, content, expected)
