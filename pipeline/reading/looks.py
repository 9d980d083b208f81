"""What the picture of a page looks like: how its lines lie, its paper, its specks, its columns.

Everything is told from small copies or from samples of the picture, in some tens of milliseconds a page; the treatments
of `treatment.py` are switched on by it. The thresholds and what they were measured on stand in docs/ocr.md.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image

_Places = npt.NDArray[np.float32]

_PROFILE_SIDE = 1131
"""Pixels of the longer side: an A4 page 800 wide."""
_FEW_PLACES = 100
_MAX_SKEW = 6.0
_TILE = 64
_STRIPS = 12
_STRIP = 1 / 36
_SPECK_SIDE = 4
"""Pixels: a speck is no larger, the dot of an i is at 200 dpi."""
_SPECK_INK = 10
_ROW_DPI = 60
_FEW_IN_ROW = 3
_GAP = 13
_NUMBER_GAP = 4
_INDENT = 45
"""Pixels at 60 dpi: the gap between columns (5 mm), that between a number and its text, and how far in that may be."""


@dataclass(frozen=True, slots=True)
class Lie:
    """How the lines of a page lie."""

    skew: float = 0.0
    """The degrees by which lines of text fall to the right (negative: rise), between -6 and 6."""
    level_ratio: float = 1.0
    """How much sharper the ink's profile is along rows than along columns.

    Far above 1 where lines are level, far below where they run up or down, about 1 where nothing can be told.
    """


def lie(picture: Image.Image) -> Lie:
    """By projection profile: at the right angle, the rows of a page are either full of ink or empty.

    The coordinates of the ink are sheared, not the picture, so an angle costs less than a millisecond.
    """
    rows, columns = _ink_places(picture)
    if rows.size < _FEW_PLACES:
        return Lie()
    angles = np.arange(-_MAX_SKEW, _MAX_SKEW + 0.01, 0.5)
    coarse, level = _sharpest(rows, columns, angles)
    _, upright = _sharpest(columns, rows, angles)
    fine, _ = _sharpest(rows, columns, np.arange(coarse - 0.5, coarse + 0.51, 0.1))
    return Lie(round(fine, 2), level / max(upright, 1.0))


def paper(picture: Image.Image) -> npt.NDArray[np.float32]:
    """The paper's shade from 0 to 255, tile by tile of 64 x 64 pixels."""
    columns, rows = max(1, picture.width // _TILE), max(1, picture.height // _TILE)
    small = picture.resize((columns * 8, rows * 8), Image.Resampling.BOX, reducing_gap=1)
    tiles = np.asarray(small, dtype=np.float32).reshape(rows, 8, columns, 8)
    shade: npt.NDArray[np.float32] = np.percentile(tiles, 80, axis=(1, 3)).astype(np.float32)
    return shade


def specks(picture: Image.Image, dpi: float) -> float:
    """Specks on a square inch: dark dots of some pixels with nothing but paper around them."""
    side, count, area = 2 * _SPECK_SIDE + 1, 0.0, 0
    for strip in _strips(picture, 3 * side):
        dark = _ink(strip)
        area += dark.size
        if not 0 < dark.mean() < 0.5:
            continue
        around = _sums(dark, side)
        inner = dark[_SPECK_SIDE:-_SPECK_SIDE, _SPECK_SIDE:-_SPECK_SIDE]
        alone = inner & (around <= _SPECK_INK)
        count += float((alone / np.maximum(around, 1)).sum())
    return count / (area / dpi**2)


def black_share(picture: Image.Image) -> float:
    """Of the pixels that are not paper, the share that is quite black: 1 in black and white, less the more greys."""
    counts = picture.histogram()
    inked = sum(counts[:240])
    return sum(counts[:16]) / inked if inked else 0.0


@dataclass(frozen=True, slots=True)
class Columns:
    """What stands side by side on a level page: shares of its rows of ink, from 0 to 1."""

    split: float = 0.0
    """Rows that have a gap at the place where most of them have one: newspaper columns, tables."""
    numbered: float = 0.0
    """Rows that begin with little and then have a gap at the place where most of those have one: hanging numbers."""


def columns(picture: Image.Image, dpi: float) -> Columns:
    """The gaps in the rows of ink of a level page, on a small copy."""
    scale = min(_ROW_DPI / dpi, 1.0)  # a scan that says it is as large as a house has few dots per inch
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    small = picture.resize(size, Image.Resampling.BOX)
    ink = _ink(small)
    # With the three rows above and below: a row through nothing but ascenders would be full of gaps.
    padded = np.pad(ink, ((3, 3), (0, 0)))
    whole = np.logical_or.reduce([padded[index : index + len(ink)] for index in range(7)])
    rows = whole[ink.sum(axis=1) >= _FEW_IN_ROW]
    if not len(rows):
        return Columns()
    split, numbered = (np.zeros(ink.shape[1] + 1, dtype=np.int64) for _ in range(2))
    for row in rows:
        places = np.flatnonzero(row)
        starts, ends = places[:-1], places[1:]
        far = starts > places[0] + _INDENT
        for hits, gaps in ((split, far & (ends - starts > _GAP)), (numbered, ~far & (ends - starts > _NUMBER_GAP))):
            hits[starts[gaps] + 1] += 1
            hits[ends[gaps]] -= 1
    return Columns(*(float(np.cumsum(hits).max() / len(rows)) for hits in (split, numbered)))


def _strips(picture: Image.Image, lowest: int) -> Iterator[Image.Image]:
    """Twelve strips across the page, a third of it together, at least `lowest` pixels high."""
    height = max(lowest, round(picture.height * _STRIP))
    for index in range(_STRIPS):
        top = round((picture.height - height) * index / (_STRIPS - 1))
        yield picture.crop((0, top, picture.width, top + height))


def _ink(picture: Image.Image) -> npt.NDArray[np.bool_]:
    """Where the picture is clearly darker than its paper."""
    grey = np.asarray(picture)
    paper = float(np.percentile(grey[::4, ::4] if grey.size > 100_000 else grey, 90))
    return grey < min(paper - 40, 0.75 * paper)


def _sums(dark: npt.NDArray[np.bool_], side: int) -> npt.NDArray[np.int32]:
    """The ink in the square of `side` pixels around each pixel that has one."""
    table = np.zeros((dark.shape[0] + 1, dark.shape[1] + 1), dtype=np.int32)
    np.cumsum(np.cumsum(dark, axis=0, dtype=np.int32), axis=1, out=table[1:, 1:])
    whole: npt.NDArray[np.int32] = table[side:, side:] - table[:-side, side:] - table[side:, :-side]
    return whole + table[:-side, :-side]


def _ink_places(picture: Image.Image) -> tuple[_Places, _Places]:
    """The rows and columns of the ink in a small copy; all of it, for a sample would blur the profiles."""
    scale = min(_PROFILE_SIDE / max(picture.size), 1.0)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    small = picture.resize(size, Image.Resampling.BOX, reducing_gap=1)
    rows, columns = np.nonzero(_ink(small))
    return rows.astype(np.float32), columns.astype(np.float32)


def _sharpest(rows: _Places, columns: _Places, angles: npt.NDArray[np.float64]) -> tuple[float, float]:
    """The angle with the sharpest profile, and how sharp it is."""
    sharpness = [_sharpness(rows, columns, float(angle)) for angle in angles]
    best = int(np.argmax(sharpness))
    return float(angles[best]), sharpness[best]


def _sharpness(rows: _Places, columns: _Places, angle: float) -> float:
    sheared = rows - columns * np.float32(math.tan(math.radians(angle)))
    profile = np.bincount((sheared - sheared.min()).astype(np.intp)).astype(np.float64)
    return float(np.square(np.diff(profile)).sum())
