"""Words of a page -> lines in reading order.

A row is what stands at one height; a segment is a stretch of a row without a wide gap. Rows of one segment are prose.
Rows of several are either newspaper columns, read one column after the other, or a table, read row by row with its
cells kept apart. Only geometry decides; no word of any language is looked at.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from statistics import median

from pipeline.domain.document import BBox, Page, Word
from pipeline.layout import newspaper, specks

_GAP = 1.6
"""A gap wider than this many font sizes parts two segments (a word space is some 0.3, a justified one up to 0.9)."""
_WIDER = 2.4
"""It is also this much wider than the row's usual gap: a justified line on a typewriter has wide ones throughout."""
_GAPS_TO_JUDGE = 4
_SAME_COLUMN = 15.0
"""Points by which the cells of one column may be out of line."""
_TALL = 0.7
"""The size of a line is that of its taller words: on a scan a word without ascenders is lower than its neighbours."""
_NEWSPAPER_ROWS = 6
"""Fewer rows than this are never newspaper columns."""
_ROW_GAP = 1.6
"""Lines of one cell are no further apart than this many heights of a line."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One or more cells that are read together: a line of prose has one cell, a row of a table several."""

    page: int
    cells: tuple[tuple[Word, ...], ...]
    box: BBox
    size: float
    bold: bool

    @property
    def words(self) -> tuple[Word, ...]:
        """All words in reading order."""
        return tuple(word for cell in self.cells for word in cell)

    @property
    def content(self) -> str:
        """The words with single spaces."""
        return " ".join(word.text for word in self.words)


def printed_lines(page: Page) -> tuple[PrintedLine, ...]:
    """The lines of an upright page in reading order."""
    scanned = page.source.is_ocr
    words = specks.without(page.words) if scanned else page.words
    height = specks.usual_height(words) if scanned else None
    columns = [column for stretch in newspaper.stretches(_rows(words)) for column in stretch.columns]
    return tuple(line for column in columns for line in _read_rows(page.number, column, height))


def _read_rows(page: int, rows: Sequence[Sequence[Word]], height: float | None) -> list[PrintedLine]:
    """The lines of one column; `height` is the usual one of a scan's words, which tells print from specks."""
    found = [_segments(row) for row in rows]
    if height is not None:
        found = [kept for row in found if (kept := [s for s in row if specks.is_print(s, height)])]
    lines: list[PrintedLine] = []
    band: list[list[_Segment]] = []
    for row in found:
        if band and len(band) < newspaper.MOST_ROWS and _belongs(row, band):
            band.append(row)
            continue
        lines += _read_band(page, band)
        band = [row]
    return lines + _read_band(page, band)


_Segment = tuple[Word, ...]


def _rows(words: tuple[Word, ...]) -> list[list[Word]]:
    """Words that share a height, from the top; a word joins the row whose middle it covers.

    Dashes and dots are placed last: so thin a box would draw the words beside it into a row of their own.
    """
    usual = specks.usual_height(words)
    rows: list[_Row] = []
    for word in sorted(words, key=lambda w: (w.box.height < specks.THIN * usual, w.box.middle, w.box.x0)):
        thin = word.box.height < specks.THIN * usual
        for row in reversed(rows if thin else rows[-4:]):
            reach = 0.5 * (row.height if thin else min(row.height, max(word.box.height, 1.0)))
            if abs(row.middle - word.box.middle) < reach:
                row.add(word)
                break
        else:
            rows.append(_Row(word))
    in_order = sorted(rows, key=lambda row: row.middle)
    return [sorted(row.words, key=lambda w: w.box.x0) for row in in_order]


class _Row:
    """Words that share a height, and the medians of their heights and middles."""

    def __init__(self, word: Word) -> None:
        self.words = [word]
        self.height, self.middle = word.box.height, word.box.middle
        self._heights, self._middles = [self.height], [self.middle]

    def add(self, word: Word) -> None:
        self.words.append(word)
        insort(self._heights, word.box.height)
        insort(self._middles, word.box.middle)
        self.height, self.middle = _middle(self._heights), _middle(self._middles)


def _middle(ordered: Sequence[float]) -> float:
    """The median of numbers in order."""
    half = len(ordered) // 2
    return (ordered[half] + ordered[-half - 1]) / 2


def _segments(row: Sequence[Word]) -> list[_Segment]:
    segments: list[list[Word]] = [[row[0]]]
    gaps = [right.box.x0 - left.box.x1 for left, right in pairwise(row)]
    usual = median(gaps) if len(gaps) >= _GAPS_TO_JUDGE else 0.0
    for left, right in pairwise(row):
        size = max(left.size or left.box.height, right.size or right.box.height)
        gap = right.box.x0 - left.box.x1
        if gap > _GAP * size and (gap > _WIDER * usual or usual > 3 * size):
            segments.append([right])
        else:
            segments[-1].append(right)
    return [tuple(segment) for segment in segments]


