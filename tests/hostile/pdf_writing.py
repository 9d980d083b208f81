"""PDFs written by hand, object by object, so that any of them can be wrong."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from io import BytesIO

from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

VALID_FROM, VALID_TO = "2012-01-01", "2013-12-31"
"""What `agreement` says on its second page."""

_PAGES = (
    (
        "Avtal om samverkan kring ungdomsmottagning",
        "Mellan Västerås stad och Region Västmanland har följande avtal träffats.",
        "Syftet med avtalet är att parterna gemensamt ska driva en ungdomsmottagning i centrum.",
    ),
    ("Avtalet gäller från och med den 1 januari 2012 till och med den 31 december 2013.",),
    ("Avtalet är upprättat i två exemplar, av vilka parterna tagit var sitt.", "Västerås den 3 november 2011"),
)
_ROOM = 40


def agreement(encrypt: StandardEncryption | None = None, pages: int = len(_PAGES)) -> bytes:
    """An agreement of three pages that the program reads without effort; a longer one repeats the last."""
    target = BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=True, pageCompression=1, encrypt=encrypt)
    for number in range(pages):
        lines = _PAGES[min(number, len(_PAGES) - 1)]
        for row, text in enumerate(lines):
            title = number == row == 0
            canvas.setFont("Helvetica-Bold" if title else "Helvetica", 18 if title else 10)
            canvas.drawString(60, 760 - _ROOM * row, text)
        canvas.drawString(60, 760 - _ROOM * len(lines), f"Sida {number + 1}")
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def scan(picture: Image.Image, size: tuple[float, float] = A4) -> bytes:
    """A page that is nothing but a picture."""
    target = BytesIO()
    canvas = Canvas(target, pagesize=size, invariant=True)
    canvas.drawImage(ImageReader(picture), 0, 0, *size)
    canvas.save()
    return target.getvalue()


def objects_in_a_file(
    objects: Sequence[bytes], trailer: bytes = b"/Root 1 0 R", header: bytes = b"%PDF-1.7\n"
) -> bytes:
    """A file of these objects, numbered from 1, with a true table of where they stand."""
    parts, places = [header], []
    at = len(header)
    for number, content in enumerate(objects, start=1):
        places.append(at)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
        at += len(parts[-1])
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<</Size %d%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, at)
    return b"".join(parts) + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end


def agreement_from_the_start() -> bytes:
    """The same with its page tree first, as in a linearized file: one that is cut off keeps its first pages."""
    first, font = 3, 3 + 2 * len(_PAGES)
    pages, contents = [], []
    for number, lines in enumerate(_PAGES):
        told = b"<</Font<</F %d 0 R>>>>" % font
        pages.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources%s>>"
            % (first + 2 * number + 1, told)
        )
        texts = ((760 - _ROOM * row, 18 if number == row == 0 else 10, text) for row, text in enumerate(lines))
        written = b"".join(
            b"BT /F %d Tf 60 %d Td (%s) Tj ET\n" % (size, top, text.encode("cp1252")) for top, size, text in texts
        )
        contents.append(packed(written))
    kids = b" ".join(b"%d 0 R" % (first + 2 * number) for number in range(len(_PAGES)))
    font_first = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    body = [part for pair in zip(pages, contents, strict=True) for part in pair]
    tree = b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(_PAGES))
    return objects_in_a_file(
        [b"<</Type/Catalog/Pages 2 0 R>>", tree, *body, font_first],
        header=b"%PDF-1.7\ntrailer\n<</Root 1 0 R/Size 10>>\n",
    )


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), entries, content)


def packed(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object that is packed."""
    return stream(zlib.compress(content, 9), b"/Filter/FlateDecode" + entries)


SAYS = b"BT /F 12 Tf 60 760 Td (Avtal om samverkan mellan Sala kommun och Region V\xe4stmanland) Tj ET\n"
"""The content of a page."""


def page(
    content: bytes = SAYS,
    *,
    box: bytes = b"[0 0 595 842]",
    entries: bytes = b"",
    resources: bytes = b"",
    more: Sequence[bytes] = (),
) -> bytes:
    """A file of one page: objects 1 catalogue, 2 page tree, 3 page, 4 font, 5 content; then `more`, from 6."""
    return around(stream(content), box=box, entries=entries, resources=resources, more=more)


def around(
    content: bytes,
    *,
    box: bytes = b"[0 0 595 842]",
    entries: bytes = b"",
    resources: bytes = b"",
    more: Sequence[bytes] = (),
) -> bytes:
    """As `page`, the content being a whole stream object."""
    told = b"<</Font<</F 4 0 R>>%s>>" % resources
    return objects_in_a_file(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox%s/Contents 5 0 R/Resources%s%s>>" % (box, told, entries),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
            content,
            *more,
        ]
    )


def picture_page(image: bytes, box: bytes = b"[0 0 595 842]") -> bytes:
    """A page filled by one image object."""
    return page(b"q 595 0 0 842 0 0 cm /I Do Q", box=box, resources=b"/XObject<</I 6 0 R>>", more=[image])
