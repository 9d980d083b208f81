"""Why the report is there, and what was read for it: the sections before the result."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.inventory.narrative.blocks import Block, Heading, Paragraph, Series, Table
from pipeline.inventory.narrative.material import MOST, Material
from pipeline.inventory.narrative.words import plural


def purpose(material: Material) -> Iterator[Block]:
    """The purpose and what is left out."""
    says = material.words.purpose
    yield Heading(material.words.headings.purpose, 1)
    yield Paragraph(f"{says.aim} {says.use}")
    yield Paragraph(says.limits)


def method(material: Material) -> Iterator[Block]:
    """What was read, how many files, and which could not be read or are no agreements."""
    words, inventory, when = material.words, material.inventory, material.generated
    says = words.method
    yield Heading(words.headings.method, 1)
    read = says.read.format(program=material.program, day=when.date(), time=f"{when:%H:%M}", as_of=inventory.as_of)
    yield Paragraph(f"{read} {says.rules.format(review=words.headings.review)}")
    yield Paragraph(" ".join(_counted(material)))
    if inventory.not_agreements:
        rows = tuple((one.file, one.reason) for one in inventory.not_agreements[:MOST])
        yield Table(says.rejected_caption, says.rejected_alt, says.rejected_heads, (4, 6), rows, Series.TABLE)
        yield from material.left_out(len(inventory.not_agreements))
    if inventory.failures:
        causes = material.labels.sheets.failures.causes
        lines = tuple((one.file, causes.get(one.code, one.code), one.message) for one in inventory.failures[:MOST])
        yield Table(says.unread_caption, says.unread_alt, says.unread_heads, (4, 2, 4), lines, Series.TABLE)
        yield from material.left_out(len(inventory.failures))


def files(material: Material) -> int:
    """How many files the inventory speaks of."""
    inventory = material.inventory
    return len({one.file for part in (inventory.rows, inventory.not_agreements, inventory.failures) for one in part})


def _counted(material: Material) -> Iterator[str]:
    words, inventory = material.words, material.inventory
    says, rows = words.method, inventory.rows
    held = says.held.format(documents=words.count("documents", len(rows))) if rows else says.held_none
    yield says.files.format(files=words.count("files", files(material)), held=held)
    owners = sorted({row.owner for row in rows if row.owner})
    if len(owners) > 1:
        yield says.owners.format(owners=words.count("owners", len(owners)), names=material.list(owners))
    if corrected := sum(bool(row.corrected) for row in rows):
        yield says.corrected.format(documents=words.count("documents", corrected))
    if inventory.not_agreements:
        yield says.rejected.format(files=words.count("files", len({one.file for one in inventory.not_agreements})))
    yield plural(says.unread, len(inventory.failures)) if inventory.failures else says.all_read
