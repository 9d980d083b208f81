"""Text that is in the file but that nobody sees, as OCR programs leave it beneath or behind the picture of a page."""

from __future__ import annotations

import pypdfium2
import pypdfium2.raw as pdfium_c

_UNSEEN = (pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium_c.FPDF_TEXTRENDERMODE_CLIP)
"""Text render modes 3 and 7 (ISO 32000-1, 9.3.6), which paint nothing."""
_DEEPEST = 5
_CLEAR = 0.02
"""Of full opacity."""

_Bounds = tuple[float, float, float, float]


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
    pictures: list[_Bounds] = []
    hidden = total = 0.0
    for item in reversed(items):
        if item.type == pdfium_c.FPDF_PAGEOBJ_IMAGE and item.level == 0 and not _is_see_through(item):
            pictures.append(item.get_bounds())
        elif item.type == pdfium_c.FPDF_PAGEOBJ_TEXT:
            bounds = item.get_bounds()
            total += bounds[2] - bounds[0]
            behind = item.level == 0 and any(_holds(picture, bounds) for picture in pictures)
            if behind or _is_unseen(item):
                hidden += bounds[2] - bounds[0]
    return hidden / total if total else 0.0


def _is_unseen(item: pypdfium2.PdfObject) -> bool:
    if pdfium_c.FPDFTextObj_GetTextRenderMode(item.raw) in _UNSEEN:
        return True
    parts = [pdfium_c.c_uint() for _ in range(4)]
    return bool(pdfium_c.FPDFPageObj_GetFillColor(item.raw, *parts)) and parts[3].value <= _CLEAR * 255


def _is_see_through(item: pypdfium2.PdfObject) -> bool:
    return bool(pdfium_c.FPDFPageObj_HasTransparency(item.raw))


def _holds(picture: _Bounds, text: _Bounds) -> bool:
    x, y = (text[0] + text[2]) / 2, (text[1] + text[3]) / 2
    return picture[0] <= x <= picture[2] and picture[1] <= y <= picture[3]
