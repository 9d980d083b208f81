"""What the name of a body tells: what sort of body it is, and what we call it.

Data: `models/sv/lexicon/{municipalities,regions,authorities,party_words}.toml`. Beside lexicon and settings, because
more than one stage asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

from pipeline.lexicon import Lexicon, Table


class BodyKind(StrEnum):
    """What a name says about its bearer."""

    TOP = "top"
    """A legal person or authority of its own: a municipality, region, authority, company, association."""
    UNIT = "unit"
    """Part of such a body: a board, an office, a clinic."""
    COLLECTIVE = "collective"
    """Several at once: «länets kommuner»."""
    ALIAS = "alias"
    """Stands for a party named elsewhere: «kommunen»."""


@dataclass(frozen=True, slots=True)
class Renaming:
    """A name that changed: `old` as a pattern, the new name, and the day from which it holds."""

    old: re.Pattern[str]
    new: str
    since: date


class Organisations:
    """Looks names up; built once from the lexicon."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        """Compile the lists."""
        words, authorities = tables["party_words"], tables["authorities"]
        municipalities = tables["municipalities"]["municipality"]
        generic = [w for key in ("municipality", "region", "office") for w in words["public_word"][key]]
        self._aliases = frozenset(w.casefold() for group in (*words["alias"].values(), generic) for w in group)
        self._not_parties = frozenset(w.casefold() for group in words["not_a_party"].values() for w in group)
        self._municipalities = {m["name"].casefold(): _official(m) for m in municipalities}
        named = [a["name"] for key in ("authority", "university", "association") for a in authorities.get(key, ())]
        also = [n for key in ("authority", "association") for a in authorities.get(key, ()) for n in a.get("also", ())]
        units = [w for row in authorities["unit"] for w in row["word"]]
        regions = [n for r in tables["regions"]["region"] for n in (r["name"], *r.get("earlier", ()))]
        civil = words["civil_name"]["names"]
        public, ending = words["public_word"], words["public_ending"]
        self._top = _any(
            r"\b(?:kommun|kommuns|stad|stads|region|regionen|landsting|landstinget|läns landsting)\b".replace("läns ", "l\u00e4ns "),
            *_whole([*named, *also, *regions, *civil, *words["legal_form"]["company"], *words["legal_form"]["association"]]),
            *_whole([*words["legal_form"]["before"], *words["civil_word"]["association"], *words["civil_word"]["faith"]]),
            *_whole([*words["civil_word"]["support"], *public["federation"], *public["service"]]),
            *_ended([*words["civil_ending"]["association"], *words["civil_ending"]["company"], *ending["federation"], *ending["state"]]),
        )
        self._unit = _any(
            *_whole([*units, *public["board"], *public["office"], *public["care"], *public["social"]]),
            *_ended([*ending["board"], *ending["office"], *ending["care"], *ending["school"]]),
        )
        self._collective = _any(r"\bkommuner(?:na)?\b", r"\bst\u00e4der(?:na)?\b", *_whole(words["collective"]["members"]), *_placed(words["collective"]["class"]))
        self._renamings = tuple(_renamings(tables["regions"]["region"], authorities["renaming"]))

    def kind(self, name: str) -> BodyKind | None:
        """What sort of body the name belongs to; None for what is no body that we know of."""
        plain = name.strip(" .,;:").casefold()
        if plain in self._aliases:
            return BodyKind.ALIAS
        if plain in self._not_parties:
            return None
        if self._collective.search(name):
            return BodyKind.COLLECTIVE
        if self._top.search(name) or plain in self._municipalities:
            return BodyKind.TOP
        return BodyKind.UNIT if self._unit.search(name) else None

    def is_municipality(self, name: str) -> bool:
        """Whether the bare name is a municipality's («Lerum»)."""
        return name.strip().casefold() in self._municipalities

    def canonical(self, name: str, on: date | None) -> str:
        """What we call the body: a bare municipality in its official form, an old name with today's beside it.

        A name that had already changed on the agreement's day `on` is left as it stands.
        """
        official = self._municipalities.get(name.strip().casefold())
        if official:
            return official
        for renaming in self._renamings:
            if renaming.old.search(name) and renaming.new.casefold() not in name.casefold():
                if on is None or on < renaming.since:
                    return f"{name} (nu {renaming.new})"
                break
        return name


@lru_cache(maxsize=2)
def organisations(lexicon: Lexicon) -> Organisations:
    """The organisations of a lexicon, compiled once for each process."""
    return Organisations(lexicon.tables)


def _official(row: Mapping[str, Any]) -> str:
    return str(row.get("official") or f"{row['genitive']} kommun")


def _any(*shapes: str) -> re.Pattern[str]:
    return re.compile("|".join(shapes), re.IGNORECASE)


def _whole(words: Iterable[str]) -> Iterator[str]:
    """Words of their own; a short one in capitals (AB, HB) keeps them."""
    for word in words:
        shape = rf"(?<![\w-]){re.escape(word)}(?![\w])"
        yield rf"(?-i:{shape})" if word.isupper() or len(word) <= 3 else shape


def _ended(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        yield rf"\w{re.escape(word)}\b"


def _placed(shapes: Iterable[str]) -> Iterator[str]:
    for shape in shapes:
        yield re.escape(shape).replace(r"\{place\}", r"\w+")


def _renamings(regions: Iterable[Table], rows: Iterable[Table]) -> Iterator[Renaming]:
    for region in regions:
        for old in region.get("earlier", ()):
            yield Renaming(re.compile(rf"\b{re.escape(old)}\b", re.IGNORECASE), region["name"], region["since"])
    for row in rows:
        if row.get("how") == "task":
            continue
        for old in row["old"]:
            shape = re.escape(old).replace(r"\{county\}", r"\w+(?:\s\w+)? l\u00e4n").replace(r"\{place\}", r"\w+")
            yield Renaming(re.compile(rf"\b{shape}\b"), row["new"], row["from"])
