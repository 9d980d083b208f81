"""Printed pages from strings: words with boxes, as a reader gives them, and the text that is composed of them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from pipeline.domain.document import BBox, Document, Page, PageSource, Word
from pipeline.domain.text import Text
from pipeline.layout import compose
from pipeline.lexicon import Lexicon, load

MODELS = Path(__file__).parents[2] / "models"
WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT = 72.0, 523.0
COLUMNS = (72.0, 240.0, 390.0)
LETTER, SPACE = 0.5, 0.28
"""The width of a letter and of a space, in font sizes."""

Line = tuple[Word, ...]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    return load(MODELS)


def line(
    content: str,
    top: float,
    x: float = LEFT,
    *,
    size: float = 11,
    bold: bool = False,
    to: float | None = None,
    confidence: float = 1.0,
) -> Line:
    """One printed line; `to` stretches its spaces until it ends there, as justified print does."""
    parts = content.split()
    space = SPACE * size
    if to is not None and len(parts) > 1:
        space = (to - x - sum(LETTER * size * len(p) for p in parts)) / (len(parts) - 1)
    found = []
    for part in parts:
        width = LETTER * size * len(part)
        found.append(Word(part, BBox(x, top, x + width, top + size), confidence, size, bold))
        x += width + space
    return tuple(found)


def block(
    lines: Iterable[str], top: float, x: float = LEFT, *, size: float = 11, to: float | None = None
) -> list[Line]:
    """Lines below one another; all but the last are justified to `to`."""
    lines = list(lines)
    return [
        line(content, top + index * 1.25 * size, x, size=size, to=to if index < len(lines) - 1 else None)
        for index, content in enumerate(lines)
    ]


def row(cells: Iterable[str], top: float, columns: Iterable[float] = COLUMNS, *, size: float = 11) -> Line:
    """One printed row of a table; an empty string leaves its cell empty."""
    return tuple(
        word for cell, x in zip(cells, columns, strict=False) if cell for word in line(cell, top, x, size=size)
    )


def page(*lines: Line, number: int = 1, source: PageSource = PageSource.TEXT_LAYER) -> Page:
    """A page of A4; the words lie in the order given."""
    return Page(number, WIDTH, HEIGHT, tuple(word for one in lines for word in one), source, "test")


def document(*pages: Page) -> Document:
    return Document("a.pdf", "0" * 64, pages)


def texts_of(*pages: Page) -> tuple[Text, ...]:
    return compose(document(*pages), lexicon())


def text_of(*pages: Page) -> Text:
    """The text of a file that holds one instrument."""
    (text,) = texts_of(*pages)
    return text


def body(text: Text) -> list[str]:
    """The body's paragraphs."""
    return text.content[: text.margin_start].splitlines()


def margin(text: Text) -> list[str]:
    """What was set aside as belonging to the paper."""
    return text.content[text.margin_start :].splitlines()


def headings(text: Text) -> list[str]:
    return [text.content[slice(*clause.heading)] for clause in text.clauses if clause.heading != (0, 0)]


def written(*paragraphs: str, source: PageSource = PageSource.TEXT_LAYER) -> Text:
    """An agreement as typed on one page or more.

    «# …» is a title of 18 points, «## …» a bold heading, « | » stands between cells of a table's row, «---» begins a
    new page; the rest is wrapped at 80 characters.
    """
    pages: list[Page] = []
    lines: list[Line] = []
    top = 80.0
    for paragraph in paragraphs:
        if paragraph == "---" or top > 640:
            pages.append(page(*lines, number=len(pages) + 1, source=source))
            lines, top = [], 80.0
        if paragraph == "---":
            continue
        size = 18 if paragraph.startswith("# ") else 11
        content = paragraph.lstrip("# ")
        if " | " in content:
            lines.append(row(content.split(" | "), top))
            top += 1.25 * size
            continue
        for printed in textwrap.wrap(content, 80 if size == 11 else 42):
            lines.append(line(printed, top, size=size, bold=paragraph.startswith("#")))
            top += 1.25 * size
        top += 0.7 * size
    pages.append(page(*lines, number=len(pages) + 1, source=source))
    return text_of(*pages)
