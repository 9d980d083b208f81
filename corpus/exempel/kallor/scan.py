"""Turn a PDF with text into the scan of its printout: pictures only, a little askew, with noise and stamps.

Every accident is drawn from a generator that is seeded with the document's name, so a scan comes out
the same each time.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2
from look import FONTS
from PIL import Image, ImageDraw, ImageFilter, ImageFont

Generator = np.random.Generator

STAMP_FONT = FONTS / "dejavu" / "DejaVuSans-Bold.ttf"
INKS = {"red": (178, 34, 40), "blue": (38, 62, 150), "black": (45, 45, 48), "green": (30, 105, 70)}


@dataclass(frozen=True)
class Profile:
    """What a scanner and the paper do to a page.

    skew: largest tilt in degrees; blur: radius in pixels; grain: strength of the noise (0-255);
    specks: how many dark dots; dusk: how much darker one edge is; fade: how much the ink is paled (0-1);
    turn: quarter turns counter-clockwise; mode: 1 (black and white, CCITT G4), L (grey) or RGB.
    """

    dpi: int
    mode: str
    quality: int = 45
    skew: float = 0.6
    blur: float = 0.5
    grain: float = 5.0
    specks: int = 40
    dusk: float = 12.0
    fade: float = 0.1
    turn: int = 0
    paper: int = 250


PROFILES = {
    "svartvit300": Profile(dpi=300, mode="1", skew=0.5, blur=0.6, grain=9, specks=160, dusk=10, fade=0.05),
    "svartvit300_sliten": Profile(dpi=300, mode="1", skew=0.9, blur=0.9, grain=16, specks=420, dusk=16, fade=0.2),
    "gra200": Profile(dpi=200, mode="L"),
    "gra200_blek": Profile(dpi=200, mode="L", quality=32, skew=0.8, blur=0.8, grain=5, specks=90, fade=0.32, paper=238),
    "gra240": Profile(dpi=240, mode="L", quality=38, skew=0.7, grain=4, specks=60),
    "farg200": Profile(dpi=200, mode="RGB", quality=42, skew=0.6, grain=4, specks=30, paper=246),
    "farg200_gulnad": Profile(
        dpi=200, mode="RGB", quality=38, skew=0.9, blur=0.6, grain=5, specks=120, dusk=20, fade=0.18, paper=236
    ),
    "gra200_vriden90": Profile(dpi=200, mode="L", skew=0.7, turn=1),
}


def scan(pdf: bytes, name: str, settings: dict[str, Any]) -> bytes:
    """The scanned version of a PDF; `settings` names the profile and the stamps."""
    profile = PROFILES[settings["profile"]]
    rng = np.random.default_rng(zlib.crc32(name.encode()))
    stamps: list[dict[str, Any]] = settings.get("stamp", [])
    document = pypdfium2.PdfDocument(pdf)
    pages = []
    for number, page in enumerate(document, start=1):
        picture: Image.Image = page.render(scale=profile.dpi / 72).to_pil().convert("RGB")
        for stamp in stamps:
            if stamp.get("page", 1) == number:
                picture = press(picture, stamp, profile.dpi, rng)
        pages.append(wear(picture, profile, rng))
    return bind(pages, profile)


def press(picture: Image.Image, stamp: dict[str, Any], dpi: int, rng: Generator) -> Image.Image:
    """Stamp some lines in a frame on a page; `at` is the centre as shares of width and height."""
    lines: Sequence[str] = stamp["lines"]
    big, small = (ImageFont.truetype(STAMP_FONT, round(dpi * share)) for share in (0.15, 0.105))
    fonts = [big] + [small] * (len(lines) - 1)
    sizes = [face.getbbox(line) for face, line in zip(fonts, lines, strict=True)]
    pad, gap = round(dpi * 0.07), round(dpi * 0.04)
    width = round(max(right for _, _, right, _ in sizes)) + 2 * pad
    height = round(sum(bottom for *_, bottom in sizes)) + gap * (len(lines) - 1) + 2 * pad
    mask = Image.new("L", (width, height), 0)
    pen = ImageDraw.Draw(mask)
    pen.rectangle((2, 2, width - 3, height - 3), outline=255, width=max(2, dpi // 70))
    y = float(pad)
    for face, line, (_, _, right, bottom) in zip(fonts, lines, sizes, strict=True):
        pen.text(((width - right) / 2, y - 2), line, font=face, fill=255)
        y += bottom + gap
    blots = Image.fromarray(rng.integers(120, 256, (height // 6 + 1, width // 6 + 1), dtype=np.uint8))
    uneven = np.asarray(blots.resize((width, height)), dtype=np.float64)
    ink = Image.fromarray((np.asarray(mask, dtype=np.float64) * uneven / 255 * 0.85).astype(np.uint8))
    tilted = ink.rotate(stamp.get("angle", 0), resample=Image.Resampling.BICUBIC, expand=True)
    across, down = stamp["at"]
    corner = (round(picture.width * across - tilted.width / 2), round(picture.height * down - tilted.height / 2))
    layer = Image.new("L", picture.size, 0)
    layer.paste(tilted, corner)
    return Image.composite(Image.new("RGB", picture.size, INKS[stamp.get("ink", "blue")]), picture, layer)


def wear(picture: Image.Image, profile: Profile, rng: Generator) -> Image.Image:
    """Tilt, blur, fade, shade and speckle a page, and lay it on the glass the way it was laid."""
    tilt = rng.uniform(0.25, 1) * profile.skew * rng.choice([-1, 1])
    picture = picture.rotate(tilt, resample=Image.Resampling.BICUBIC, fillcolor="white")
    picture = picture.filter(ImageFilter.GaussianBlur(profile.blur))
    light: npt.NDArray[np.float64] = np.asarray(picture, dtype=np.float64)
    light = 255 - (255 - light) * (1 - profile.fade)
    height, width = light.shape[:2]
    shade = np.linspace(0, 1, width)[None, :] ** 3 * profile.dusk * rng.choice([0.4, 1.0])
    light = light * (profile.paper / 255) - shade[:, :, None]
    if profile.mode == "RGB":
        light -= np.array([0.0, 2.0, 9.0])
    light += rng.normal(0, profile.grain, (height, width))[:, :, None]
    rows, columns = (rng.integers(0, side - 4, profile.specks) for side in (height, width))
    for y, x in zip(rows, columns, strict=True):
        across, down = rng.integers(1, 4, 2)
        light[y : y + down, x : x + across] -= rng.uniform(60, 170)
    worn = Image.fromarray(np.clip(light, 0, 255).astype(np.uint8))
    if profile.mode == "1":
        worn = worn.convert("L").point([0 if level < 158 else 255 for level in range(256)]).convert("1")
    elif profile.mode == "L":
        worn = worn.convert("L")
    return worn.rotate(90 * profile.turn, expand=True) if profile.turn else worn


def bind(pages: Sequence[Image.Image], profile: Profile) -> bytes:
    """One PDF that holds nothing but the pictures."""
    out, day = BytesIO(), time.gmtime(946684800)
    jpeg = {} if profile.mode == "1" else {"quality": profile.quality}
    pages[0].save(
        out, "PDF", save_all=True, append_images=list(pages[1:]), resolution=profile.dpi,
        title="", producer="Kontorsskanner", creationDate=day, modDate=day, **jpeg,
    )  # fmt: skip
    return out.getvalue()
