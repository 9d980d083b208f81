"""Document -> Text: put the printed lines in order, part body from margin, join words, and remember every box."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce

from pipeline.domain.document import BBox, Document, Page, Word
from pipeline.domain.text import Anchor, Clause, Line, Region, Text
from pipeline.layout import furniture, hyphenation
from pipeline.layout.furniture import ReadPage
from pipeline.layout.instruments import parts
from pipeline.layout.lengths import parted
from pipeline.layout.lines import PrintedLine, printed_lines
from pipeline.layout.paragraphs import Paragraph, headings, paragraphs
from pipeline.layout.verification import verification_pages
from pipeline.lexicon import HyphenWords, LayoutWords, Lexicon

CELL = "\t"
"""Between the cells of a table row."""
BREAK = "\n"
"""Between paragraphs, list items, table rows and headings."""


def compose(document: Document, lexicon: Lexicon) -> tuple[Text, ...]:
    """One text for each part of the file that may be an instrument of its own, in page order.

    A file that nothing divides gives one text; together the texts cover every page that holds words.
    """
    read = [ReadPage(page, tuple(parted(printed_lines(page)))) for page in document.pages if page.words]
    return tuple(_compose(document, part, lexicon.layout) for part in parts(read, lexicon.layout))


def _compose(document: Document, read: Sequence[ReadPage], words: LayoutWords) -> Text:
    sources = {r.page.number: r.page.source for r in read}
    verifications = verification_pages(read, words)
    flags = furniture.is_furniture(read, words.furniture)
    own = [(r.lines, f) for r, f in zip(read, flags, strict=True) if r.page.number not in verifications]
    body = [line for lines, f in own for line, out in zip(lines, f, strict=True) if not out]
    margin = [line for lines, f in own for line, out in zip(lines, f, strict=True) if out]
    found = paragraphs(body, sources)
    writer = _Writer(words.hyphens, {r.page.number: r.page for r in read})
    clauses = writer.write_body(found, headings(found, sources))
    margin_start = writer.offset
    for line in margin:
        writer.write_paragraph([line], Region.MARGIN)
    for line in _watermarks(read):
        writer.write_paragraph([line], Region.MARGIN)
    verification_start = writer.offset
    for line in (line for r in read if r.page.number in verifications for line in r.lines):
        writer.write_paragraph([line], Region.VERIFICATION)
    return Text(
        file=document.file,
        content="".join(writer.parts),
        anchors=tuple(writer.anchors),
        lines=tuple(writer.lines),
        clauses=tuple(clauses),
        margin_start=margin_start,
        pages=(read[0].page.number, read[-1].page.number) if read else (1, 1),
        file_pages=len(document.pages) + len(document.missing),
        sources=tuple(sorted(sources.items())),
        struck=tuple(r.page.number for r in read if r.page.struck),
        verification_start=verification_start,
        signed=document.signed,
    )


def _watermarks(read: Sequence[ReadPage]) -> Iterable[PrintedLine]:
    """What is set aslant across a page («UTKAST») is no part of any sentence; it is kept with the margins."""
    for page in (r.page for r in read if r.page.across):
        box = reduce(BBox.union, (word.box for word in page.across))
        yield PrintedLine(page.number, (page.across,), box, page.across[0].size, bold=False)


@dataclass
class _Writer:
    """Grows the text and its anchors; lives only while one text is composed."""

    hyphens: HyphenWords
    pages: Mapping[int, Page]
    parts: list[str] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    offset: int = 0

    def write_body(self, found: list[Paragraph], is_heading: list[bool]) -> list[Clause]:
        clauses: list[Clause] = []
        number, heading, body_start = None, (0, 0), 0
        for paragraph, head in zip(found, is_heading, strict=True):
            start = self.offset
            region = Region.TABLE if paragraph.is_table_row else Region.BODY
            self.write_paragraph(paragraph.lines, region)
            if head:
                if start > body_start or heading != (0, 0):
                    clauses.append(Clause(number, heading, (body_start, start)))
                number, heading, body_start = paragraph.section, (start, self.offset - 1), self.offset
        clauses.append(Clause(number, heading, (body_start, self.offset)))
        return clauses

    def write_paragraph(self, lines: Iterable[PrintedLine], region: Region) -> None:
        lines = list(lines)
        for index, line in enumerate(lines):
            start = self.offset
            following = lines[index + 1].words[0] if index + 1 < len(lines) else None
            for number, cell in enumerate(line.cells):
                if number:
                    self._put(CELL)
                self._write_cell(line.page, cell, following if number == len(line.cells) - 1 else None)
            end = self.offset - (1 if self.parts and self.parts[-1] == " " else 0)
            self.lines.append(Line(start, end, line.page, line.box, line.size, line.bold, region))
        self._put(BREAK)

    def _write_cell(self, page: int, cell: tuple[Word, ...], following: Word | None) -> None:
        for word, after in zip(cell, [*cell[1:], following], strict=True):
            printed, separator = word.text, " " if after else ""
            text = printed
            wraps = after is not None and (after is following or after.box.middle > word.box.bottom)
            if after is not None and wraps:
                text, separator = hyphenation.join(printed, after.text, self.hyphens)
            if text:
                end, seen = self.offset + len(text), self.pages[page].as_it_lies(word.box)
                self.anchors.append(Anchor(self.offset, end, page, word.box, word.confidence, printed, seen))
            self._put(text)
            self._put(separator)

    def _put(self, piece: str) -> None:
        if piece:
            self.parts.append(piece)
            self.offset += len(piece)
