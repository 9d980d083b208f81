from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.domain.document import Legibility, PageSource
from pipeline.reading.source import REASONS, Choice, PageEvidence, choose

LABELS = Path(__file__).parents[2] / "models" / "sv" / "page_reasons.toml"
TEXT_LAYER, OCR, SCAN_LAYER, BLANK = PageSource.TEXT_LAYER, PageSource.OCR, PageSource.SCAN_LAYER, PageSource.BLANK


def words(count: int, percent: int) -> Legibility:
    """So many words of seven letters, so many in a hundred of them Swedish."""
    return Legibility(count, 7 * count, 7 * count * percent // 100)


NO_WORDS = words(0, 0)
GOOD, FAIR, POOR = words(250, 98), words(250, 91), words(250, 60)


@dataclass
class Seen:
    """What looking at a page gives; None: looking was not called for, and costs too much."""

    _has_print: bool | None = None
    _covered: float | None = None
    _layer: Legibility | None = None
    _ocr: Legibility | None = None

    @property
    def has_print(self) -> bool:
        assert self._has_print is not None
        return self._has_print

    @property
    def covered(self) -> float:
        assert self._covered is not None
        return self._covered

    @property
    def layer(self) -> Legibility:
        assert self._layer is not None
        return self._layer

    @property
    def ocr(self) -> Legibility:
        assert self._ocr is not None
        return self._ocr


def printed(layer: Legibility, ocr: Legibility | None = None) -> Seen:
    return Seen(_layer=layer, _ocr=ocr)


@pytest.mark.parametrize(
    ("evidence", "seen", "source", "reason"),
    [
        (PageEvidence(letters=1800), printed(GOOD), TEXT_LAYER, "text_layer_good"),
        (PageEvidence(letters=1800, image_share=0.3), printed(GOOD), TEXT_LAYER, "text_layer_good"),
        (PageEvidence(letters=12), printed(words(2, 0)), TEXT_LAYER, "text_layer_good"),
        (PageEvidence(letters=0), Seen(_has_print=False), BLANK, "blank"),
        (PageEvidence(letters=0, image_share=1.0), Seen(_has_print=False), BLANK, "blank"),
        (PageEvidence(letters=0, image_share=1.0), Seen(_has_print=True), OCR, "no_text_layer"),
        (PageEvidence(letters=0, failed=True), Seen(_has_print=True), OCR, "text_layer_failed"),
        (PageEvidence(letters=30, odd_share=0.9), Seen(), OCR, "text_layer_garbled"),
        (PageEvidence(letters=0, odd_share=1.0), Seen(), OCR, "text_layer_garbled"),
        (PageEvidence(letters=900, vowel_share=0.1), Seen(), OCR, "text_layer_garbled"),
        (PageEvidence(letters=90, image_share=0.8, margin_share=1.0), Seen(), OCR, "text_only_in_margins"),
        (PageEvidence(letters=400, image_share=0.4, margin_share=1.0), Seen(), OCR, "text_only_in_margins"),
        (PageEvidence(letters=90, paths=2000, margin_share=1.0), Seen(), OCR, "text_only_in_margins"),
        (PageEvidence(letters=24, image_share=1.0), Seen(), OCR, "image_with_little_text"),
    ],
)
def test_pages_that_speak_for_themselves(evidence: PageEvidence, seen: Seen, source: PageSource, reason: str) -> None:
    assert choose(evidence, seen) == Choice(source, reason)


SCAN = PageEvidence(letters=1800, image_share=1.0, hidden_share=1.0)


@pytest.mark.parametrize(
    ("layer", "covered", "ocr", "source", "reason"),
    [
        (GOOD, 0.9, None, SCAN_LAYER, "scan_layer_good"),
        (GOOD, 0.1, words(600, 97), OCR, "scan_layer_worse_than_ocr"),  # it holds but a part of the page
        (words(30, 100), None, words(30, 100), OCR, "scan_layer_worse_than_ocr"),  # too few to prove anything
        (POOR, None, GOOD, OCR, "scan_layer_worse_than_ocr"),
        (FAIR, None, FAIR, OCR, "scan_layer_worse_than_ocr"),
        (FAIR, None, POOR, SCAN_LAYER, "scan_layer_better_than_ocr"),
        (FAIR, None, words(20, 100), SCAN_LAYER, "scan_layer_better_than_ocr"),
        (words(25, 92), None, FAIR, OCR, "scan_layer_worse_than_ocr"),
        (NO_WORDS, None, NO_WORDS, OCR, "scan_layer_worse_than_ocr"),
    ],
)
def test_a_scanner_s_text_layer(
    layer: Legibility, covered: float | None, ocr: Legibility | None, source: PageSource, reason: str
) -> None:
    assert choose(SCAN, Seen(None, covered, layer, ocr)) == Choice(source, reason, layer, ocr)


@pytest.mark.parametrize(
    ("evidence", "layer", "covered", "ocr", "source", "reason"),
    [
        # over a picture that covers the page: set on a coloured ground, or a scanned form that was filled in
        (PageEvidence(letters=1800, image_share=1.0), GOOD, 0.9, None, TEXT_LAYER, "text_layer_good"),
        (PageEvidence(letters=400, image_share=1.0), words(70, 99), 0.2, GOOD, OCR, "text_layer_worse_than_ocr"),
        (PageEvidence(letters=1800, image_share=1.0), FAIR, None, GOOD, TEXT_LAYER, "text_layer_better_than_ocr"),
        # a stamp beside a small picture, and letters drawn as outlines
        (PageEvidence(letters=40, image_share=0.3), words(4, 80), None, GOOD, OCR, "text_layer_worse_than_ocr"),
        (PageEvidence(letters=40, image_share=0.3), FAIR, None, FAIR, TEXT_LAYER, "text_layer_better_than_ocr"),
        (PageEvidence(letters=40, paths=900), words(4, 80), None, GOOD, OCR, "text_layer_worse_than_ocr"),
        # no picture at all: a font with a wrong table, another language, a list of names
        (PageEvidence(letters=1800), words(250, 5), None, GOOD, OCR, "text_layer_worse_than_ocr"),
        (PageEvidence(letters=1800), words(250, 40), None, words(250, 42), TEXT_LAYER, "text_layer_better_than_ocr"),
    ],
)
def test_text_that_is_seen(
    evidence: PageEvidence,
    layer: Legibility,
    covered: float | None,
    ocr: Legibility | None,
    source: PageSource,
    reason: str,
) -> None:
    assert choose(evidence, Seen(None, covered, layer, ocr)) == Choice(source, reason, layer, ocr)


def test_every_reason_has_its_swedish_label_and_nothing_else_has() -> None:
    assert set(tomllib.loads(LABELS.read_text(encoding="utf-8"))) == set(REASONS)
