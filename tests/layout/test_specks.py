"""Specks, slivers and stamps on a scan are no text; a dash is, and a badly read date is kept to be told."""

from __future__ import annotations

from pipeline.domain.document import BBox, PageSource, Word
from pipeline.layout.lines import printed_lines
from tests.layout.builders import line, page

TITLE = line("Avtal om stöd åt hemlösa", 100, size=14)


def beside(text: str, *, height: float, confidence: float) -> Word:
    """A word far right of the title, at its middle."""
    return Word(text, BBox(450, 107 - height / 2, 470, 107 + height / 2), confidence)


def read_with(word: Word) -> list[str]:
    (read,) = {
        tuple(printed.content for printed in printed_lines(page((*TITLE, word), source=source)))
        for source in (PageSource.OCR, PageSource.SCAN_LAYER)
    }
    return list(read)


def test_slivers_guesses_and_edges_of_stamps_are_left_out() -> None:
    for word in (
        beside("ss", height=2, confidence=0.9),
        beside("Rs", height=14, confidence=0.12),
        beside(">", height=2, confidence=0.42),
        beside("|", height=14, confidence=0.9),
    ):
        assert read_with(word) == ["Avtal om stöd åt hemlösa"]


def test_a_badly_read_date_is_kept() -> None:
    assert read_with(beside("131001", height=14, confidence=0.1)) == ["Avtal om stöd åt hemlösa 131001"]


def test_print_with_a_text_layer_is_never_sifted() -> None:
    printed = page((*TITLE, beside("ss", height=2, confidence=0.1)))
    assert "ss" in [word.text for found in printed_lines(printed) for word in found.words]
