"""Answers are never bare values: a finding says what, how surely, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from pipeline.domain.document import BBox

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Misreading:
    """What OCR misread in a value: the characters as it gave them, and as they are or may be meant.

    `taken`: the value is what `read` says; else it stands as it was seen, and `read` is another way to read it.
    """

    seen: str
    read: str
    taken: bool = True


@dataclass(frozen=True, slots=True)
class Mention:
    """A rule's match in the text: offsets of the match and what it says.

    `label` is the rule's label («RENEWAL»), `rule` its path below `models/sv/rules` without the ending, `value`
    the rule's template with its values filled in, `slots` the offsets of each value used in it, `flags` what
    stands around it: negated, past, law, other (another thing is meant), `confidence` how far the rule is trusted,
    `sentence` the offsets of the sentence that it was found in ((0, 0) for a value, which is found before them),
    `misread` what OCR misread in the values used in it.
    """

    label: str
    start: int
    end: int
    rule: str
    value: Mapping[str, object] = field(default_factory=dict)
    slots: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()
    confidence: float = 0.9
    sentence: tuple[int, int] = (0, 0)
    misread: tuple[Misreading, ...] = ()


class How(StrEnum):
    """How a value was come by: in so many words, by arithmetic from such words, from a person, or from the diary."""

    STATED = "stated"
    DERIVED = "derived"
    CORRECTED = "corrected"
    DIARY = "diary"


NO_PAGE = 0
"""The page of what stands in no document: the diary's cells."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A verbatim quote on one page (1-based, or NO_PAGE) with the boxes around it (points from the top left).

    `confidence` is that of the rule, or of the reading where that is lower. `reading` says how surely the words were
    read that the value rests on, 1.0 where surely enough; `misread` what was read otherwise than OCR gave it.
    """

    page: int
    quote: str
    boxes: tuple[BBox, ...]
    rule: str
    how: How
    confidence: float
    reading: float = 1.0
    misread: tuple[Misreading, ...] = ()


class Status(StrEnum):
    """What a finding is: read as it stands, worked out, not there, contradictory, or there but unreadable."""

    STATED = "stated"
    DERIVED = "derived"
    ABSENT = "absent"
    CONFLICTING = "conflicting"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Finding(Generic[T]):
    """One field of one agreement.

    `reason` is plain Swedish (from `models/sv/labels.toml`) and is there whenever `value` is None or `review` is true.
    """

    value: T
    status: Status
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 1.0
    review: bool = False
    reason: str | None = None
    derivation: str | None = None
    """How a derived value came about: «2012-03-01 + 3 år − 1 dag»."""
