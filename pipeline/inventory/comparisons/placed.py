"""A name that a row was given by rule - an area, an actor - and the words that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Where(StrEnum):
    """What part of an agreement named it."""

    PARTY = "party"
    IN_BRACKETS = "in_brackets"
    TITLE = "title"
    SUBJECT = "subject"
    SIGNING = "signing"


@dataclass(frozen=True, slots=True)
class Placed:
    """A name of `lexicon/areas.toml` or `lexicon/actors.toml`, where it was found, and the words there."""

    name: str
    how: Where
    evidence: str


def surest(found: tuple[Placed, ...]) -> tuple[Placed, ...]:
    """One for each name, the first found, in the order found."""
    return tuple({one.name: one for one in reversed(found)}[name] for name in dict.fromkeys(one.name for one in found))
