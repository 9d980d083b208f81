"""Values that a line would hold if its misread figures were read otherwise, and whether they may be believed.

One may where the line as it was seen holds no value in that place, and only this one can be meant. Where both can be,
there is no telling. Only a registry number is free enough in its form to be kept as it was seen, and doubted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from pipeline.domain.org_number import OrgNumber
from pipeline.domain.values import Interval, PartialDate
from pipeline.language.entities import ValueReaders
from pipeline.language.ocr_figures import Figures
from pipeline.language.swedish import Entity
from pipeline.language.values.patterns import YEAR

VALUES = frozenset({"DATE", "INTERVAL", "DAY_OF_YEAR", "TURN_OF_YEAR", "DURATION", "LIMIT", "REGISTRY", "ORG_NUMBER"})
"""The entities whose figures may be mended."""
_FREE = "REGISTRY"
_FIRST_YEAR, _LAST_YEAR = 1950, 2100
"""A mended date of another year is none."""
_LETTERS_YEAR = re.compile(rf"[^\W\d_]{{0,60}}{YEAR}")
_PARTS = re.compile(r"[^\s/:.\-\u2010-\u2015]+")


class Verdict(Enum):
    """What becomes of a proposal.

    `TAKEN`: it is what was meant. `LEFT`: the line stands as seen. `DOUBTED`: so it does, but this may be meant.
    `REFUSED`: there is no telling, so there is no value.
    """

    TAKEN = auto()
    LEFT = auto()
    DOUBTED = auto()
    REFUSED = auto()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value that stands in a reading of a line: its place in the line, how it is written in the reading.

    `changes` are the places in the line where the reading differs from it.
    """

    start: int
    end: int
    written: str
    label: str
    value: object
    changes: tuple[tuple[int, int], ...]

    def overlaps(self, start: int, end: int) -> bool:
        """Whether it shares characters of the line with [start, end)."""
        return self.start < end and start < self.end

    def changes_in(self, start: int, end: int) -> bool:
        """Whether a character of [start, end) would be read otherwise."""
        return any(first < end and start < last for first, last in self.changes)


def proposals(line: str, readers: ValueReaders, figures: Figures) -> tuple[Proposal, ...]:
    """What the readings of a line offer beyond the line itself, each value once in its place."""
    found: dict[tuple[int, int, str], Proposal] = {}
    for reading in figures.readings(line):
        for entity in readers.find_in(reading.content):
            if entity.label in VALUES and reading.is_changed(entity.start, entity.end) and _is_sound(entity.value):
                start, end = reading.span(entity.start, entity.end)
                written = reading.content[entity.start : entity.end]
                changes = reading.changes(entity.start, entity.end)
                one = Proposal(start, end, written, entity.label, entity.value, changes)
                found.setdefault((start, end, written), one)
    return tuple(sorted(found.values(), key=lambda p: p.start))


def judged(line: str, offered: Sequence[Proposal], seen: Sequence[Entity]) -> Iterator[tuple[Verdict, Proposal]]:
    """Each proposal with its verdict; `seen` are the entities of the line itself."""
    for one in offered:
        others = (o for o in offered if o is not one and o.overlaps(one.start, one.end))
        if any(other.value != one.value for other in others):
            yield Verdict.REFUSED, one
            continue
        rivals = [e for e in seen if e.label in VALUES and e.value is not None and one.changes_in(e.start, e.end)]
        yield _verdict(line, one, rivals), one


def _verdict(line: str, one: Proposal, rivals: Iterable[Entity]) -> Verdict:
    verdict = Verdict.TAKEN
    for rival in rivals:
        if rival.value == one.value or (rival.label == _FREE) != (one.label == _FREE):
            return Verdict.LEFT
        if rival.label != _FREE:
            return Verdict.REFUSED
        verdict = _of_registry_number(line[one.start : one.end], one.written)
    return verdict


def _of_registry_number(seen: str, read: str) -> Verdict:
    """Small letters among figures are misread, and so is a letter in a year; other capitals may be a board's.

    Where only a blank is too many, it is.
    """
    parts, others = _PARTS.findall(seen), _PARTS.findall(read)
    verdict = Verdict.TAKEN if parts == others else Verdict.LEFT
    for one, other in zip(parts, others, strict=False):
        if one == other or one.isalpha() or _LETTERS_YEAR.fullmatch(one):
            continue
        if any(not c.isdecimal() and not c.isupper() for c in one) or _LETTERS_YEAR.fullmatch(other):
            verdict = Verdict.TAKEN
        else:
            return Verdict.DOUBTED
    return verdict


def _is_sound(value: object) -> bool:
    """Whether it can be a value at all: of a likely year, with the right check digit."""
    if isinstance(value, Interval):
        return _is_sound(value.start) and (value.end is None or _is_sound(value.end))
    if isinstance(value, PartialDate):
        return _FIRST_YEAR <= value.year < _LAST_YEAR
    return value.valid if isinstance(value, OrgNumber) else value is not None
