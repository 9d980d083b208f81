"""Our own files, damaged: cut off, with bits turned over, with their parts in the wrong places."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from tests.hostile.pdf_writing import agreement, agreement_from_the_start, scan
from tests.hostile.pictures import letter
from tests.hostile.variant import BROKEN, Variant


def truncated() -> Iterator[Variant]:
    """Agreements and a scan that end too early: at every twentieth of their length."""
    wholes = {"avtal": agreement(), "avtal-trad": agreement_from_the_start(), "skannat": scan(letter())}
    for name, whole in wholes.items():
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
