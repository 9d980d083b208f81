"""The order of the report: summary, purpose, method, result, sources; after Västerås' report 2014:7."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.domain.terms import TermStatus
from pipeline.inventory.deadlines import next_year
from pipeline.inventory.doubts import doubts
from pipeline.inventory.narrative import comparing
from pipeline.inventory.narrative.attention import due, review
from pipeline.inventory.narrative.blocks import Block, Bullets, Heading, Paragraph
from pipeline.inventory.narrative.listing import exists, listing, standing
from pipeline.inventory.narrative.material import Material
from pipeline.inventory.narrative.opening import method, purpose


def narrate(material: Material) -> Iterator[Block]:
    """The whole report."""
    yield from _summary(material)
    yield from purpose(material)
    yield from method(material)
    yield Heading(material.words.headings.result, 1)
    yield from comparing.asked(material)
    yield from listing(material)
    yield from due(material)
    yield from comparing.external(material)
    yield from comparing.internal(material)
    yield from comparing.missing(material)
    yield from review(material)
    yield from _sources(material)


def _summary(material: Material) -> Iterator[Block]:
    yield Heading(material.words.headings.summary, 1)
    yield Paragraph(exists(material))
    if points := tuple(_points(material)):
        yield Bullets(points)


def _points(material: Material) -> Iterator[str]:
    """The day's figures."""
    words, inventory = material.words, material.inventory
    says = words.summary
    if inventory.rows:
        rows = standing(material, TermStatus.EXPIRED)
        some = says.expired.format(documents=words.count("documents", len(rows)), numbers=material.numbers(rows))
        yield some if rows else says.expired_none
        found = next_year(inventory)
        some = says.due.format(days=words.count("days", len(found)), day=found[0].day) if found else ""
        yield some or says.due_none
    if compared := comparing.point(material):
        yield compared
    doubtful = {one.row.id: one.row for one in doubts(inventory)}.values()
    if doubtful:
        documents = words.count("documents", len(doubtful))
        yield says.review.format(documents=documents, numbers=material.numbers(doubtful))
    if inventory.failures:
        yield says.unread.format(files=words.count("files", len(inventory.failures)))


def _sources(material: Material) -> Iterator[Block]:
    says = material.words.sources
    yield Heading(material.words.headings.sources, 1)
    yield Paragraph(says.documents)
    yield Bullets((*comparing.sources(material), says.draft, says.dates, says.numbers, says.overwriting))
