"""What reading needs to be told; `pipeline/settings.py` fills these in from the user's settings."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file or page may cost at most."""

    max_bytes: int = 500_000_000
    max_pages: int = 2_000
    """Of a file that has more the first ones are read."""
    max_pixels: int = 40_000_000
    """Pixels of one rendered page; a larger page is rendered at a lower resolution (A3 at 300 dpi has 17 million)."""
    page_seconds: float = 120.0
    """The time one call of the OCR engine may take."""


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """How pages are read."""

    language: str = "swe"
    """Tesseract's name of the language; never several at once, which costs accuracy in Swedish."""
    dpi: int = 300
    engine: str = "pytesseract"
    """«pytesseract» or «tesserocr», the keys of `ocr.ENGINES`."""
    psm: int = 3
    """Tesseract's page segmentation mode: 3 for unknown layouts, 6 for one uniform block of text."""
    tesseract_cmd: str | None = None
    """Where tesseract is, when it is not on the PATH."""
    kept: Path | None = None
    """The folder where OCR results are kept; None: nowhere."""
    limits: Limits = field(default_factory=Limits)
