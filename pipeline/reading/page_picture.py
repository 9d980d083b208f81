"""The picture of a page that people see beside its evidence: upright, grey, small enough for a file share."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image

from pipeline.domain.document import PageShape
from pipeline.errors import DamagedError
from pipeline.reading import image_file, images, treatment
from pipeline.reading.options import Limits

_DPI = 120.0
"""Dots per inch: ten-point print can be read on a screen."""
_LONGEST_SIDE = 3_000
"""Pixels: plans and posters are shown smaller."""
_SHADES, _BITS = 8, 4
"""Of grey: letters stay clean, and a page takes 50 kB. WebP takes 70 and five times as long."""
_EFFORT = 3
"""Of PNG; twice the effort costs twice the time and saves one byte in ten."""
_HEAD = 16
"""Bytes that tell a picture from a PDF."""


def page_picture(path: Path, page: PageShape, limits: Limits) -> bytes:
    """A page of a file as a PNG, turned as `page` says; grainy paper is white. Raises a `DocumentError`."""
    dpi = min(_DPI, _LONGEST_SIDE * 72 / max(page.width, page.height, 1))
    picture = images.turn(_lying(path, page.number, dpi, limits), page.rotation)
    target = BytesIO()
    _few_shades(treatment.smooth(picture)).save(target, format="PNG", bits=_BITS, compress_level=_EFFORT)
    return target.getvalue()


def _few_shades(picture: Image.Image) -> Image.Image:
    """The picture with a palette, which alone makes Pillow write less than a byte a pixel."""
    step = 255 / (_SHADES - 1)
    indexed = picture.point([round(shade / step) for shade in range(256)])
    indexed.putpalette([round(index * step) for index in range(_SHADES) for _ in "RGB"])
    return indexed


def _lying(path: Path, number: int, dpi: float, limits: Limits) -> Image.Image:
    """The page as it lies in the file."""
    with path.open("rb") as file:
        is_image = image_file.is_image(file.read(_HEAD))
    if is_image:
        picture, own = image_file.read_frame(path, number, limits.max_pixels)
        return _smaller(picture, own, dpi)
    with images.opened(path) as pdf:
        if pdf is None:
            raise DamagedError("the file cannot be rendered")
        whole = images.scan(pdf, number, limits.max_pixels)
        if whole:
            return _smaller(*whole, dpi)
        return images.render(pdf, number, dpi, limits.max_pixels)[0]


def _smaller(picture: Image.Image, own: float, dpi: float) -> Image.Image:
    """The mean of the pixels that become one, which is a quarter of a better filter's work and enough for the eye."""
    scale = min(dpi / own, 1.0)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    return picture.resize(size, Image.Resampling.BOX)
