"""Several documents in one file: where a new one begins.

A new part begins at the top of a page: because the printed page number starts again («1 (3)» after «2 (2)»), because
a title that names an instrument («Överenskommelse …») stands there in larger print or right above its parties,
because the list of contents names it, or because it is another paper, stapled on: a letter, an extract of minutes.
Annexes go with what stands before them, unless they have a title, parties and signatures of their own; a signing
service's page always does. Once two
parts begin with numbered titles, every page that opens in the same style begins a part.
Whether a part is an agreement at all is told later, from its words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from rapidfuzz import fuzz

from pipeline.domain.document import PageSource
from pipeline.layout.contents import listed_starts
from pipeline.layout.furniture import ReadPage
from pipeline.layout.openings import Opening, opening_of, other_paper, signs
from pipeline.layout.verification import verification_pages
from pipeline.lexicon import LayoutWords

_SPARSE = 40
"""A part with fewer words than this is a cover and goes with what follows."""
_SAME_TITLE = 88
_SAME_STYLE = 0.5
"""Points by which the titles of one compilation may differ in size."""
_RUNNING_HEAD = 0.08
"""A running head stands in this share of the page's height from the top; a title lower."""
_HEAD = 400
"""Characters of a part's first page in which its title stands."""


def parts(pages: Sequence[ReadPage], words: LayoutWords) -> list[Sequence[ReadPage]]:
    """Divide the pages into parts, in order; every page is in exactly one."""
    if not pages:
        return []
    sizes = {source: _body_size(pages, source) for source in {read.page.source for read in pages}}
    openings = [opening_of(read, sizes[read.page.source], words) for read in pages]
    papers = [other_paper(read, words) for read in pages]
    listed = listed_starts(pages, words)
    verifications = verification_pages(pages, words)
    starts = [0]
    for index in range(1, len(pages)):
        opening, first = openings[index], starts[-1]
        if pages[index].page.number in verifications:
            continue
        if index in listed:
            starts.append(index)
            continue
        of_agreement = papers[first] is None  # behind a memorandum the annex is what it proposes
        if opening and opening.is_annex and of_agreement and not _stands_alone(index, pages, openings, words):
            continue
        if _goes_on(pages[index - 1], pages[index], words) and _is_chapter_of_rules(opening, words):
            continue
        covered = papers[first] is not None and papers[index] is None and _ends(pages[index - 1], words)
        same = not covered and _same(pages[first:index], openings[first], opening, words)
        stapled = papers[index] is not None and papers[index] != papers[index - 1]
        numbered = any(o and o.has_number for o in (openings[i] for i in starts))
        if _restarts(pages[index - 1], pages[index], words) or (
            (stapled or _begins(opening, numbered=numbered)) and not same
        ):
            starts.append(index)
    return _cut(pages, sorted({*starts, *_chapters(openings, starts)}))


def _begins(opening: Opening | None, *, numbered: bool) -> bool:
    if opening is None or not opening.names_instrument:
        return False
    return opening.preamble is not None or (opening.is_large and (opening.has_number or not numbered))


def _stands_alone(
    index: int, pages: Sequence[ReadPage], openings: Sequence[Opening | None], words: LayoutWords
) -> bool:
    """Whether an annex is an instrument of its own: it names itself one, and has parties and signatures."""
    opening = openings[index]
    if opening is None or not (opening.names_instrument and opening.preamble is not None):
        return False
    end = next((i for i in range(index + 1, len(pages)) if openings[i]), len(pages))
    return any(signs(read, words) for read in pages[index:end])


def _chapters(openings: Sequence[Opening | None], starts: Sequence[int]) -> set[int]:
    """The pages that open in the style of a compilation's numbered titles."""
    chapters = [o for i in starts if (o := openings[i]) and o.is_large and o.names_instrument and o.has_number]
    if len(chapters) < 2:
        return set()
    style = median(o.size for o in chapters)
    alike = (o is not None and o.is_large and o.has_number and abs(o.size - style) < _SAME_STYLE for o in openings)
    return {i for i, is_chapter in enumerate(alike) if is_chapter}


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


def _same(part: Sequence[ReadPage], title: Opening | None, other: Opening | None, words: LayoutWords) -> bool:
    """Whether the title stands on the part's first page already: a cover, a running head, a second copy.

    Behind signatures the same title with other parties below it is another instrument.
    """
    if other is None or not other.names_instrument:
        return False
    if any(fuzz.ratio(head, other.content) >= _SAME_TITLE for head in _running_heads(part[0])):
        return True
    named = title if title and title.names_instrument else None
    if named and named.preamble and other.preamble and any(signs(read, words) for read in part):
        same_parties = fuzz.ratio(named.preamble, other.preamble) >= _SAME_TITLE
        return same_parties and _alike(named.content, other.content, words)
    if named:
        return _alike(named.content, other.content, words)
    return fuzz.partial_ratio(_head(part[0]).casefold(), other.content.casefold()) >= _SAME_TITLE


def _alike(one: str, other: str, words: LayoutWords) -> bool:
    """Whether two titles are the same but for a chapter's number, and share all other figures."""
    if bool(words.amendment.match(one)) != bool(words.amendment.match(other)):
        return False
    titles = [re.sub(r"^\W{0,40}\d{1,2}[.)]?\s+", "", content.casefold()) for content in (one, other)]
    digits = [re.findall(r"\d+", title) for title in titles]
    return digits[0] == digits[1] and fuzz.partial_ratio(*titles) >= _SAME_TITLE


def _running_heads(read: ReadPage) -> list[str]:
    return [line.content for line in read.lines if line.box.bottom < _RUNNING_HEAD * read.page.height]


def _head(read: ReadPage) -> str:
    return " ".join(line.content for line in read.lines)[:_HEAD]


def _restarts(above: ReadPage, read: ReadPage, words: LayoutWords) -> bool:
    """Whether the printed number says «1 of n» here and the page before ended its own count."""
    before, now = _number(above, words), _number(read, words)
    return now is not None and now[0] == 1 and before is not None and before[0] == before[1]


def _goes_on(above: ReadPage, read: ReadPage, words: LayoutWords) -> bool:
    """Whether the printed number says «4 of 5» here and «3 of 5» on the page before."""
    before, now = _number(above, words), _number(read, words)
    return before is not None and now == (before[0] + 1, before[1])


def _ends(read: ReadPage, words: LayoutWords) -> bool:
    """Whether the printed number says that its paper ends here: «1 of 1»."""
    number = _number(read, words)
    return number is not None and number[0] == number[1]


def _is_chapter_of_rules(opening: Opening | None, words: LayoutWords) -> bool:
    """«6 Samverkansmodell» is the name of a clause as well as of a document."""
    return opening is not None and bool(
        words.steering.search(opening.content) and not words.instrument.search(opening.content)
    )


def _number(read: ReadPage, words: LayoutWords) -> tuple[int, int] | None:
    for line in read.lines:
        match = words.page_of.search(line.content)
        at_edge = line.box.bottom < 0.16 * read.page.height or line.box.top > 0.84 * read.page.height
        if match and at_edge:
            return int(match.group(1)), int(match.group(2))
    return None
