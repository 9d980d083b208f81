"""A stretch of text that lists parties -> their names: where one ends, what clings to it, which piece is a unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.extraction.party_words import PartyWords
from pipeline.organisations import BodyKind, Organisations

_ORG_NUMBER = re.compile(r"\(?(?<![\d-])\d{5,8}\s?[-–]\s?\d{3,5}(?![\d-])\)?")
_ADDRESS = re.compile(r",\s*(?:\d{3}\s?\d{2}\s+\w[\w\s]{2,30}?(?=,|$)|[Bb]ox\s+\d+|\w+\s+\d+\s?[A-Z]?(?=,|$))")
_BRACKET = re.compile(r"\(\W*([\w-]+)\W*\)")
_BULLET = re.compile(r"^\(cid:\d+\)\s*|^\W+|^\(?[0-9a-z]{1,2}[.)]\s+")
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
    kind: BodyKind | None = None
    piece: int = 0
    """The offset of the piece of a list that it is."""


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
        yield from _named_alone(self._named([(text, start)], text, start, trusted=trusted))

    def sentence(self, text: str, start: int) -> Iterator[NamedParty]:
        """The parties of running text, parted at commas and conjunctions; units go with the body before them."""
        plain = self.plain(text)
        pieces = self._without_owner(self._join_units(self._pieces(plain, start)))
        yield from _named_alone(self._named(pieces, text, start))

    def with_roles(self, text: str, start: int) -> list[NamedParty]:
        """The parties of a stretch that names nothing else, and the roles among them («kommunen») as of the kind ALIAS.

        Beside a body that is known, the first or the last may be one that no list knows.
        """
        plain = self.plain(text)
        pieces = self._without_owner(self._join_units(self._pieces(plain, start)))
        named = self._named(pieces, text, start, trusted=True)
        ends = {pieces[0][1], pieces[-1][1]} if pieces else set()
        known = any(p.kind in (BodyKind.TOP, BodyKind.COLLECTIVE) for p in named)
        return [p for p in named if p.kind or (known and (p.alias or p.org_number or p.piece in ends))]

    def plain(self, text: str) -> str:
        """The text with blanks for what is said of a party in passing: «, som ägs av Sjöviks kommun,»."""
        return self._words.aside.sub(lambda m: " " * len(m.group()), text)

    def number(self, stretch: str) -> str | None:
        """The organisation number that stands in a stretch, as written but for blanks."""
        number = _ORG_NUMBER.search(stretch)
        return re.sub(r"[()\s]", "", number.group()).replace("–", "-") if number else None

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
            if joined and piece.lstrip()[:1].islower() and self._is_half(joined[-1][0], piece):
                first = joined[-1][1]
                if "," not in text[first - start + len(joined[-1][0]) : at - start]:
                    joined[-1] = (text[first - start : at - start + len(piece)], first)
                    continue
            joined.append((piece, at))
        return joined

    def _is_half(self, before: str, piece: str) -> bool:
        """Whether a name breaks off at «och»: no body yet, or one «för social och mental hälsa»."""
        name = self._clean(before)
        if self._bodies.kind(name) is None:
            return True
        return self._bodies.kind(self._clean(piece)) is None and bool(self._words.for_what.search(name))

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
        if self._words.umbrella.match(plain):
            return self._bodies.kind(self._clean(before)) is BodyKind.TOP and not before.count(",")
        if not plain or self._bodies.kind(plain) in (BodyKind.TOP, BodyKind.COLLECTIVE, BodyKind.ALIAS):
            return bool(plain and self._words.umbrella.match(self._clean(before)) and not before.count(","))
        owner = self._bodies.kind(self._clean(before))
        return owner is BodyKind.TOP and self._bodies.kind(plain) is BodyKind.UNIT and "," not in self._clean(before)

    def _without_owner(self, pieces: list[tuple[str, int]]) -> list[tuple[str, int]]:
        """«skolnämnden och socialnämnden Ekby stad»: the body behind the last of several units owns them all."""
        if len(pieces) < 2 or any(self._bodies.kind(self._clean(p)) is not BodyKind.UNIT for p, _ in pieces[:-1]):
            return pieces
        last, at = pieces[-1]
        owned = self._words.owned.match(last.rstrip(_STRAY))
        if not owned or self._bodies.kind(owned.group("unit")) is not BodyKind.UNIT:
            return pieces
        return [*pieces[:-1], (owned.group("unit"), at)]

    def _named(
        self, pieces: Iterable[tuple[str, int]], text: str, start: int, *, trusted: bool = False
    ) -> list[NamedParty]:
        """Each piece that is a name; its alias and number stand before the next such piece of the text."""
        kept = [(piece, at, name, kind) for piece, at in pieces for name, kind in self._name(piece, trusted=trusted)]
        ends = [*(at for _, at, _, _ in kept), start + len(text)][1:]
        found = []
        for (piece, at, name, kind), end in zip(kept, ends, strict=True):
            stretch = text[at - start : end - start]
            begin = at + max(0, piece.find(name.split()[0]))
            found.append(
                NamedParty(
                    name=name,
                    alias=self._alias(stretch),
                    org_number=self.number(stretch),
                    start=begin,
                    end=min(at + len(piece.rstrip()), begin + len(name) + 6),
                    kind=kind,
                    piece=at,
                )
            )
        return self._share_place(found)

    def _name(self, piece: str, *, trusted: bool) -> Iterator[tuple[str, BodyKind | None]]:
        """The name that a piece is, if it is one, and its kind."""
        name = self._clean(piece)
        if not name or len(name.split()) > _LONGEST:
            return
        if ": " in name or self._words.person.search(name) or self._words.sentence.search(name):
            return
        kind = BodyKind.TOP if self._words.own.match(name) else self._bodies.kind(name)
        if kind or (trusted and _looks_named(name) and not self._bodies.is_group(name)):
            yield name, kind

    def _alias(self, stretch: str) -> str | None:
        """What a party is called from here on: «nedan kallad kommunen», «(kommunen)»."""
        for match in self._words.alias.finditer(stretch):
            if match.group("name"):
                return str(match.group("name"))
        return next((m[1] for m in _BRACKET.finditer(stretch) if self._is_role(m[1])), None)

    def _is_role(self, name: str) -> bool:
        return self._bodies.kind(name) is BodyKind.ALIAS

    def _share_place(self, parties: list[NamedParty]) -> list[NamedParty]:
        """«kommunerna och landstinget i X län»: the county belongs to both."""
        shared: list[NamedParty] = []
        county = ""
        for party in reversed(parties):
            place = self._words.place.search(party.name)
            county = place.group() if place else county
            if county and not place and self._words.shared.match(party.name):
                name = party.name + county
                shared.append(replace(party, name=name, kind=self._bodies.kind(name)))
            else:
                shared.append(party)
        return shared[::-1]

    def _clean(self, piece: str) -> str:
        """A name without label, alias, number, address and stray marks."""
        name = self._words.alias.sub(" ", piece)
        name = _BRACKET.sub(lambda m: " " if self._is_role(m[1]) else m[0], name)
        name = _ADDRESS.sub("", _ORG_NUMBER.sub("", name))
        name = self._words.tail.sub("", self._words.label.sub("", _BULLET.sub("", name.strip())))
        name = self._words.head.sub("", name.strip())
        name = re.sub(r"\s+([,;.)])", r"\1", re.sub(r"\s+", " ", name))
        name = re.sub(r"\(\s*[,;]?\s*\)|\(\s*$|^\s*\)", "", name).strip(_STRAY)
        return name if name.count("(") == name.count(")") else re.sub("[()]", "", name).strip(_STRAY)


def _named_alone(parties: Iterable[NamedParty]) -> Iterator[NamedParty]:
    return (party for party in parties if party.kind is not BodyKind.ALIAS)


def _looks_named(name: str) -> bool:
    """A capital, few words, no figures, and more than the marks of a blank («XXXXXX-XXXX»)."""
    letters = {c for c in name.casefold() if c.isalpha()}
    few = len(name.split()) <= _LONGEST_UNKNOWN
    return name[:1].isupper() and few and len(letters) > 2 and not any(c.isdigit() for c in name)
