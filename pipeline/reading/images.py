"""Pictures of pages: the resolution that they are read at, rendering and turning.

Pictures are 8-bit grey, black ink on white paper.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium_c
from PIL import Image

from pipeline.errors import DamagedError

_LOG = logging.getLogger(__name__)

_TURNS = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
_LOWEST_DPI = 200.0
_PART_OF_PAGE = 0.02
_HALF_OF_PAGE = 0.5
_COVERED = 0.8
_OBLONG = 1.1
"""Above this the pixels are oblong, as a fax machine's are; below, sizes in points were rounded."""
_SAME_GRID = 1 - 1e-5
"""PDFium rounds up to whole pixels; a scan rendered at its own resolution must not be stretched by a pixel."""
_ROUNDED = 0.5
"""Points by which a scanner's program may round the size of page or picture."""
_SAME_RATIO = 0.01
_PLAIN_DEPTHS = (8, 24)
_PLAIN_COLOURS = (
    pdfium_c.FPDF_COLORSPACE_DEVICEGRAY,
    pdfium_c.FPDF_COLORSPACE_DEVICERGB,
    pdfium_c.FPDF_COLORSPACE_CALGRAY,
    pdfium_c.FPDF_COLORSPACE_CALRGB,
    pdfium_c.FPDF_COLORSPACE_ICCBASED,
)
"""Not black and white, whose bits may be a mask or mean the contrary."""


@contextmanager
def opened(path: Path) -> Iterator[pypdfium2.PdfDocument | None]:
    """The file open in PDFium, with its forms filled in; None where it cannot be."""
    try:
        pdf = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        _LOG.warning("the file cannot be rendered: %s", error)
        yield None
        return
    try:
        with suppress(pypdfium2.PdfiumError):
            pdf.init_forms()
        yield pdf
    finally:
        pdf.close()


def render(pdf: pypdfium2.PdfDocument, number: int, dpi: float, max_pixels: int) -> tuple[Image.Image, float]:
    """Page `number` (from 1) as a grey picture, and the dots per inch that it got; /Rotate is applied.

    The resolution is lowered where the page would be more than `max_pixels`. Raises `DamagedError`.
    """
    try:
        page = pdf[number - 1]
        try:
            width, height = page.get_size()
            scale = min(dpi / 72, (max_pixels / max(width * height, 1)) ** 0.5)
            picture = page.render(scale=scale * _SAME_GRID, grayscale=True).to_pil()
        finally:
            page.close()
    except (pypdfium2.PdfiumError, IndexError, ValueError, ZeroDivisionError) as error:
        raise DamagedError(f"page {number} cannot be rendered: {error}") from error
    return picture.convert("L"), scale * 72


def is_drawn_on(pdf: pypdfium2.PdfDocument, number: int) -> bool:
    """Whether there is anything on the page, seen or not. Raises `DamagedError`."""
    try:
        page = pdf[number - 1]
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise DamagedError(f"page {number} cannot be opened: {error}") from error
    try:
        return bool(pdfium_c.FPDFPage_CountObjects(page) > 0)
    finally:
        page.close()


def has_broken_picture(pdf: pypdfium2.PdfDocument, number: int) -> bool:
    """Whether a picture that fills half of the page or more cannot be decoded, and is left white where it is drawn."""
    page = pdf[number - 1]
    try:
        width, height = page.get_size()
        for item in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3):
            matrix = item.get_matrix()
            wide, high = math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d)
            if wide * high > _HALF_OF_PAGE * width * height:
                item.get_bitmap(render=False)
    except pypdfium2.PdfiumError:
        return True
    finally:
        page.close()
    return False


