"""A stretch of text that lists parties -> their names: where one ends, what clings to it, which piece is a unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.lexicon import Table
from pipeline.organisations import BodyKind, Organisations

_ORG_NUMBER = re.compile(r"\(?\b\d{5,6}\s?[-–]\s?\d{4}\b\)?")
_ADDRESS = re.compile(r",\s*(?:\d{3}\s?\d{2}\s+\w[\w\s]{2,30}?(?=,|$)|[Bb]ox\s+\d+|\w+\s+\d+\s?[A-Z]?(?=,|$))")
_BULLET = re.compile(r"^\W+|^\(?[0-9a-z]{1,2}[.)]\s+")
_STRAY = " ,;:.|–-•*»«\"'=+"
_LONGEST_UNKNOWN = 6
_LONGEST = 16
"""Words that one party's name has at most; anything longer is a sentence."""


@dataclass(frozen=True, slots=True)
class NamedParty:
    """A party as written, with the alias and the organisation number that stood beside it; offset of its name."""

    name: str
    alias: str | None
    org_number: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PartyWords:
    """What clings to a party's name (`models/sv/lexicon/parties.toml`)."""

    alias: re.Pattern[str]
    label: re.Pattern[str]
    tail: re.Pattern[str]
    separator: re.Pattern[str]
    head: re.Pattern[str]
    umbrella: re.Pattern[str]
    person: re.Pattern[str]
    row: re.Pattern[str]
    sentence: re.Pattern[str]
    on_behalf: re.Pattern[str]
    title_begin: re.Pattern[str]
    title_end: re.Pattern[str]

    @classmethod
    def from_table(cls, table: Table) -> PartyWords:
        """Compile the lexicon's table."""
        return cls(**{name: re.compile(table[name], re.IGNORECASE) for name in cls.__dataclass_fields__})


class PartySplitter:
    """Splits stretches of text; stateless once it is built."""

    def __init__(self, words: PartyWords, bodies: Organisations) -> None:
        """Keep the words and the organisations."""
        self._words = words
        self._bodies = bodies

    def item(self, text: str, start: int, *, trusted: bool = False) -> Iterator[NamedParty]:
        """The party of one list item or cell, whole: commas and conjunctions inside it belong to its name.

        `trusted`: it stands in a list of parties, so that a name that no list knows is one too.
        """
        yield from self._named([(text, start)], trusted=trusted)

    def sentence(self, text: str, start: int) -> Iterator[NamedParty]:
        """The parties of running text, parted at commas and conjunctions; units go with the body before them."""
        yield from self._named(self._join_units(self._pieces(text, start)))

    def _pieces(self, text: str, start: int) -> list[tuple[str, int]]:
        pieces, position = [], 0
        blanked = self._words.alias.sub(lambda m: " " * len(m.group()), text)
        blanked = re.sub(r"\([^()]*\)", lambda m: "(" * len(m.group()), blanked)
        for match in self._words.separator.finditer(blanked):
            pieces.append((text[position : match.start()], start + position))
            position = match.end()
        pieces.append((text[position:], start + position))
        pieces = [(piece, at) for piece, at in pieces if any(c.isalpha() for c in piece)]
        return self._join_names(text, start, pieces)

    def _join_names(self, text: str, start: int, pieces: list[tuple[str, int]]) -> list[tuple[str, int]]:
        """«Individ» and «familjenämnden» are one name: the first half is no body, the second begins small."""
        joined: list[tuple[str, int]] = []
        for piece, at in pieces:
            if joined and self._bodies.kind(self._clean(joined[-1][0])) is None and piece.lstrip()[:1].islower():
                first = joined[-1][1]
                if "," not in text[first - start + len(joined[-1][0]) : at - start]:
                    joined[-1] = (text[first - start : at - start + len(piece)], first)
                    continue
            joined.append((piece, at))
        return joined

    def _join_units(self, pieces: list[tuple[str, int]]) -> list[tuple[str, int]]:
        """«Tallstads kommun», «socialnämnden» -> one party; «Ale», «Alingsås» -> two."""
        joined: list[tuple[str, int]] = []
        for piece, at in pieces:
            if joined and self._is_unit_of(piece, joined[-1][0]):
                before, first = joined[-1]
                gap = at - first - len(before)
                joined[-1] = (before + ", ".ljust(gap)[:gap] + piece, first)
            else:
                joined.append((piece, at))
        return joined

    def _is_unit_of(self, piece: str, before: str) -> bool:
        plain = self._clean(piece)
        if not plain or self._bodies.kind(plain) in (BodyKind.TOP, BodyKind.COLLECTIVE, BodyKind.ALIAS):
            return bool(plain and self._words.umbrella.match(self._clean(before)) and not before.count(","))
        owner = self._bodies.kind(self._clean(before))
        return owner is BodyKind.TOP and self._bodies.kind(plain) is BodyKind.UNIT and "," not in self._clean(before)

    def _named(self, pieces: Iterable[tuple[str, int]], *, trusted: bool = False) -> Iterator[NamedParty]:
        for piece, at in pieces:
            name = self._clean(piece)
            if not name or len(name.split()) > _LONGEST:
                continue
            if self._words.person.search(name) or self._words.sentence.search(name):
                continue
            kind = self._bodies.kind(name)
            unknown = kind is None and not (trusted and name[:1].isupper() and len(name.split()) <= _LONGEST_UNKNOWN)
            if kind is BodyKind.ALIAS or unknown:
                continue
            number = _ORG_NUMBER.search(piece)
            alias = self._words.alias.search(piece)
            first = name.split()[0]
            begin = at + max(0, piece.find(first))
            yield NamedParty(
                name=name,
                alias=alias.group("name") if alias and alias.group("name") else None,
                org_number=number.group().strip("()").replace(" ", "").replace("–", "-") if number else None,
                start=begin,
                end=min(at + len(piece.rstrip()), begin + len(name) + 6),
            )

    def _clean(self, piece: str) -> str:
        """A name without label, alias, number, address and stray marks."""
        name = self._words.alias.sub(" ", piece)
        name = _ADDRESS.sub("", _ORG_NUMBER.sub("", name))
        name = self._words.tail.sub("", self._words.label.sub("", _BULLET.sub("", name.strip())))
        name = self._words.head.sub("", name.strip())
        name = re.sub(r"\s+([,;.)])", r"\1", re.sub(r"\s+", " ", name))
        name = re.sub(r"\(\s*[,;]?\s*\)|\(\s*$|^\s*\)", "", name).strip(_STRAY)
        return name if name.count("(") == name.count(")") else re.sub("[()]", "", name).strip(_STRAY)
