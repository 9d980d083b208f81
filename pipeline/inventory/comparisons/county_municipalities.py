"""Sweden's municipalities: which one a folder is named after, which ones a party's name tells.

Data: `models/sv/lexicon/{municipalities,county,regions,party_words}.toml`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from pipeline.lexicon import Table, read_toml

_TABLES = ("municipalities", "county", "regions", "party_words")
_COUNTY_DIGITS = 2
_NUMERAL = r"\w+"
_REMEMBERED = 4096
"""Names of which the municipalities are remembered: the agreements of a corpus name the same parties."""


@dataclass(frozen=True, slots=True)
class Municipality:
    """One of the 290: SCB's code, the name that stands alone, the form that it uses itself."""

    code: str
    name: str
    official: str

    @property
    def county(self) -> str:
        """SCB's two digits."""
        return self.code[:_COUNTY_DIGITS]


class Municipalities:
    """Looks names up; built once from the lexicon."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        """Compile the names of municipalities, counties, and of what is neither."""
        rows, former = tables["municipalities"]["municipality"], tables["municipalities"]["former_name"]
        shapes, words = tables["county"], tables["party_words"]
        by_code = {r["code"]: Municipality(r["code"], r["name"], _official(r)) for r in rows}
        self._by_name = {n.casefold(): by_code[r["code"]] for r in rows for n in (r["name"], r["genitive"])}
        self._whole = {one.official.casefold(): one for one in by_code.values()}
        self._whole |= {row["name"].casefold(): by_code[row["code"]] for row in former}
        self._by_folded = _unique((_folded(one.name), one) for one in by_code.values())
        self._moved = {r["code"]: (r["old_county"], r["from"]) for r in tables["municipalities"]["county_change"]}
        self.all = tuple(sorted(by_code.values(), key=lambda one: one.code))
        names = "|".join(re.escape(name) for name in sorted(self._by_name, key=len, reverse=True))
        after = rf"s?(?![\w-])(?!\s{{1,9}}{shapes['county']}\b)"
        place = rf"(?<![\w-])(?>(?:{names}){after})"  # once: «Karlskogas» is that name, and another with an s
        places = rf"{place}(?:{shapes['between']}{place}){{0,300}}"
        self._name = re.compile(rf"(?<![\w-])(?P<name>{names}){after}", re.IGNORECASE)
        self._named = _any(shape.replace("{places}", places) for shape in shapes["named"])
        self._unit, self._other_unit = _any([shapes["unit"]]), _any([shapes["other_unit"]])
        self._piece = re.compile(shapes["piece"], re.IGNORECASE)
        self._private = _private(words)
        self._folder = re.compile(shapes["folder"], re.IGNORECASE)
        self._collective = tuple(_collectives(tables, {one.name.casefold() for one in self.all}))
        self._told = lru_cache(maxsize=_REMEMBERED)(self._of_party)

    def of_folder(self, folder: str) -> Municipality | None:
        """The municipality that a folder is named after, however it is spelled («vasteras-stad»); None for another.

        A name without its rings and dots counts where it can only be one: «habo» is Habo, and never Håbo.
        """
        plain = " ".join(re.sub(r"[_\W]+", " ", unicodedata.normalize("NFC", folder)).split())
        fits = self._folder.match(plain)
        if fits is None:
            return None
        names = [fits["place"].casefold(), fits["place"].casefold().removesuffix("s")]
        exact = next((self._by_name[name] for name in names if name in self._by_name), None)
        near = next((self._by_folded[_folded(name)] for name in names if _folded(name) in self._by_folded), None)
        return exact or self._whole.get(plain.casefold()) or near

    def of_party(self, name: str, canonical: str = "") -> tuple[Municipality, ...]:
        """The municipalities that a party's name tells, or else its canonical name: none for a region or a company."""
        return self._told(name) or self._told(canonical)

    def is_unit(self, name: str) -> bool:
        """Whether a party is part of a municipality, be it one that the name tells or not: «Socialnämnden»."""
        others = self._other_unit.search(name) or self._private.search(name)
        return bool(self._unit.search(name)) and not others

    def county_meant(self, name: str, county: str | None) -> str | None:
        """The county whose municipalities a party's name means all of; `county` where it says only «the county».

        None where it means no such thing, or where nobody knows which county.
        """
        for shape, code in self._collective:
            if shape.search(name):
                return code or county
        return None

    def in_county(self, county: str, on: date | None = None) -> tuple[Municipality, ...]:
        """The municipalities of a county on a day (today's), by code: Heby was Västmanland's until the end of 2006."""
        return tuple(one for one in self.all if self._county(one, on) == county)

    def _county(self, one: Municipality, on: date | None) -> str:
        earlier = self._moved.get(one.code)
        return earlier[0] if earlier and on and on < earlier[1] else one.county

    def _of_party(self, name: str) -> tuple[Municipality, ...]:
        plain = " ".join(unicodedata.normalize("NFC", name).split())
        if whole := self._by_name.get(plain.casefold()) or self._whole.get(plain.casefold()):
            return (whole,)
        found = [
            one for match in self._named.finditer(plain) if not self._private.search(self._around(plain, match))
            for one in self._in(match.group())
        ]  # fmt: skip
        return tuple(dict.fromkeys(found or (self._in(plain) if self.is_unit(plain) else ())))

    def _in(self, text: str) -> Iterator[Municipality]:
        for match in self._name.finditer(text):
            yield self._by_name[match["name"].casefold()]

    def _around(self, text: str, match: re.Match[str]) -> str:
        """The stretch of a name that a match stands in, up to where another name may begin."""
        before = [m.end() for m in self._piece.finditer(text, 0, match.start())]
        after = self._piece.search(text, match.end())
        return text[before[-1] if before else 0 : after.start() if after else len(text)]


