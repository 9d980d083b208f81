"""Reading: file -> Document. The only home of pdfplumber, pypdfium2, pytesseract, Pillow and numpy."""

from pipeline.reading.options import Limits, ReadingOptions
from pipeline.reading.page_picture import page_picture
from pipeline.reading.pages import assemble, read, read_pages
from pipeline.reading.probe import Probe, probe
from pipeline.reading.vocabulary import legibility

__all__ = [
    "Limits",
    "Probe",
    "ReadingOptions",
    "assemble",
    "legibility",
    "page_picture",
    "probe",
    "read",
    "read_pages",
]
