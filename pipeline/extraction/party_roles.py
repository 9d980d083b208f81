"""Roles that stand for a party named elsewhere: «Parter är kommunen och landstinget» -> a municipality, a region."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.extraction.party_list import NamedParty
from pipeline.organisations import BodyKind

_DEFINITE = re.compile(r"(?:en|et|n|t)$")
_SHORTEST_STEM = 4


@dataclass(frozen=True, slots=True)
class Resolved:
    """Parties without roles, and the roles for which no party, or more than one, was found."""

    parties: tuple[NamedParty, ...]
    unresolved: tuple[str, ...]


def resolve(parties: Iterable[NamedParty], named: Iterable[NamedParty], kept: re.Pattern[str]) -> Resolved:
    """Each role among the parties replaced by the one of `named` that it stands for.

    A role for which none is found is left out, or, where it is one of `kept`, stays as it is written.
    """
    parties, named = tuple(parties), tuple(p for p in named if p.kind is not BodyKind.ALIAS)
    found: list[NamedParty] = []
    unresolved: list[str] = []
    for party in parties:
        if party.kind is not BodyKind.ALIAS:
            found.append(party)
            continue
        bearer = _bearer(party.name, named)
        if bearer:
            found.append(replace(bearer, alias=bearer.alias or party.name))
        elif len(party.name.split()) == 1:
            unresolved.append(party.name)
            found += [party] if kept.match(party.name) else []
    return Resolved(tuple(found), tuple(unresolved))


def _bearer(role: str, named: tuple[NamedParty, ...]) -> NamedParty | None:
    """The party that was said to be called so, or the only one whose name holds the word («Ekby kommun»)."""
    for party in named:
        if party.alias and party.alias.casefold() == role.casefold():
            return party
    stem = _DEFINITE.sub("", role.casefold())
    if len(stem) < _SHORTEST_STEM:
        return None
    bearing = {p.name.casefold(): p for p in named if re.search(rf"\b{re.escape(stem)}", p.name, re.IGNORECASE)}
    return next(iter(bearing.values())) if len(bearing) == 1 else None
