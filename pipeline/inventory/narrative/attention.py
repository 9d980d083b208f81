"""What asks for somebody: the days of the year to come, and the values to be checked."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten

from pipeline.domain.values import Duration, add
from pipeline.inventory.columns import COLUMNS, cell_text
from pipeline.inventory.corrections.correction import own_head
from pipeline.inventory.deadline_sentences import action
from pipeline.inventory.deadlines import Deadline, next_year
from pipeline.inventory.doubts import Doubt, doubts
from pipeline.inventory.narrative.blocks import Block, Cell, Heading, Paragraph, Series, Table
from pipeline.inventory.narrative.material import MOST, Material
from pipeline.inventory.narrative.words import plural
from pipeline.inventory.table import Row

_LONGEST = 90
"""Characters of a value that is to be checked; the whole of it stands in the listing."""

_YEAR = Duration(months=12)


def due(material: Material) -> Iterator[Block]:
    """What falls due within a year, the nearest first."""
    words, inventory = material.words, material.inventory
    says, first, last = words.due, inventory.as_of, add(inventory.as_of, _YEAR)
    found = next_year(inventory)
    yield Heading(words.headings.due, 2)
    if not found:
        yield Paragraph(says.none.format(first=first, last=last))
        return
    yield Paragraph(says.some.format(first=first, last=last, days=words.count("days", len(found))))
    by_id = {row.id: row for row in inventory.rows}
    rows = tuple(_due(material, one, by_id[one.row]) for one in found[:MOST])
    caption = says.caption.format(first=first, last=last)
    yield Table(caption, says.alt, says.heads, (2.3, 2.8, 1, 5, 6), rows, Series.TABLE)
    yield from material.left_out(len(found))


def review(material: Material) -> Iterator[Block]:
    """The values that a person must look at, the least certain first."""
    words = material.words
    says, found = words.review, doubts(material.inventory)
    yield Heading(words.headings.review, 2)
    if not found:
        yield Paragraph(says.none)
        return
    yield Paragraph(plural(says.some, len(found)))
    rows = tuple(_review(material, one) for one in found[:MOST])
    yield Table(says.caption, says.alt, says.heads, (1, 4.6, 3.4, 3.6, 4.4), rows, Series.TABLE)
    yield from material.left_out(len(found))


def _due(material: Material, one: Deadline, row: Row) -> tuple[Cell, ...]:
    labels = material.labels
    todo = action(one, row, labels)
    if one.doubts:
        todo = f"{todo} {labels.deadlines.doubtful}"
    return one.day.isoformat(), labels.deadlines.kinds[one.kind], str(row.number), row.title, todo


def _review(material: Material, one: Doubt) -> tuple[Cell, ...]:
    labels, row = material.labels, one.row
    column = next((column for column in COLUMNS if column.key == one.field), None)
    value = cell_text(column.value(row, labels)) if column else row.own.get(own_head(one.field), "")
    head = labels.columns.get(one.field, own_head(one.field))
    value = shorten(" ".join(value.split()), _LONGEST, placeholder=" …")
    return str(row.number), row.title, head, value or material.words.review.no_value, one.reason