def _box(words: tuple[Word, ...]) -> BBox:
    return reduce(BBox.union, (word.box for word in words))


def _belongs(row: list[_Segment], band: list[list[_Segment]]) -> bool:
    """Whether the row goes on with the band: it leaves the band's gutter free and is not far below it."""
    several = [r for r in [*band, row] if len(r) > 1]
    if not several:
        return False
    if _gutter([*band, row]) is None or not _aligned(row, band):
        return False
    last, first = _row_box(band[-1]), _row_box(row)
    pitch = max(w.box.height for w in row[0])
    return first.top - last.bottom < 3 * pitch


def _aligned(row: list[_Segment], band: list[list[_Segment]]) -> bool:
    """Whether a row of several segments keeps to a column of the band; a table above columns of text doesn't."""
    starts = [_box(segment).x0 for above in band for segment in above[1:]]
    own = [_box(segment).x0 for segment in row[1:]]
    return not starts or not own or any(abs(x - y) < _SAME_COLUMN for x in own for y in starts)


def _row_box(row: list[_Segment]) -> BBox:
    return reduce(BBox.union, (_box(segment) for segment in row))


def _gutter(rows: list[list[_Segment]]) -> tuple[float, float] | None:
    """The widest x interval with text on both sides that no segment of any row crosses."""
    boxes = sorted((_box(segment) for row in rows for segment in row), key=lambda b: b.x0)
    best: tuple[float, float] | None = None
    reach = boxes[0].x1
    for box in boxes[1:]:
        if box.x0 > reach + 4 and (best is None or box.x0 - reach > best[1] - best[0]):
            best = (reach, box.x0)
        reach = max(reach, box.x1)
    return best


def _read_band(page: int, band: list[list[_Segment]]) -> list[PrintedLine]:
    if not band:
        return []
    gutter = _gutter(band)
    if all(len(row) == 1 for row in band) or gutter is None:
        return [_line(page, [segment]) for row in band for segment in row]
    left = [[s for s in row if _box(s).x1 <= gutter[0] + 1] for row in band]
    right = [[s for s in row if _box(s).x0 >= gutter[1] - 1] for row in band]
    if _is_newspaper(left) and _is_newspaper(right):
        return [line for side in (left, right) for line in _read_band(page, [row for row in side if row])]
    return _table_rows(page, band)


def _is_newspaper(side: list[list[_Segment]]) -> bool:
    boxes = [_row_box(row) for row in side if row]
    if len(boxes) < _NEWSPAPER_ROWS or sum(len(row) > 1 for row in side) > newspaper.PARTED * len(boxes):
        return False
    words = sum(len(segment) for row in side for segment in row)
    return newspaper.fills(boxes) and words > 4 * len(boxes)


def _table_rows(page: int, band: list[list[_Segment]]) -> list[PrintedLine]:
    """Rows of a table: a printed row that only continues the cells above it is joined to them."""
    columns = _columns(band)
    rows: list[dict[int, list[Word]]] = []
    previous: BBox | None = None
    for row in band:
        cells: dict[int, _Segment] = {}
        for segment in row:  # in small print two may begin so near each other that they are one column
            column = _column_of(_box(segment), columns)
            cells[column] = cells.get(column, ()) + segment
        box = _row_box(row)
        if rows and previous and _continues(cells, rows[-1], box.top - previous.bottom, box.height):
            for column, segment in cells.items():
                rows[-1].setdefault(column, []).extend(segment)
        else:
            rows.append({column: list(segment) for column, segment in cells.items()})
        previous = box
    return [_line(page, [tuple(row[column]) for column in sorted(row)]) for row in rows]


def _columns(band: list[list[_Segment]]) -> list[float]:
    """The left edges of the columns, taken from the row with most segments and completed by the others."""
    edges: list[float] = []
    for row in sorted(band, key=len, reverse=True):
        for segment in row:
            x0 = _box(segment).x0
            if all(abs(x0 - edge) > 12 for edge in edges):
                edges.append(x0)
    return sorted(edges)


def _column_of(box: BBox, columns: list[float]) -> int:
    return max((i for i, edge in enumerate(columns) if edge <= box.x0 + 12), default=0)


def _continues(cells: dict[int, _Segment], above: dict[int, list[Word]], gap: float, height: float) -> bool:
    """Close below, every cell under one that is there, and the first column empty or going on in lower case."""
    if gap > _ROW_GAP * height or not all(column in above for column in cells):
        return False
    return 0 not in cells or (len(cells) < len(above) and cells[0][0].text[:1].islower())


def _line(page: int, cells: list[_Segment]) -> PrintedLine:
    words = tuple(word for cell in cells for word in cell)
    sizes = [word.size or word.box.height for word in words]
    letters = sum(len(word.text) for word in words)
    bold = sum(len(word.text) for word in words if word.bold) * 2 > letters
    return PrintedLine(page, tuple(cells), _box(words), sorted(sizes)[int(_TALL * len(sizes))], bold)
