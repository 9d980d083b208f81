"""A stretch of text that lists parties -> their names: where one ends, what clings to it, which piece is a unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.extraction.party_names import NameReader
from pipeline.extraction.party_pieces import Piece, PieceCutter
from pipeline.extraction.party_words import PartyWords
from pipeline.organisations import BodyKind, Organisations

_LONGEST_UNKNOWN = 6
_LONGEST = 16
"""Words that one party's name has at most; anything longer is a sentence."""
_MOST_LETTERS = 400


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
    unsure: bool = False
    """Whether the list may have been cut wrongly here."""


class PartySplitter:
    """Splits stretches of text; stateless once it is built."""

    def __init__(self, words: PartyWords, bodies: Organisations) -> None:
        """Keep the words and the organisations."""
        self._words = words
        self._bodies = bodies
        self._names = NameReader(words, bodies)
        self._cutter = PieceCutter(words, bodies, self._names)

    def item(self, text: str, start: int, *, trusted: bool = False) -> Iterator[NamedParty]:
        """The party of one list item or cell, whole: commas and conjunctions inside it belong to its name.

        `trusted`: it stands in a list of parties, so that a name that no list knows is one too.
        """
        yield from _named_alone(self._named([Piece(text, start)], text, start, trusted=trusted))

    def sentence(self, text: str, start: int) -> Iterator[NamedParty]:
        """The parties of running text, parted at commas and conjunctions; units go with the body before them."""
        yield from _named_alone(self._named(self._cutter.pieces(self.plain(text), start), text, start))

    def with_roles(self, text: str, start: int, *, trusted: bool = False) -> list[NamedParty]:
        """The parties of a stretch that names nothing else, and the roles among them («kommunen») as of the kind ALIAS.

        Beside a body that is known, the first or the last may be one that no list knows; `trusted`: all may be.
        """
        pieces = self._cutter.pieces(self.plain(text), start)
        named = self._named(pieces, text, start, trusted=True)
        if trusted:
            return named
        ends = {pieces[0].start, pieces[-1].start} if pieces else set()
        known = any(p.kind in (BodyKind.TOP, BodyKind.COLLECTIVE) for p in named)
        return [p for p in named if p.kind or (known and (p.alias or p.org_number or p.piece in ends))]

    def plain(self, text: str) -> str:
        """The text with blanks for what is said of a party in passing: «, som ägs av Sjöviks kommun,»."""
        return self._words.aside.sub(lambda m: " " * len(m.group()), text)

    def number(self, stretch: str) -> str | None:
        """The organisation number that stands in a stretch."""
        return self._names.number(stretch)

    def tells_more(self, content: str) -> bool:
        """Whether a stretch gives a body an alias or an organisation number."""
        return bool(self._names.number(content) or self._names.alias(content))

    def is_told(self, content: str) -> bool:
        """Whether it is a sentence that tells something, and no row of names."""
        return bool(self._words.sentence.search(self.plain(content)))

    def share(self, parties: list[NamedParty], sentence: str) -> float:
        """How much of a sentence the names of these parties make up, without aliases, numbers and addresses."""
        return sum(len(p.name) for p in parties) / max(1, self._names.weight(sentence))

    def _named(self, pieces: list[Piece], text: str, start: int, *, trusted: bool = False) -> list[NamedParty]:
        """Each piece that is a name; its alias and number stand before the next such piece of the text."""
        kept = [(piece, name, kind) for piece in pieces for name, kind in self._name(piece.content, trusted=trusted)]
        ends = [*(piece.start for piece, _, _ in kept), start + len(text)][1:]
        found = []
        for (piece, name, kind), end in zip(kept, ends, strict=True):
            stretch = text[piece.start - start : end - start]
            begin = piece.start + max(0, piece.content.find(name.split()[0]))
            found.append(
                NamedParty(
                    name=name,
                    alias=self._names.alias(stretch),
                    org_number=self._names.number(stretch),
                    start=begin,
                    end=min(piece.start + len(piece.content.rstrip()), begin + len(name) + 6),
                    kind=kind,
                    piece=piece.start,
                    unsure=piece.unsure,
                )
            )
        return self._share_place(found)

    def _name(self, piece: str, *, trusted: bool) -> Iterator[tuple[str, BodyKind | None]]:
        """The name that a piece is, if it is one, and its kind."""
        name = self._names.clean(piece)
        if not name or len(name.split()) > _LONGEST or len(name) > _MOST_LETTERS:
            return
        if ": " in name or self._words.person.search(name) or self._words.sentence.search(name):
            return
        kind = BodyKind.TOP if self._words.own.match(name) else self._bodies.kind(name)
        if kind or (trusted and _looks_named(name) and not self._bodies.is_group(name)):
            yield name, kind

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


def _named_alone(parties: Iterable[NamedParty]) -> Iterator[NamedParty]:
    return (party for party in parties if party.kind is not BodyKind.ALIAS)


def _looks_named(name: str) -> bool:
    """A capital, few words, no figures, and more than the marks of a blank («XXXXXX-XXXX»)."""
    letters = {c for c in name.casefold() if c.isalpha()}
    few = len(name.split()) <= _LONGEST_UNKNOWN
    return name[:1].isupper() and few and len(letters) > 2 and not any(c.isdigit() for c in name)
