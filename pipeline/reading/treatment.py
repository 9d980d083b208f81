"""What is done to the picture of a page before it is recognised, and when: never everything, and nothing always.

Each treatment is switched on by what the page looks like (`looks.py`), because each makes some other kind of page
worse. What each brings on which pages is measured by `benchmarks/ocr_accuracy.py` and stands in docs/ocr.md.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFilter

from pipeline.reading import looks

WHITENED = "whitened"
DESPECKLED = "despeckled"
SOFTENED = "softened"
DESKEWED = "deskewed"
ONE_COLUMN = "one_column"
TREATMENTS = (WHITENED, DESPECKLED, SOFTENED, DESKEWED, ONE_COLUMN)
"""Their codes; after «deskewed» follow the degrees."""

_LIGHT_PAPER = 215
_PAPER_NOISE = 0.88
"""Of the paper's shade: what is lighter is paper too, grainy as it may be."""
_WHITE_PAPER = 254
_COARSE_INK_DPI = 75
_ANY_INK = 240
_BORDER = 0.16
"""Inches, 4 mm."""
_MANY_SPECKS = 3.0
_COARSE_DPI = 250
_BILEVEL = 0.28
_MIN_SKEW = 0.4
_SPLIT = 0.3
_NUMBERED = 0.25
ONE_COLUMN_PSM = 4
"""Tesseract's page segmentation mode for one column; its own search for columns (3) cuts off the numbers of lists."""


@dataclass(frozen=True, slots=True)
class Treated:
    """A picture and the codes of what was done to it, in order."""

    picture: Image.Image
    done: tuple[str, ...] = ()


def cleaned(picture: Image.Image, dpi: float) -> Treated:
    """The picture with white paper, without specks and with soft edges, as far as it needs any of it."""
    treated = _cleaned(picture, dpi)
    return Treated(smooth(treated.picture), treated.done)


def _cleaned(picture: Image.Image, dpi: float) -> Treated:
    white = whitened(picture)
    done = () if white is picture else (WHITENED,)
    if looks.black_share(white) >= _BILEVEL:  # black and white, where the median takes thin strokes with the specks
        return Treated(softened(white), (*done, SOFTENED)) if dpi < _COARSE_DPI else Treated(white, done)
    if looks.specks(white, dpi) >= _MANY_SPECKS:
        return Treated(despeckled(white), (*done, DESPECKLED))
    return Treated(white, done)


def whitened(picture: Image.Image) -> Image.Image:
    """The picture with its paper made white where it is dark or unevenly lit; as it is when the paper is light.

    The paper's shade is taken tile by tile and every pixel is divided by it. On dark scans Tesseract otherwise loses
    whole lines.
    """
    shade = looks.paper(picture)
    paper = float(np.median(shade))
    if paper >= _LIGHT_PAPER and float(np.percentile(shade, 10)) >= _LIGHT_PAPER:
        return picture
    shade = np.clip(shade, 0.6 * paper, None).astype(np.float32)
    ground = np.asarray(Image.fromarray(shade).resize(picture.size, Image.Resampling.BICUBIC), dtype=np.float32)
    bright = np.asarray(picture, dtype=np.float32) * (255 / (_PAPER_NOISE * np.maximum(ground, 1)))
    return Image.fromarray(np.clip(bright, 0, 255).astype(np.uint8))


def smooth(picture: Image.Image) -> Image.Image:
    """The picture with the grain of light paper made white, as it is where the paper is white already.

    It changes no word, but Tesseract packs every line as a PNG, and grain costs it a twentieth of its time.
    """
    paper = float(np.median(looks.paper(picture)))
    if paper >= _WHITE_PAPER:
        return picture
    return picture.point([255 if shade >= _PAPER_NOISE * paper else shade for shade in range(256)])


def margins(picture: Image.Image, dpi: float) -> tuple[int, int, int, int]:
    """The part of a cleaned page that holds all its ink, with a border: left, top, right, bottom in pixels.

    Tesseract looks for lines in the margins too; without them it needs a twentieth less time.
    """
    coarse = max(1, round(dpi / _COARSE_INK_DPI))
    small = picture.reduce(coarse)
    box = small.point([255 * (shade < _ANY_INK) for shade in range(256)]).getbbox()
    if box is None:
        return (0, 0, *picture.size)
    border = round(dpi * _BORDER)
    left, top, right, bottom = (side * coarse for side in box)
    return (
        max(0, left - border),
        max(0, top - border),
        min(picture.width, right + border),
        min(picture.height, bottom + border),
    )


def despeckled(picture: Image.Image) -> Image.Image:
    """Each pixel the median of the nine around it."""
    return picture.filter(ImageFilter.MedianFilter(3))


def softened(picture: Image.Image) -> Image.Image:
    """The steps of a coarse picture in black and white made into greys, which is what the engine was trained on."""
    return picture.filter(ImageFilter.GaussianBlur(1))


def deskewed(picture: Image.Image, skew: float) -> tuple[Image.Image, float]:
    """The picture with level lines, where they fall by `skew` degrees, and how much it was turned: 0 below 0.4."""
    if abs(skew) < _MIN_SKEW:
        return picture, 0.0
    return picture.rotate(skew, resample=Image.Resampling.BILINEAR, fillcolor=255), skew


def is_list(picture: Image.Image, dpi: float) -> bool:
    """Whether a level page has numbers or bullets in a column of their own, and nothing else in columns or tables."""
    found = looks.columns(picture, dpi)
    return found.split < _SPLIT and found.numbered >= _NUMBERED
