"""A picture of a page -> its words: treatment, which way is up, straightening, OCR.

Most scans stand upright, so the page is recognised as it lies; only where that goes badly is the orientation asked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from PIL import Image

from pipeline.domain.document import Page, PageSource, Word
from pipeline.reading import images, ink, looks, ocr, treatment
from pipeline.reading.options import ReadingOptions
from pipeline.reading.source import BLANK, SCANNED_IMAGE

_GOOD_CONFIDENCE = 0.75
_GOOD_LETTERS = 40
_SURE_ORIENTATION = 2.0
_SURELY_LEVEL = 1.5
_SURELY_UPRIGHT = 0.4
"""Turned pages have 0.3 or less; a level page whose lines are all alike, far apart, has 0.6."""
_CHECK_DPI = 150
_LONG_WORD = 3
_SMALLEST = 20
"""Pixels: no word fits into less."""


@dataclass(frozen=True, slots=True)
class OcrPage:
    """What OCR read on one page. Sizes and boxes in points of the upright page, levelled about its middle.

    `turn` in degrees clockwise; `skew` is the degrees by which the lines fell to the right before they were levelled;
    `treatments` are the codes of `treatment.TREATMENTS`.
    """

    width: float
    height: float
    turn: int
    words: tuple[Word, ...]
    skew: float = 0.0
    treatments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Attempt:
    turn: int
    words: tuple[Word, ...]
    skew: float = 0.0
    treatments: tuple[str, ...] = ()

    @property
    def letters(self) -> int:
        return sum(_letters(word) for word in self.words)

    @property
    def sure_letters(self) -> float:
        """Letters weighed by confidence: grows with how much was read and how well."""
        return sum(_letters(word) * word.confidence**2 for word in self.words)

    @property
    def is_good(self) -> bool:
        """Whether no other orientation need be tried."""
        confident = sum(_letters(word) * word.confidence for word in self.words)
        return self.letters >= _GOOD_LETTERS and confident >= _GOOD_CONFIDENCE * self.letters


def scanned_page(
    number: int, picture: Image.Image, dpi: float, options: ReadingOptions, *, printed: bool | None = None
) -> Page:
    """The page of a document that a grey picture is; blank where nothing is written on it (`printed`, where known).

    Raises as `read_scan`.
    """
    if printed is None:
        printed = ink.has_print(picture)
    if not printed or min(picture.size) < _SMALLEST:
        return Page(number, *_points(picture, dpi), (), PageSource.BLANK, BLANK)
    result = read_scan(picture, dpi, options)
    return Page(
        number=number,
        width=result.width,
        height=result.height,
        words=result.words,
        source=PageSource.OCR,
        reason=SCANNED_IMAGE,
        rotation=result.turn,
        skew=result.skew,
        treatments=result.treatments,
    )


def read_scan(picture: Image.Image, dpi: float, options: ReadingOptions) -> OcrPage:
    """Recognises a grey picture of a page on which something is written, turned whichever way.

    Raises `PageTimeoutError` and `UnexpectedError`.
    """
    clean = treatment.cleaned(picture, dpi)
    attempt = _upright(clean.picture, dpi, options)
    width, height = _points(images.turn(picture, attempt.turn), dpi)
    return OcrPage(width, height, attempt.turn, attempt.words, attempt.skew, (*clean.done, *attempt.treatments))


def _points(picture: Image.Image, dpi: float) -> tuple[float, float]:
    return round(picture.width * 72 / dpi, 2), round(picture.height * 72 / dpi, 2)


def _upright(picture: Image.Image, dpi: float, options: ReadingOptions) -> _Attempt:
    lie = looks.lie(picture)
    turns = _possible_turns(lie)
    if turns[0] == 0:
        first = _attempt(picture, 0, dpi, options, lie)
        if first.is_good:
            return first
    else:
        first = _Attempt(0, ())
    opinion = ocr.orientation(picture, dpi, options)
    if opinion is not None and opinion.confidence >= _SURE_ORIENTATION and opinion.turn in turns:
        turn = opinion.turn
    else:
        turn = _best_turn(picture, turns, dpi, options)
    if turn == 0:
        return first
    return max(first, _attempt(picture, turn, dpi, options), key=lambda attempt: attempt.sure_letters)


def _possible_turns(lie: looks.Lie) -> tuple[int, ...]:
    """The turns that make the page's lines level, where the picture tells; the likeliest first.

    On about a hundred scanned pages the ratio was above 2.5 where lines were level and below 0.25 where they ran down.
    """
    if lie.level_ratio >= _SURELY_LEVEL:
        return (0, 180)
    return (90, 270) if lie.level_ratio <= _SURELY_UPRIGHT else (0, 90, 180, 270)


def _best_turn(picture: Image.Image, turns: tuple[int, ...], dpi: float, options: ReadingOptions) -> int:
    """The turn that reads best on a small copy."""
    coarse = min(dpi, _CHECK_DPI)
    small = images.at_dpi(picture, dpi, coarse)
    attempts = [_attempt(small, turn, coarse, options) for turn in turns]
    return max(attempts, key=lambda attempt: attempt.sure_letters).turn


def _attempt(
    picture: Image.Image, turn: int, dpi: float, options: ReadingOptions, lie: looks.Lie | None = None
) -> _Attempt:
    """The picture turned and read; `lie` is known where it need not be turned."""
    upright = images.turn(picture, turn)
    level, skew = treatment.deskewed(upright, (lie or looks.lie(upright)).skew)
    done: tuple[str, ...] = (f"{treatment.DESKEWED} {skew:.1f}",) if skew else ()
    psm = None
    if treatment.is_list(level, dpi):
        psm, done = treatment.ONE_COLUMN_PSM, (*done, treatment.ONE_COLUMN)
    return _Attempt(turn, _recognised(level, dpi, options, psm), skew, done)


def _recognised(level: Image.Image, dpi: float, options: ReadingOptions, psm: int | None) -> tuple[Word, ...]:
    """The words of a level page, of which the engine is given no more than the print and a border."""
    part = treatment.margins(level, dpi)
    right, down = part[0] * 72 / dpi, part[1] * 72 / dpi
    words = ocr.recognise(level.crop(part), dpi, options, psm)
    return tuple(replace(word, box=word.box.moved(right, down)) for word in words)


def _letters(word: Word) -> int:
    """Letters and digits; none in a word that is taller than wide, for Tesseract also reads lines that run sideways."""
    letters = sum(char.isalnum() for char in word.text)
    return 0 if letters >= _LONG_WORD and word.box.height > word.box.width else letters
