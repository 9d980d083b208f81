"""All value readers at once: what stands in a text as a date, a length, a number of a registry, a fixed phrase."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.domain.values import DayOfYear, Interval, TurnOfYear
from pipeline.language.swedish import Entity
from pipeline.language.values.dates import find_dates
from pipeline.language.values.durations import find_durations
from pipeline.language.values.found import Found
from pipeline.language.values.intervals import find_intervals
from pipeline.language.values.numbers import find_numbers
from pipeline.language.values.org_numbers import find_org_numbers
from pipeline.language.values.registry_numbers import find_registry_numbers
from pipeline.language.values.words import ValueWords
from pipeline.lexicon import Lexicon

_SHORT_CELL = 5
"""In a line or cell of so few words six bare figures are a date («Tallstad 131001»), elsewhere they may be anything."""


class ValueReaders:
    """The readers with their words, built once from the lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile the phrases. Raises ValueError when a table of words is malformed."""
        tables = lexicon.tables
        self.words = ValueWords.from_tables(tables["numerals"], tables["calendar"], tables["units"], tables["registry"])
        phrases = {label: re.compile(shape, re.IGNORECASE) for label, shape in tables["phrases"].items()}
        self._limit, self._in_force = phrases.pop("LIMIT"), phrases.pop("IN_FORCE")
        self._phrases = phrases

    def find_in(self, line: str) -> tuple[Entity, ...]:
        """The entities of one paragraph, sorted; of two that overlap, the kind that is named first here wins."""
        kept: list[Entity] = []
        for entity in self._all(line):
            if all(entity.end <= other.start or entity.start >= other.end for other in kept):
                kept.append(entity)
        return tuple(sorted(kept, key=lambda e: e.start))

    def _all(self, line: str) -> Iterator[Entity]:
        words = self.words
        yield from _entities("ORG_NUMBER", find_org_numbers(line, words))
        yield from _entities("REGISTRY", find_registry_numbers(line, words))
        for cell in re.finditer(r"[^\t]+", line):
            content, shift = cell.group(), cell.start()
            compact = len(content.split()) <= _SHORT_CELL
            beside = bool(self._in_force.search(content))
            dates = find_dates(content, words, compact=compact)
            yield from _entities("INTERVAL", find_intervals(content, words, dates=dates, side_by_side=beside), shift)
            yield from _dates(dates, shift)
            yield from _entities("DURATION", find_durations(content, words), shift)
        for match in self._limit.finditer(line):
            number = next((f.value for f in find_numbers(match.group(), words)), None)
            yield Entity(match.start(), match.end(), "LIMIT", int(number) if number is not None else None)
        for label, shape in self._phrases.items():
            for match in shape.finditer(line):
                if match.group().strip():
                    yield Entity(match.start(), match.end(), label, match.group())


def _entities(label: str, found: Iterable[Found[object]], shift: int = 0) -> Iterator[Entity]:
    for one in found:
        yield Entity(one.start + shift, one.end + shift, label, one.value)


def _dates(found: Iterable[Found[object]], shift: int) -> Iterator[Entity]:
    labels: dict[type, str] = {Interval: "INTERVAL", DayOfYear: "DAY_OF_YEAR", TurnOfYear: "TURN_OF_YEAR"}
    for one in found:
        yield Entity(one.start + shift, one.end + shift, labels.get(type(one.value), "DATE"), one.value)
