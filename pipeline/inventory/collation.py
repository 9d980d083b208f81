"""Swedish alphabetical order, case left aside: å, ä and ö are letters after z, w is a letter of its own.

Sources: Svenska Akademiens ordlista from 2006 on (w apart from v); the default Swedish tailoring in Unicode CLDR
(ü among y, æ with ä, ø with ö). The alphabet itself is data, in `models/sv/labels.toml`.
"""

from __future__ import annotations

import unicodedata

from pipeline.inventory.labels import Collation

SortKey = tuple[tuple[int, ...], str]


def sort_key(text: str, order: Collation) -> SortKey:
    """A key that sorts texts word by word; punctuation does not count, other scripts come last.

    >>> ordinary = Collation("abcdefghijklmnopqrstuvwxyz", {})
    >>> sorted(["Wb", "va", "Va b", "vab"], key=lambda text: sort_key(text, ordinary))
    ['va', 'Va b', 'vab', 'Wb']
    """
    words = unicodedata.normalize("NFC", text).casefold().split()
    ranks: list[int] = []
    for word in words:
        found = [rank for letter in word for rank in _ranks(letter, order)]
        ranks += [*found, 0] if found else []
    return tuple(ranks[:-1]), text


def _ranks(letter: str, order: Collation) -> list[int]:
    place = order.alphabet.find(letter)
    if place >= 0:
        return [place + 1]
    if letter in order.sorted_as:
        return [order.alphabet.index(one) + 1 for one in order.sorted_as[letter]]
    base = unicodedata.normalize("NFKD", letter)
    if base != letter:
        return [rank for one in base for rank in _ranks(one, order)]
    return [len(order.alphabet) + 1 + ord(letter)] if letter.isalnum() else []
