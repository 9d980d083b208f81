"""The words that the value readers know, as frozen data: what they are stands in `models/`, not here.

`ValueWords.from_tables` takes the parsed tables; reading the files is for whoever starts the program. The classes are
hashable, so that each reader compiles its patterns once for each set of words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import TypeVar

Words = tuple[str, ...]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Numerals:
    """Numbers in words: 0 to 19, the tens from 20, and what joins them."""

    below_twenty: tuple[Words, ...]
    tens: tuple[Words, ...]
    hundred: Words
    half: Words
    and_: Words
    between: Words
    plus: Words


@dataclass(frozen=True, slots=True)
class Calendar:
    """Months, ordinals, years and parts of the year."""

    language: str
    months: tuple[Words, ...]
    half_days: Words
    ordinals: tuple[Words, ...]
    ordinal_endings: Words
    day_lead: Words
    date_cues: Words
    not_date_cues: Words
    counted: Words
    year_nouns: Words
    years_nouns: Words
    year_cues: Words
    and_words: Words
    until: Words
    open_words: Words
    autumn_term: Words
    spring_term: Words
    school_year: Words
    seasons: Words
    turn_of_year: Words
    quarter: Words
    half_year: Words


@dataclass(frozen=True, slots=True)
class Joined:
    """Units as they stand after the number in one word, and what may follow them there."""

    year: Words
    month: Words
    week: Words
    day: Words
    heads: Words


@dataclass(frozen=True, slots=True)
class Age:
    """What shows that a number of years is an age."""

    before: Words
    side: Words
    adult: int
    people: Words
    links: Words
    after: Words


@dataclass(frozen=True, slots=True)
class Units:
    """Units of time."""

    year: Words
    half_year: Words
    quarter: Words
    month: Words
    week: Words
    day: Words
    whole: Words
    joined: Joined
    age: Age


@dataclass(frozen=True, slots=True)
class RegistryWords:
    """Labels of registry numbers, and abbreviations that begin something else."""

    own: Words
    contract: Words
    document: Words
    theirs_before: Words
    elsewhere: Words
    own_before: Words
    own_endings: Words
    stop: Words
    stop_endings: Words
    organisation: Words


@dataclass(frozen=True, slots=True)
class ValueWords:
    """All words of the value readers."""

    numerals: Numerals
    calendar: Calendar
    units: Units
    registry: RegistryWords

    @classmethod
    def from_tables(
        cls,
        numerals: Mapping[str, object],
        calendar: Mapping[str, object],
        units: Mapping[str, object],
        registry: Mapping[str, object],
    ) -> ValueWords:
        """Build from parsed tables. Raises ValueError that names the key which is missing, unknown or malformed."""
        parts = dict(units)
        nested = {"joined": _build(Joined, parts.get("joined"), "joined"), "age": _build(Age, parts.get("age"), "age")}
        words = cls(
            _build(Numerals, numerals, "numerals"),
            _build(Calendar, calendar, "calendar"),
            _build(Units, parts | nested, "units"),
            _build(RegistryWords, registry, "registry"),
        )
        for name, found, wanted in (
            ("months", words.calendar.months, 12),
            ("ordinals", words.calendar.ordinals, 31),
            ("below_twenty", words.numerals.below_twenty, 20),
            ("tens", words.numerals.tens, 8),
        ):
            if len(found) != wanted or not all(found):
                raise ValueError(f"{name}: {wanted} lists of words wanted")
        return words


def _build(kind: type[T], table: object, name: str) -> T:
    if not isinstance(table, dict):
        raise ValueError(f"{name}: a table is wanted")  # noqa: TRY004 the file is wrong, not the program
    wanted = {f.name: str(f.type) for f in fields(kind)}  # type: ignore[arg-type]
    given = {key + "_" if key + "_" in wanted else key: value for key, value in table.items()}
    if wrong := wanted.keys() ^ given.keys():
        raise ValueError(f"{name}: missing or unknown: {', '.join(sorted(wrong))}")
    return kind(**{key: _frozen(value, wanted[key], f"{name}.{key}") for key, value in given.items()})


def _frozen(value: object, kind: str, name: str) -> object:
    """The value of a key as the field of that type holds it."""
    if kind.startswith("tuple") and isinstance(value, list):
        return tuple(_frozen(part, "Words", name) for part in value)
    if kind == "Words" and isinstance(value, list):
        if all(isinstance(word, str) and word.strip() and word == word.lower() for word in value):
            return tuple(value)
    elif kind == type(value).__name__:
        return value
    raise ValueError(f"{name}: words in lower case are wanted")
