"""Optical character recognition: a picture -> its words. The only module that the others ask; it keeps every result.

In: a grey picture and its resolution. Out: words with boxes in points of that picture, confidence from 0 to 1, and
the line's height in points as their size. The engine's answer is kept as it came, by the picture and everything that
the engine was told (`ocr_cache.py`), so that no picture is ever recognised twice.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator

from PIL import Image

from pipeline.domain.document import BBox, Word
from pipeline.reading import tesseract_library, tesseract_program
from pipeline.reading.engine import Engine, Orientation, Task
from pipeline.reading.ocr_cache import load, name_of, save
from pipeline.reading.options import ReadingOptions

_LOG = logging.getLogger(__name__)

_LINE_LEVEL, _WORD_LEVEL = 4, 5
_COLUMNS = 12
_ORIENTATION_DPI = 150

ENGINES: dict[str, Engine] = {
    "pytesseract": tesseract_program.TesseractProgram(),
    "tesserocr": tesseract_library.TesseractLibrary(),
}


def recognise(
    picture: Image.Image,
    dpi: float,
    options: ReadingOptions,
    psm: int | None = None,
    variables: tuple[tuple[str, str], ...] = (),
) -> tuple[Word, ...]:
    """The words of an upright, level picture. `psm` goes before the one in `options`; `variables` are Tesseract's own.

    Raises `PageTimeoutError` past `options.limits.page_seconds`, `UnexpectedError` when the engine fails.
    """
    task = Task(round(dpi), options.language, psm or options.psm, variables)
    return tuple(_words(_answer(picture, task, options), 72 / dpi))


def orientation(picture: Image.Image, dpi: float, options: ReadingOptions) -> Orientation | None:
    """How the picture must be turned, or None when the engine cannot tell (too few letters)."""
    wanted = min(_ORIENTATION_DPI, dpi)
    size = (max(1, round(picture.width * wanted / dpi)), max(1, round(picture.height * wanted / dpi)))
    return ENGINES[options.engine].orientation(picture.resize(size), round(wanted), options)


def _answer(picture: Image.Image, task: Task, options: ReadingOptions) -> str:
    """The engine's table of words, from the kept results where it is there."""
    engine = ENGINES[options.engine]
    if options.kept is None:
        return engine.recognise(picture, task, options)
    name = name_of(picture, task, f"{options.engine} {engine.version(options)}")
    answer = load(options.kept, name)
    if answer is None:
        answer = engine.recognise(picture, task, options)
        try:
            save(options.kept, name, answer)
        except OSError:  # a full disk costs the next run time, not this one its page
            _LOG.exception("an OCR result cannot be kept")
    return answer


def _words(table: str, scale: float) -> Iterator[Word]:
    """The words of Tesseract's TSV: level, page, block, paragraph, line, word, left, top, width, height, conf, text."""
    line_height = 0.0
    for row in table.splitlines():
        cells = row.split("\t", _COLUMNS - 1)
        if len(cells) < _COLUMNS or not cells[0].isdigit():
            continue  # the head
        level, text = int(cells[0]), cells[-1].strip()
        left, top, width, height = (float(cell) * scale for cell in cells[6:10])
        if level == _LINE_LEVEL:
            line_height = height
        if level == _WORD_LEVEL and text:
            yield Word(
                text=text,
                box=BBox(round(left, 2), round(top, 2), round(left + width, 2), round(top + height, 2)),
                confidence=round(min(max(float(cells[10]) / 100, 0.0), 1.0), 3),
                size=round(line_height, 2),
            )
