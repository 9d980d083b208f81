"""Pages on which a signing service tells who signed and when: receipts, audit trails, «Verifikat».

They come behind what was signed and are no part of it: their names are no parties, their numbers no registry numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.layout.furniture import ReadPage
from pipeline.lexicon import LayoutWords

_ENOUGH, _ENOUGH_BEHIND = 3, 2
"""So many kinds of marks, none of which would tell on its own, make such a page too; behind another such page fewer do,
for it may hold nothing but more signers. A running foot of the service is one mark, on every page."""


def verification_pages(pages: Sequence[ReadPage], words: LayoutWords) -> frozenset[int]:
    """The numbers of these pages. The first page is none, for there must be something that was signed."""
    found: set[int] = set()
    for above, read in pairwise(pages):
        needed = _ENOUGH_BEHIND if above.page.number in found else _ENOUGH
        if _says_so(read, words) or _marks(read, words) >= needed:
            found.add(read.page.number)
    return frozenset(found)


def _says_so(read: ReadPage, words: LayoutWords) -> bool:
    return any(words.verification.search(cell) for cell in _cells(read))


def _marks(read: ReadPage, words: LayoutWords) -> int:
    """How many kinds of marks the page bears; an expression names each kind."""
    found = (match.lastgroup for cell in _cells(read) for match in words.verification_marks.finditer(cell))
    return len(set(found))


def _cells(read: ReadPage) -> list[str]:
    return [" ".join(word.text for word in cell) for line in read.lines for cell in line.cells]
