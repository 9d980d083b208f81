"""The sheet of files that could not be read: why, and what to do."""

from __future__ import annotations

from pipeline.inventory.columns import Type
from pipeline.inventory.labels import Labels
from pipeline.inventory.links import link
from pipeline.inventory.table import Inventory
from pipeline.inventory.table_sheet import Cell, Column, Table

_COLUMNS = (("file", Type.TEXT, 44), ("cause", Type.TEXT, 20), ("advice", Type.TEXT, 70), ("open", Type.LINK, 13))


def failures_table(inventory: Inventory, labels: Labels, corpus: str) -> Table:
    """One row for each file, in the order of their paths."""
    says = labels.sheets.failures
    return Table(
        title=says.title,
        columns=tuple(Column(says.heads[key], kind, width) for key, kind, width in _COLUMNS),
        rows=[
            (
                Cell(one.file),
                Cell(says.causes.get(one.code, one.code)),
                Cell(one.message),
                Cell(says.open, link(corpus, one.file, 1)),
            )
            for one in inventory.failures
        ],
        empty=says.empty,
    )
