"""The sheet of the county: areas and actors down, municipalities across, and what it says in a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from xlsxwriter.worksheet import Worksheet

from pipeline.domain.terms import TermStatus
from pipeline.inventory.columns import Type
from pipeline.inventory.comparisons.county import Line, Overview
from pipeline.inventory.comparisons.county_sentences import cell_text, documents_text, summary
from pipeline.inventory.comparisons.county_standing import Standing
from pipeline.inventory.comparisons.county_words import CountyWords
from pipeline.inventory.labels import Labels
from pipeline.inventory.styles import Styles
from pipeline.inventory.table_sheet import Cell, Column, Table, write_table

_NAMES = (("area", 26), ("actor", 26), ("summary", 52))
_MUNICIPALITY = 14
"""Characters; «Skinnskatteberg», the longest common name, with the filter's button on a second line."""

_LOOKS = {
    Standing.CURRENT: TermStatus.IN_FORCE,
    Standing.NOT_CURRENT: TermStatus.OPTION,
    Standing.NOT_COUNTED: TermStatus.UNKNOWN,
    Standing.NONE: TermStatus.EXPIRED,
    Standing.UNKNOWN: TermStatus.NOT_STARTED,
}
"""Colours that mean nearly the same in the column Status."""


def write_county(sheet: Worksheet, overview: Overview, words: CountyWords, labels: Labels, styles: Styles) -> None:
    """Fill the sheet."""
    table = county_table(overview, words, labels)
    write_table(sheet, table, labels, styles, overview.as_of)
    first, last = len(_NAMES), len(table.columns) - 1
    for standing, look in _LOOKS.items():
        rule = {"type": "text", "criteria": "begins with", "value": words.standings[standing]}
        sheet.conditional_format(1, first, len(table.rows), last, rule | {"format": styles.status[look]})


def county_table(overview: Overview, words: CountyWords, labels: Labels) -> Table:
    """A row for what the cells rest on, with what their words mean, then one for each line of the overview."""
    return Table(
        title=words.title,
        columns=(
            *(Column(words.heads[key], Type.TEXT, width) for key, width in _NAMES),
            *(Column(one.municipality.name, Type.TEXT, _MUNICIPALITY) for one in overview.holdings),
        ),
        rows=[
            tuple(_documents(overview, words)),
            *(tuple(_cells(line, overview, words, labels)) for line in overview.lines),
        ],
        frozen=2,
    )


def _documents(overview: Overview, words: CountyWords) -> Iterator[Cell]:
    yield from (Cell(words.say("documents")), Cell(), Cell(words.say("legend", day=overview.as_of.isoformat())))
    for holding in overview.holdings:
        yield Cell(documents_text(holding, words))


def _cells(line: Line, overview: Overview, words: CountyWords, labels: Labels) -> Iterator[Cell]:
    yield Cell(line.area or words.say("all_areas"))
    yield Cell(line.actor or words.say("all_actors"))
    yield Cell(summary(line, overview, words, labels))
    for cell in line.cells:
        yield Cell(cell_text(cell, words))
