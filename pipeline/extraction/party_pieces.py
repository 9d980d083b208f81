"""Running text -> its pieces, one for each party: what parts two names, and what is one name in spite of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.extraction.party_names import STRAY, NameReader
from pipeline.extraction.party_words import PartyWords
from pipeline.organisations import BodyKind, Organisations


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a list that may be a party, with its offset; `unsure` where it may have been cut wrongly."""

    content: str
    start: int
    unsure: bool = False

    @property
    def end(self) -> int:
        """The offset behind it."""
        return self.start + len(self.content)


class PieceCutter:
    """Cuts running text at commas and conjunctions; stateless once it is built."""

    def __init__(self, words: PartyWords, bodies: Organisations, names: NameReader) -> None:
        """Keep the words, the organisations and what reads a name."""
        self._words = words
        self._bodies = bodies
        self._names = names

    def pieces(self, text: str, start: int) -> list[Piece]:
        """The pieces of a text that begins at the offset; a unit goes with the body before it."""
        blanked = self._words.alias.sub(lambda m: " " * len(m.group()), text)
        blanked = re.sub(r"\([^()]*\)", lambda m: "(" * len(m.group()), blanked)
        pieces, position = [], 0
        for match in self._words.separator.finditer(blanked):
            pieces.append(Piece(text[position : match.start()], start + position))
            position = match.end()
        pieces.append(Piece(text[position:], start + position))
        pieces = [piece for piece in pieces if any(c.isalpha() for c in piece.content)]
        pieces = self._join_units(self._join_names(text, start, pieces), text, start)
        return self._without_owner(self._shared_class(pieces))

    def _join_names(self, text: str, start: int, pieces: list[Piece]) -> list[Piece]:
        """«Individ» and «familjenämnden» are one name: the first half is no body, the second begins small."""
        joined: list[Piece] = []
        for piece in pieces:
            if joined and piece.content.lstrip()[:1].islower() and self._is_half(joined[-1].content, piece.content):
                last = joined[-1]
                if "," not in text[last.end - start : piece.start - start]:
                    joined[-1] = replace(last, content=text[last.start - start : piece.end - start])
                    continue
            joined.append(piece)
        return joined

    def _is_half(self, before: str, piece: str) -> bool:
        """Whether a name breaks off at «och»: no body yet, or one «för social och mental hälsa»."""
        if self._names.kind(before) is None:
            return True
        return self._names.kind(piece) is None and bool(self._words.for_what.search(self._names.clean(before)))

    def _join_units(self, pieces: list[Piece], text: str, start: int) -> list[Piece]:
        """«Tallstads kommun», «socialnämnden» -> one party; «Ale», «Alingsås» -> two."""
        joined: list[Piece] = []
        for number, piece in enumerate(pieces):
            if len(joined) > 1 and number == len(pieces) - 1 and self._owns(piece, joined, text, start):
                joined[-1] = replace(
                    joined[-1], content=text[joined[-1].start - start : piece.end - start], unsure=True
                )
            elif joined and self._is_unit_of(piece, joined[-1], text[joined[-1].end - start : piece.start - start]):
                before = joined[-1]
                gap = piece.start - before.end
                joined[-1] = replace(before, content=before.content + ", ".ljust(gap)[:gap] + piece.content)
            else:
                joined.append(replace(piece, unsure=bool(joined) and self._may_belong(piece, joined[-1])))
        return joined

    def _is_unit_of(self, piece: Piece, before: Piece, between: str) -> bool:
        unit, owner = self._names.clean(piece.content), self._names.clean(before.content)
        if self._words.umbrella.match(unit):
            return self._bodies.kind(owner) is BodyKind.TOP and not before.content.count(",")
        if not unit or self._bodies.kind(unit) in (BodyKind.TOP, BodyKind.COLLECTIVE, BodyKind.ALIAS):
            return bool(unit and self._words.umbrella.match(owner) and not before.content.count(","))
        if self._bodies.of_state(unit) and not self._bodies.of_state(owner):
            return False
        if "," not in between and self._bodies.kind(unit) is BodyKind.UNIT:
            return False
        return self._is_owner(owner) and self._bodies.kind(unit) is BodyKind.UNIT

    def _owns(self, last: Piece, before: list[Piece], text: str, start: int) -> bool:
        """«A och Ekby sjukstuga, Region Norrskog»: the comma behind a conjunction parts the last unit from its body."""
        unit, gap = before[-1], text[before[-1].end - start : last.start - start]
        conjunction = "," not in text[before[-2].end - start : unit.start - start]
        kinds = self._names.kind(unit.content), self._names.kind(last.content)
        return conjunction and gap.strip() == "," and kinds == (BodyKind.UNIT, BodyKind.TOP)

    def _is_owner(self, name: str) -> bool:
        return self._bodies.kind(name) is BodyKind.TOP and "," not in name

    def _may_belong(self, piece: Piece, before: Piece) -> bool:
        """Whether it is a unit right behind another's body, or unit: «Ekby kommun, A-nämnden, B-nämnden»."""
        unit, owner = self._names.clean(piece.content), self._names.clean(before.content)
        if not unit[:1].islower() or self._bodies.of_state(unit):
            return False
        return self._bodies.kind(unit) is BodyKind.UNIT and self._bodies.kind(owner) is BodyKind.TOP

    def _shared_class(self, pieces: list[Piece]) -> list[Piece]:
        """«Sjötorps, Mellbyns och Ekby kommuner» -> «Sjötorps kommun», «Mellbyns kommun», «Ekby kommun»."""
        if len(pieces) < 2 or not (last := self._words.of_several.search(pieces[-1].content.rstrip(STRAY))):
            return pieces
        word = f" {last['one']}"
        names = [p.content.rstrip(STRAY) for p in pieces[:-1]] + [pieces[-1].content[: last.start()]]
        if not all(self._is_bare(self._names.clean(name)) for name in names):
            return pieces
        return [replace(piece, content=name + word) for piece, name in zip(pieces, names, strict=True)]

    def _is_bare(self, name: str) -> bool:
        """Whether it can be the name of a municipality that lacks the word: «Ekby», «Sjötorps»."""
        unknown = self._bodies.kind(name) is None or self._bodies.is_municipality(name)
        return unknown and bool(self._words.bare.match(name))

    def _without_owner(self, pieces: list[Piece]) -> list[Piece]:
        """«skolnämnden och socialnämnden Ekby stad»: the body behind the last of several units owns them all."""
        if len(pieces) < 2 or any(self._names.kind(p.content) is not BodyKind.UNIT for p in pieces[:-1]):
            return pieces
        owned = self._words.owned.match(pieces[-1].content.rstrip(STRAY))
        if not owned or self._bodies.kind(owned.group("unit")) is not BodyKind.UNIT:
            return pieces
        return [*pieces[:-1], replace(pieces[-1], content=owned.group("unit"))]
