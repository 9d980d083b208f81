"""Where a page's words should come from, and why: the text layer, a scanner's, OCR, or nowhere: the page is blank.

A text layer is weighed by how many of its words are Swedish (`pipeline/reading/vocabulary.py`), and where it is not
beyond doubt the page is recognised too and the better of both is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from pipeline.domain.document import Legibility, PageSource

TEXT_LAYER_GOOD = "text_layer_good"
NO_TEXT_LAYER = "no_text_layer"
TEXT_LAYER_GARBLED = "text_layer_garbled"
TEXT_LAYER_FAILED = "text_layer_failed"
TEXT_LAYER_BETTER = "text_layer_better_than_ocr"
TEXT_LAYER_WORSE = "text_layer_worse_than_ocr"
TEXT_ONLY_IN_MARGINS = "text_only_in_margins"
IMAGE_WITH_LITTLE_TEXT = "image_with_little_text"
SCAN_LAYER_GOOD = "scan_layer_good"
SCAN_LAYER_BETTER = "scan_layer_better_than_ocr"
SCAN_LAYER_WORSE = "scan_layer_worse_than_ocr"
SCANNED_IMAGE = "scanned_image"
BLANK = "blank"

REASONS: tuple[str, ...] = (
    TEXT_LAYER_GOOD,
    NO_TEXT_LAYER,
    TEXT_LAYER_GARBLED,
    TEXT_LAYER_FAILED,
    TEXT_LAYER_BETTER,
    TEXT_LAYER_WORSE,
    TEXT_ONLY_IN_MARGINS,
    IMAGE_WITH_LITTLE_TEXT,
    SCAN_LAYER_GOOD,
    SCAN_LAYER_BETTER,
    SCAN_LAYER_WORSE,
    SCANNED_IMAGE,
    BLANK,
)

EXCELLENT = 0.95
"""Share of Swedish words that proves a text layer. Half of the printed pages measured have 0.98 or more; with one
character in a hundred misread, as by Tesseract on fair scans, 19 of 20 fall below this."""
LEGIBLE = 0.8
"""Printed Swedish pages have 0.89 or more; without dots and rings on its letters, or with three in a hundred misread,
a page has less, and English has half."""
_MANY_WORDS = 60
"""So many must be on a page for their share to prove it excellent."""
_ENOUGH_WORDS = 20
"""So many must be on a page for their share to cast doubt on it."""
_COVERED = 0.6
"""Of the page's print: what an excellent layer must account for, lest it be a stamp's or a form's filled in."""
_TIE = 1.03
"""A scanner's layer must be worth so much more than OCR, which knows how sure it is of each word."""
_CLEARLY = 1.25
"""OCR must be worth so much more than text that is seen, the figures of which are certain."""

_ODD_SHARE = 0.1
_VOWEL_SHARES = (0.2, 0.6)
"""Of the letters of running text in any language of Europe; a font with a wrong table of characters falls outside."""
_ENOUGH_LETTERS_FOR_VOWELS = 100
_PAGE_IMAGE = 0.5
_IMAGE_AS_BODY = 0.35
_SOME_IMAGE = 0.1
_MARGIN_SHARE = 0.9
_LITTLE_TEXT = 150
_HIDDEN_SHARE = 0.5
_MANY_PATHS = 300


@dataclass(frozen=True, slots=True)
class PageEvidence:
    """What a page's text layer and pictures look like."""

    letters: int
    """Letters and digits of the text layer."""
    odd_share: float = 0.0
    """Of all characters: those without a meaning (unmapped glyphs, replacement, control and private characters)."""
    vowel_share: float = 0.4
    """Of the letters: vowels."""
    margin_share: float = 0.0
    """Of the letters: those in the page's outer margins."""
    image_share: float = 0.0
    """Of the page: covered by pictures."""
    hidden_share: float = 0.0
    """Of the text: not seen (`pipeline/reading/hidden.py`), as OCR programs put it beneath a scan."""
    paths: int = 0
    """Drawn curves; letters turned into outlines are many of them."""
    failed: bool = False
    """The text layer could not be read at all."""

    @property
    def is_hidden(self) -> bool:
        """Whether the text layer is an OCR program's."""
        return self.hidden_share > _HIDDEN_SHARE

    @property
    def shows_more(self) -> bool:
        """Whether there is something beside the text that could hold text."""
        return self.image_share >= _SOME_IMAGE or self.paths > _MANY_PATHS


