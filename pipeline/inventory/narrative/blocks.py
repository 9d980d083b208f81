"""What a report is made of, whatever it is written with: headings, paragraphs, lists and tables, in their order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

Cell = str | tuple[str, ...]
"""The text of a cell, or the items of a list in it."""


class Series(Enum):
    """What a table counts as: the report's own figures, or the tables that the program adds."""

    FIGURE = auto()
    TABLE = auto()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the highest."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text; a `note` is set smaller, under a table."""

    text: str
    note: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption, which is numbered in its series.

    `alt` says in words what the table shows, for who hears it; `widths` are shares of the page's width. A row with a
    single cell is a head for those below it.
    """

    caption: str
    alt: str
    heads: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    series: Series = Series.FIGURE
    continues: bool = False
    """Whether it is a further part of the figure before it and has the same number."""


@dataclass(frozen=True, slots=True)
class Turn:
    """From here on the pages lie on their long side, or stand again."""

    landscape: bool


Block = Heading | Paragraph | Bullets | Table | Turn
