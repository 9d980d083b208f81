"""What is printed on the picture of a page: whether anything is, and how much of it the text layer accounts for.

Paper may be white, yellowed or unevenly lit. Shadows at the edges, punch holes, specks, fold lines, the streaks of a
dirty scanner and what shines through faintly from the back are not print; a line of typing or a signature is.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from pipeline.domain.document import BBox

_SIDE = 1169
"""Pixels of the longer side on which all is measured: of A4 at 100 dots per inch, where a typed stroke is 1-2 wide."""

_Mask = npt.NDArray[np.bool_]

_TILE = 64
_PAPER = 80
"""The percentile of a tile's shades that is its paper."""
_INK = 0.82
"""Of the paper's shade: what is darker is ink. The back of a sheet shines through at some 0.9, faint typing is 0.7."""
_SOLID = 9
"""Pixels, 2.3 mm: what is thicker all around is a shadow, a hole or a blot, and no stroke of a letter."""
_SPECK = 2
"""Pixels: so few beside each other are noise."""
_EDGE = 4
"""Pixels along the edges of the page, where scanners leave lines."""
_CELL = 12
"""Pixels, 3 mm."""
_CHANGES = 4
"""From light to dark or back, across and down alike, that make a cell written: lines have them one way only."""
_WORD = 4
"""Written cells from end to end, 9 mm or more: a short word or a signature. The rim of a punch hole is smaller."""
_REACH = 2.0
"""Points by which a word's ink may lie outside its box."""


def has_print(picture: Image.Image) -> bool:
    """Whether anything is written on a grey picture of a page.

    Most pages have something in their second quarter, so that is looked at before the whole.
    """
    quarter = picture.height // 4
    part = picture.crop((0, quarter, picture.width, 2 * quarter))
    scale = _SIDE / max(picture.size)
    return any(bool(_written(_strokes(one, scale)).any()) for one in (part, picture) if min(one.size))


def covered(picture: Image.Image, dpi: float, boxes: Iterable[BBox]) -> float:
    """Of the print on a picture of `dpi` dots per inch: the share in the boxes, given in points; 0 without print."""
    ink = _strokes(picture, _SIDE / max(picture.size))
    rows, columns = (np.arange(size) // _CELL for size in ink.shape)
    ink &= _written(ink)[np.ix_(rows, columns)]
    if not ink.any():
        return 0.0
    inside = np.zeros_like(ink)
    scale = dpi / 72 * ink.shape[1] / picture.width
    for box in boxes:
        top, bottom = (max(0, round((y + grow) * scale)) for y, grow in ((box.top, -_REACH), (box.bottom, _REACH)))
        left, right = (max(0, round((x + grow) * scale)) for x, grow in ((box.x0, -_REACH), (box.x1, _REACH)))
        inside[top:bottom, left:right] = True
    return float(ink[inside].sum() / ink.sum())


def _strokes(picture: Image.Image, scale: float) -> _Mask:
    """Where strokes of ink are, on a copy made smaller by `scale` (never larger)."""
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    small = picture.resize(size, Image.Resampling.BOX, reducing_gap=1) if scale < 1 else picture
    dark = np.asarray(small, dtype=np.float32) < _INK * _paper(small)
    solid = _around(_around(dark, _SOLID // 2) == 1, _SOLID // 2 + 2) > 0
    dark &= ~solid & (_around(dark, 1) > (_SPECK + 0.5) / 9)
    dark[:_EDGE] = dark[-_EDGE:] = False
    dark[:, :_EDGE] = dark[:, -_EDGE:] = False
    return dark


def _around(mask: _Mask, reach: int) -> npt.NDArray[np.float32]:
    """For each pixel the share of the square around it, so many pixels to each side, that is set."""
    blurred = Image.fromarray(mask.astype(np.uint8) * 255).filter(ImageFilter.BoxBlur(reach))
    return np.asarray(blurred, dtype=np.float32) / np.float32(255)


def _paper(picture: Image.Image) -> npt.NDArray[np.float32]:
    """The shade of the paper at each pixel."""
    columns, rows = max(1, picture.width // _TILE), max(1, picture.height // _TILE)
    grey = np.asarray(picture.resize((columns * 16, rows * 16), Image.Resampling.BOX), dtype=np.float32)
    tiles = grey.reshape(rows, 16, columns, 16)
    shade = np.percentile(tiles, _PAPER, axis=(1, 3)).astype(np.float32)
    return np.asarray(Image.fromarray(shade).resize(picture.size, Image.Resampling.BILINEAR), dtype=np.float32)


def _written(ink: _Mask) -> _Mask:
    """The cells that hold writing: those of a group of neighbours as long as a word."""
    room = _WORD * _CELL
    padded = np.zeros([max(room, -(-size // _CELL) * _CELL) for size in ink.shape], dtype=bool)
    padded[: ink.shape[0], : ink.shape[1]] = ink
    across, down = np.zeros_like(padded), np.zeros_like(padded)
    across[:, 1:] = padded[:, 1:] != padded[:, :-1]
    down[1:] = padded[1:] != padded[:-1]
    cells: _Mask = np.minimum(_per_cell(across), _per_cell(down)) >= _CHANGES
    return _long_groups(cells)


def _per_cell(changes: _Mask) -> npt.NDArray[np.int64]:
    rows, columns = (size // _CELL for size in changes.shape)
    counts: npt.NDArray[np.int64] = changes.reshape(rows, _CELL, columns, _CELL).sum(axis=(1, 3))
    return counts


def _long_groups(cells: _Mask) -> _Mask:
    """The cells of those groups, joined by sides or corners, that reach over so many rows or columns."""
    left = set(zip(*(index.tolist() for index in np.nonzero(cells)), strict=True))
    found = np.zeros_like(cells)
    while left:
        group = [left.pop()]
        for row, column in group:  # grows as it goes
            near = {(row + down, column + across) for down in (-1, 0, 1) for across in (-1, 0, 1)} & left
            left -= near
            group.extend(near)
        rows, columns = zip(*group, strict=True)
        if max(max(rows) - min(rows), max(columns) - min(columns)) + 1 >= _WORD:
            found[rows, columns] = True
    return found