def scan(pdf: pypdfium2.PdfDocument, number: int, max_pixels: int) -> tuple[Image.Image, float] | None:
    """The pixels of a page that is nothing but one upright grey or coloured picture, and its dots per inch.

    The same as `render` gives at that resolution, four times as fast, for nothing is drawn. None where the page holds
    anything else that is seen, where the picture is turned, masked, oblong or does not fill the page, or where it
    cannot be told.
    """
    try:
        page = pdf[number - 1]
        try:
            width, height = page.get_size()
            picture = _only_picture(page)
            if picture is None or picture.get_px_size()[0] * picture.get_px_size()[1] > max_pixels:
                return None
            pixels = picture.get_bitmap(render=False).to_pil().convert("L")
        finally:
            page.close()
    except (pypdfium2.PdfiumError, IndexError, ValueError):
        return None
    across, down = pixels.width / width * 72, pixels.height / height * 72
    return (pixels, across) if abs(across - down) < _SAME_RATIO * across else None


def _only_picture(page: pypdfium2.PdfPage) -> pypdfium2.PdfImage | None:
    """The one picture that all of an unrotated page is, beneath text that is not seen at most."""
    if page.get_rotation() or pdfium_c.FPDFPage_GetAnnotCount(page):
        return None
    found: list[pypdfium2.PdfImage] = []
    for item in page.get_objects(max_depth=1):
        if item.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            found.append(item)
        elif item.type != pdfium_c.FPDF_PAGEOBJ_TEXT or not _is_unseen(item):
            return None
    if len(found) != 1 or pdfium_c.FPDFPageObj_HasTransparency(found[0]):
        return None
    told, matrix, size = found[0].get_metadata(), found[0].get_matrix(), page.get_size()
    box = page.get_bbox()
    fills = (
        matrix.b == matrix.c == 0
        and max(abs(matrix.e - box[0]), abs(matrix.f - box[1])) < _ROUNDED
        and max(abs(matrix.a - size[0]), abs(matrix.d - size[1])) < _ROUNDED
    )
    plain = told.bits_per_pixel in _PLAIN_DEPTHS and told.colorspace in _PLAIN_COLOURS
    return found[0] if fills and plain else None


def _is_unseen(text: pypdfium2.PdfObject) -> bool:
    return bool(pdfium_c.FPDFTextObj_GetTextRenderMode(text) == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE)


def reading_dpi(native: float | None, wanted: float) -> float:
    """The dots per inch at which a picture is read whose own resolution is `native`: its own between 200 and `wanted`.

    Reading a scan of 200 dpi at 300 costs a fifth more time, and on worn pages it makes more errors, for the noise
    grows with the letters; letters below 200 dpi are too small to be read.
    """
    return wanted if native is None else min(wanted, max(native, _LOWEST_DPI))


def scanned_dpi(pdf: pypdfium2.PdfDocument, number: int) -> float | None:
    """The highest resolution among the pictures that cover the page; None when none do, or it cannot be told.

    Of oblong pixels the finer side counts.
    """
    covered = finest = 0.0
    try:
        page = pdf[number - 1]
        try:
            width, height = page.get_size()
            for item in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3):
                matrix, (across, down) = item.get_matrix(), item.get_px_size()
                wide, high = math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d)
                if wide * high > _PART_OF_PAGE * width * height:
                    covered += wide * high / (width * height)
                    own = (across / wide * 72, down / high * 72)
                    finest = max(finest, own[0] if own[1] < _OBLONG * own[0] else own[1])
        finally:
            page.close()
    except (pypdfium2.PdfiumError, IndexError, ZeroDivisionError):
        return None
    return finest if covered >= _COVERED else None


def turn(picture: Image.Image, degrees: int) -> Image.Image:
    """The picture turned clockwise by 0, 90, 180 or 270 degrees."""
    return picture.transpose(_TURNS[degrees]) if degrees in _TURNS else picture


def at_dpi(picture: Image.Image, dpi: float, wanted: float) -> Image.Image:
    """The picture resampled from `dpi` to `wanted` dots per inch (1 inch = 72 points)."""
    size = (max(1, round(picture.width * wanted / dpi)), max(1, round(picture.height * wanted / dpi)))
    return picture if size == picture.size else picture.resize(size, Image.Resampling.LANCZOS)
