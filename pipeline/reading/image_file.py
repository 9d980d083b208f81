"""Scans that are image files: TIFF (several pages), JPEG and PNG.

A frame becomes a grey picture with its resolution, upright as far as the file itself says (EXIF, TIFF 6.0 section 8).
Frames are decoded one at a time; to find one, only the directories before it are read.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from PIL import Image, ImageOps, UnidentifiedImageError

from pipeline.errors import DamagedError, TooLargeError

Image.MAX_IMAGE_PIXELS = None  # Pillow's own limit is not ours to set; `read_frame` looks before it decodes

_MAGIC = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_FORMATS = ("TIFF", "JPEG", "PNG")
_SHORT_SIDE_INCHES = 8.27
"""A4, assumed where a file's resolution is missing or impossible."""
_PLAUSIBLE_INCHES = (4.0, 36.0)
_SQUARE = 0.98
"""A resolution down that is so near the one across is the same."""


def is_image(head: bytes) -> bool:
    """Whether a file that begins like this is a TIFF, JPEG or PNG."""
    return head.startswith(_MAGIC)


def frame_count(path: Path) -> int:
    """The number of pictures in the file; raises `DamagedError` when it is none."""
    with _opened(path) as image:
        return int(getattr(image, "n_frames", 1))


def read_frame(path: Path, number: int, max_pixels: int) -> tuple[Image.Image, float]:
    """Picture `number` (from 1) in grey, and its resolution in dots per inch.

    Raises `TooLargeError` past `max_pixels` times four (a picture can be scaled down, but must first fit in memory),
    `DamagedError` when it cannot be decoded.
    """
    with _opened(path) as image, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of broken EXIF data and reads on
        try:
            image.seek(number - 1)
            if image.width * image.height > 4 * max_pixels:
                raise TooLargeError(f"picture {number} has {image.width} x {image.height} pixels")
            across, down = _resolution(image)
            lying = image.size
            image.load()  # TIFF is turned upright by this already, and must not be turned again
            picture = ImageOps.exif_transpose(image)
            if picture.size != lying:
                across, down = down, across
            return _with_square_pixels(_grey(picture), across, down)
        except (OSError, EOFError, SyntaxError, ValueError) as error:
            raise DamagedError(f"picture {number}: {error}") from error


@contextmanager
def _opened(path: Path) -> Iterator[Image.Image]:
    """The picture, read through a stream.

    Given a name, Pillow 13 maps an uncompressed TIFF into memory, and garbles one that is to be turned a quarter.
    """
    with path.open("rb") as stream, _open(stream) as image:
        yield image


def _open(stream: BinaryIO) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return Image.open(stream, formats=_FORMATS)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise DamagedError(f"not a picture: {error}") from error


def _grey(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I;16"):
        return image.point(lambda value: value / 256).convert("L")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(paper, image)
    return image.convert("L")


def _resolution(image: Image.Image) -> tuple[float, float]:
    """Dots per inch across and down as the file says; if that cannot be right, such that the page is A4."""
    short = min(image.size)
    try:
        across, down = (float(value) for value in image.info["dpi"])
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        across = down = 0.0
    if across > 0 and down > 0 and _is_page(image.width / across) and _is_page(image.height / down):
        return across, down
    return short / _SHORT_SIDE_INCHES, short / _SHORT_SIDE_INCHES


def _is_page(inches: float) -> bool:
    return _PLAUSIBLE_INCHES[0] <= inches <= _PLAUSIBLE_INCHES[1]


def _with_square_pixels(picture: Image.Image, across: float, down: float) -> tuple[Image.Image, float]:
    """The picture at one resolution: a fax has half as many dots down as across (ITU-T T.4), and is stretched."""
    dpi = max(across, down)
    if min(across, down) > _SQUARE * dpi:
        return picture, across
    size = (round(picture.width * dpi / across), round(picture.height * dpi / down))
    return picture.resize(size, Image.Resampling.BICUBIC), dpi
