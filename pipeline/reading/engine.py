"""What an OCR engine is: something that turns a picture into Tesseract's table of words (TSV)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PIL import Image

from pipeline.reading.options import ReadingOptions


@dataclass(frozen=True, slots=True)
class Task:
    """What the engine is told beside the picture; a part of the name of the kept result."""

    dpi: int
    language: str
    psm: int
    """Page segmentation mode, as in tesseract(1)."""
    variables: tuple[tuple[str, str], ...] = ()
    """Tesseract's own settings, by name."""


@dataclass(frozen=True, slots=True)
class Orientation:
    """The engine's opinion on a picture: turn it clockwise by `turn` degrees; `confidence` from 0 up, 2 is weak."""

    turn: int
    confidence: float


class Engine(Protocol):
    """Tesseract as a program or as a library."""

    def version(self, options: ReadingOptions) -> str:
        """Its version, for instance «5.3.0». Raises `UnexpectedError` when it is not installed."""

    def recognise(self, picture: Image.Image, task: Task, options: ReadingOptions) -> str:
        """The table of words: twelve columns parted by tabs, boxes in pixels, confidence from 0 to 100.

        Raises `PageTimeoutError` past `options.limits.page_seconds`, `UnexpectedError` when the engine fails.
        """

    def orientation(self, picture: Image.Image, dpi: int, options: ReadingOptions) -> Orientation | None:
        """How the picture must be turned, or None when the engine cannot tell."""
