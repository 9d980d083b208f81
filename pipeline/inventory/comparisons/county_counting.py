"""Which agreements count for which municipality: those in its own folder, and those elsewhere that it is a party to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from pipeline.domain.agreement import Party
from pipeline.inventory.collation import sort_key
from pipeline.inventory.comparisons.county_municipalities import Municipalities, Municipality
from pipeline.inventory.labels import Collation
from pipeline.inventory.rows import Inventory, Row


class How(StrEnum):
    """Why an agreement counts for a municipality; what is surer comes first."""

    OWN = "own"
    """It lies in the municipality's folder."""
    PARTY = "party"
    """It lies elsewhere, and names the municipality, or a unit of it, among its parties."""
    DERIVED = "derived"
    """It lies elsewhere, and has all municipalities of the county among its parties."""


@dataclass(frozen=True, slots=True)
class Counted:
    """An agreement that counts for a municipality, seen from there: without the other municipalities' own units.

    `said` are the words that tell so: the party's name as written, or the folder.
    """

    row: Row
    how: How
    said: str


@dataclass(frozen=True, slots=True)
class Holding:
    """A municipality with what counts for it, in the inventory's order.

    `documents` are the files in its folder, `unread` those of them that could not be read.
    """

    municipality: Municipality
    documents: int
    unread: int
    counted: tuple[Counted, ...]

    @property
    def is_known(self) -> bool:
        """Whether anything of its own could be read: without that nobody can say that it lacks an agreement."""
        return self.documents > self.unread


def holdings(inventory: Inventory, known: Municipalities, alphabet: Collation) -> tuple[Holding, ...]:
    """Every municipality that has a folder or that an agreement counts for, by county and name.

    The same agreement in two folders counts once for each municipality, from its own folder if it lies there.
    """
    files = defaultdict[Municipality, set[str]](set)
    for file, owner in _owners(inventory):
        if one := known.of_folder(owner):
            files[one].add(file)
    failed = {one.file for one in inventory.failures}
    counties = {one.county for one in files}
    only = counties.pop() if len(counties) == 1 else None
    found = defaultdict[Municipality, list[Counted]](list)
    for row in inventory.rows:
        for municipality, counted in _counts(row, known, only):
            found[municipality].append(counted)
    return tuple(
        Holding(one, len(files[one]), len(files[one] & failed), tuple(_once(found[one])))
        for one in sorted({*files, *found}, key=lambda one: (one.county, sort_key(one.name, alphabet)))
    )


def _owners(inventory: Inventory) -> Iterator[tuple[str, str]]:
    """Each file with its owner, as a person has corrected it."""
    for row in inventory.rows:
        yield row.file, row.owner
    for file in (*(one.file for one in inventory.not_agreements), *(one.file for one in inventory.failures)):
        yield file, file.partition("/")[0] if "/" in file else ""


def _counts(row: Row, known: Municipalities, only: str | None) -> Iterator[tuple[Municipality, Counted]]:
    """Each municipality that a row counts for; `only` is the one county that there are folders of.

    A copy of an agreement between others does not count for the municipality in whose folder it lies.
    """
    owner = known.of_folder(row.owner)
    named, meant = _told(row, known, owner), _meant(row, known, owner.county if owner else only)
    if owner and (owner in named or owner in meant or not named):
        yield owner, Counted(_seen_from(owner, row, known), How.OWN, row.owner)
    for how, told in ((How.PARTY, named), (How.DERIVED, meant)):
        for one, said in told.items():
            if one != owner and (how is How.PARTY or one not in named):
                yield one, Counted(_seen_from(one, row, known), how, said)


def _told(row: Row, known: Municipalities, owner: Municipality | None) -> dict[Municipality, str]:
    """The municipalities that the parties name, each with the first name that tells it."""
    parties = reversed(row.agreement.parties.value)
    return {one: party.name for party in parties for one in _whose(party, known, owner)}


def _meant(row: Row, known: Municipalities, county: str | None) -> dict[Municipality, str]:
    """Those of a county that is a party as a whole, as it was then, each with the words that say so."""
    found: dict[Municipality, str] = {}
    day = row.agreement.valid_from.value or row.agreement.signed_on.value
    for party in row.agreement.parties.value:
        if whole := known.county_meant(party.name, county):
            for one in known.in_county(whole, day):
                found.setdefault(one, party.name)
    return found


def _whose(party: Party, known: Municipalities, owner: Municipality | None) -> tuple[Municipality, ...]:
    """The municipalities that a party is, or belongs to: «Socialnämnden» without a place is the folder's own."""
    named = known.of_party(party.name, party.canonical)
    return named or ((owner,) if owner and known.is_unit(party.name) else ())


def _seen_from(one: Municipality, row: Row, known: Municipalities) -> Row:
    """The row without the parties that are another municipality's: its schools are not outside this one's services."""
    finding, owner = row.agreement.parties, known.of_folder(row.owner)
    kept = tuple(party for party in finding.value if one in (whose := _whose(party, known, owner)) or not whose)
    if kept == finding.value:
        return row
    return replace(row, agreement=replace(row.agreement, parties=replace(finding, value=kept)))


def _once(counted: Sequence[Counted]) -> Iterator[Counted]:
    """Of copies and scans of the same agreement the surest, in the order of the inventory."""
    kept: list[Counted] = []
    keys, scans = set[str](), set[str]()
    for one in sorted(counted, key=lambda one: (list(How).index(one.how), one.row.number)):
        if one.row.key not in keys and one.row.id not in scans:
            kept.append(one)
            keys.add(one.row.key)
            scans.update(one.row.related.twins)
    yield from sorted(kept, key=lambda one: one.row.number)
