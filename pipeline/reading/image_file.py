"""Scans that are image files: TIFF (several pages), JPEG and PNG.

A frame becomes a grey picture with its resolution, upright as far as the file itself says (EXIF, TIFF 6.0 section 8).
"""

from __future__ import annotations

import warnings
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from pipeline.errors import DamagedError, TooLargeError

_MAGIC = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_FORMATS = ("TIFF", "JPEG", "PNG")
_SHORT_SIDE_INCHES = 8.27
"""A4, assumed where a file's resolution is missing or impossible."""
_PLAUSIBLE_INCHES = (4.0, 36.0)


def is_image(head: bytes) -> bool:
    """Whether a file that begins like this is a TIFF, JPEG or PNG."""
    return head.startswith(_MAGIC)


def frame_count(path: Path) -> int:
    """The number of pictures in the file; raises `DamagedError` when it is none."""
    with _open(path) as image:
        return int(getattr(image, "n_frames", 1))


def read_frame(path: Path, number: int, max_pixels: int) -> tuple[Image.Image, float]:
    """Picture `number` (from 1) in grey, and its resolution in dots per inch.

    Raises `TooLargeError` past `max_pixels` times four (a picture can be scaled down, but must first fit in memory),
    `DamagedError` when it cannot be decoded.
    """
    with _open(path) as image, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of broken EXIF data and reads on
        try:
            image.seek(number - 1)
            if image.width * image.height > 4 * max_pixels:
                raise TooLargeError(f"picture {number} has {image.width} x {image.height} pixels")
            dpi = _resolution(image)
            picture = ImageOps.exif_transpose(image)
            return _grey(picture), dpi
        except (OSError, EOFError, SyntaxError, ValueError) as error:
            raise DamagedError(f"picture {number}: {error}") from error


def _open(path: Path) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return Image.open(path, formats=_FORMATS)
    except Image.DecompressionBombError as error:
        raise TooLargeError(str(error)) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise DamagedError(f"not a picture: {error}") from error


def _grey(image: Image.Image) -> Image.Image:
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(paper, image)
    if image.mode.startswith("I;16"):
        return image.point(lambda value: value / 256, "L")
    return image.convert("L")


def _resolution(image: Image.Image) -> float:
    """Dots per inch as the file says, or such that the page is as wide as A4 when that cannot be right."""
    short = min(image.size)
    try:
        stated = float(image.info["dpi"][0])
    except (KeyError, TypeError, ValueError, IndexError, ZeroDivisionError):
        stated = 0.0
    if stated > 0 and _PLAUSIBLE_INCHES[0] <= short / stated <= _PLAUSIBLE_INCHES[1]:
        return stated
    return short / _SHORT_SIDE_INCHES
