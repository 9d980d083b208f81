"""Pictures of pages: rendering, turning, straightening.

Pictures are 8-bit grey, black ink on white paper. Treatment is kept modest: on noisy pages deskewing lowered the
error, upscaling alone and binarising alone raised it.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pypdfium2
from PIL import Image

from pipeline.errors import DamagedError

PREPROCESSING = "2"
"""The version of everything in this module that changes what OCR sees; a part of the key of cached results."""

_TURNS = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
_PROFILE_SIDE = 1131
"""Pixels of the longer side: an A4 page 800 wide."""
_FEW_PLACES = 100
_MAX_SKEW = 6.0
_MIN_SKEW = 0.4
_TILE = 64
_LIGHT_PAPER = 215
_PAPER_NOISE = 0.88
"""Of the paper's shade: what is lighter is paper too, grainy as it may be."""


def render(pdf: pypdfium2.PdfDocument, number: int, dpi: float, max_pixels: int) -> tuple[Image.Image, float]:
    """Page `number` (from 1) as a grey picture, and the dots per inch that it got; /Rotate is applied.

    The resolution is lowered where the page would be more than `max_pixels`. Raises `DamagedError`.
    """
    try:
        page = pdf[number - 1]
        try:
            width, height = page.get_size()
            scale = min(dpi / 72, (max_pixels / max(width * height, 1)) ** 0.5)
            picture = page.render(scale=scale, grayscale=True).to_pil()
        finally:
            page.close()
    except (pypdfium2.PdfiumError, IndexError, ValueError, ZeroDivisionError) as error:
        raise DamagedError(f"page {number} cannot be rendered: {error}") from error
    return picture.convert("L"), scale * 72


def turn(picture: Image.Image, degrees: int) -> Image.Image:
    """The picture turned clockwise by 0, 90, 180 or 270 degrees."""
    return picture.transpose(_TURNS[degrees]) if degrees in _TURNS else picture


def skew(picture: Image.Image) -> float:
    """The degrees by which lines of text fall to the right (negative: rise), between -6 and 6.

    By projection profile: at the right angle, the rows of a page are either full of ink or empty. The ink's
    coordinates are sheared, not the picture, so an angle costs about a millisecond.
    """
    rows, columns = _ink_places(picture)
    if rows.size < _FEW_PLACES:
        return 0.0
    best = _sharpest(rows, columns, np.arange(-_MAX_SKEW, _MAX_SKEW + 0.01, 0.5))[0]
    return round(_sharpest(rows, columns, np.arange(best - 0.5, best + 0.51, 0.1))[0], 2)


def level_ratio(picture: Image.Image) -> float:
    """How much sharper the ink's profile is along rows than along columns.

    Far above 1 where lines of text are level, far below where they run up or down, about 1 where nothing can be told.
    """
    rows, columns = _ink_places(picture)
    if rows.size < _FEW_PLACES:
        return 1.0
    angles = np.arange(-_MAX_SKEW, _MAX_SKEW + 0.01, 0.5)
    level, upright = (_sharpest(*places, angles)[1] for places in ((rows, columns), (columns, rows)))
    return level / max(upright, 1.0)


def deskewed(picture: Image.Image) -> Image.Image:
    """The picture with level lines; as it is when it is askew by less than 0.4 degrees."""
    angle = skew(picture)
    if abs(angle) < _MIN_SKEW:
        return picture
    return picture.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)


def whitened(picture: Image.Image) -> Image.Image:
    """The picture with its paper made white where it is dark or unevenly lit; as it is when the paper is light.

    The paper's shade is taken tile by tile and every pixel is divided by it. On dark scans Tesseract otherwise loses
    whole lines.
    """
    columns, rows = max(1, picture.width // _TILE), max(1, picture.height // _TILE)
    small = picture.resize((columns * 8, rows * 8), Image.Resampling.BOX)
    tiles = np.asarray(small, dtype=np.float32).reshape(rows, 8, columns, 8)
    shade = np.percentile(tiles, 80, axis=(1, 3))
    paper = float(np.median(shade))
    if paper >= _LIGHT_PAPER and float(np.percentile(shade, 10)) >= _LIGHT_PAPER:
        return picture
    shade = np.clip(shade, 0.6 * paper, None).astype(np.float32)
    ground = np.asarray(Image.fromarray(shade).resize(picture.size, Image.Resampling.BICUBIC), dtype=np.float32)
    bright = np.asarray(picture, dtype=np.float32) * (255 / (_PAPER_NOISE * np.maximum(ground, 1)))
    return Image.fromarray(np.clip(bright, 0, 255).astype(np.uint8))


def at_dpi(picture: Image.Image, dpi: float, wanted: float) -> Image.Image:
    """The picture resampled from `dpi` to `wanted` dots per inch (1 inch = 72 points)."""
    size = (max(1, round(picture.width * wanted / dpi)), max(1, round(picture.height * wanted / dpi)))
    return picture if size == picture.size else picture.resize(size, Image.Resampling.LANCZOS)


def _ink(picture: Image.Image) -> npt.NDArray[np.bool_]:
    """Where the picture is clearly darker than its paper."""
    grey = np.asarray(picture, dtype=np.float32)
    paper = float(np.percentile(grey, 90))
    return grey < min(paper - 40, 0.75 * paper)


def _ink_places(picture: Image.Image) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The rows and columns of the ink in a small copy."""
    small = picture.copy()
    small.thumbnail((_PROFILE_SIDE, _PROFILE_SIDE), Image.Resampling.BOX)
    rows, columns = np.nonzero(_ink(small))
    return rows, columns


def _sharpest(
    rows: npt.NDArray[np.int64], columns: npt.NDArray[np.int64], angles: npt.NDArray[np.float64]
) -> tuple[float, float]:
    """The angle with the sharpest profile, and how sharp it is."""
    sharpness = [_sharpness(rows, columns, float(angle)) for angle in angles]
    best = int(np.argmax(sharpness))
    return float(angles[best]), sharpness[best]


def _sharpness(rows: npt.NDArray[np.int64], columns: npt.NDArray[np.int64], angle: float) -> float:
    sheared = rows - columns * np.tan(np.radians(angle))
    profile = np.bincount((sheared - sheared.min()).astype(np.int64)).astype(np.float64)
    return float(np.square(np.diff(profile)).sum())
