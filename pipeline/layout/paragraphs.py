"""Lines -> paragraphs: which line goes on with the one above it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.domain.document import PageSource
from pipeline.layout.lengths import LONGEST
from pipeline.layout.lines import PrintedLine

_MARKER = re.compile(
    r"^(?:[•●▪◦·\-–—*✓☐☒]\s+\S|\u00a7\s*\d+|\d{1,2}\s*\u00a7|\(?\d{1,2}(?:\.\d{1,2}){0,2}[.)]\s*\S|[a-zA-Z][.)]\s)"
)
"""A bullet, a section sign or a number that begins a list item or a numbered heading."""
_IN_FIGURES, _UNFINISHED = re.compile(r"^\(\d{1,3}\)\s+[^\W\d_A-Z]"), re.compile(r"\w$")
"""A number repeated in figures, «tolv | (12) m\u00e5nader», is no item of a list when its sentence began above."""
_SECTION = re.compile(r"^(?:\u00a7\s*(\d+)|(\d{1,2})\s*\u00a7|(\d{1,2}(?:\.\d{1,2}){0,2})[.)]?\s+(?=\D))")
_SENTENCE_END = re.compile('[.!?:;][)"”»]?$')
_NOT_HEADING_END = re.compile(r"[.,;]$")
_HEADING_WORDS = 12
_HEADING_LETTERS = 2
_BULLET = re.compile(r"^(?:[^\w\u00a7(\"]|[eo\u00b0] )")
_LABEL_WORDS = 2
_LARGER = 1.2
_STYLED_HEADINGS = 3
"""A text with so many headings told by their type needs no guessing at others on its printed pages."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together, from one page or running over to the next."""

    lines: tuple[PrintedLine, ...]

    @property
    def content(self) -> str:
        """The words with single spaces."""
        return " ".join(line.content for line in self.lines)

    @property
    def is_table_row(self) -> bool:
        """Whether it is one row of several cells."""
        return len(self.lines[0].cells) > 1

    @property
    def section(self) -> str | None:
        """The number of a numbered heading («10», «4.2»)."""
        match = _SECTION.match(self.content)
        return next(filter(None, match.groups()), None) if match else None


def paragraphs(lines: list[PrintedLine], sources: dict[int, PageSource]) -> list[Paragraph]:
    """Group body lines in reading order; `sources` tells for each page whether sizes and bold can be trusted."""
    pitch = _pitch(lines)
    found: list[list[PrintedLine]] = []
    length = 0
    for index, line in enumerate(lines):
        above = lines[index - 1] if index else None
        length += len(line.content) + 1
        if above and length < LONGEST and _goes_on(above, line, _right_edge(lines, index), pitch, sources):
            found[-1].append(line)
        else:
            found.append([line])
            length = len(line.content) + 1
    return [Paragraph(tuple(group)) for group in found]


def headings(found: list[Paragraph], sources: dict[int, PageSource]) -> list[bool]:
    """For each paragraph whether it is a heading: short, without a full stop, and set apart from what follows."""
    sizes = [line.size for paragraph in found for line in paragraph.lines for _ in line.words]
    body = median(sizes) if sizes else 0.0
    pairs = list(zip(found, [*found[1:], None], strict=False))
    styled = [_is_styled_heading(p, after, body, sources) for p, after in pairs]
    scanned = [_is_ocr(p.lines[0], sources) for p in found]
    alone = [
        _stands_above(p, after) and not (o and _lost_its_bullet(before, p, after))
        for before, o, (p, after) in zip([None, *found], scanned, pairs, strict=False)
    ]
    if sum(styled) >= _STYLED_HEADINGS:
        alone = [a and o for a, o in zip(alone, scanned, strict=True)]
    return [s or a for s, a in zip(styled, alone, strict=True)]


def _lost_its_bullet(before: Paragraph | None, paragraph: Paragraph, after: Paragraph | None) -> bool:
    """An item whose bullet OCR did not see: it stands between two that have theirs, in line with their text."""
    if before is None or after is None or not (_BULLET.match(before.content) and _BULLET.match(after.content)):
        return False
    mark, *words = before.lines[0].words
    line = paragraph.lines[0]
    return bool(words) and line.box.x0 > mark.box.x1 and abs(line.box.x0 - words[0].box.x0) < line.size


