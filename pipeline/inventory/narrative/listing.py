"""What there is: the documents' standing, Figur 2 in its three parts, and what has run out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.domain.agreement import Kind
from pipeline.domain.terms import TermStatus
from pipeline.inventory.columns import parties
from pipeline.inventory.labels import REPLACED
from pipeline.inventory.narrative.blocks import Block, Bullets, Cell, Heading, Paragraph, Series, Table, Turn
from pipeline.inventory.narrative.material import Material
from pipeline.inventory.review import needs_review
from pipeline.inventory.table import Row

_WIDTHS = (0.9, 5.0, 5.4, 6.6, 4.2, 4.4)
"""In the proportions of the report's own table."""


def listing(material: Material) -> Iterator[Block]:
    """The documents by section: how many, how they stand, and all of them in Figur 2."""
    words, inventory = material.words, material.inventory
    yield Heading(words.headings.listing, 2)
    yield Paragraph(exists(material))
    if not inventory.rows:
        return
    yield _standings(material)
    yield from _run_out(material)
    yield Turn(landscape=True)
    first = True
    for kind in Kind:
        if rows := inventory.section(kind):
            yield _figure(material, kind, rows, continues=not first)
            first = False
    yield Turn(landscape=False)


def exists(material: Material) -> str:
    """How many documents there are, by section, in a sentence."""
    words, inventory = material.words, material.inventory
    if not inventory.rows:
        return words.listing.none
    sections = [words.count(kind.value, count) for kind in Kind if (count := len(inventory.section(kind)))]
    template = words.listing.one_kind if len(sections) == 1 else words.listing.exists
    total = words.count("documents", len(inventory.rows))
    return template.format(documents=total, sections=material.list(sections))


def standing(material: Material, status: str) -> tuple[Row, ...]:
    """The rows of this status, in order."""
    return tuple(row for row in material.inventory.rows if row.standing == status)


def _standings(material: Material) -> Table:
    """How many documents of each section have which status."""
    says, labels, inventory = material.words.listing, material.labels, material.inventory
    counts = Counter((row.standing, row.kind) for row in inventory.rows)
    told = dict.fromkeys((*labels.status, *(row.standing for row in inventory.rows)))  # a person's own word, too
    lines: list[tuple[Cell, ...]] = []
    for status in told:
        numbers = [counts[status, kind] for kind in Kind]
        if any(numbers):
            lines.append((labels.status.get(status, status), *map(str, numbers), str(sum(numbers))))
    lines.append((says.total, *(str(len(inventory.section(kind))) for kind in Kind), str(len(inventory.rows))))
    return Table(
        caption=says.status_caption.format(day=inventory.as_of),
        alt=says.status_alt,
        heads=(says.status_head, *(labels.sections[kind].title for kind in Kind), says.total),
        widths=(3, 3, 3, 3, 2),
        rows=tuple(lines),
        series=Series.TABLE,
    )


def _run_out(material: Material) -> Iterator[Block]:
    """What does not run any more, or not yet, or perhaps; with numbers, as the report's page 9 says it."""
    says = material.words.expired
    yield Heading(material.words.headings.expired, 3)
    rows = standing(material, TermStatus.EXPIRED)
    yield Paragraph(says.some.format(numbers=material.numbers(rows)) if rows else says.none)
    if rows:
        yield Bullets(tuple(_item(material, row) for row in rows))
        yield Paragraph(says.ask)
    others = (
        (REPLACED, says.replaced),
        (TermStatus.OPTION, says.option),
        (TermStatus.UNKNOWN, says.unknown),
        (TermStatus.NOT_STARTED, says.not_started),
    )
    found = [(template, standing(material, status)) for status, template in others]
    if told := [template.format(numbers=material.numbers(rows)) for template, rows in found if rows]:
        yield Paragraph(" ".join(told))


def _item(material: Material, row: Row) -> str:
    """One that has run out, and when; a day that rests on something doubtful is told to be so."""
    says, end = material.words.expired, row.terms.current_term_end
    if end is None or end >= material.inventory.as_of:  # a person has said that it has run out
        return says.item_open.format(number=row.number, title=row.title)
    doubtful = "current_term_end" in needs_review(row.agreement, material.inventory.as_of)
    template = says.item_doubtful if doubtful else says.item
    return template.format(number=row.number, title=row.title, end=end)


def _figure(material: Material, kind: Kind, rows: Sequence[Row], *, continues: bool) -> Table:
    says, section = material.words.listing, material.labels.sections[kind]
    several = len({row.owner for row in material.inventory.rows}) > 1
    return Table(
        caption=says.part.format(caption=says.caption, section=section.title),
        alt=says.alt.format(section=section.title),
        heads=section.heads,
        widths=_WIDTHS,
        rows=tuple(_cells(material, row, several=several) for row in rows),
        continues=continues,
    )


def _cells(material: Material, row: Row, *, several: bool) -> tuple[Cell, ...]:
    says, remarks = material.words.listing, row.remarks
    if several and row.owner:
        remarks = (says.owner if remarks else says.only_owner).format(remarks=remarks, owner=row.owner)
    names = tuple(parties(row))
    return str(row.number), row.title, names, row.agreement.subject.value or "", row.validity, remarks
