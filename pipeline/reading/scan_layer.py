"""A scanner's text layer taken as a page's words: how surely each was read, for such layers don't say.

A word counts as sure as the page is Swedish: with three words in a hundred unknown, 0.97. Dictionaries know no figures,
so figures are as sure as that only on an excellent page, or where our own OCR reads them too; elsewhere they are unsure
enough to be reviewed, as figures that OCR doubts are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline.domain.document import Word
from pipeline.reading.source import EXCELLENT, LEGIBLE

_UNSURE = LEGIBLE
"""Below what `pipeline/extraction/figures.py` asks of a figure that nobody need look at."""
_MARKS = ".,;:()[]«»\"'”"


def with_confidence(words: Iterable[Word], share: float, recognised: Iterable[Word] = ()) -> tuple[Word, ...]:
    """The words of a layer whose words are Swedish to this share; `recognised` is what OCR reads on the same page."""
    seen = {_figures(word) for word in recognised} - {""}
    return tuple(replace(word, confidence=_confidence(_figures(word), share, seen)) for word in words)


def _confidence(figures: str, share: float, seen: set[str]) -> float:
    if not figures or share >= EXCELLENT:
        return share
    return max(share, EXCELLENT) if figures in seen else min(share, _UNSURE)


def _figures(word: Word) -> str:
    """A word with figures, without the marks around it; empty for others."""
    return word.text.strip(_MARKS) if any(map(str.isdecimal, word.text)) else ""
