"""The overview for other programs: `kommunoversikt` in forteckning.json."""

from __future__ import annotations

from typing import Any

from pipeline.inventory.comparisons.county import Line, Overview
from pipeline.inventory.comparisons.county_counting import Counted, Holding
from pipeline.inventory.comparisons.county_sentences import summary
from pipeline.inventory.comparisons.county_standing import Cell
from pipeline.inventory.labels import Labels


def overview_json(overview: Overview, labels: Labels) -> dict[str, Any]:
    """Municipalities with what counts for each and why, then every line with a cell for each municipality by name.

    A line's `area` or `actor` is null where it stands for all of them; standings and ways are this program's own
    words (`Standing`, `How`).
    """
    return {
        "as_of": overview.as_of.isoformat(),
        "municipalities": [_holding(one) for one in overview.holdings],
        "lines": [_line(line, overview, labels) for line in overview.lines],
    }


def _holding(holding: Holding) -> dict[str, Any]:
    one = holding.municipality
    return {
        "code": one.code,
        "name": one.name,
        "files": holding.documents,
        "unread": holding.unread,
        "counted": [_counted(counted) for counted in holding.counted],
    }


def _counted(one: Counted) -> dict[str, Any]:
    return {"row": one.row.id, "number": one.row.number, "how": one.how.value, "said": one.said}


def _line(line: Line, overview: Overview, labels: Labels) -> dict[str, Any]:
    cells = zip(overview.holdings, line.cells, strict=True)
    return {
        "area": line.area or None,
        "actor": line.actor or None,
        "summary": summary(line, overview, labels),
        "cells": {holding.municipality.name: _cell(cell) for holding, cell in cells},
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {"standing": cell.standing.value, "carried_by": [one.row.id for one in cell.carried]}
