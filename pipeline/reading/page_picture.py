"""The picture of a page that people see beside its evidence: upright, grey, small enough for a file share."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image

from pipeline.domain.document import PageShape
from pipeline.errors import DamagedError
from pipeline.reading import image_file, images
from pipeline.reading.options import Limits

_DPI = 120.0
"""Dots per inch: ten-point print can be read on a screen, and in between a page takes some 70 kB."""
_LONGEST_SIDE = 3_000
"""Pixels: plans and posters are shown smaller."""
_QUALITY, _EFFORT = 55, 2
"""Of WebP: letters stay clean; twice the effort saves one byte in fifty."""
_HEAD = 16
"""Bytes that tell a picture from a PDF."""


def page_picture(path: Path, page: PageShape, limits: Limits) -> bytes:
    """A page of a file as a WebP picture, turned as `page` says. Raises a `DocumentError`."""
    dpi = min(_DPI, _LONGEST_SIDE * 72 / max(page.width, page.height, 1))
    picture = images.turn(_lying(path, page.number, dpi, limits), page.rotation)
    target = BytesIO()
    picture.save(target, format="WEBP", quality=_QUALITY, method=_EFFORT)
    return target.getvalue()


def _lying(path: Path, number: int, dpi: float, limits: Limits) -> Image.Image:
    """The page as it lies in the file."""
    with path.open("rb") as file:
        is_image = image_file.is_image(file.read(_HEAD))
    if is_image:
        picture, own = image_file.read_frame(path, number, limits.max_pixels)
        return images.at_dpi(picture, own, min(own, dpi))
    with images.opened(path) as pdf:
        if pdf is None:
            raise DamagedError("the file cannot be rendered")
        return images.render(pdf, number, dpi, limits.max_pixels)[0]
