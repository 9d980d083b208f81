from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from pipeline.domain.document import PageSource
from pipeline.reading.source import REASONS, PageEvidence, choose

LABELS = Path(__file__).parents[2] / "models" / "sv" / "page_reasons.toml"


@pytest.mark.parametrize(
    ("evidence", "source", "reason"),
    [
        (PageEvidence(letters=1800), PageSource.TEXT_LAYER, "text_layer_good"),
        (PageEvidence(letters=1800, image_share=1.0), PageSource.TEXT_LAYER, "text_layer_good"),
        (PageEvidence(letters=12), PageSource.TEXT_LAYER, "text_layer_good"),
        (PageEvidence(letters=0, image_share=1.0), PageSource.OCR, "no_text_layer"),
        (PageEvidence(letters=0, failed=True), PageSource.OCR, "text_layer_failed"),
        (PageEvidence(letters=30, odd_share=0.9), PageSource.OCR, "text_layer_garbled"),
        (PageEvidence(letters=0, odd_share=1.0), PageSource.OCR, "text_layer_garbled"),
        (PageEvidence(letters=900, vowel_share=0.1), PageSource.OCR, "text_layer_garbled"),
        (PageEvidence(letters=1800, image_share=1.0, hidden_share=1.0), PageSource.OCR, "text_layer_hidden"),
        (PageEvidence(letters=90, image_share=0.8, margin_share=1.0), PageSource.OCR, "text_only_in_margins"),
        (PageEvidence(letters=24, image_share=1.0), PageSource.OCR, "image_with_little_text"),
        (PageEvidence(letters=8, paths=2000), PageSource.OCR, "image_with_little_text"),
    ],
)
def test_choice(evidence: PageEvidence, source: PageSource, reason: str) -> None:
    assert choose(evidence, lambda: True) == (source, reason)


def test_a_page_without_ink_is_blank() -> None:
    assert choose(PageEvidence(letters=0), lambda: False) == (PageSource.BLANK, "blank")


def test_ink_is_looked_for_only_where_there_is_no_text() -> None:
    def fail() -> bool:
        raise AssertionError("rendered for nothing")

    choose(PageEvidence(letters=1800), fail)


def test_every_reason_has_its_swedish_label_and_nothing_else_has() -> None:
    assert set(tomllib.loads(LABELS.read_text(encoding="utf-8"))) == set(REASONS)
