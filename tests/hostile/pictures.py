"""Pictures: cut off, with measures that lie, with frames in a circle."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator

from PIL import Image, ImageDraw

from tests.hostile.variant import BROKEN, READ, Variant, one


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
    yield Variant("pictures", "tre-sidor.tif", frames.getvalue(), READ)
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