def load_municipalities(models: Path) -> Municipalities:
    """Read them from `models/sv`. Raises OSError for a missing file, ValueError (with its name) for a wrong one."""
    lexicon = models / "sv" / "lexicon"
    try:
        return Municipalities({name: read_toml(lexicon / f"{name}.toml") for name in _TABLES})
    except (KeyError, re.error) as error:
        raise ValueError(f"one of {', '.join(_TABLES)}: {error!r}") from error


def _official(row: Table) -> str:
    return str(row.get("official") or f"{row['genitive']} kommun")


def _folded(name: str) -> str:
    """In small letters, without marks: as a file server spells it."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c)).split())


def _unique(pairs: Iterable[tuple[str, Municipality]]) -> dict[str, Municipality]:
    found: dict[str, list[Municipality]] = {}
    for key, one in pairs:
        found.setdefault(key, []).append(one)
    return {key: ones[0] for key, ones in found.items() if len(ones) == 1}


def _any(shapes: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{shape})" for shape in shapes), re.IGNORECASE)


def _private(words: Table) -> re.Pattern[str]:
    """What shows that a name is a company's, an association's, a federation's: legal forms keep their capitals."""
    legal = [re.escape(word) for group in words["legal_form"].values() for word in group]
    whole = [re.escape(word) for group in words["civil_word"].values() for word in group]
    whole += [re.escape(word) for word in words["public_word"]["federation"]]
    ends = [re.escape(word) for group in words["civil_ending"].values() for word in group]
    return re.compile(
        rf"(?<![\w-])(?:{'|'.join(legal)})(?!\w)|(?i:(?<![\w-])(?:{'|'.join(whole)})\b|\w(?:{'|'.join(ends)})\b)"
    )


def _collectives(tables: Mapping[str, Table], places: set[str]) -> Iterator[tuple[re.Pattern[str], str]]:
    """Shapes that mean all municipalities of a county, each with its code, "" for a county that is not named.

    A county's short name («Skånes kommuner») is left out where it is a municipality's as well: «Karlskoga och Örebro
    kommuner» are two.
    """
    shapes, association = tables["party_words"]["collective"]["county"], tables["county"]["association"]
    for region in tables["regions"]["region"]:
        name = str(region["county_name"])
        short = name.rpartition(" ")[0]
        bare = next((one for one in (short, short.removesuffix("s")) if one.casefold() in places), "")
        short = "" if bare else short.removesuffix("s")
        fills = {"{county}": [name], "{county_genitive}": [f"{name}s"]}
        if short:
            fills["{county}"].append(short)
            fills["{county_genitive}"].append(rf"{short}s(?!\s{{1,9}}\w{{1,60}}{association})")
        yield _any(_filled(shape, fills) for shape in shapes if "{county" in shape), str(region["county"])
    yield _any(_filled(shape, {}) for shape in shapes if "{county" not in shape), ""


def _filled(shape: str, names: Mapping[str, Iterable[str]]) -> str:
    """A phrase as a pattern, with what may stand for each {word} in it."""
    pattern = re.escape(shape).replace(re.escape("{number}"), _NUMERAL)
    for mark, forms in names.items():
        pattern = pattern.replace(re.escape(mark), f"(?:{'|'.join(forms)})")
    return rf"\b{pattern}\b"
