"""A megabyte made to keep a pattern busy is read to its end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.language.values.dates import find_dates
from pipeline.language.values.durations import find_durations
from pipeline.language.values.intervals import find_intervals
from pipeline.language.values.numbers import find_numbers
from pipeline.language.values.org_numbers import find_org_numbers
from pipeline.language.values.registry_numbers import find_registry_numbers
from pipeline.language.values.words import ValueWords

PIECES = [
    "1",
    "-",
    " ",
    "\n",
    "2014-",
    "1/",
    "den ",
    "1 mars ",
    "ett och ett halvt ",
    "1+",
    "dnr ",
    "åren 2012, 2013, ",
]
PIECES += [
    "barn och unga från under ",
    "december",
    "2O14-l2-3l",
    ".",
    "tre (",
    "2014 till ",
    "1 och 2 kvartal ",
    "((((",
]
HOSTILE = "".join(piece * (50_000 // len(piece)) for piece in PIECES)


@pytest.mark.parametrize(
    "find", [find_dates, find_intervals, find_durations, find_numbers, find_org_numbers, find_registry_numbers]
)
def test_a_hostile_megabyte_is_read(words: ValueWords, find: Callable[..., tuple[object, ...]]) -> None:
    assert len(HOSTILE) > 950_000
    assert isinstance(find(HOSTILE, words), tuple)
