"""Small files that grow when they are opened, and pages without measure."""

from __future__ import annotations

import io
import random
import zlib
from collections.abc import Callable, Iterator

from PIL import Image

from tests.hostile.pdf_writing import SAYS, agreement, around, packed, page, picture_page, scan, stream
from tests.hostile.pictures import letter
from tests.hostile.variant import READ, ROW, Variant, one

_GREEDY = READ | {"too_large", "page_timeout", "damaged", "empty"}
_NOISE = random.Random(2).randbytes(1000)


def greedy() -> Iterator[Variant]:
    """All of them, made one at a time."""
    for name, (make, expected) in _PAGES.items():
        yield Variant("greedy", name, make(), expected)
    for name, make in (_CONTENTS | _PICTURES | _OBJECTS).items():
        yield Variant("greedy", name, make(), _GREEDY)


def _drawn() -> bytes:
    """A page of strokes, as where letters were turned into outlines: only a picture of it can be read."""
    chance = random.Random(3)
    dots = (b"%d %d 60 9 re f " % (chance.randrange(14000), chance.randrange(14000)) for _ in range(3000))
    return b"".join(dots)


_PAGES: dict[str, tuple[Callable[[], bytes], frozenset[str]]] = {
    "sida-200-tum.pdf": (lambda: page(box=b"[0 0 14400 14400]"), READ),
    "sida-200-tum-skannad.pdf": (lambda: scan(letter(), (14400, 14400)), READ | {"empty"}),
    "sida-200-tum-ritad.pdf": (lambda: page(_drawn(), box=b"[0 0 14400 14400]"), one("too_large")),
    "sida-20000-tum.pdf": (lambda: page(_drawn(), box=b"[0 0 1440000 1440000]"), one("too_large")),
    "sidor-230.pdf": (lambda: agreement(pages=230), one(ROW)),
}


def _in_three_layers() -> bytes:
    content = bytes(20_000_000)
    for _ in range(3):
        content = zlib.compress(content, 9)
    return around(stream(content, b"/Filter[/FlateDecode/FlateDecode/FlateDecode]"))


_CONTENTS: dict[str, Callable[[], bytes]] = {
    "innehall-packat.pdf": lambda: around(packed(b"q Q " * 5_000_000)),
    "innehall-tre-lager.pdf": _in_three_layers,
    "innehall-lzw.pdf": lambda: around(stream(b"\x80\x0b\x60\x50" * 50_000, b"/Filter/LZWDecode")),
    "klamrar.pdf": lambda: page(b"[" * 100_000 + b"]" * 100_000),
    "lagen-djupa.pdf": lambda: page(b"q " * 500_000 + SAYS),
    "tecken-en-miljon.pdf": lambda: page(
        b"BT /F 1 Tf 0 0 Td " + (b"(" + b"Avtal " * 1000 + b") Tj 0 1 Td ") * 170 + b"ET"
    ),
    "ord-ett.pdf": lambda: page(b"BT /F 1 Tf 0 400 Td (" + b"a" * 20_000 + b") Tj ET"),
    "linjer-200000.pdf": lambda: page(b"0 0 m 595 842 l S " * 200_000 + SAYS),
    "prediktor.pdf": lambda: around(
        packed(SAYS, b"/DecodeParms<</Predictor 12/Columns 2147483647/Colors 32/BitsPerComponent 16>>")
    ),
}


def _picture(content: Callable[[bytes], bytes], wide: int, high: int, bits: int, colours: bytes) -> bytes:
    entries = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent %d/ColorSpace/%s"
    return picture_page(content(entries % (wide, high, bits, colours)))


_GREY, _COLOUR = b"DeviceGray", b"DeviceRGB"
_FAX = b"/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 60000/Rows 60000>>"
_JPX = b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(1000)
_PICTURES: dict[str, Callable[[], bytes]] = {
    "bild-bitar.pdf": lambda: _picture(lambda e: packed(bytes(50_000 * 6_250), e), 50_000, 50_000, 1, _GREY),
    "bild-farg.pdf": lambda: _picture(lambda e: packed(bytes(300_000_000), e), 30_000, 30_000, 8, _COLOUR),
    "bild-ljuger.pdf": lambda: _picture(lambda e: packed(bytes(100), e), 2**31 - 1, 2**31 - 1, 8, _COLOUR),
    "bild-fax.pdf": lambda: _picture(lambda e: stream(bytes(1000), _FAX + e), 60_000, 60_000, 1, _GREY),
    "bild-jbig2.pdf": lambda: _picture(lambda e: stream(_NOISE, b"/Filter/JBIG2Decode" + e), 9_000, 9_000, 1, _GREY),
    "bild-jpx.pdf": lambda: _picture(lambda e: stream(_JPX, b"/Filter/JPXDecode" + e), 9_000, 9_000, 8, _COLOUR),
}


def _forms_in_forms() -> bytes:
    """Eight forms, each of which draws the next ten times."""
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</A %d 0 R>>/Font<</F 4 0 R>>>>"
    nested = [stream(b"/A Do " * 10, form % number) for number in range(7, 15)]
    return page(b"/A Do", resources=b"/XObject<</A 6 0 R>>", more=[*nested, stream(SAYS, form % 14)])


def _form_in_itself() -> bytes:
    """A form that draws itself twice."""
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>"
    return page(b"/X Do", resources=b"/XObject<</X 6 0 R>>", more=[stream(b"/X Do /X Do", form)])


def _endless_table() -> bytes:
    """A table of all objects that could ever be, and none that is."""
    table = packed(bytes(100), b"/Type/XRef/Size 2147483647/W[1 9 9]/Index[0 2147483647]/Root 2 0 R")
    return b"%PDF-1.7\n1 0 obj\n" + table + b"\nendobj\nstartxref\n9\n%%EOF\n"


def _table_of_characters() -> bytes:
    """A font that says what each of four thousand million codes means."""
    says = (
        b"1 begincodespacerange <00000000> <FFFFFFFF> endcodespacerange\n"
        b"1 beginbfrange <00000000> <FFFFFFFF> <0000> endbfrange"
    )
    font = b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 7 0 R>>"
    return page(more=[font, stream(says)]).replace(b"/F 4 0 R", b"/F 6 0 R")


def _large_picture() -> bytes:
    """As large as a picture may be, and empty."""
    target = io.BytesIO()
    Image.new("1", (13_000, 12_000), 1).save(target, "PNG")
    return target.getvalue()


_OBJECTS: dict[str, Callable[[], bytes]] = {
    "klamrar-objekt.pdf": lambda: page(more=[b"[" * 100_000 + b"]" * 100_000]),
    "ordlistor-djupa.pdf": lambda: page(entries=b"/A" + b"<</A" * 50_000 + b" 1" + b">>" * 50_000),
    "former-i-former.pdf": _forms_in_forms,
    "form-sig-sjalv.pdf": _form_in_itself,
    "xref-oandlig.pdf": _endless_table,
    "objekt-300000.pdf": lambda: page(more=[b"null"] * 300_000),
    "teckentabell.pdf": _table_of_characters,
    "stor-men-tom.png": _large_picture,
}
