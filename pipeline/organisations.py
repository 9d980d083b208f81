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

from rapidfuzz.distance import Levenshtein

from pipeline.lexicon import Lexicon, Table

_REMEMBERED = 4096
"""Names of which the kind is remembered: the places of a document name the same bodies."""
_SHORTEST_MISREAD, _LONG_NAME = 9, 14
"""Letters of a name in which OCR may have misread one, and two."""


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
        forms = (w for group in ("company", "association") for w in words["legal_form"][group])
        self._legal_forms = frozenset(w.casefold().strip(" .") for w in forms)
        self._not_parties = frozenset(w.casefold() for group in words["not_a_party"].values() for w in group)
        self._municipalities = {m["name"].casefold(): _official(m) for m in municipalities}
        named = [a["name"] for key in ("authority", "university", "association") for a in authorities.get(key, ())]
        also = [n for key in ("authority", "association") for a in authorities.get(key, ()) for n in a.get("also", ())]
        units = [w for row in authorities["unit"] for w in row["word"]]
        regions = [n for r in tables["regions"]["region"] for n in (r["name"], *r.get("earlier", ()))]
        civil = words["civil_name"]["names"]
        public, ending = words["public_word"], words["public_ending"]
        private, private_ending, legal = words["civil_word"], words["civil_ending"], words["legal_form"]
        top_words = [
            *public["owner"],
            *public["federation"],
            *public["service"],
            *public["university"],
            *named,
            *also,
            *regions,
            *civil,
        ]
        top_words += [*legal["company"], *legal["association"], *legal["before"]]
        top_words += [*private["association"], *private["faith"], *private["support"]]
        top_endings = [*private_ending["association"], *private_ending["company"]]
        top_endings += [*ending["federation"], *ending["state"]]
        no_bodies = words["false_ending"]["words"]
        self._top = _any(*_whole(top_words), *_ended(top_endings, no_bodies))
        self._state_unit = _any(*_whole(w for row in authorities["unit"] for w in row["word"]), *_whole(named))
        self._unit = _any(
            *_whole([*units, *public["board"], *public["office"], *public["care"], *public["social"]]),
            *_ended([*ending["board"], *ending["office"], *ending["care"], *ending["school"]], no_bodies),
        )
        several = words["collective"]
        self._collective = _any(*_whole([*several["several"], *several["members"]]), *_placed(several["class"]))
        self._names = _known_names(municipalities, tables["regions"]["region"], named)
        self._renamings = tuple(_renamings(tables["regions"]["region"], authorities))
        self._kinds = lru_cache(maxsize=_REMEMBERED)(self._kind)

    def kind(self, name: str) -> BodyKind | None:
        """What sort of body the name belongs to; None for what is no body that we know of."""
        return self._kinds(name)

    def _kind(self, name: str) -> BodyKind | None:
        plain = name.strip(" .,;:").casefold()
        if plain in self._aliases:
            return BodyKind.ALIAS
        if plain in self._not_parties or plain in self._legal_forms:
            return None
        if self._collective.search(name):
            return BodyKind.COLLECTIVE
        if self._top.search(name) or plain in self._municipalities:
            return BodyKind.TOP
        return BodyKind.UNIT if self._unit.search(name) else None

    def is_group(self, name: str) -> bool:
        """Whether it is the name of a group or of people, who are never a party: «styrgruppen», «den enskilde»."""
        return name.strip(" .,;:").casefold() in self._not_parties

    def of_state(self, name: str) -> bool:
        """Whether it is a state authority or a unit that only one has: «lokalpolisområde Norr»."""
        return bool(self._state_unit.search(name))

    def is_municipality(self, name: str) -> bool:
        """Whether the bare name is a municipality's («Lerum»)."""
        return name.strip().casefold() in self._municipalities

    def canonical(self, name: str, on: date | None, *, misread: bool = False) -> str:
        """What we call the body: a municipality in its official form, an old name with today's beside it.

        A name that had already changed on the agreement's day `on` is left as it stands. `misread`: it was read by
        OCR, so that a letter or two that keep it from exactly one known name are put right.
        """
        plain = name.strip()
        known = self._municipalities.get(plain.casefold()) or self._names.get(plain.casefold())
        if misread and not known:
            body, comma, unit = plain.partition(",")
            near = self._nearest(body)
            known = near and near + comma + unit
        name = known or name
        for renaming in self._renamings:
            if renaming.old.search(name) and renaming.new.casefold() not in name.casefold():
                if on is None or on < renaming.since:
                    return f"{name} (nu {renaming.new})"
                break
        return name

    def _nearest(self, name: str) -> str | None:
        """The only known name that is a letter or two away; a short name may be one away."""
        folded = name.strip().casefold()
        if folded in self._names or len(folded) < _SHORTEST_MISREAD:
            return None
        most = 2 if len(folded) >= _LONG_NAME else 1
        near = {
            official for known, official in self._names.items()
            if abs(len(known) - len(folded)) <= most and Levenshtein.distance(folded, known, score_cutoff=most) <= most
        }  # fmt: skip
        return near.pop() if len(near) == 1 else None


@lru_cache(maxsize=2)
def organisations(lexicon: Lexicon) -> Organisations:
    """The organisations of a lexicon, compiled once for each process."""
    return Organisations(lexicon.tables)


def _official(row: Mapping[str, Any]) -> str:
    return str(row.get("official") or f"{row['genitive']} kommun")


def _known_names(
    municipalities: Iterable[Table], regions: Iterable[Table], authorities: Iterable[str]
) -> dict[str, str]:
    """Each known name in small letters, with the form in which it is printed."""
    names = {name: name for r in regions for name in (r["name"], *r.get("earlier", ()))}
    names |= {name: name for name in authorities}
    for row in municipalities:
        names |= {f"{row['genitive']} {word}": _official(row) for word in ("kommun", "stad")}
        names[_official(row)] = _official(row)
    return {name.casefold(): shown for name, shown in names.items()}


def _any(*shapes: str) -> re.Pattern[str]:
    return re.compile("|".join(shapes), re.IGNORECASE)


def _whole(words: Iterable[str]) -> Iterator[str]:
    """Words of their own; a short one in capitals (AB, HB) keeps them."""
    for word in words:
        shape = rf"(?<![\w-]){re.escape(word)}(?![\w])"
        yield rf"(?-i:{shape})" if word.isupper() or len(word) <= 3 else shape


def _ended(endings: Iterable[str], but: Iterable[str]) -> Iterator[str]:
    """Words that end so, but for some that only look it."""
    others = "|".join(re.escape(word) for word in but)
    for ending in endings:
        yield rf"(?<!\w)(?!(?:{others})\b)\w{{1,60}}{re.escape(ending)}\b"


def _placed(shapes: Iterable[str]) -> Iterator[str]:
    for shape in shapes:
        yield re.escape(shape).replace(r"\{place\}", r"\w{1,60}")


def _renamings(regions: Iterable[Table], authorities: Table) -> Iterator[Renaming]:
    for region in regions:
        for old in region.get("earlier", ()):
            yield Renaming(re.compile(rf"\b{re.escape(old)}\b", re.IGNORECASE), region["name"], region["since"])
    rows = [row for row in authorities["renaming"] if row.get("how") != "task"]
    successors = {old: row["new"] for row in rows for old in row["old"]}
    county = authorities["county_shape"]
    for row in rows:
        new = row["new"]
        while new in successors:
            new = successors[new]
        for old in row["old"]:
            shape = re.escape(old).replace(r"\{county\}", county).replace(r"\{place\}", r"\w{1,60}")
            yield Renaming(re.compile(rf"\b{shape}\b"), new, row["from"])
