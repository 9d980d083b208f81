"""PDFs that are well formed and say what is not so, or what goes round in circles."""

from __future__ import annotations

import random
from collections.abc import Iterator

from tests.hostile.pdf_writing import SAYS, around, objects_in_a_file, page, stream
from tests.hostile.variant import BROKEN, READ, Variant, one


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
