"""What stands at the top of a page: the title of an instrument, the mark of an annex, a letter, another paper's label.

A title shows itself by its size, or, in the body's size, by what follows it: «Mellan … och … träffas följande avtal».
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from pipeline.layout.furniture import ReadPage
from pipeline.layout.lines import PrintedLine
from pipeline.lexicon import LayoutWords

_LARGER = 1.18
"""A large title is set at least this much larger than the body."""
_TOP, _SMALL_TOP = 0.45, 0.3
"""A title stands in this share of the page's height from the top; one in the body's size in the second."""
_HEAD_LINES, _HEAD_WORDS = 6, 10
"""Above a small title stand no more lines than these, none longer than this: names, dates, a running head."""
_PREAMBLE = 12
"""Lines below a title in which the parties are named."""
_SHORTEST_PREAMBLE = 120
"""Characters from «Parter» or a first organisation number that tell one agreement's parties from another's."""
_LETTER_WORDS = 320
_METADATA = 2
"""Labels of metadata that make a head of document."""
_CHAPTER = re.compile(r"\W{0,40}\d{1,2}[.)]?\s{1,20}")


@dataclass(frozen=True, slots=True)
class Opening:
    """The print at the top of a page that may begin something."""

    content: str
    size: float
    is_large: bool
    names_instrument: bool
    is_annex: bool
    preamble: str | None
    """The words right below that name the parties and say that they agree."""

    @property
    def has_number(self) -> bool:
        """Whether a chapter's number stands before it; an entry of a list goes on in lower case."""
        match = _CHAPTER.match(self.content)
        return match is not None and self.content[match.end() : match.end() + 1].isupper()


def opening_of(read: ReadPage, body: float, words: LayoutWords) -> Opening | None:
    """The first run of large lines near the top, else a small title that announces an agreement, else an annex's mark.

    `body` is the usual size of the pages' print.
    """
    large, small, annex = _large(read, body), _small(read, words), _annex_mark(read, words)
    if large and words.annex.match(_joined(large)):
        return _opening(read, large, words, is_large=True, names=False, is_annex=True)
    if annex:
        return _opening(read, annex, words, is_large=False, names=False, is_annex=True)
    names = bool(large) and _names_instrument(read, large, words)
    if small and not names:
        return _opening(read, small, words, is_large=False, names=True, is_annex=False)
    return _opening(read, large, words, is_large=True, names=names, is_annex=False) if large else None


def other_paper(read: ReadPage, words: LayoutWords) -> str | None:
    """The label of another paper at the top of the page («Tjänsteskrivelse»), or what makes it a letter."""
    for line in read.lines[: 2 * _HEAD_LINES]:
        for cell in line.cells:
            content = " ".join(word.text for word in cell)
            if len(cell) <= _HEAD_WORDS and (match := words.other_paper.match(content)):
                return match.group(1).casefold()
    content = "\n".join(line.content for line in read.lines)
    if len(content.split()) <= _LETTER_WORDS and (match := words.letter.search(content)):
        return match.group().casefold()
    return None


def signs(read: ReadPage, words: LayoutWords) -> bool:
    """Whether there is a place for signatures on the page."""
    return any(words.signing.search(line.content) for line in read.lines)


def _opening(
    read: ReadPage, lines: Sequence[PrintedLine], words: LayoutWords, *, is_large: bool, names: bool, is_annex: bool
) -> Opening:
    below = [line.content for line in read.lines if line.box.top > lines[-1].box.top][:_PREAMBLE]
    named = names or (is_annex and any(words.instrument.search(content) for content in below[:3]))
    return Opening(
        content=_joined(lines),
        size=median(line.size for line in lines),
        is_large=is_large,
        names_instrument=named,
        is_annex=is_annex,
        preamble=_preamble("\n".join(below), words),
    )


def _preamble(below: str, words: LayoutWords) -> str | None:
    match = words.preamble.search(below)
    return below[match.start() : max(match.end(), match.start() + _SHORTEST_PREAMBLE)] if match else None


def _large(read: ReadPage, body: float) -> list[PrintedLine]:
    """Smaller lines above it (a running head) are passed over."""
    large: list[PrintedLine] = []
    for line in read.lines:
        if line.box.top > _TOP * read.page.height and not large:
            return []
        if line.size >= _LARGER * body and any(c.isalpha() for c in line.content):
            large.append(line)
        elif large:
            break
        elif line.box.top > 0.2 * read.page.height and len(line.words) > 6:
            return []
    return large


def _names_instrument(read: ReadPage, large: Sequence[PrintedLine], words: LayoutWords) -> bool:
    """Whether the title does, or the subtitle of a numbered chapter, or one of a document with a block of metadata."""
    content = _joined(large)
    chapter = _CHAPTER.match(content) is not None
    if words.instrument.search(content) or (chapter and words.instrument.search(_subtitle(read, large))):
        return True
    return bool(words.steering.search(content)) and _has_metadata(read, words)


def _has_metadata(read: ReadPage, words: LayoutWords) -> bool:
    """Whether a block by the title says who adopted the document, when and for whom."""
    top = "\n".join(line.content for line in read.lines if line.box.top < _TOP * read.page.height)
    return len({match[1].casefold() for match in words.metadata.finditer(top)}) >= _METADATA


def _small(read: ReadPage, words: LayoutWords) -> list[PrintedLine]:
    for index, line in enumerate(read.lines[: _HEAD_LINES + 1]):
        if line.box.top > _SMALL_TOP * read.page.height:
            break
        content = line.content
        if words.instrument.search(content) and not content.rstrip().endswith((".", ",", ";")):
            starts = content.lstrip(" \u00a7.)0123456789")[:1].isupper()
            return [line] if starts and words.preamble.search(_following(read, index)) else []
        if len(line.words) > _HEAD_WORDS or content.rstrip().endswith("."):
            break
    return []


def _following(read: ReadPage, index: int) -> str:
    return "\n".join(line.content for line in read.lines[index + 1 : index + 1 + _PREAMBLE])


def _annex_mark(read: ReadPage, words: LayoutWords) -> list[PrintedLine]:
    """«Bilaga 2» as one of the first lines, whatever its size, alone in its line or before a short name."""
    for line in read.lines[:3]:
        cells = [" ".join(word.text for word in cell) for cell in line.cells]
        if any(words.annex.match(cell) and len(cell.split()) <= _HEAD_WORDS for cell in cells):
            return [line]
    return []


def _subtitle(read: ReadPage, large: Sequence[PrintedLine]) -> str:
    """The bold lines right below the large ones."""
    subtitle = []
    for line in [line for line in read.lines if line.box.top > large[-1].box.top][:3]:
        if not line.bold:
            break
        subtitle.append(line.content)
    return " ".join(subtitle)


def _joined(lines: Sequence[PrintedLine]) -> str:
    return " ".join(line.content for line in lines)