def _is_ocr(line: PrintedLine, sources: dict[int, PageSource]) -> bool:
    return line.page in sources and sources[line.page].is_ocr


def _pitch(lines: list[PrintedLine]) -> float:
    """The usual distance from line to line, relative to the font size."""
    steps = [
        (below.box.top - above.box.top) / above.size
        for above, below in pairwise(lines)
        if above.page == below.page and 0 < below.box.top - above.box.top < 2.2 * above.size
    ]
    return median(steps) if steps else 1.2


def _right_edge(lines: list[PrintedLine], index: int) -> float:
    """How far right the text of this column reaches nearby; a title above columns, in larger print, tells nothing."""
    line = lines[index]
    near = [other for other in lines[max(0, index - 12) : index + 12] if other.size < _LARGER * line.size]
    alike = (o for o in near if o.page == line.page and len(o.cells) == 1 and abs(o.box.x0 - line.box.x0) < 45)
    return max([line.box.x1, *(other.box.x1 for other in alike)])


def _goes_on(
    above: PrintedLine, line: PrintedLine, right_edge: float, pitch: float, sources: dict[int, PageSource]
) -> bool:
    if len(above.cells) > 1 or len(line.cells) > 1:
        return False
    if _MARKER.match(line.content) and not (_IN_FIGURES.match(line.content) and _UNFINISHED.search(above.content)):
        return False
    first = line.words[0].text
    lower = first[:1].islower()
    if above.page != line.page:
        return lower and not _SENTENCE_END.search(above.content)
    if not 0 < line.box.top - above.box.top < 1.35 * pitch * max(above.size, line.size):
        return False
    scanned = _is_ocr(line, sources)
    ratio = max(above.size, line.size) / max(1.0, min(above.size, line.size))
    if ratio > (1.4 if scanned else 1.12) or (above.bold != line.bold and not scanned):
        return False
    free = right_edge - above.box.x1
    needed = line.words[0].box.width + 0.3 * line.size
    if free < needed + 0.4 * line.size:
        return True
    return lower and free < 0.35 * (right_edge - above.box.x0) and not _SENTENCE_END.search(above.content)


def _may_be_heading(paragraph: Paragraph, after: Paragraph | None) -> bool:
    content = paragraph.content
    if after is None or paragraph.is_table_row or len(content.split()) > _HEADING_WORDS or len(paragraph.lines) > 3:
        return False
    if _NOT_HEADING_END.search(content) or _BULLET.match(content) or sum(map(str.isalpha, content)) < _HEADING_LETTERS:
        return False
    if content.endswith(":") and len(content.split()) > _LABEL_WORDS:
        return False
    start = re.sub(r"^[\W\d]+", "", content)
    return start[:1].isupper() or bool(paragraph.section)


def _is_styled_heading(
    paragraph: Paragraph, after: Paragraph | None, body: float, sources: dict[int, PageSource]
) -> bool:
    """Told by its type: bold above plain text, larger than the body, or in capitals."""
    first = paragraph.lines[0]
    if after is None or not _may_be_heading(paragraph, after) or _is_ocr(first, sources):
        return False
    apart = all(line.bold for line in paragraph.lines) and not all(line.bold for line in after.lines)
    return apart or first.size > 1.07 * body or (paragraph.content.isupper() and len(paragraph.content) > 3)


def _stands_above(paragraph: Paragraph, after: Paragraph | None) -> bool:
    """A short line alone above longer text: the only mark of a heading that survives typewriter and scanner."""
    if after is None or not _may_be_heading(paragraph, after):
        return False
    if len(paragraph.content.split()) > 8 or len(paragraph.lines) > 1:
        return False
    return len(after.content) > 1.5 * len(paragraph.content) and (
        not after.content[:1].islower() or bool(_MARKER.match(after.content))
    )