class Looks(Protocol):
    """What costs time to find out about a page: asked only where it matters."""

    @property
    def has_print(self) -> bool:
        """Whether anything is printed on it; renders."""

    @property
    def covered(self) -> float:
        """The share of what is printed that the text layer accounts for; renders."""

    @property
    def layer(self) -> Legibility:
        """How Swedish the text layer is."""

    @property
    def ocr(self) -> Legibility:
        """How Swedish the page is by OCR; takes seconds."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The source of a page's words and the code of the reason, with what was weighed for it."""

    source: PageSource
    reason: str
    layer: Legibility | None = None
    ocr: Legibility | None = None


def choose(page: PageEvidence, looks: Looks) -> Choice:
    """The source of a page's words and the code of the reason. Raises what `looks` raise."""
    if page.letters == 0 and page.odd_share == 0:
        if not looks.has_print:
            return Choice(PageSource.BLANK, BLANK)
        return Choice(PageSource.OCR, TEXT_LAYER_FAILED if page.failed else NO_TEXT_LAYER)
    if page.odd_share > _ODD_SHARE or _vowels_are_odd(page):
        return Choice(PageSource.OCR, TEXT_LAYER_GARBLED)
    if not page.is_hidden:
        if page.margin_share >= _MARGIN_SHARE and (page.image_share >= _IMAGE_AS_BODY or page.paths > _MANY_PATHS):
            return Choice(PageSource.OCR, TEXT_ONLY_IN_MARGINS)
        if page.letters < _LITTLE_TEXT and page.image_share >= _PAGE_IMAGE:
            return Choice(PageSource.OCR, IMAGE_WITH_LITTLE_TEXT)
    if page.is_hidden or page.image_share >= _PAGE_IMAGE:
        return _unless_excellent(page, looks)
    doubtful = looks.layer.words >= _ENOUGH_WORDS and looks.layer.share < LEGIBLE
    if doubtful or (page.letters < _LITTLE_TEXT and page.shows_more):
        return _better(page, looks)
    return Choice(PageSource.TEXT_LAYER, TEXT_LAYER_GOOD)


def _unless_excellent(page: PageEvidence, looks: Looks) -> Choice:
    layer = looks.layer
    if layer.words < _MANY_WORDS or layer.share < EXCELLENT or looks.covered < _COVERED:
        return _better(page, looks)
    if page.is_hidden:
        return Choice(PageSource.SCAN_LAYER, SCAN_LAYER_GOOD, layer)
    return Choice(PageSource.TEXT_LAYER, TEXT_LAYER_GOOD, layer)


def _better(page: PageEvidence, looks: Looks) -> Choice:
    """The better of the text layer and OCR, by how much is Swedish and how little is not."""
    layer, ocr = looks.layer, looks.ocr
    if page.is_hidden:
        if layer.worth > _TIE * ocr.worth:
            return Choice(PageSource.SCAN_LAYER, SCAN_LAYER_BETTER, layer, ocr)
        return Choice(PageSource.OCR, SCAN_LAYER_WORSE, layer, ocr)
    if ocr.worth > _CLEARLY * layer.worth:
        return Choice(PageSource.OCR, TEXT_LAYER_WORSE, layer, ocr)
    return Choice(PageSource.TEXT_LAYER, TEXT_LAYER_BETTER, layer, ocr)


def _vowels_are_odd(page: PageEvidence) -> bool:
    low, high = _VOWEL_SHARES
    return page.letters >= _ENOUGH_LETTERS_FOR_VOWELS and not low <= page.vowel_share <= high
