"""The same agreement scanned twice: other bytes, the same document. A person decides; here it is only proposed.

Neither fields nor wording are enough alone: a renewal has the wording of the agreement before it and other dates, two
municipalities' plans have the same title and year and another wording. So both must agree, and no date contradict.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from pipeline.inventory.identity import Identified

_TITLE, _PARTY = 85, 85
"""Out of 100: the letters that two spellings of a title or a name have in common, misread ones left aside."""
_ALIKE, _NEARLY_ALL = 0.5, 0.9
"""Of the wording. Two scans of a document have nearly all in common; drafts of it half or more; other documents on the
same matter a tenth, except where they follow one model."""
_TELLING = ("valid_from", "valid_to", "signed_on", "registry_number")


def twins(items: Sequence[Identified]) -> Mapping[str, tuple[str, ...]]:
    """By row id, the ids of the rows that may be the same agreement; copies, byte for byte, are not told here."""
    found: dict[str, tuple[str, ...]] = {}
    for one, other in _sharing([_Traits.of(item) for item in items]):
        if one.sha256 != other.sha256 and _are_twins(one, other):
            found[one.id] = (*found.get(one.id, ()), other.id)
            found[other.id] = (*found.get(other.id, ()), one.id)
    return found


@dataclass(frozen=True, slots=True)
class _Traits:
    """What tells whether a row is the same agreement as another, made ready to be compared."""

    id: str
    sha256: str
    sketch: tuple[int, ...]
    title: str
    figures: tuple[str, ...]
    telling: tuple[str, ...]
    parties: tuple[str, ...]

    @classmethod
    def of(cls, item: Identified) -> _Traits:
        agreement = item.agreement
        return cls(
            id=item.id,
            sha256=item.outcome.sha256,
            sketch=agreement.sketch,
            title=_plain(agreement.title.value),
            figures=_figures(agreement.title.value),
            telling=tuple(_plain(getattr(agreement, name).value) for name in _TELLING),
            parties=tuple(_plain(party.name) for party in agreement.parties.value),
        )


def _sharing(rows: Sequence[_Traits]) -> Iterator[tuple[_Traits, _Traits]]:
    """Pairs of rows that may have enough wording in common, and the same figures in their titles, in order.

    Of the numbers that two sketches must share, one at least is among the rarest of each: so many that no more than
    what they need is left (prefix filtering; S. Chaudhuri, V. Ganti, R. Kaushik, A primitive operator for similarity
    joins in data cleaning, 2006). So agreements on one model are compared only where more than the model is alike.
    """
    known = Counter(number for row in rows for number in row.sketch)
    holding: dict[tuple[int, tuple[str, ...]], list[int]] = {}
    for index, row in enumerate(rows):
        rarest = sorted(row.sketch, key=lambda number: (known[number], number))
        enough = len(rarest) - math.ceil(_ALIKE * len(rarest)) + 1
        places = [holding.setdefault((number, row.figures), []) for number in rarest[:enough]]
        for earlier in sorted({one for place in places for one in place}):
            yield rows[earlier], row
        for place in places:
            place.append(index)


def resemblance(one: Sequence[int], other: Sequence[int]) -> float:
    """How much of their wording two sketches share, from 0 to 1; 0 where one is empty.

    >>> resemblance((1, 2, 3), (1, 2, 3)), resemblance((1, 2, 3), (4, 5, 6))
    (1.0, 0.0)
    """
    if not one or not other:
        return 0.0
    sample = set(sorted({*one, *other})[: max(len(one), len(other))])
    return len(sample & set(one) & set(other)) / len(sample)


def _are_twins(one: _Traits, other: _Traits) -> bool:
    values = list(zip(one.telling, other.telling, strict=True))
    if any(a != b for a, b in values if a and b) or fuzz.ratio(one.title, other.title) < _TITLE:
        return False
    alike, named = resemblance(one.sketch, other.sketch), bool(one.parties and other.parties)
    if alike < _ALIKE or (named and not _same_names(one.parties, other.parties)):
        return False
    return any(a and a == b for a, b in values) or (alike >= _NEARLY_ALL and named)


def same_title(one: str | None, other: str | None) -> bool:
    """Spelled nearly alike, and with the same figures: «Överenskommelse 1» and «2» are two documents."""
    return _figures(one) == _figures(other) and fuzz.ratio(_plain(one), _plain(other)) >= _TITLE


def _figures(title: str | None) -> tuple[str, ...]:
    return tuple(re.findall(r"\d+", title or ""))


def _same_names(one: Sequence[str], other: Sequence[str]) -> bool:
    """Every party of the shorter list is in the longer one."""
    shorter, longer = sorted((one, other), key=len)
    return all(any(fuzz.ratio(name, known) >= _PARTY for known in longer) for name in shorter)


def _plain(value: object) -> str:
    return " ".join(re.findall(r"\w+", str(value or "").casefold()))
