"""The same agreement scanned twice: other bytes, the same document. A person decides; here it is only proposed.

Neither fields nor wording are enough alone: a renewal has the wording of the agreement before it and other dates, two
municipalities' plans have the same title and year and another wording. So both must agree, and no date contradict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from rapidfuzz import fuzz

from pipeline.domain.agreement import Agreement
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
    for one, other in _sharing(items):
        if one.outcome.sha256 != other.outcome.sha256 and _are_twins(one.agreement, other.agreement):
            found[one.id] = (*found.get(one.id, ()), other.id)
            found[other.id] = (*found.get(other.id, ()), one.id)
    return found


def _sharing(items: Sequence[Identified]) -> Iterator[tuple[Identified, Identified]]:
    """Pairs of rows with any wording in common, in the order of the rows: the others need not be compared."""
    holding: dict[int, list[int]] = {}
    for index, item in enumerate(items):
        for number in item.agreement.sketch:
            holding.setdefault(number, []).append(index)
    for one, other in sorted({pair for rows in holding.values() for pair in combinations(rows, 2)}):
        yield items[one], items[other]


def resemblance(one: Sequence[int], other: Sequence[int]) -> float:
    """How much of their wording two sketches share, from 0 to 1; 0 where one is empty.

    >>> resemblance((1, 2, 3), (1, 2, 3)), resemblance((1, 2, 3), (4, 5, 6))
    (1.0, 0.0)
    """
    if not one or not other:
        return 0.0
    sample = set(sorted({*one, *other})[: max(len(one), len(other))])
    return len(sample & set(one) & set(other)) / len(sample)


def _are_twins(one: Agreement, other: Agreement) -> bool:
    alike = resemblance(one.sketch, other.sketch)
    if alike < _ALIKE or not same_title(one.title.value, other.title.value):
        return False
    values = [(_plain(getattr(one, name).value), _plain(getattr(other, name).value)) for name in _TELLING]
    if any(a != b for a, b in values if a and b):
        return False
    names = [[_plain(p.name) for p in agreement.parties.value] for agreement in (one, other)]
    if all(names) and not _same_names(*names):
        return False
    return any(a and a == b for a, b in values) or (alike >= _NEARLY_ALL and all(names))


def same_title(one: str | None, other: str | None) -> bool:
    """Spelled nearly alike, and with the same figures: «Överenskommelse 1» and «2» are two documents."""
    figures = [re.findall(r"\d+", title or "") for title in (one, other)]
    return figures[0] == figures[1] and fuzz.ratio(_plain(one), _plain(other)) >= _TITLE


def _same_names(one: list[str], other: list[str]) -> bool:
    """Every party of the shorter list is in the longer one."""
    shorter, longer = sorted((one, other), key=len)
    return all(any(fuzz.ratio(name, known) >= _PARTY for known in longer) for name in shorter)


def _plain(value: object) -> str:
    return " ".join(re.findall(r"\w+", str(value or "").casefold()))
