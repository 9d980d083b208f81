"""What a value reader returns: where a value stands in the text and what it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

V_co = TypeVar("V_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Found(Generic[V_co]):
    """A value at the offsets [start, end) of the text that was searched.

    `value` is None where something stands that is meant as such a value but cannot be read («2O14-l2-3l»): it is
    reported, never repaired.
    """

    start: int
    end: int
    value: V_co | None


def settle(candidates: Iterable[Found[V_co]]) -> tuple[Found[V_co], ...]:
    """Sorted and without overlaps: the leftmost wins, of two that begin together the longer, then the readable one.

    >>> settle([Found(3, 9, "b"), Found(0, 4, "a"), Found(0, 2, "c"), Found(5, 7, "d")])
    (Found(start=0, end=4, value='a'), Found(start=5, end=7, value='d'))
    """
    kept: list[Found[V_co]] = []
    for one in sorted(candidates, key=lambda c: (c.start, -c.end, c.value is None)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)
