"""A stretch of text -> the bare name in it: without label, alias, organisation number, address and stray marks."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.extraction.party_words import PartyWords
from pipeline.organisations import BodyKind, Organisations

_ORG_NUMBER = re.compile(r"\(?(?<![\d-])\d{5,8}\s?[-–]\s?\d{3,5}(?![\d-])\)?")
_CUT_NUMBER = re.compile(r"\(?(?<![\d-])\d{6}\s?[-–]?\s*$")
"""The first half of a number whose second half stands on the next line."""
_ADDRESS = re.compile(r",\s*(?:\d{3}\s?\d{2}\s+\w[\w\s]{2,30}?(?=,|$)|[Bb]ox\s+\d+|\w+\s+\d+\s?[A-Z]?(?=,|$))")
_BRACKET = re.compile(r"\([^\w(]{0,9}([\w-]{1,60})[^\w)]{0,9}\)")
_BULLET = re.compile(r"^\(cid:\d+\)\s*|^\W+|^\(?[0-9a-z]{1,2}[.)]\s+")
STRAY = " ,;:.|–-•*»«\"'=+"
"""Marks that cling to a name and are none of it."""
_KNOWN = 1_000


class NameReader:
    """Reads the names in stretches of text; those that it has read lately it knows, for a document says them often."""

    def __init__(self, words: PartyWords, bodies: Organisations) -> None:
        """Keep the words and the organisations."""
        self._words = words
        self._bodies = bodies
        self.clean = lru_cache(_KNOWN)(self._clean)
        """The name in a piece that holds one; empty where nothing is left."""

    def _clean(self, piece: str) -> str:
        name = self._words.alias.sub(" ", piece)
        name = _BRACKET.sub(lambda m: " " if self._is_role(m[1]) else m[0], name)
        name = _ADDRESS.sub("", _CUT_NUMBER.sub("", _ORG_NUMBER.sub("", name)))
        name = self._words.tail.sub("", self._words.label.sub("", _BULLET.sub("", name.strip())))
        name = self._words.head.sub("", name.strip())
        name = re.sub(r"\s{1,9}([,;.)])", r"\1", re.sub(r"\s+", " ", name))
        name = re.sub(r"\(\s{0,9}[,;]?\s{0,9}\)|\(\s{0,9}$|^\s{0,9}\)", "", name).strip(STRAY)
        return name if name.count("(") == name.count(")") else re.sub("[()]", "", name).strip(STRAY)

    def kind(self, piece: str) -> BodyKind | None:
        """What sort of body a piece names."""
        return self._bodies.kind(self.clean(piece))

    def alias(self, stretch: str) -> str | None:
        """What a party is called from here on: «nedan kallad kommunen», «(kommunen)»."""
        for match in self._words.alias.finditer(stretch):
            if match.group("name"):
                return str(match.group("name"))
        return next((m[1] for m in _BRACKET.finditer(stretch) if self._is_role(m[1])), None)

    def number(self, stretch: str) -> str | None:
        """The organisation number that stands in a stretch, as written but for blanks."""
        number = _ORG_NUMBER.search(stretch)
        return re.sub(r"[()\s]", "", number.group()).replace("–", "-") if number else None

    def weight(self, sentence: str) -> int:
        """The letters of a sentence without aliases, numbers and addresses: how much of it can be names."""
        plain = self._words.alias.sub("", sentence)
        return len(re.sub(r"\s+", " ", _ADDRESS.sub("", _ORG_NUMBER.sub("", plain))).strip())

    def _is_role(self, name: str) -> bool:
        return self._bodies.kind(name) is BodyKind.ALIAS
