"""The text layer of a PDF page, by pdfplumber: its words and rulings, and how far it can be trusted.

Coordinates are in points from the top left corner of the visible page (its crop box, ISO 32000-1, 14.11.2), turned
upright: /Rotate is applied by pdfplumber, and a page whose text itself runs sideways is turned here.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pdfplumber
import pypdfium2
import pypdfium2.raw as pdfium_c
from pdfplumber.page import Page as PlumberPage
from pdfplumber.pdf import PDF

from pipeline.domain.document import BBox, Word
from pipeline.reading.characters import Char, deduplicated, is_odd, is_white, text_turn, turned, visible, vowel_share
from pipeline.reading.mended import has_form, mended_copy
from pipeline.reading.page_objects import objects_of
from pipeline.reading.source import PageEvidence
from pipeline.reading.struck import without_struck
from pipeline.reading.words import aslant, words_of

_LOG = logging.getLogger(__name__)
_THIN = 3.0
"""Points: what is thinner is a ruling."""
_MAX_RULINGS = 2000
_MARGIN = 0.12
"""Of the page's height or width: the outer margins, where letterheads, page numbers and stamps stand."""
_GRID = 40


@dataclass(frozen=True, slots=True)
class TextLayer:
    """What a page's text layer holds. `turn`: degrees clockwise that it was turned beyond /Rotate."""

    width: float
    height: float
    words: tuple[Word, ...]
    rulings: tuple[BBox, ...]
    struck: tuple[Word, ...]
    across: tuple[Word, ...]
    turn: int
    evidence: PageEvidence


@contextmanager
def text_layers(
    path: Path, numbers: Sequence[int], pdf: pypdfium2.PdfDocument | None
) -> Iterator[Callable[[int], TextLayer | None]]:
    """A function from a page's number to its text layer, None where pdfplumber cannot read it.

    `pdf` is the file open in PDFium, which tells in a moment that a scanned page holds no text; pdfplumber, which keeps
    the pictures that it passes in memory, opens only files that have some.
    """
    with ExitStack() as stack:
        pages = cache(lambda: stack.enter_context(_opened(path, numbers)))

        def layer(number: int) -> TextLayer | None:
            size = _size_without_text(pdf, number) if pdf is not None else None
            if size is not None:
                return TextLayer(*size, (), (), (), (), 0, PageEvidence(letters=0))
            try:
                return read_text_layer(pages()[number])
            except Exception as error:  # noqa: BLE001 - pdfminer fails in every way; OCR can still read the page
                _LOG.warning("page %d: no text layer can be read: %r", number, error)
                return None

        yield layer


@contextmanager
def _opened(path: Path, numbers: Sequence[int]) -> Iterator[dict[int, PlumberPage]]:
    """The pages of the file in pdfplumber; those of a mended copy where it has a form or they cannot be opened.

    What a page is does not depend on which others are asked for: these are shared out differently from run to run.
    """
    with ExitStack() as stack:
        pages: dict[int, PlumberPage] = {}
        for mend in (True,) if has_form(path) else (False, True):
            if missing := [number for number in numbers if number not in pages]:
                pages |= _open_layers(path, missing, stack, mend=mend)
        yield pages


def _open_layers(path: Path, numbers: Sequence[int], stack: ExitStack, *, mend: bool) -> dict[int, PlumberPage]:
    """Those of the pages that can be opened; the stack closes what they lie in."""
    try:
        stream = mended_copy(path) if mend else stack.enter_context(path.open("rb"))  # pdfplumber leaves it open
        pdf = pdfplumber.open(stream, pages=list(numbers))
    except Exception as error:  # noqa: BLE001 - pdfminer fails in every way, here and below
        _LOG.warning("no text layer can be read (%s): %s", "mended" if mend else "as it is", error)
        return {}
    stack.callback(_close, pdf)
    try:
        return {page.page_number: page for page in pdf.pages}
    except Exception as error:  # noqa: BLE001
        if len(numbers) == 1:
            _LOG.warning("page %d cannot be opened: %s", numbers[0], error)
            return {}
    alone = [_open_layers(path, [number], stack, mend=mend) for number in numbers]
    return {number: page for pages in alone for number, page in pages.items()}


def _close(pdf: PDF) -> None:
    with suppress(Exception):
        pdf.close()


def _size_without_text(pdf: pypdfium2.PdfDocument, number: int) -> tuple[float, float] | None:
    """Width and height in points of a page on which no character stands; None where there may be some."""
    if pdf.get_formtype() != pdfium_c.FORMTYPE_NONE:
        return None
    try:
        page = pdf[number - 1]
        try:
            width, height = page.get_size()
            return None if page.get_textpage().count_chars() else (round(width, 2), round(height, 2))
        finally:
            page.close()
    except (pypdfium2.PdfiumError, IndexError):
        return None


