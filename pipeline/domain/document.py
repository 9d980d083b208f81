"""What a file holds once it has been read: pages of printed words, each with its box."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class BBox:
    """A rectangle in points (1/72 inch) from the upright page's top left corner, as pdfplumber counts."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """The horizontal extent in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """The vertical extent in points."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """The vertical middle in points from the top."""
        return (self.top + self.bottom) / 2

    def moved(self, right: float, down: float) -> BBox:
        """The same rectangle elsewhere; in points, to the hundredth."""
        return BBox(
            round(self.x0 + right, 2),
            round(self.top + down, 2),
            round(self.x1 + right, 2),
            round(self.bottom + down, 2),
        )

    def union(self, other: BBox) -> BBox:
        """The smallest rectangle that holds both."""
        return BBox(
            min(self.x0, other.x0), min(self.top, other.top), max(self.x1, other.x1), max(self.bottom, other.bottom)
        )

    def __reduce__(self) -> tuple[type[BBox], tuple[float, float, float, float]]:
        """For pickle: pages go from process to process, and its own way with a dataclass takes twice as long."""
        return BBox, (self.x0, self.top, self.x1, self.bottom)


@dataclass(frozen=True, slots=True)
class Word:
    """One printed word: its characters, where it stands, and how surely it was read (1.0 from a text layer)."""

    text: str
    box: BBox
    confidence: float = 1.0
    size: float = 0.0
    """Font size in points; on an OCR page the height of the line it stands in."""
    bold: bool = False

    def __reduce__(self) -> tuple[type[Word], tuple[str, BBox, float, float, bool]]:
        """For pickle, as that of its box."""
        return Word, (self.text, self.box, self.confidence, self.size, self.bold)


class PageSource(StrEnum):
    """Where a page's words come from."""

    TEXT_LAYER = "text_layer"
    OCR = "ocr"
    SCAN_LAYER = "scan_layer"
    """The hidden text that a scanner or another OCR program left beneath the picture."""
    BLANK = "blank"

    @property
    def is_ocr(self) -> bool:
        """Whether the words were recognised in a picture, by us or by somebody before us."""
        return self in (PageSource.OCR, PageSource.SCAN_LAYER)


@dataclass(frozen=True, slots=True)
class Legibility:
    """How Swedish the words of a page are, as one source has them."""

    words: int = 0
    """Words of three letters or more, abbreviations apart."""
    letters: int = 0
    """The letters of those words."""
    known: int = 0
    """The letters of those that are Swedish."""

    @property
    def share(self) -> float:
        """Of the letters: those of Swedish words; 0 without words."""
        return self.known / self.letters if self.letters else 0.0

    @property
    def worth(self) -> float:
        """Grows with how much is Swedish and with how little is not; for comparing two readings of one page."""
        return self.known * self.share


@dataclass(frozen=True, slots=True)
class Page:
    """One page, turned upright.

    `reason` is a code that tells why `source` was chosen; `models/sv/page_reasons.toml` says it in Swedish.
    `rulings` are the thin straight lines drawn on the page (table borders), where the reader could see them.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    source: PageSource
    reason: str
    rotation: int = 0
    """Degrees clockwise that the page was turned to stand upright: 0, 90, 180 or 270."""
    rulings: tuple[BBox, ...] = ()
    struck: tuple[Word, ...] = ()
    """Words with a line drawn through them: they no longer apply, and are not among `words`."""
    across: tuple[Word, ...] = ()
    """Words set aslant across the page, a watermark; not among `words` either."""
    layer: Legibility | None = None
    """Of the text layer, where it was weighed."""
    ocr: Legibility | None = None
    """Of OCR, where it was weighed against the text layer."""
    skew: float = 0.0
    """Degrees by which the lines of a scan fall to the right; its words' boxes are those of the levelled page."""
    treatments: tuple[str, ...] = ()
    """Codes of what was done to a scan before it was recognised; `models/sv/cli.toml` says them in Swedish."""

    @property
    def shape(self) -> PageShape:
        """Its size and how it was turned, which remain when its words are forgotten."""
        return PageShape(self.number, self.width, self.height, self.rotation)

    def as_it_lies(self, box: BBox) -> BBox:
        """Where a box of the levelled page is seen on the page: the upright rectangle around it, askew by `skew`."""
        if not self.skew:
            return box
        angle = math.radians(self.skew)
        x, y = (box.x0 + box.x1 - self.width) / 2, box.middle - self.height / 2
        x, y = x * math.cos(angle) - y * math.sin(angle), x * math.sin(angle) + y * math.cos(angle)
        wide = (box.width * math.cos(angle) + box.height * abs(math.sin(angle))) / 2
        high = (box.height * math.cos(angle) + box.width * abs(math.sin(angle))) / 2
        x, y = x + self.width / 2, y + self.height / 2
        return BBox(round(x - wide, 2), round(y - high, 2), round(x + wide, 2), round(y + high, 2))


@dataclass(frozen=True, slots=True)
class PageShape:
    """What a picture of a page needs to be told: its size in points once it stands upright, and how it was turned.

    `rotation` is as `Page.rotation`; boxes of evidence lie within `width` and `height`.
    """

    number: int
    width: float
    height: float
    rotation: int = 0


@dataclass(frozen=True, slots=True)
class MissingPage:
    """A page that could not be read, and the code of the cause (`pipeline/errors.py`)."""

    number: int
    code: str


@dataclass(frozen=True, slots=True)
class Document:
    """One file of the corpus as read. `file` is its path below the corpus folder, with forward slashes.

    `signed` are the days of the digital signatures in the file, in order; nobody has checked that they are genuine.
    """

    file: str
    sha256: str
    pages: tuple[Page, ...]
    missing: tuple[MissingPage, ...] = ()
    signed: tuple[date, ...] = ()
