"""What scanners, copiers and years do to a page: a clean picture -> a PDF that holds nothing but its scan.

Every accident is drawn from a seeded generator, so a scan comes out the same each time.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

CLEAN_DPI = 300
"""The resolution of the pictures that are handed in."""
_LIGHT = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Profile:
    """A kind of scan. Lengths in pixels of the scan, shades from 0 (black) to 255."""

    dpi: int = 300
    down_dpi: int = 0
    """Dots per inch downwards, where a fax has others than across; 0: the same."""
    skew: tuple[float, float] = (0.0, 0.0)
    """The least and most degrees of tilt, to either side."""
    blur: float = 0.0
    grain: float = 0.0
    """The standard deviation of the noise."""
    specks: int = 0
    """Dark specks on a square inch, one to three pixels wide."""
    fade: float = 0.0
    """How much of the ink has gone, from 0 to 1, in patches: the worst places lose all of it, the best a third."""
    wear: float = 0.0
    """The share of the strokes that is broken off."""
    paper: int = 255
    dusk: float = 0.0
    """How much darker one corner is than the other."""
    quality: int = 0
    """Of the JPEG; 0: kept without loss."""
    bilevel: bool = False
    turn: int = 0
    """Degrees clockwise that the page lies turned."""


PROFILES = {
    "clean": Profile(),
    "office": Profile(dpi=200, skew=(0.2, 0.8), blur=0.5, grain=5, specks=0.5, fade=0.1, dusk=12, quality=45),
    "worn": Profile(dpi=200, skew=(0.3, 0.9), blur=0.8, grain=9, specks=9, fade=0.45, wear=0.04, paper=240, quality=40),
    "copy": Profile(skew=(0.2, 0.9), blur=0.9, grain=16, specks=5, fade=0.2, dusk=14, bilevel=True),
    "fax": Profile(dpi=204, down_dpi=98, skew=(0.2, 0.6), blur=0.4, grain=22, specks=2, bilevel=True),
    "fine fax": Profile(dpi=204, down_dpi=196, skew=(0.2, 0.6), blur=0.4, grain=22, specks=3, bilevel=True),
    "dark": Profile(dpi=200, skew=(0.2, 0.5), blur=0.6, grain=8, fade=0.15, paper=165, dusk=70, quality=50),
    "skewed": Profile(dpi=200, skew=(1.0, 5.0), blur=0.5, grain=5, fade=0.1, quality=50),
    "150 dpi": Profile(dpi=150, skew=(0.2, 0.6), blur=0.5, grain=5, fade=0.1, quality=45),
    "100 dpi": Profile(dpi=100, skew=(0.1, 0.4), blur=0.4, grain=4, quality=60),
    "turned": Profile(dpi=200, skew=(0.2, 0.8), blur=0.5, grain=5, fade=0.1, dusk=12, quality=45, turn=90),
}
"""«turned» is turned by 90, 180 and 270 degrees in turn."""


@dataclass(frozen=True, slots=True)
class Scan:
    """A scanned page as a PDF, and how it lies: `tilt` in degrees counter-clockwise, then `turn` clockwise."""

    pdf: bytes
    tilt: float
    turn: int


def scanned(page: Image.Image, profile: Profile, seed: int) -> Scan:
    """The scan of a grey page of 300 dpi."""
    rng = np.random.default_rng(seed)
    tilt = float(rng.uniform(*profile.skew) * rng.choice([-1, 1]))
    picture = page.rotate(tilt, resample=Image.Resampling.BICUBIC, fillcolor=255) if tilt else page
    if profile.dpi != CLEAN_DPI:
        size = (round(page.width * profile.dpi / CLEAN_DPI), round(page.height * profile.dpi / CLEAN_DPI))
        picture = picture.resize(size, Image.Resampling.BOX if profile.bilevel else Image.Resampling.BICUBIC)
    if profile.blur:
        picture = picture.filter(ImageFilter.GaussianBlur(profile.blur))
    picture = Image.fromarray(_aged(np.asarray(picture, dtype=np.float32), profile, rng))
    down_dpi = profile.down_dpi or profile.dpi
    if down_dpi != profile.dpi:
        picture = picture.resize((picture.width, round(picture.height * down_dpi / profile.dpi)), Image.Resampling.BOX)
    if profile.bilevel:
        picture = picture.point([0 if level < 150 else 255 for level in range(256)]).convert("1")
    dpi = (profile.dpi, down_dpi)
    if profile.turn:
        picture = picture.rotate(-profile.turn, expand=True)
        dpi = dpi if profile.turn == 180 else (dpi[1], dpi[0])
    out = BytesIO()
    lossy = {"quality": profile.quality} if profile.quality else {}
    picture.save(out, "PDF", dpi=dpi, **lossy)
    return Scan(out.getvalue(), tilt, profile.turn)


def _aged(light: _LIGHT, profile: Profile, rng: np.random.Generator) -> npt.NDArray[np.uint8]:
    height, width = light.shape
    ink = 255 - light
    if profile.fade:
        ink *= 1 - profile.fade * (1 + 2 * _patches(rng, light.shape, 60)) / 3
    if profile.wear:
        grit = rng.random((height // 2 + 1, width // 2 + 1)) < profile.wear
        ink[np.kron(grit, np.ones((2, 2), dtype=bool))[:height, :width]] *= 0.25
    corner = (np.linspace(0, 1, width)[None, :] + np.linspace(0, 1, height)[:, None]) / 2
    light = (255 - ink) * ((profile.paper - profile.dusk * corner**2) / 255)
    light += rng.normal(0, profile.grain, light.shape)
    count = round(profile.specks * width * height / profile.dpi**2)
    for y, x in zip(rng.integers(0, height, count), rng.integers(0, width, count), strict=True):
        across, down = rng.integers(1, 4, 2)
        light[y : y + down, x : x + across] -= rng.uniform(80, 220)
    whole: npt.NDArray[np.uint8] = np.clip(light, 0, 255).astype(np.uint8)
    return whole


def _patches(rng: np.random.Generator, shape: tuple[int, ...], side: int) -> _LIGHT:
    """Soft patches of 0 to 1, some `side` pixels wide."""
    height, width = shape
    coarse = Image.fromarray(rng.integers(0, 256, (height // side + 2, width // side + 2), dtype=np.uint8))
    return np.asarray(coarse.resize((width, height), Image.Resampling.BICUBIC), dtype=np.float32) / 255
