"""The list of contents of a compilation: which pages it says that an instrument begins on, by their titles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from pipeline.layout.furniture import ReadPage
from pipeline.lexicon import LayoutWords

_FIRST_PAGES = 4
"""A list of contents stands on one of these."""
_ENTRY = re.compile(r"^\W{0,40}(?:\d{1,2}[.)]?\s{1,9})?(\D.*?\w)[\s.\u2026]*[\s.\u2026](\d{1,3})$")
_HEAD_LINES = 5
_TITLE_WORDS = 4
"""A title without a word for its kind has this many words; shorter ones are names of clauses."""
_ALIKE = 90


def listed_starts(pages: Sequence[ReadPage], words: LayoutWords) -> set[int]:
    """The indexes of the pages that open with a title of the list, if the list names two instruments or more."""
    listing = [index for index, read in enumerate(pages[:_FIRST_PAGES]) if len(_entries(read, words)) > 1]
    if not listing:
        return set()
    entries = [*_entries(pages[listing[0]], words), *_others(pages[listing[0]])]
    return {i for i in range(listing[-1] + 1, len(pages)) if any(_opens_with(pages[i], entry) for entry in entries)}


def _entries(read: ReadPage, words: LayoutWords) -> list[str]:
    """The titles of instruments in the list."""
    return _titles(match for match in _lines(read) if _names(match[1], words))


def _others(read: ReadPage) -> list[str]:
    """Every longer title of the list: one among instruments, it begins something too, whatever it is called."""
    return _titles(match for match in _lines(read) if len(match[1].split()) >= _TITLE_WORDS)


def _lines(read: ReadPage) -> Iterator[re.Match[str]]:
    return (match for line in read.lines if (match := _ENTRY.match(line.content)))


def _titles(entries: Iterable[re.Match[str]]) -> list[str]:
    """Without their numbers; where chapters have numbers, what has none is a foreword."""
    found = list(entries)
    numbered = [match for match in found if match.group().lstrip()[:1].isdecimal()]
    return [match[1].casefold() for match in (numbered if len(numbered) > 1 else found)]


def _names(title: str, words: LayoutWords) -> bool:
    return bool(words.instrument.search(title) or words.steering.search(title))


def _opens_with(read: ReadPage, entry: str) -> bool:
    lines = [re.sub(r"^\W{0,40}\d{1,2}[.)]?\s+", "", line.content.casefold()) for line in read.lines[:_HEAD_LINES]]
    pairs = [f"{one} {other}" for one, other in pairwise(lines)]
    return any(fuzz.ratio(entry, candidate) >= _ALIKE for candidate in [*lines, *pairs])
