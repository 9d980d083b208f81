"""The list of contents of a compilation: which pages it says that an instrument begins on, by their titles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from pipeline.layout.furniture import ReadPage
from pipeline.lexicon import LayoutWords

_FIRST_PAGES = 4
"""A list of contents stands on one of these."""
_ENTRY = re.compile(r"^\W*(?:\d{1,2}[.)]?\s+)?(\D.*?\w)[\s.\u2026]*[\s.\u2026](\d{1,3})$")
_HEAD_LINES = 5
_ALIKE = 90


def listed_starts(pages: Sequence[ReadPage], words: LayoutWords) -> set[int]:
    """The indexes of the pages that open with a title of the list, if the list names two instruments or more."""
    listing = [index for index, read in enumerate(pages[:_FIRST_PAGES]) if len(_entries(read, words)) > 1]
    if not listing:
        return set()
    entries = _entries(pages[listing[0]], words)
    return {i for i in range(listing[-1] + 1, len(pages)) if any(_opens_with(pages[i], entry) for entry in entries)}


def _entries(read: ReadPage, words: LayoutWords) -> list[str]:
    """The titles of instruments in the list; where chapters have numbers, what has none is a foreword."""
    found = [match for line in read.lines if (match := _ENTRY.match(line.content)) and _names(match[1], words)]
    numbered = [match for match in found if match.group().lstrip()[:1].isdecimal()]
    return [match[1].casefold() for match in (numbered if len(numbered) > 1 else found)]


def _names(title: str, words: LayoutWords) -> bool:
    return bool(words.instrument.search(title) or words.steering.search(title))


def _opens_with(read: ReadPage, entry: str) -> bool:
    lines = [re.sub(r"^\W*\d{1,2}[.)]?\s+", "", line.content.casefold()) for line in read.lines[:_HEAD_LINES]]
    pairs = [f"{one} {other}" for one, other in pairwise(lines)]
    return any(fuzz.ratio(entry, candidate) >= _ALIKE for candidate in [*lines, *pairs])
