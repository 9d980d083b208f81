"""The review list of the report: with an hour to spare, begin at the top."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.inventory import doubts as inventory_doubts
from pipeline.inventory.corrections.correction import own_head
from pipeline.inventory.labels import Labels
from pipeline.inventory.report.values import Level, level, text
from pipeline.inventory.table import Inventory, Row


@dataclass(frozen=True, slots=True)
class Doubt:
    """A value to be reviewed; `text` is empty where it is missing, `quote` and `page` where nothing says it."""

    row: Row
    field: str
    label: str
    text: str
    reason: str
    level: Level | None
    quote: str
    page: int | None


def doubts(inventory: Inventory, labels: Labels) -> tuple[Doubt, ...]:
    """The values to be reviewed, as they are shown, in the order of `pipeline.inventory.doubts`."""
    return tuple(_shown(one, labels) for one in inventory_doubts.doubts(inventory))


def _shown(doubt: inventory_doubts.Doubt, labels: Labels) -> Doubt:
    row, field, weakest = doubt.row, doubt.field, doubt.weakest
    return Doubt(
        row=row,
        field=field,
        label=labels.columns.get(field, own_head(field)),
        text=text(row, field, labels) if field in labels.columns else row.own.get(own_head(field), ""),
        reason=doubt.reason,
        level=None if doubt.confidence is None else level(doubt.confidence),
        quote=weakest.quote if weakest else "",
        page=(weakest.page or None) if weakest else None,
    )
