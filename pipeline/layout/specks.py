"""What OCR makes of specks, rules and stamps: marks without a letter, slivers, wild guesses. Not print, so left out."""

from __future__ import annotations

from dataclasses import replace
from statistics import median

from pipeline.domain.document import Word

THIN = 0.35
"""A word lower than this share of the usual one is a dash, a dot, a quotation mark, or a speck."""
_SLIVER = 0.3
_GUESS = 0.3
"""What is lower than this share of the usual word, or read with less confidence than this, is no print."""
_NO_MARKS = frozenset("<>|~^_\\{}[]")
_FIGURES = 4
"""Figures that are kept however badly they were read: a date by hand is a guess too, and has to be told as one."""


def usual_height(words: tuple[Word, ...]) -> float:
    """The height in points of the typical word; 0 for none."""
    return median([word.box.height for word in words] or [0.0])


def without(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words of a scan, sized by their boxes, without slivers taken for letters and marks hardly seen at all."""
    least = THIN * usual_height(words)
    return tuple(
        replace(word, size=word.box.height)
        for word in words
        if (word.box.height >= least if any(map(str.isalnum, word.text)) else _is_mark(word))
    )


def _is_mark(word: Word) -> bool:
    """A dash, a bullet, a bracket that was seen well enough; «>», «|», «~» are the edges of stamps and tables."""
    return word.confidence >= _GUESS and not set(word.text) & _NO_MARKS


def is_print(segment: tuple[Word, ...], height: float) -> bool:
    """Whether a stretch of a scan's line is print; `height` is that of the page's usual word."""
    letters = "".join(word.text for word in segment)
    if sum(map(str.isdigit, letters)) >= _FIGURES:
        return True
    surely = sum(word.confidence for word in segment) / len(segment)
    tall = max(word.box.height for word in segment) >= _SLIVER * height
    return any(map(str.isalnum, letters)) and tall and surely >= _GUESS
