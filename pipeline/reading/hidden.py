"""Text that is in the file but that nobody sees, as OCR programs leave it beneath or behind the picture of a page."""

from __future__ import annotations

from functools import cache

import pypdfium2
import pypdfium2.raw as pdfium_c

_UNSEEN = (pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium_c.FPDF_TEXTRENDERMODE_CLIP)
"""Text render modes 3 and 7 (ISO 32000-1, 9.3.6), which paint nothing."""
_DEEPEST = 5
_CLEAR = 0.02
"""Of full opacity."""

_OPAQUE = 250
"""Of 255, on the average."""


def hidden_share(pdf: pypdfium2.PdfDocument, number: int) -> float:
    """The share of the text of page `number` (from 1) that is not seen, weighed by its width; 0 without text.

    Unseen is what is painted with an invisible mode or colour, and what an opaque picture is painted over afterwards.
    """
    try:
        page = pdf[number - 1]
        try:
            return _share(list(page.get_objects(max_depth=_DEEPEST)))
        finally:
            page.close()
    except (pypdfium2.PdfiumError, IndexError):
        return 0.0


def _share(items: list[pypdfium2.PdfObject]) -> float:
    """Of the objects of a page, in the order in which they are painted."""
    pictures: list[pypdfium2.PdfImage] = []
    is_opaque = cache(_is_opaque)
    hidden = total = 0.0
    for item in reversed(items):
        if isinstance(item, pypdfium2.PdfImage) and item.level == 0:
            pictures.append(item)
        elif item.type == pdfium_c.FPDF_PAGEOBJ_TEXT:
            left, _, right, _ = item.get_bounds()
            total += right - left
            above = (picture for picture in pictures if item.level == 0 and _holds(picture, item))
            if _is_unseen(item) or any(map(is_opaque, above)):
                hidden += right - left
    return hidden / total if total else 0.0


def _is_unseen(text: pypdfium2.PdfObject) -> bool:
    if pdfium_c.FPDFTextObj_GetTextRenderMode(text.raw) in _UNSEEN:
        return True
    parts = [pdfium_c.c_uint() for _ in range(4)]
    return bool(pdfium_c.FPDFPageObj_GetFillColor(text.raw, *parts)) and parts[3].value <= _CLEAR * 255


def _holds(picture: pypdfium2.PdfImage, text: pypdfium2.PdfObject) -> bool:
    left, bottom, right, top = picture.get_bounds()
    x0, y0, x1, y1 = text.get_bounds()
    return bool(left <= (x0 + x1) / 2 <= right and bottom <= (y0 + y1) / 2 <= top)


def _is_opaque(picture: pypdfium2.PdfImage) -> bool:
    """Whether nothing shows through; a watermark has a mask, and a scan in black alone is one."""
    if pdfium_c.FPDFPageObj_HasTransparency(picture.raw):
        return False
    pixels = picture.get_bitmap(render=True).to_numpy()
    return pixels.ndim < 3 or pixels.shape[2] < 4 or float(pixels[:, :, 3].mean()) >= _OPAQUE
