"""The narrative's words on Öppna jämförelser: tables of `models/sv/narrative.toml`."""

from __future__ import annotations

from dataclasses import dataclass

Heads = tuple[str, ...]
"""The heads of a table's columns."""


@dataclass(frozen=True, slots=True)
class AskedWords:
    """What Öppna jämförelser asks for: Figur 1."""

    about: str
    current: str
    rounds: str
    round: str
    caption: str
    alt: str
    heads: Heads
    nobody: str


@dataclass(frozen=True, slots=True)
class ExternalWords:
    """What the documents answer on external actors: Figur 3-7; `differs` tells of people's own answers."""

    about: str
    yes: str
    old: str
    thin: str
    no: str
    needless: str
    differs: str
    actor: str
    answered: str
    caption: str
    alt: str
    heads: Heads
    survey: str
    differing: str
    share: str
    unknown: str
    window: str


@dataclass(frozen=True, slots=True)
class InternalWords:
    """What the documents answer on internal units: Figur 8."""

    about: str
    caption: str
    alt: str
    heads: Heads


@dataclass(frozen=True, slots=True)
class MissingWords:
    """What is to be written or followed up, by area."""

    about: str
    item: str
    old: str
    thin: str
    no: str
    by: str
    until: str
    joiner: str
    nothing: str
