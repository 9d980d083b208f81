"""Blocks -> the bytes of a Word document: A4, real headings, a linked list of contents, tables whose heads repeat."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.parser import parse_xml
from docx.section import Section
from docx.shared import Cm

from pipeline.inventory.narrative import ooxml
from pipeline.inventory.narrative.blocks import Block, Bullets, Heading, Paragraph, Series, Table, Turn
from pipeline.inventory.narrative.ooxml import plain
from pipeline.inventory.narrative.packing import sealed
from pipeline.inventory.narrative.styling import DRAFT, NOTE, TABLE_TEXT, TOC, TOC_HEADING, blank
from pipeline.inventory.narrative.words import DocumentWords

_SHORT, _LONG, _MARGIN = 21.0, 29.7, 2.0
"""Centimetres of an A4 page."""

_TWIPS = 1440 / 2.54
"""Word's measure, twentieths of a point, in a centimetre."""

_CONTENTS_LEVELS = 2
"""The levels of headings that the list of contents has."""


def docx_bytes(  # everything that stands in the file, and nothing hidden
    blocks: Iterable[Block], words: DocumentWords, *, subject: str, author: str, language: str, generated: datetime
) -> bytes:
    """The content of the document; the same input gives the same bytes.

    `subject` stands below the title, `generated` is the time that the document is dated with. Text from documents is
    cleaned and masked here, whatever it has been through before.
    """
    writer = _Writer(blank(language), words)
    writer.front(subject, blocks := tuple(blocks))
    for block in blocks:
        writer.write(block)
    writer.furnish(subject)
    ooxml.describe(writer.document, words, subject=plain(subject), author=author, language=language, when=generated)
    return sealed(writer.document)


@dataclass(slots=True)
class _Writer:
    """A document that grows block by block."""

    document: Document
    words: DocumentWords
    numbers: dict[Series, int] = field(default_factory=lambda: dict.fromkeys(Series, 0))
    headings: int = 0

    def front(self, subject: str, blocks: tuple[Block, ...]) -> None:
        """The title and the list of contents."""
        _turn(self.document.sections[0], landscape=False)
        says = self.words
        for style, text in (
            ("Title", says.title),
            ("Subtitle", subject),
            (DRAFT, says.draft),
            (TOC_HEADING, says.contents),
        ):
            self._append(ooxml.paragraph(style, plain(text)))
        found = [one for one in blocks if isinstance(one, Heading)]
        listed = [
            (ooxml.bookmark(number), plain(one.text), TOC[one.level - 1])
            for number, one in enumerate(found, start=1)
            if one.level <= _CONTENTS_LEVELS
        ]
        for paragraph in ooxml.contents(listed, _CONTENTS_LEVELS):
            self._append(paragraph)

    def write(self, block: Block) -> None:
        """The next block."""
        match block:
            case Heading(text, level):
                self.headings += 1
                self._append(ooxml.heading(plain(text), level, self.headings))
            case Paragraph(text, note):
                self._append(ooxml.paragraph(NOTE if note else "Body Text", plain(text)))
            case Bullets(items):
                for item in items:
                    self._append(ooxml.paragraph("List Bullet", plain(item)))
            case Table():
                self._table(block)
            case Turn(landscape):
                section = self.document.add_section(WD_SECTION.NEW_PAGE)
                self.document.paragraphs[
                    -1
                ].style = TABLE_TEXT  # the break stands in it: it must need no page of its own
                _turn(section, landscape=landscape)

    def furnish(self, subject: str) -> None:
        """Header and footer, the same on every page."""
        section = self.document.sections[0]
        section.header.paragraphs[0].text = plain(self.words.draft)
        footer = section.footer.paragraphs[0]
        footer.text = f"{plain(self.words.title)}. {plain(subject)}. "
        ooxml.add_page_numbers(footer, self.words.page)

    def _table(self, table: Table) -> None:
        figure = table.series is Series.FIGURE
        template = self.words.figure if figure else self.words.table
        if not table.continues:
            self.numbers[table.series] += 1
        number = self.numbers[table.series]
        self._append(ooxml.caption(template, number, plain(table.caption), continues=table.continues))
        section = self.document.sections[-1]
        width = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
        self._append(ooxml.table(table, round(width / Cm(1) * _TWIPS)))

    def _append(self, xml: str) -> None:
        self.document.element.body.sectPr.addprevious(parse_xml(xml))


def _turn(section: Section, *, landscape: bool) -> None:
    """Lay an A4 page on its long side, or stand it up; margins all round."""
    sides = (_LONG, _SHORT) if landscape else (_SHORT, _LONG)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(sides[0]), Cm(sides[1])
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(_MARGIN)
    section.header_distance = section.footer_distance = Cm(1)
