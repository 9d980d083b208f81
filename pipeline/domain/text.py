"""The text of one instrument, fixed once: everything later points into it by character offset."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from pipeline.domain.document import BBox, PageSource


class Region(StrEnum):
    """What part of the page a line belongs to."""

    BODY = "body"
    TABLE = "table"
    MARGIN = "margin"
    """Running heads, feet, stamps: kept after the body, for a registry number may stand only there."""
    VERIFICATION = "verification"
    """Pages on which a signing service tells who signed and when: kept last, for they are no part of what is agreed."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """One printed word behind a stretch of the text; `printed` is the word as it stands on the page."""

    start: int
    end: int
    page: int
    box: BBox
    confidence: float
    printed: str
    seen: BBox | None = None
    """Where the word is seen on a page that lies askew; None: at `box`, which is that of the levelled page."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text. Sizes and boxes in points."""

    start: int
    end: int
    page: int
    box: BBox
    size: float
    bold: bool
    region: Region


@dataclass(frozen=True, slots=True)
class Clause:
    """A heading and the text below it, up to the next heading of any level.

    `heading` and `body` are (start, end) offsets; the text before the first heading is a clause with an empty heading.
    """

    number: str | None
    heading: tuple[int, int]
    body: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of text on one page: the words as printed there and the boxes around them, one a line."""

    page: int
    quote: str
    boxes: tuple[BBox, ...]
    confidence: float
    """The lowest reading confidence among its words."""


@dataclass(frozen=True, slots=True)
class Text:
    """One instrument's text in reading order.

    `content[:margin_start]` is the body, then come its running heads and stamps, and from `verification_start` on the
    pages of a signing service. Every character of a word lies in exactly one anchor. `pages` is the first and last page
    of the instrument in its file, `file_pages` the number of pages of that file; `sources` tells how pages were read.
    """

    file: str
    content: str
    anchors: tuple[Anchor, ...]
    lines: tuple[Line, ...]
    clauses: tuple[Clause, ...]
    margin_start: int
    pages: tuple[int, int]
    file_pages: int
    sources: tuple[tuple[int, PageSource], ...]
    struck: tuple[int, ...] = ()
    """Pages on which words are struck out; those are not in the text."""
    verification_start: int = -1
    """Without such pages the length of the content."""
    signed: tuple[date, ...] = ()
    """The days of the digital signatures in the file, in order."""
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False, default=())

    def __post_init__(self) -> None:
        """Index the anchors once, so that locating is a binary search."""
        if self.verification_start < 0:
            object.__setattr__(self, "verification_start", len(self.content))
        object.__setattr__(self, "_starts", tuple(a.start for a in self.anchors))

    @property
    def is_scanned(self) -> bool:
        """Whether most of its pages were read by OCR."""
        return 2 * sum(source is PageSource.OCR for _, source in self.sources) > len(self.sources)

    @property
    def is_signed_electronically(self) -> bool:
        """Whether a signing service says so, or a digital signature in a file that is no scan."""
        return self.has_service_pages or (bool(self.signed) and not self.is_scanned)

    @property
    def has_service_pages(self) -> bool:
        """Whether a signing service's pages come last."""
        return self.verification_start < len(self.content)

    @property
    def margins(self) -> str:
        """The running heads, feet and stamps, one a line."""
        return self.content[self.margin_start : self.verification_start]

    def anchors_in(self, start: int, end: int) -> tuple[Anchor, ...]:
        """The printed words that the offsets [start, end) touch, in reading order."""
        first = max(0, bisect_right(self._starts, start) - 1)
        found = []
        for anchor in self.anchors[first:]:
            if anchor.start >= end:
                break
            if anchor.end > start:
                found.append(anchor)
        return tuple(found)

    def locate(self, start: int, end: int) -> tuple[Place, ...]:
        """Where the offsets [start, end) stand in print: one place for each page that they touch."""
        by_page: dict[int, list[Anchor]] = {}
        for anchor in self.anchors_in(start, end):
            by_page.setdefault(anchor.page, []).append(anchor)
        return tuple(
            Place(
                page=page,
                quote=" ".join(a.printed for a in anchors),
                boxes=_line_boxes(anchors),
                confidence=min(a.confidence for a in anchors),
            )
            for page, anchors in by_page.items()
        )

    def page_at(self, offset: int) -> int:
        """The page of the word at or before the offset; the instrument's first page for an empty text."""
        index = bisect_right(self._starts, offset) - 1
        return self.anchors[max(0, index)].page if self.anchors else self.pages[0]

    def is_ocr(self, page: int) -> bool:
        """Whether the page's words come from OCR, ours or a scanner's."""
        source = dict(self.sources).get(page)
        return source is not None and source.is_ocr


def _line_boxes(anchors: list[Anchor]) -> tuple[BBox, ...]:
    """One box for each printed line: neighbours in reading order merge when they overlap vertically."""
    lines: list[tuple[BBox, BBox]] = []
    for anchor in anchors:
        last, seen = lines[-1] if lines else (None, None)
        if last and seen and last.top <= anchor.box.middle <= last.bottom and anchor.box.x0 >= last.x0:
            lines[-1] = (last.union(anchor.box), seen.union(anchor.seen or anchor.box))
        else:
            lines.append((anchor.box, anchor.seen or anchor.box))
    return tuple(seen for _, seen in lines)
