"""A copy of a PDF in memory, mended by PDFium: its table of objects rebuilt, and what is filled in drawn on the page.

pdfplumber cannot open a file that has lost its end, and does not see what stands in form fields or in the appearance
of a digital signature (ISO 32000-1, 12.7); in the copy both are plain page content. The file itself is never touched.
"""

from __future__ import annotations

import io
from contextlib import suppress
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium_c


def has_form(path: Path) -> bool:
    """Whether the PDF has form fields; False too where PDFium cannot open it."""
    try:
        with pypdfium2.PdfDocument(path) as pdf:
            return bool(pdf.get_formtype() != pdfium_c.FORMTYPE_NONE)
    except pypdfium2.PdfiumError:
        return False


def mended_copy(path: Path) -> io.BytesIO:
    """The copy. Raises `pypdfium2.PdfiumError` where PDFium cannot open the file or write it."""
    with pypdfium2.PdfDocument(path) as pdf:
        if pdf.get_formtype() != pdfium_c.FORMTYPE_NONE:
            pdf.init_forms()
            for index in range(len(pdf)):
                with suppress(pypdfium2.PdfiumError):  # a broken page stays as it is
                    page = pdf[index]
                    page.flatten()
                    page.close()
        copy = io.BytesIO()
        pdf.save(copy)
    copy.seek(0)
    return copy
