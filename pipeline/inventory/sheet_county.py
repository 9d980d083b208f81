"""The sheet of the county: areas and actors down, municipalities across, and what it says in a sentence."""

from __future__ import annotations

import math
from collections.abc import Iterator

from xlsxwriter.worksheet import Worksheet

from pipeline.domain.terms import TermStatus
from pipeline.inventory.columns import Type
from pipeline.inventory.comparisons.county import Line, Overview
from pipeline.inventory.comparisons.county_sentences import cell_text, documents_text, summary
from pipeline.inventory.comparisons.county_standing import Standing
from pipeline.inventory.labels import Labels
from pipeline.inventory.styles import Styles
from pipeline.inventory.table_sheet import Cell, Column, Table, write_table

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


def write_county(sheet: Worksheet, overview: Overview, labels: Labels, styles: Styles) -> None:
    """Fill the sheet."""
    table = county_table(overview, labels)
    write_table(sheet, table, labels, styles, overview.as_of)
    first, last = len(_NAMES), len(table.columns) - 1
    for standing, look in _LOOKS.items():
        rule = {"type": "text", "criteria": "begins with", "value": overview.words.standings[standing]}
        sheet.conditional_format(1, first, len(table.rows), last, rule | {"format": styles.status[look]})
    sheet.fit_to_pages(math.ceil(len(overview.holdings) / _ON_A_PAGE), 0)
    sheet.repeat_columns(0, table.frozen - 1)


def county_table(overview: Overview, labels: Labels) -> Table:
    """A row for what the cells rest on, with what their words mean, then one for each line of the overview."""
    return Table(
        title=overview.words.title,
        columns=(
            *(Column(overview.words.heads[key], Type.TEXT, width) for key, width in _NAMES),
            *(Column(one.municipality.name, Type.TEXT, _MUNICIPALITY) for one in overview.holdings),
        ),
        rows=[
            tuple(_documents(overview)),
            *(tuple(_cells(line, overview, labels)) for line in overview.lines),
        ],
        frozen=2,
    )


def _documents(overview: Overview) -> Iterator[Cell]:
    yield from (
        Cell(overview.words.say("documents")),
        Cell(),
        Cell(overview.words.say("legend", day=overview.as_of.isoformat())),
    )
    for holding in overview.holdings:
        yield Cell(documents_text(holding, overview.words))


def _cells(line: Line, overview: Overview, labels: Labels) -> Iterator[Cell]:
    yield Cell(line.area or overview.words.say("all_areas"))
    yield Cell(line.actor or overview.words.say("all_actors"))
    yield Cell(summary(line, overview, labels))
    for cell in line.cells:
        yield Cell(cell_text(cell, overview.words))
