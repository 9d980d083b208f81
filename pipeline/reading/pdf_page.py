"""One page of a PDF: its text layer, its picture, and the page that comes of whichever holds its words best."""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import cached_property

import pypdfium2
from PIL import Image

from pipeline.domain.document import Legibility, Page, PageSource
from pipeline.errors import DamagedError, DocumentError, TooLargeError
from pipeline.reading import images, ink
from pipeline.reading.hidden import hidden_share
from pipeline.reading.options import ReadingOptions
from pipeline.reading.scan import scanned_page
from pipeline.reading.scan_layer import with_confidence
from pipeline.reading.source import LEGIBLE, Choice, PageEvidence, choose
from pipeline.reading.text_layer import TextLayer
from pipeline.reading.vocabulary import legibility

_LOG = logging.getLogger(__name__)

_SAME_DPI = 0.5
_COARSEST_DPI = 100.0
"""Below, no print of a usual size can be read: a page so large as to need it would seem to be empty."""


class PdfPage:
    """What there is to know of a page; what costs time is found out once, when it is asked for.

    `number` counts from 1. `layer` is None where pdfplumber cannot read the page, `pdf` where PDFium cannot open the
    file. Whatever needs a picture raises `DamagedError` where the page cannot be rendered.
    """

    def __init__(
        self, number: int, layer: TextLayer | None, pdf: pypdfium2.PdfDocument | None, options: ReadingOptions
    ) -> None:
        self._number, self._layer, self._pdf, self._options = number, layer, pdf, options

    def read(self) -> Page:
        """The page with its words from the best source. Raises a `DocumentError`."""
        choice = choose(self._evidence, self)
        _LOG.info("page %d: %s, %s", self._number, choice.source, choice.reason)
        if choice.source is PageSource.OCR:
            page = self._recognised
            page = page if page.source is PageSource.BLANK else replace(page, reason=choice.reason)
        else:
            page = self._printed(choice)
        if page.source is PageSource.BLANK and self._pdf and images.has_broken_picture(self._pdf, self._number):
            raise DamagedError("its picture cannot be decoded")  # and is drawn as nothing
        return replace(page, layer=choice.layer, ocr=choice.ocr)

    @cached_property
    def has_print(self) -> bool:
        """Whether anything is printed on the page; False where it cannot be rendered."""
        if self._pdf is None:
            return False
        return images.is_drawn_on(self._pdf, self._number) if self._is_too_coarse else ink.has_print(self._picture[0])

    @cached_property
    def covered(self) -> float:
        """The share of the print that the text layer accounts for."""
        if self._layer is None or self._pdf is None:
            return 0.0
        picture, dpi = self._picture
        return ink.covered(images.turn(picture, self._layer.turn), dpi, (word.box for word in self._layer.words))

    @cached_property
    def layer(self) -> Legibility:
        """How Swedish the text layer is."""
        return legibility(word.text for word in self._layer.words) if self._layer else Legibility()

    @cached_property
    def ocr(self) -> Legibility:
        """How Swedish the page is by OCR; nothing where OCR fails but the text layer can do without it."""
        try:
            return legibility(word.text for word in self._recognised.words)
        except DocumentError:
            if self._evidence.is_hidden and self.layer.share < LEGIBLE:
                raise
            _LOG.warning("page %d: not recognised, the text layer must do", self._number, exc_info=True)
            return Legibility()

    @cached_property
    def _evidence(self) -> PageEvidence:
        if self._layer is None:
            return PageEvidence(letters=0, failed=True)
        evidence = self._layer.evidence
        if self._pdf is None or not evidence.shows_more:
            return evidence
        return replace(evidence, hidden_share=hidden_share(self._pdf, self._number))

    @cached_property
    def _picture(self) -> tuple[Image.Image, float]:
        if self._pdf is None:
            raise DamagedError("the page cannot be rendered")
        native, most = images.scanned_dpi(self._pdf, self._number), self._options.limits.max_pixels
        wanted = images.reading_dpi(native, self._options.dpi)
        own = images.scan(self._pdf, self._number, most) if native and abs(wanted - native) < _SAME_DPI else None
        return own or images.render(self._pdf, self._number, wanted, most)

    @cached_property
    def _recognised(self) -> Page:
        picture, dpi = self._picture
        if self.has_print and self._is_too_coarse:
            raise TooLargeError(f"legible only with more than {picture.width} x {picture.height} pixels")
        return scanned_page(self._number, picture, dpi, self._options, printed=self.has_print)

    @property
    def _is_too_coarse(self) -> bool:
        """Whether print may be lost in the picture of a large page: not where it is a scan that has no more dots."""
        if self._pdf is None or self._picture[1] >= _COARSEST_DPI - _SAME_DPI:
            return False
        native = images.scanned_dpi(self._pdf, self._number)
        return native is None or native > self._picture[1] + _SAME_DPI

    def _printed(self, choice: Choice) -> Page:
        """The page with the words of its text layer, or with none."""
        layer = self._layer
        if layer is None:
            return Page(self._number, *self._size, (), choice.source, choice.reason)
        words = layer.words
        if choice.source is PageSource.SCAN_LAYER:
            words = with_confidence(
                words, self.layer.share, self._recognised.words if choice.ocr and choice.ocr.words else ()
            )
        has_words = choice.source is not PageSource.BLANK
        return Page(
            number=self._number,
            width=layer.width,
            height=layer.height,
            words=words if has_words else (),
            source=choice.source,
            reason=choice.reason,
            rotation=layer.turn,
            rulings=layer.rulings,
            struck=layer.struck if has_words else (),
            across=layer.across if has_words else (),
        )

    @property
    def _size(self) -> tuple[float, float]:
        if self._pdf is None:
            raise DamagedError("neither text nor picture can be read")
        page = self._pdf[self._number - 1]
        try:
            width, height = page.get_size()
            return float(width), float(height)
        finally:
            page.close()
