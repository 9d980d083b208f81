"""WordprocessingML that python-docx has no words for: fields, bookmarks, tables with repeated heads and alt texts.

A table is written as text and parsed once: cell by cell, python-docx needs minutes for a thousand rows. Source of
elements and their order: ECMA-376 part 1, chapter 17.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.text.paragraph import Paragraph

from pipeline.inventory.cells import clean
from pipeline.inventory.masking import mask_text
from pipeline.inventory.narrative.blocks import Cell, Table
from pipeline.inventory.narrative.styling import TABLE_BULLET, TABLE_HEAD, TABLE_TEXT
from pipeline.inventory.narrative.words import DocumentWords

_HEAD_FILL = "DCE6F1"
_IN_DATES = re.compile(r"(?<=\b\d{4})-(?=\d\d-\d\d\b)|(?<=\b\d{4}-\d\d)-(?=\d\d\b)")
"""The two hyphens of an ISO date."""


def plain(text: str) -> str:
    """A text as it may stand in the document: no control characters, which no XML holds, no personal numbers."""
    return mask_text(clean(text))


def bookmark(number: int) -> str:
    """The name of the place where the n-th heading stands, as Word itself calls such places."""
    return f"_Toc{number:06}"


def paragraph(style: str, text: str) -> str:
    """A paragraph of running text."""
    return _paragraph(style, _run(text), nsdecls("w"))


def heading(text: str, level: int, number: int) -> str:
    """A heading that links can lead to."""
    start = f'<w:bookmarkStart w:id="{number}" w:name="{bookmark(number)}"/>'
    return _paragraph(f"Heading{level}", f'{start}{_run(text)}<w:bookmarkEnd w:id="{number}"/>', nsdecls("w"))


def contents(entries: Sequence[tuple[str, str, str]], levels: int) -> Iterator[str]:
    """The list of contents: bookmark, text and style of each entry. Word can renew it; it has no page numbers then."""
    for place, (name, text, style) in enumerate(entries):
        opening = closing = ""
        if place == 0:
            opening = _char("begin") + _instruction(rf'TOC \o "1-{levels}" \n \h \z') + _char("separate")
        if place == len(entries) - 1:
            closing = _char("end")
        link = f'<w:hyperlink w:anchor="{name}" w:history="1">{_run(text)}</w:hyperlink>'
        yield _paragraph(style, opening + link + closing, nsdecls("w"))


def caption(template: str, number: int, text: str, *, continues: bool) -> str:
    """A caption such as «Figur 2 Förteckning»; its number is a field, so that it follows when one is added in Word."""
    label, _, rest = template.partition("{number}")
    field = rf"SEQ {label.strip()} \* ARABIC" + (r" \c" if continues else "")
    inner = _run(label) + _field(field, str(number)) + _run(rest.format(caption=text))
    return _paragraph("Caption", inner, nsdecls("w"))


def table(what: Table, width: int) -> str:
    """The table, so many twentieths of a point wide."""
    whole = sum(what.widths)
    columns = [round(width * share / whole) for share in what.widths]
    grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in columns)
    head = "".join(
        _cell(text, column, TABLE_HEAD, fill=_HEAD_FILL) for text, column in zip(what.heads, columns, strict=True)
    )
    rows = "".join(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + "".join(_cell(cell, column, TABLE_TEXT) for cell, column in zip(row, columns, strict=True))
        + "</w:tr>"
        for row in what.rows
    )
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>'
        '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
        ' w:noHBand="0" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(plain(what.caption))}/><w:tblDescription w:val={quoteattr(plain(what.alt))}/>"
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{rows}</w:tbl>"
    )


def add_page_numbers(paragraph: Paragraph, template: str) -> None:
    """Put «Sida 1 av 9» at the end of a paragraph, as fields."""
    before, _, rest = template.partition("{page}")
    between, _, after = rest.partition("{pages}")
    pieces = _run(before) + _field("PAGE", "1") + _run(between) + _field("NUMPAGES", "1") + _run(after)
    for run in parse_xml(_paragraph("Footer", pieces, nsdecls("w"))).xpath("w:r"):
        paragraph._p.append(run)  # noqa: SLF001  # python-docx has no fields


def describe(  # what a file tells of itself
    document: Document, words: DocumentWords, *, subject: str, author: str, language: str, when: datetime
) -> None:
    """Fill in the document's properties."""
    told, moment = document.core_properties, when.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    told.title, told.subject, told.keywords, told.language = words.title, subject, words.keywords, language
    told.author = told.last_modified_by = author
    told.created = told.modified = moment
    told.comments, told.revision = words.draft, 1


def _paragraph(style: str, inner: str, namespaces: str = "") -> str:
    """A paragraph in the style of this name, of which Word's id is the same without spaces."""
    return f'<w:p {namespaces}><w:pPr><w:pStyle w:val="{style.replace(" ", "")}"/></w:pPr>{inner}</w:p>'


def _run(text: str) -> str:
    """A run in which no date is parted by a line's end: half a date reads as another one."""
    lines = [
        "<w:noBreakHyphen/>".join(f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in _IN_DATES.split(line))
        for line in text.split("\n")
    ]
    return f"<w:r>{'<w:br/>'.join(lines)}</w:r>" if text else ""


def _cell(cell: Cell, width: int, style: str, fill: str = "") -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    items = (cell,) if isinstance(cell, str) else cell or ("",)
    look = TABLE_BULLET if len(items) > 1 else style
    inner = "".join(_paragraph(look, _run(plain(item))) for item in items)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{inner}</w:tc>'


def _field(instruction: str, result: str) -> str:
    return _char("begin") + _instruction(instruction) + _char("separate") + _run(result) + _char("end")


def _instruction(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve"> {escape(text)} </w:instrText></w:r>'


def _char(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
