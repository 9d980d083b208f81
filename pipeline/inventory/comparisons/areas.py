"""Which areas of the social services an agreement belongs to, by its title, its subject and its parties."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.inventory.comparisons.placed import Placed, Where, surest
from pipeline.inventory.rows import Row
from pipeline.lexicon import Table


@dataclass(frozen=True, slots=True)
class AreaShape:
    """How an area is known: by words that suffice, or by two kinds of words in one text; `never` silences a text."""

    name: str
    anywhere: re.Pattern[str] | None
    needs: re.Pattern[str] | None
    beside: re.Pattern[str] | None
    never: re.Pattern[str] | None

    def found_in(self, text: str) -> str | None:
        """The words that show the area; None where the text does not."""
        if self.never and self.never.search(text):
            return None
        if self.anywhere and (match := self.anywhere.search(text)):
            return match.group(match.lastindex or 0)
        if self.needs and self.beside and (match := self.needs.search(text)) and (other := self.beside.search(text)):
            return f"{other.group()} … {match.group()}"
        return None


def area_shapes(table: Table) -> tuple[AreaShape, ...]:
    """The table `lexicon/areas.toml`. Raises KeyError or re.error where it is wrong."""
    return tuple(
        AreaShape(one["name"], _shape(one, "anywhere"), _shape(one, "needs"), _shape(one, "with"), _shape(one, "never"))
        for one in table["area"]
    )


def areas_of(row: Row, shapes: tuple[AreaShape, ...]) -> tuple[Placed, ...]:
    """The areas of a row, each with the words that show it; the title is asked first."""
    return surest(
        tuple(
            Placed(shape.name, where, words)
            for where, text in _texts(row)
            for shape in shapes
            if (words := shape.found_in(text))
        )
    )


def _texts(row: Row) -> Iterator[tuple[Where, str]]:
    yield Where.TITLE, row.title
    yield Where.SUBJECT, row.agreement.subject.value or ""
    for party in row.agreement.parties.value:
        yield Where.PARTY, party.name


def _shape(table: Table, key: str) -> re.Pattern[str] | None:
    return re.compile(table[key], re.IGNORECASE) if key in table else None
