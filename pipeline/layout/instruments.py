"""Several documents in one file: where a new one begins.

A new part begins at the top of a page, either because the printed page number starts again («1 (3)» after «2 (2)») or
because a heading that names an instrument («Överenskommelse …») stands there in larger print. Once two parts begin so,
the file is a compilation and every page that opens in the same style begins a part, whatever its heading says.
Whether a part is an agreement at all is told later, from its words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from rapidfuzz import fuzz

from pipeline.domain.document import PageSource
from pipeline.layout.furniture import ReadPage
from pipeline.layout.lines import PrintedLine
from pipeline.lexicon import LayoutWords

_LARGER = 1.18
"""A title is set at least this much larger than the body."""
_TOP = 0.45
"""It stands in this share of the page's height from the top."""
_SPARSE = 25
"""A part with fewer words than this is a cover and goes with what follows."""
_SAME_TITLE = 88
_SAME_STYLE = 0.5
"""Points by which the titles of one compilation may differ in size."""


@dataclass(frozen=True, slots=True)
class _Opening:
    """The large print at the top of a page: its text, its size, and whether it names an instrument."""

    content: str
    size: float
    names_instrument: bool
    is_annex: bool


def parts(pages: Sequence[ReadPage], words: LayoutWords) -> list[Sequence[ReadPage]]:
    """Divide the pages into parts, in order; every page is in exactly one."""
    if not pages:
        return []
    openings = [_opening(read, _body_size(pages, read.page.source), words) for read in pages]
    starts = {0}
    title = openings[0]
    for index in range(1, len(pages)):
        opening = openings[index]
        if opening and opening.is_annex:
            continue
        restarts = _restarts(pages[index - 1], pages[index], words)
        numbered = any(o and _has_number(o.content) for o in (openings[i] for i in starts))
        begins = opening and opening.names_instrument and (_has_number(opening.content) or not numbered)
        if restarts or (opening and begins and not _same(title, opening)):
            starts.add(index)
            title = opening
    chapters = [o for i in starts if (o := openings[i]) and o.names_instrument and _has_number(o.content)]
    if len(chapters) > 1:
        style = median(o.size for o in chapters)
        starts |= {
            i for i, o in enumerate(openings) if o and _has_number(o.content) and abs(o.size - style) < _SAME_STYLE
        }
    return _cut(pages, sorted(starts))


def _cut(pages: Sequence[ReadPage], starts: list[int]) -> list[Sequence[ReadPage]]:
    found: list[Sequence[ReadPage]] = []
    begin = 0
    for end in [*starts[1:], len(pages)]:
        if sum(len(read.page.words) for read in pages[begin:end]) >= _SPARSE or end == len(pages):
            found.append(pages[begin:end])
            begin = end
    return found


def _body_size(pages: Sequence[ReadPage], source: PageSource) -> float:
    """The usual size on pages read like this one: a font's size is more than the height of its letters on a scan."""
    lines = [line for read in pages if read.page.source is source for line in read.lines]
    return median([line.size for line in lines for _ in line.words] or [0.0])


def _opening(read: ReadPage, body: float, words: LayoutWords) -> _Opening | None:
    """The first run of large lines near the top; smaller lines above it (a running head) are passed over."""
    large: list[PrintedLine] = []
    for line in read.lines:
        if line.box.top > _TOP * read.page.height and not large:
            return None
        if line.size >= _LARGER * body and any(c.isalpha() for c in line.content):
            large.append(line)
        elif large:
            break
        elif line.box.top > 0.2 * read.page.height and len(line.words) > 6:
            return None
    if not large:
        return None
    following = _second_heading(read, large)
    content = " ".join(line.content for line in large)
    names = bool(words.instrument.search(content) or (_has_number(content) and words.instrument.search(following)))
    return _Opening(content, median(line.size for line in large), names, bool(words.annex.match(content)))


def _second_heading(read: ReadPage, large: list[PrintedLine]) -> str:
    """The bold lines right below the large ones: a subtitle."""
    below = [line for line in read.lines if line.box.top > large[-1].box.top]
    subtitle = []
    for line in below[:3]:
        if not line.bold:
            break
        subtitle.append(line.content)
    return " ".join(subtitle)


def _has_number(content: str) -> bool:
    """Whether a chapter's number stands before it; an entry of a list goes on in lower case."""
    match = re.match(r"\d{1,2}[.)]?\s+", content)
    return match is not None and content[match.end() : match.end() + 1].isupper()


def _same(one: _Opening | None, other: _Opening) -> bool:
    if one is None or not one.names_instrument:
        return False
    titles = [re.sub(r"^\W*\d{1,2}[.)]?\s+", "", opening.content.casefold()) for opening in (one, other)]
    digits = [re.findall(r"\d+", title) for title in titles]
    return digits[0] == digits[1] and fuzz.partial_ratio(*titles) >= _SAME_TITLE


def _restarts(above: ReadPage, read: ReadPage, words: LayoutWords) -> bool:
    """Whether the printed number says «1 of n» here and the page before ended its own count."""
    before, now = _number(above, words), _number(read, words)
    return now is not None and now[0] == 1 and before is not None and before[0] == before[1]


def _number(read: ReadPage, words: LayoutWords) -> tuple[int, int] | None:
    for line in read.lines:
        match = words.page_of.search(line.content)
        at_edge = line.box.bottom < 0.16 * read.page.height or line.box.top > 0.84 * read.page.height
        if match and at_edge:
            return int(match.group(1)), int(match.group(2))
    return None
