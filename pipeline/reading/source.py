"""Where a page's words should come from, and why: the text layer, OCR, or nowhere because the page is blank."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.domain.document import PageSource

TEXT_LAYER_GOOD = "text_layer_good"
NO_TEXT_LAYER = "no_text_layer"
TEXT_LAYER_GARBLED = "text_layer_garbled"
TEXT_LAYER_HIDDEN = "text_layer_hidden"
TEXT_LAYER_FAILED = "text_layer_failed"
TEXT_ONLY_IN_MARGINS = "text_only_in_margins"
IMAGE_WITH_LITTLE_TEXT = "image_with_little_text"
SCANNED_IMAGE = "scanned_image"
BLANK = "blank"

REASONS: tuple[str, ...] = (
    TEXT_LAYER_GOOD,
    NO_TEXT_LAYER,
    TEXT_LAYER_GARBLED,
    TEXT_LAYER_HIDDEN,
    TEXT_LAYER_FAILED,
    TEXT_ONLY_IN_MARGINS,
    IMAGE_WITH_LITTLE_TEXT,
    SCANNED_IMAGE,
    BLANK,
)

_ODD_SHARE = 0.1
_VOWEL_SHARES = (0.2, 0.6)
"""Of the letters of running text in any language of Europe; a font with a wrong table of characters falls outside."""
_ENOUGH_LETTERS_FOR_VOWELS = 100
_LARGE_IMAGE = 0.5
_IMAGE_AS_BODY = 0.35
_MARGIN_SHARE = 0.9
_LITTLE_TEXT = 150
_HIDDEN_SHARE = 0.5
_MANY_PATHS = 300
_FEW_LETTERS = 50


@dataclass(frozen=True, slots=True)
class PageEvidence:
    """What a page's text layer and pictures look like."""

    letters: int
    """Letters and digits that a reader sees."""
    odd_share: float = 0.0
    """Of all characters: those without a meaning (unmapped glyphs, replacement, control and private characters)."""
    vowel_share: float = 0.4
    """Of the letters: vowels."""
    margin_share: float = 0.0
    """Of the letters: those in the page's outer margins."""
    image_share: float = 0.0
    """Of the page: covered by pictures."""
    hidden_share: float = 0.0
    """Of the text: drawn invisibly (text render mode 3, ISO 32000-1, 9.3.6), as OCR programs do beneath a scan."""
    paths: int = 0
    """Drawn curves; letters turned into outlines are many of them."""
    failed: bool = False
    """The text layer could not be read at all."""


def choose(page: PageEvidence, has_ink: Callable[[], bool]) -> tuple[PageSource, str]:
    """The source of a page's words and the code of the reason.

    `has_ink` tells whether anything is printed on the page; it renders, so it is asked only where that matters.

    >>> choose(PageEvidence(letters=1800), lambda: True)
    (<PageSource.TEXT_LAYER: 'text_layer'>, 'text_layer_good')
    >>> choose(PageEvidence(letters=21, image_share=1.0), lambda: True)
    (<PageSource.OCR: 'ocr'>, 'image_with_little_text')
    """
    if page.letters == 0 and page.odd_share == 0:
        if not has_ink():
            return PageSource.BLANK, BLANK
        hidden = page.hidden_share > _HIDDEN_SHARE
        reason = TEXT_LAYER_FAILED if page.failed else TEXT_LAYER_HIDDEN if hidden else NO_TEXT_LAYER
        return PageSource.OCR, reason
    if page.odd_share > _ODD_SHARE or _vowels_are_odd(page):
        return PageSource.OCR, TEXT_LAYER_GARBLED
    if page.image_share >= _LARGE_IMAGE and page.hidden_share > _HIDDEN_SHARE:
        return PageSource.OCR, TEXT_LAYER_HIDDEN
    if page.image_share >= _IMAGE_AS_BODY and page.margin_share >= _MARGIN_SHARE:
        return PageSource.OCR, TEXT_ONLY_IN_MARGINS
    if page.image_share >= _LARGE_IMAGE and page.letters < _LITTLE_TEXT:
        return PageSource.OCR, IMAGE_WITH_LITTLE_TEXT
    if page.letters < _FEW_LETTERS and page.paths > _MANY_PATHS:
        return PageSource.OCR, IMAGE_WITH_LITTLE_TEXT
    return PageSource.TEXT_LAYER, TEXT_LAYER_GOOD


def _vowels_are_odd(page: PageEvidence) -> bool:
    low, high = _VOWEL_SHARES
    return page.letters >= _ENOUGH_LETTERS_FOR_VOWELS and not low <= page.vowel_share <= high
