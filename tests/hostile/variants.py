"""Files that try the program, each with what may come of it: damaged, locked, lying, greedy, and no PDFs at all.

All are made here from seeds, the same ones every time; what is odd about a name or a place stands in `places.py`.
`tests/hostile` tries some of them, `benchmarks/hostile.py` all of them in whole runs.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageDraw
from reportlab.lib.pdfencrypt import StandardEncryption

from pipeline.errors import CODES
from tests.hostile.pdf_writing import (
    SAYS,
    agreement,
    around,
    objects_in_a_file,
    page,
    scan,
    stream,
)

ROW, NO_AGREEMENT = "row", "not_agreement"
"""What may come of a file beside the codes of `pipeline/errors.py`."""

READ = frozenset({ROW, NO_AGREEMENT})
PROPER = READ | frozenset(CODES) - {"unexpected", "changing", "vanished", "not_opened", "not_a_file"}
"""What may come of a file that nobody touches: read, or a failure that tells the user what to do with it."""
BROKEN = READ | {"damaged", "empty", "no_pages", "not_a_pdf"}


@dataclass(frozen=True, slots=True)
class Variant:
    """A file: its name, its bytes, and what may come of it. `quick` ones cost the program no effort."""

    category: str
    name: str
    content: bytes
    expected: frozenset[str] = PROPER
    quick: bool = True


def variants() -> Iterator[Variant]:
    """All but those of `greedy.py`."""
    yield from truncated()
    yield from flipped()
    yield from rebuilt()
    yield from lying()
    yield from locked()
    yield from disguised()
    yield from pictures()


def one(*codes: str) -> frozenset[str]:
    """Only these outcomes."""
    return frozenset(codes)


# --- damaged ----------------------------------------------------------------------------------


def truncated() -> Iterator[Variant]:
    """An agreement and a scan that end too early: at every twentieth of their length."""
    for name, whole in (("avtal", agreement()), ("skannat", scan(letter()))):
        for share in range(5, 100, 5):
            yield Variant("truncated", f"{name}-{share:02}.pdf", whole[: len(whole) * share // 100], BROKEN)


def flipped() -> Iterator[Variant]:
    """An agreement and a scan in which some bits are turned over."""
    for name, whole in (("avtal", agreement()), ("skannat", scan(letter()))):
        for count in (1, 10, 100, 1000):
            for seed in range(5):
                chance, content = random.Random(seed), bytearray(whole)
                for _ in range(count):
                    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
                yield Variant("flipped", f"{name}-{count}-{seed}.pdf", bytes(content), BROKEN | {"encrypted"})


def rebuilt() -> Iterator[Variant]:
    """An agreement with its parts in the wrong places: streams swapped, the table of objects broken."""
    whole = agreement()
    first, second = (part.span(1) for part in list(re.finditer(rb"stream\r?\n(.*?)endstream", whole, re.DOTALL))[:2])
    swapped = (
        whole[: first[0]]
        + whole[slice(*second)]
        + whole[first[1] : second[0]]
        + whole[slice(*first)]
        + whole[second[1] :]
    )
    start = whole.rindex(b"startxref")
    changes = {
        "strommar-bytta.pdf": swapped,
        "xref-noll.pdf": whole[:start] + b"startxref\n0\n%%EOF\n",
        "xref-bortom.pdf": whole[:start] + b"startxref\n99999999999\n%%EOF\n",
        "xref-minus.pdf": whole[:start] + b"startxref\n-5\n%%EOF\n",
        "xref-forskjuten.pdf": re.sub(rb"(\d{10}) 00000 n", lambda m: b"%010d 00000 n" % (int(m[1]) + 7), whole),
        "xref-alla-lediga.pdf": whole.replace(b" 00000 n", b" 00000 f"),
        "xref-borta.pdf": whole[: whole.rindex(b"xref\n0")],
        "trailer-borta.pdf": whole.replace(b"trailer", b"tralier"),
        "rot-borta.pdf": whole.replace(b"/Root", b"/Toor"),
        "rot-fel.pdf": re.sub(rb"/Root \d+", b"/Root 999", whole),
        "slinga-prev.pdf": whole.replace(
            b"/Root", b"/Prev %d /Root" % int(whole[start:].split()[1]), 1
        ),
        "objekt-dubbla.pdf": whole + whole[whole.index(b"1 0 obj") : whole.rindex(b"xref\n0")],
        "tva-i-en.pdf": whole + whole,
        "fragment-framfor.pdf": b"skr\xe4p" * 150 + whole,
        "fragment-efter.pdf": whole + b"\0" * 100_000,
        "radslut.pdf": whole.replace(b"\n", b"\r\n"),
        "utan-huvud.pdf": whole[whole.index(b"\n") + 1 :],
        "huvud-9.9.pdf": whole.replace(b"%PDF-1.", b"%PDF-9."),
    }  # fmt: skip
    for name, content in changes.items():
        yield Variant("rebuilt", name, content, BROKEN)


# --- what lies about itself -------------------------------------------------------------------


def lying() -> Iterator[Variant]:
    """PDFs that are well formed and say what is not so, or what goes round in circles."""
    kids = [b"<</Type/Catalog/Pages 2 0 R>>"]
    leaf = b"<</Type/Page/MediaBox[0 0 595 842]/Parent 2 0 R>>"
    deep = [
        *kids,
        *(b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (number + 1) for number in range(2, 3000)),
        leaf,
    ]
    contents: dict[str, tuple[bytes, frozenset[str]]] = {
        "sidor-10000.pdf": (page().replace(b"/Count 1", b"/Count 10000"), READ | {"too_large", "damaged"}),
        "sidor-en-miljon.pdf": (page().replace(b"/Count 1", b"/Count 1000000"), READ | {"too_large", "damaged"}),
        "sidor-minus.pdf": (page().replace(b"/Count 1", b"/Count -1"), BROKEN),
        "sidor-noll.pdf": (objects_in_a_file([*kids, b"<</Type/Pages/Kids[]/Count 0>>"]), one("no_pages")),
        "sidor-utan-barn.pdf": (objects_in_a_file([*kids, b"<</Type/Pages/Count 3>>"]), BROKEN),
        "sidor-slinga.pdf": (objects_in_a_file([*kids, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"]), BROKEN),
        "sidor-djupa.pdf": (objects_in_a_file(deep), BROKEN),
        "sida-sig-sjalv.pdf": (page(entries=b"/Group 3 0 R/Annots[3 0 R]"), BROKEN),
        "langd-for-lang.pdf": (page().replace(b"/Length", b"/Length 99999999 %", 1), BROKEN),
        "langd-minus.pdf": (page().replace(b"<</Length ", b"<</Length -", 1), BROKEN),
        "langd-sig-sjalv.pdf": (around(b"<</Length 5 0 R>>stream\n" + SAYS + b"\nendstream"), BROKEN),
        "matt-noll.pdf": (page(box=b"[0 0 0 0]"), BROKEN),
        "matt-minus.pdf": (page(box=b"[595 842 0 0]"), BROKEN),
        "matt-oandligt.pdf": (page(box=b"[0 0 1e38 1e38]"), BROKEN | {"too_large"}),
        "matt-ord.pdf": (page(box=b"[/A /B (c) null]"), BROKEN),
        "matt-saknas.pdf": (page().replace(b"/MediaBox", b"/Xxxxxxxx"), BROKEN),
        "vriden-45.pdf": (page(entries=b"/Rotate 45"), BROKEN),
        "enhet-miljon.pdf": (page(entries=b"/UserUnit 1000000"), BROKEN | {"too_large"}),
        "typsnitt-noll.pdf": (page(SAYS.replace(b"12 Tf", b"0 Tf")), BROKEN),
        "typsnitt-jatte.pdf": (page(SAYS.replace(b"12 Tf", b"1000000000 Tf")), BROKEN),
        "matris-nan.pdf": (page(b"1e39 0 0 1e39 0 0 cm " + SAYS), BROKEN),
        "tal-langt.pdf": (page(b"1" * 100_000 + b" 0 Td " + SAYS), BROKEN),
        "strang-oppen.pdf": (page(b"BT /F 12 Tf (" + b"(" * 50_000), BROKEN),
        "operatorer-skrap.pdf": (page(bytes(random.Random(1).randbytes(50_000))), BROKEN),
        "filter-okant.pdf": (around(stream(SAYS, b"/Filter/Okant")), BROKEN),
        "filter-skrap.pdf": (around(stream(b"\xff" * 500, b"/Filter[/FlateDecode/LZWDecode/ASCII85Decode]")), BROKEN),
        "objektstrom-sig-sjalv.pdf": (
            page(more=[stream(b"6 0 6 0", b"/Type/ObjStm/N 2/First 8/Extends 6 0 R")]),
            BROKEN,
        ),
    }  # fmt: skip
    for name, (content, expected) in contents.items():
        yield Variant("lying", name, content, expected)


# --- locked, disguised, pictures --------------------------------------------------------------


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


def pictures() -> Iterator[Variant]:
    """Pictures: cut off, with measures that lie, that grow when they are opened, with frames in a circle."""
    whole = {"png": encoded(letter(), "PNG"), "jpg": encoded(letter(), "JPEG"), "tif": encoded(letter(), "TIFF")}
    for ending, content in whole.items():
        for share in (10, 50, 90):
            cut = content[: len(content) * share // 100]
            yield Variant("pictures", f"avklippt-{share}.{ending}", cut, BROKEN | {"unsupported"})
    measures = (30_000).to_bytes(4) * 2
    bomb = whole["png"][:16] + measures + whole["png"][24:29]
    bomb += zlib.crc32(bomb[12:29]).to_bytes(4) + whole["png"][33:]
    yield Variant("pictures", "matt-ljuger.png", bomb, one("too_large"))
    header = bytearray(whole["jpg"])
    at = header.index(b"\xff\xc0") + 5
    header[at : at + 4] = b"\xff\xff\xff\xff"
    yield Variant("pictures", "matt-ljuger.jpg", bytes(header), one("too_large"))
    frames = io.BytesIO()
    letter().save(frames, "TIFF", save_all=True, append_images=[letter()] * 2, compression="group4")
    yield Variant("pictures", "tre-sidor.tif", frames.getvalue(), READ, quick=False)
    round_about = bytearray(whole["tif"])
    directory = int.from_bytes(round_about[4:8], "little")
    entries = int.from_bytes(round_about[directory : directory + 2], "little")
    end = directory + 2 + 12 * entries
    round_about[end : end + 4] = round_about[4:8]
    yield Variant("pictures", "slinga.tif", bytes(round_about), BROKEN)
    yield Variant("pictures", "en-punkt.png", encoded(Image.new("L", (1, 1)), "PNG"), BROKEN)
    yield Variant("pictures", "en-rad.png", encoded(Image.new("L", (60_000, 1)), "PNG"), BROKEN)


def letter() -> Image.Image:
    """A small scan with a few lines on it."""
    picture = Image.new("1", (620, 877), 1)
    pen = ImageDraw.Draw(picture)
    for row, text in enumerate(("Avtal om samverkan", "mellan Sala kommun och Region Dalarna", "2012-01-01")):
        pen.text((60, 80 + 40 * row), text, fill=0, font_size=24)
    return picture


def encoded(picture: Image.Image, kind: str) -> bytes:
    """The picture as a file."""
    target = io.BytesIO()
    (picture.convert("L") if kind == "JPEG" else picture).save(target, kind)
    return target.getvalue()