def read_text_layer(page: PlumberPage) -> TextLayer:
    """Reads one page of an open pdfplumber document and frees what pdfplumber keeps of it.

    Raises whatever pdfminer raises on a broken page.
    """
    try:
        left, top, right, bottom = _visible_box(page)
        width, height = right - left, bottom - top
        drawn = objects_of(page)
        turn = text_turn(drawn.get("char", ()))
        frame = (turn, width, height, (left, top))
        if turn in (90, 270):
            width, height = height, width
        images = turned(drawn.get("image", ()), *frame)
        rects = turned(drawn.get("rect", ()), *frame)
        curves = turned(drawn.get("curve", ()), *frame)
        grounds = [item for item in [*rects, *curves] if item.get("fill") and not is_white(item)] + images
        printed = turned(drawn.get("char", ()), *frame)
        chars = deduplicated(visible(printed, grounds, width, height))
        rulings = _rulings(turned(drawn.get("line", ()), *frame), rects)
        words, rulings, struck = without_struck(words_of(chars, rulings), rulings)
        return TextLayer(
            width=round(width, 2),
            height=round(height, 2),
            words=words,
            rulings=rulings,
            struck=struck,
            across=aslant(printed),
            turn=turn,
            evidence=_evidence(chars, images, len(curves), width, height),
        )
    finally:
        page.close()


def _visible_box(page: PlumberPage) -> tuple[float, float, float, float]:
    """The crop box where it lies inside the media box, else the media box."""
    media = page.mediabox
    crop = getattr(page, "cropbox", media)
    box = (
        float(max(media[0], crop[0])),
        float(max(media[1], crop[1])),
        float(min(media[2], crop[2])),
        float(min(media[3], crop[3])),
    )
    if box[2] - box[0] < 1 or box[3] - box[1] < 1:
        return float(media[0]), float(media[1]), float(media[2]), float(media[3])
    return box


def _evidence(chars: Sequence[Char], images: Iterable[Char], paths: int, width: float, height: float) -> PageEvidence:
    printed = [char for char in chars if not char["text"].isspace()]
    odd = sum(is_odd(char["text"]) for char in printed)
    letters = [char for char in printed if char["text"][:1].isalnum() and not is_odd(char["text"])]
    outer = sum(not _is_inner(char, width, height) for char in letters)
    return PageEvidence(
        letters=len(letters),
        odd_share=odd / len(printed) if printed else 0.0,
        vowel_share=vowel_share("".join(char["text"] for char in letters)),
        margin_share=outer / len(letters) if letters else 0.0,
        image_share=_covered(images, width, height),
        paths=paths,
    )


def _is_inner(char: Char, width: float, height: float) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    inner_x = _MARGIN / 2 * width < x < (1 - _MARGIN / 2) * width
    return bool(inner_x and _MARGIN * height < y < (1 - _MARGIN) * height)


def _covered(images: Iterable[Char], width: float, height: float) -> float:
    """The share of the page beneath pictures, which may overlap or be cut into strips."""
    grid = np.zeros((_GRID, _GRID), dtype=bool)
    for image in images:
        columns = np.clip(np.round(np.array([image["x0"], image["x1"]]) / width * _GRID), 0, _GRID).astype(int)
        rows = np.clip(np.round(np.array([image["top"], image["bottom"]]) / height * _GRID), 0, _GRID).astype(int)
        grid[rows[0] : rows[1], columns[0] : columns[1]] = True
    return float(grid.mean())


def _rulings(lines: Iterable[Char], rects: Iterable[Char]) -> tuple[BBox, ...]:
    """Straight horizontal and vertical lines: drawn ones, thin rectangles, and the four sides of stroked boxes."""
    boxes = [
        _box(line["x0"], line["top"], line["x1"], line["bottom"])
        for line in lines
        if min(line["x1"] - line["x0"], line["bottom"] - line["top"]) < _THIN
    ]
    for rect in rects:
        x0, top, x1, bottom = rect["x0"], rect["top"], rect["x1"], rect["bottom"]
        if min(x1 - x0, bottom - top) < _THIN:
            if not (rect.get("fill") and is_white(rect) and not rect.get("stroke")):
                boxes.append(_box(x0, top, x1, bottom))
        elif rect.get("stroke"):
            sides = ((x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom))
            boxes.extend(_box(*side) for side in sides)
    return tuple(dict.fromkeys(boxes))[:_MAX_RULINGS]


def _box(x0: float, top: float, x1: float, bottom: float) -> BBox:
    return BBox(round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))
