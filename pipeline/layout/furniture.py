"""What belongs to the paper and not to the text: running heads and feet, page numbers, stamps, footnotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from rapidfuzz import fuzz

from pipeline.domain.document import Page
from pipeline.layout.lines import PrintedLine
from pipeline.layout.newspaper import MOST_ROWS
from pipeline.lexicon import FurnitureWords

_EDGE = 0.16
"""Running heads and feet stand in this share of the page's height from its top or bottom."""
_SAME_HEIGHT = 6.0
_SAME_HEIGHT_SCANNED = 22.0
"""Points by which a running head may move from page to page; a skewed scan moves it most."""
_ALIKE = 85
"""Per cent of likeness that makes two lines the same running head: OCR spells it anew on every page."""
_NEAR = 4
"""Pages before and after on which a running head is looked for; heads may differ on left and right pages."""
_MANY_PAGES = 4
"""From so many pages on, one repetition is not enough: a title stands on the cover and again on the first page."""
_FOOTNOTE = 0.87
_FOOTNOTE_SCANNED = 0.75
"""Footnotes are set in at most this share of the body's size."""


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page together with its lines in reading order."""

    page: Page
    lines: tuple[PrintedLine, ...]


def is_furniture(pages: Sequence[ReadPage], words: FurnitureWords) -> list[list[bool]]:
    """For each page and line whether the line is furniture, in the order of the input."""
    body = _body_size(pages)
    return [
        [
            _is_page_number(line, read.page, words)
            or _is_stamp(line, words)
            or _repeats(line, read, pages[max(0, index - _NEAR) : index + _NEAR + 1], len(pages))
            or _is_footnote(line, read, body)
            for line in read.lines
        ]
        for index, read in enumerate(pages)
    ]


def _body_size(pages: Sequence[ReadPage]) -> float:
    sizes = [line.size for read in pages for line in read.lines for _ in line.words]
    return median(sizes) if sizes else 0.0


def _at_edge(line: PrintedLine, page: Page) -> bool:
    return line.box.bottom < _EDGE * page.height or line.box.top > (1 - _EDGE) * page.height


def _is_page_number(line: PrintedLine, page: Page, words: FurnitureWords) -> bool:
    return _at_edge(line, page) and bool(words.page_number.fullmatch(line.content))


def _is_stamp(line: PrintedLine, words: FurnitureWords) -> bool:
    return len(line.words) <= 5 and bool(words.stamp.match(line.content))


def _repeats(line: PrintedLine, read: ReadPage, around: Sequence[ReadPage], pages: int) -> bool:
    """Whether it stands on the pages `around` as well; `pages` is how many there are."""
    if not _at_edge(line, read.page) or len(read.lines) > MOST_ROWS:
        return False
    shape = _shape(line)
    if len(shape) < 4:
        return False
    twins = sum(
        any(
            _same_place(line, candidate, read.page, other.page) and fuzz.ratio(shape, _shape(candidate)) >= _ALIKE
            for candidate in other.lines
            if _at_edge(candidate, other.page)
        )
        for other in around
        if 0 < abs(other.page.number - read.page.number) <= _NEAR
    )
    return twins >= (1 if pages < _MANY_PAGES else 2)


def _shape(line: PrintedLine) -> str:
    return re.sub(r"\d+", "0", line.content.casefold())


def _same_place(one: PrintedLine, other: PrintedLine, page: Page, other_page: Page) -> bool:
    scanned = page.source.is_ocr or other_page.source.is_ocr
    if not scanned and abs(one.size - other.size) > 0.5:
        return False
    from_top = abs(one.box.top - other.box.top)
    from_bottom = abs((page.height - one.box.bottom) - (other_page.height - other.box.bottom))
    return min(from_top, from_bottom) < (_SAME_HEIGHT_SCANNED if scanned else _SAME_HEIGHT)


def _is_footnote(line: PrintedLine, read: ReadPage, body: float) -> bool:
    """Small print below all the body text of its page; on a scan a line's height tells its size only roughly."""
    scanned = read.page.source.is_ocr
    if line.size > (_FOOTNOTE_SCANNED if scanned else _FOOTNOTE) * body or line.box.top < 0.6 * read.page.height:
        return False
    return all(other.size < 0.95 * body for other in read.lines if other.box.top > line.box.top + 1)
