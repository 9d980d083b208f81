"""Tesseract, through pytesseract; the only module that knows it.

In: a grey picture and its resolution. Out: words with boxes in points of that picture, confidence from 0 to 1, and
the line's height in points as their size. Tesseract's manual: tesseract(1), «--psm», «--dpi», «-l».
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytesseract
from PIL import Image

from pipeline.domain.document import BBox, Word
from pipeline.errors import PageTimeoutError, UnexpectedError
from pipeline.reading.options import ReadingOptions

_LINE_LEVEL, _WORD_LEVEL = 4, 5
_ORIENTATION_DPI = 150


@dataclass(frozen=True, slots=True)
class Orientation:
    """Tesseract's opinion on a picture: turn it clockwise by `turn` degrees; `confidence` from 0 up, 2 is weak."""

    turn: int
    confidence: float


def engine_version(options: ReadingOptions) -> str:
    """The engine and its version, for instance «tesseract 5.3.0». Raises `UnexpectedError` when it is not installed."""
    _prepare(options)
    try:
        return f"tesseract {pytesseract.get_tesseract_version(cached=True)}"
    except (pytesseract.TesseractNotFoundError, SystemExit) as error:
        raise UnexpectedError(f"tesseract is not installed: {error}") from error


def recognise(picture: Image.Image, dpi: float, options: ReadingOptions, psm: int | None = None) -> tuple[Word, ...]:
    """The words of an upright, level picture. `psm` goes before the one in `options`.

    Raises `PageTimeoutError` past `options.limits.page_seconds`, `UnexpectedError` when Tesseract fails.
    """
    with _as_file(picture) as path, _errors():
        _prepare(options)
        data = pytesseract.image_to_data(
            str(path),
            lang=options.language,
            config=f"--dpi {round(dpi)} --psm {psm or options.psm}",
            timeout=options.limits.page_seconds,
            output_type=pytesseract.Output.DICT,
        )
    return tuple(_words(data, 72 / dpi))


def orientation(picture: Image.Image, dpi: float, options: ReadingOptions) -> Orientation | None:
    """How the picture must be turned, or None when Tesseract cannot tell (too few letters)."""
    wanted = min(_ORIENTATION_DPI, dpi)
    size = (max(1, round(picture.width * wanted / dpi)), max(1, round(picture.height * wanted / dpi)))
    small = picture.resize(size)
    try:
        with _as_file(small) as path:
            _prepare(options)
            data = pytesseract.image_to_osd(
                str(path),
                config=f"--dpi {round(wanted)}",
                timeout=options.limits.page_seconds,
                output_type=pytesseract.Output.DICT,
            )
    except (pytesseract.TesseractError, RuntimeError):
        return None
    return Orientation(turn=int(data["rotate"]) % 360, confidence=float(data["orientation_conf"]))


def _words(data: dict[str, list[int | float | str]], scale: float) -> Iterator[Word]:
    height = 0.0
    for index, level in enumerate(data["level"]):
        if level == _LINE_LEVEL:
            height = float(data["height"][index]) * scale
        text = str(data["text"][index]).strip()
        if level != _WORD_LEVEL or not text:
            continue
        left, top = float(data["left"][index]) * scale, float(data["top"][index]) * scale
        right = left + float(data["width"][index]) * scale
        bottom = top + float(data["height"][index]) * scale
        yield Word(
            text=text,
            box=BBox(round(left, 2), round(top, 2), round(right, 2), round(bottom, 2)),
            confidence=round(min(max(float(data["conf"][index]) / 100, 0.0), 1.0), 3),
            size=round(height, 2),
        )


def _prepare(options: ReadingOptions) -> None:
    # With its own threads Tesseract is 6 to 11 times slower on a machine whose cores are all in use.
    os.environ["OMP_THREAD_LIMIT"] = "1"
    pytesseract.pytesseract.tesseract_cmd = options.tesseract_cmd or "tesseract"


@contextmanager
def _as_file(picture: Image.Image) -> Iterator[Path]:
    """The picture as an uncompressed temporary file; pytesseract's own PNG costs a fifth more time."""
    with tempfile.TemporaryDirectory(prefix="inventera-") as folder:
        path = Path(folder) / "page.pgm"
        picture.save(path)
        yield path


@contextmanager
def _errors() -> Iterator[None]:
    try:
        yield
    except pytesseract.TesseractNotFoundError as error:
        raise UnexpectedError(f"tesseract is not installed: {error}") from error
    except pytesseract.TesseractError as error:
        raise UnexpectedError(f"tesseract failed: {error}") from error
    except RuntimeError as error:  # how pytesseract reports a timeout
        raise PageTimeoutError(str(error)) from error
