"""The sheet of the county: areas and actors down, municipalities across, and what it says in a sentence."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.domain.terms import TermStatus
from pipeline.inventory.columns import Type
from pipeline.inventory.comparisons.county import Line, Overview
from pipeline.inventory.comparisons.county_sentences import cell_text, documents_text, summary
from pipeline.inventory.comparisons.county_standing import Standing
from pipeline.inventory.labels import Labels
from pipeline.inventory.row_cells import RowCells
from pipeline.inventory.styles import Styles
from pipeline.inventory.table_sheet import Cell, Column, Explained, Table

_NAMES = (("area", 22), ("actor", 22), ("summary", 52))
_MUNICIPALITY = 13
"""Characters, which hold «Uppgift saknas» on one line."""

_ON_A_PAGE = 14
"""Municipalities that can be read on one sheet of paper."""

_LOOKS = {
    Standing.CURRENT: TermStatus.IN_FORCE,
    Standing.NOT_CURRENT: TermStatus.OPTION,
    Standing.NOT_COUNTED: TermStatus.UNKNOWN,
    Standing.NONE: TermStatus.EXPIRED,
    Standing.UNKNOWN: TermStatus.NOT_STARTED,
}
"""Colours that mean nearly the same in the column Status."""


@dataclass(frozen=True, slots=True)
class CountySheet:
    """Makes it for the workbook."""

    overview: Overview
    labels: Labels

    def __call__(self, styles: Styles, _: RowCells) -> Iterable[Explained]:
        """A row for what the cells rest on, with what their words mean, then one for each line of the overview."""
        words, holdings = self.overview.words, self.overview.holdings
        looks = {words.standings[standing]: styles.status[status] for standing, status in _LOOKS.items()}
        names = [Column(words.heads[key], Type.TEXT, width) for key, width in _NAMES]
        table = Table(
            title=words.title,
            columns=(
                *names,
                *(Column(one.municipality.name, Type.TEXT, _MUNICIPALITY, looks, opening=True) for one in holdings),
            ),
            rows=[tuple(self._rests_on()), *(tuple(self._line(line)) for line in self.overview.lines)],
            frozen=2,
            across=math.ceil(len(holdings) / _ON_A_PAGE),
        )
        yield Explained(table, words.about)

    def _rests_on(self) -> Iterator[Cell]:
        words = self.overview.words
        yield from (
            Cell(words.say("documents")),
            Cell(),
            Cell(words.say("legend", day=self.overview.as_of.isoformat())),
        )
        for holding in self.overview.holdings:
            yield Cell(documents_text(holding, words))

    def _line(self, line: Line) -> Iterator[Cell]:
        words = self.overview.words
        yield Cell(line.area or words.say("all_areas"))
        yield Cell(line.actor or words.say("all_actors"))
        yield Cell(summary(line, self.overview, self.labels))
        for cell in line.cells:
            yield Cell(cell_text(cell, words))
