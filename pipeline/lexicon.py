"""models/sv -> frozen data. The only reader of the folder `models/`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Table = Mapping[str, Any]
"""A TOML table as parsed."""


@dataclass(frozen=True, slots=True)
class FurnitureWords:
    """How page numbers and stamps read."""

    page_number: re.Pattern[str]
    stamp: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class HyphenWords:
    """Words before which a hyphen at a line's end stays."""

    conjunctions: frozenset[str]


@dataclass(frozen=True, slots=True)
class LayoutWords:
    """The few words that the layout needs: for the paper's furniture and for where a document begins."""

    furniture: FurnitureWords
    hyphens: HyphenWords
    page_of: re.Pattern[str]
    instrument: re.Pattern[str]
    annex: re.Pattern[str]
    steering: re.Pattern[str]
    metadata: re.Pattern[str]
    amendment: re.Pattern[str]
    preamble: re.Pattern[str]
    signing: re.Pattern[str]
    other_paper: re.Pattern[str]
    letter: re.Pattern[str]
    verification: re.Pattern[str]
    verification_marks: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class RuleSource:
    """A rule file as parsed; `id` is its path below `models/sv/rules` without the ending («renewal/in_periods»)."""

    id: str
    table: Table


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All Swedish knowledge. Compared by identity, so that what is compiled from it can be cached by it.

    `headings` tells what a clause is about; `cues` are the word classes that rules name with «@»; `tables` holds
    every other file of `models/sv/lexicon` by its name; `sentences` the reasons and remarks that people read.
    """

    layout: LayoutWords
    headings: Mapping[str, re.Pattern[str]]
    cues: Mapping[str, tuple[str, ...]]
    tables: Mapping[str, Table]
    rules: tuple[RuleSource, ...]
    sentences: Mapping[str, str]


def load(models: Path) -> Lexicon:
    """Read `models/sv`. Raises OSError when a file is missing, ValueError (with the file's name) for broken TOML."""
    root = models / "sv"
    tables = {path.stem: read_toml(path) for path in sorted((root / "lexicon").glob("*.toml"))}
    rules = tuple(
        RuleSource(path.relative_to(root / "rules").with_suffix("").as_posix(), read_toml(path))
        for path in sorted((root / "rules").rglob("*.toml"))
    )
    return Lexicon(
        layout=_layout(tables["layout"]),
        headings={name: re.compile(shape, re.IGNORECASE) for name, shape in tables["headings"].items()},
        cues={name: tuple(words) for name, words in tables["cues"].items()},
        tables=tables,
        rules=rules,
        sentences=dict(read_toml(root / "sentences.toml")),
    )


def read_toml(path: Path) -> Table:
    """Parse one TOML file. Raises ValueError that names the file when it isn't TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        msg = f"{path}: {error}"
        raise ValueError(msg) from error


def _layout(table: Table) -> LayoutWords:
    return LayoutWords(
        furniture=FurnitureWords(re.compile(table["page_number"]), re.compile(table["stamp"])),
        hyphens=HyphenWords(frozenset(table["conjunctions"])),
        page_of=re.compile(table["page_of"]),
        instrument=re.compile(table["instrument"]),
        annex=re.compile(table["annex"]),
        steering=re.compile(table["steering"]),
        metadata=re.compile(table["metadata"]),
        amendment=re.compile(table["amendment"]),
        preamble=re.compile(table["preamble"]),
        signing=re.compile(table["signing"]),
        other_paper=re.compile(table["other_paper"]),
        letter=re.compile(table["letter"]),
        verification=re.compile(table["verification"]),
        verification_marks=re.compile(table["verification_marks"]),
    )
