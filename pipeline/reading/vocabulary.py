"""How much of what stands on a page is Swedish: the share of its words that a dictionary knows.

The dictionary is simplemma's Swedish one, some 400,000 inflected forms and common names. It is unpacked when the first
word is looked up (half a second of processor time, 20 MB) and only once in a process.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from simplemma import is_known

from pipeline.domain.document import Legibility

_LANGUAGE = "sv"
_WORD = re.compile(r"[^\W\d_]{3,}")
"""Three letters or more: shorter ones are known by chance."""
_DIVIDED = re.compile(r"\S{1,80}[-\u00ad\u2010]\s{1,9}\S+")
"""A word divided at the end of a line, or one of which the second half is shared: neither half need be a word."""
_ABBREVIATION = 5
"""Letters of the longest abbreviation in capitals; no dictionary holds them all."""
_PIECE = 3
"""Letters of the shortest piece of a compound."""
_LINK = "s"


def legibility(words: Iterable[str]) -> Legibility:
    """How many words of a page there are, and how many of their letters belong to Swedish ones.

    >>> legibility("Avtalet gäller samverkansöverenskommelsen för SOSFS".split()).share
    1.0
    >>> round(legibility("Avtalet gällor förr samvorkan".split()).share, 2)
    0.42
    """
    text = _DIVIDED.sub(" ", " ".join(words))
    found = [word for word in _WORD.findall(text) if len(word) > _ABBREVIATION or not word.isupper()]
    letters = sum(map(len, found))
    known = sum(len(word) for word in found if _is_swedish(word.lower()))
    return Legibility(words=len(found), letters=letters, known=known)


@lru_cache(maxsize=50_000)
def _is_swedish(word: str) -> bool:
    """Whether a word in lower case, or both pieces of a compound, stand in the dictionary."""
    return _stands(word) or any(
        _stands(word[at:]) and (_stands(word[:at]) or _is_linked(word[:at]))
        for at in range(_PIECE, len(word) - _PIECE + 1)
    )


def _is_linked(piece: str) -> bool:
    """Whether a first piece is a word with the linking letter («samverkans-»)."""
    return len(piece) > _PIECE and piece.endswith(_LINK) and _stands(piece[:-1])


@lru_cache(maxsize=50_000)
def _stands(word: str) -> bool:
    return is_known(word, lang=_LANGUAGE, low_memory=True)
