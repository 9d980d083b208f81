"""An empty document in the look of the report: fonts, headings, tables, language.

python-docx begins with a document that Word for Mac made in English; what nobody needs of it is left out.
"""

from __future__ import annotations

from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from pipeline.inventory.styles import FONT

DRAFT, NOTE = "Draft", "Table Note"
TABLE_TEXT, TABLE_HEAD, TABLE_BULLET = "Table Text", "Table Head", "Table Bullet"
TOC, TOC_HEADING = ("toc 1", "toc 2"), "TOC Heading"
"""Styles of our own, and those that Word knows but the empty document does not have."""

_TEXT = 10.5
"""Points of running text."""

_INK, _BLACK = RGBColor(0x1F, 0x38, 0x64), RGBColor(0, 0, 0)
_LOOKS = {
    "Normal": (_TEXT, False, _BLACK, 0, 6),
    "Body Text": (_TEXT, False, _BLACK, 0, 6),
    "Title": (22, True, _INK, 0, 6),
    "Subtitle": (14, False, _BLACK, 0, 10),
    DRAFT: (11, True, _BLACK, 0, 10),
    TOC_HEADING: (14, True, _INK, 12, 4),
    TOC[0]: (_TEXT, False, _BLACK, 0, 2),
    TOC[1]: (_TEXT, False, _BLACK, 0, 2),
    "Heading 1": (17, True, _INK, 18, 4),
    "Heading 2": (14, True, _INK, 14, 4),
    "Heading 3": (11.5, True, _INK, 10, 3),
    "Heading 4": (_TEXT, True, _BLACK, 8, 2),
    "Caption": (9.5, True, _BLACK, 8, 4),
    "List Bullet": (_TEXT, False, _BLACK, 0, 3),
    TABLE_TEXT: (9, False, _BLACK, 1, 1),
    TABLE_HEAD: (9, True, _BLACK, 1, 1),
    NOTE: (9, False, _BLACK, 3, 8),
    TABLE_BULLET: (9, False, _BLACK, 1, 0),
    "Header": (9, True, _BLACK, 0, 0),
    "Footer": (9, False, _BLACK, 0, 0),
}
"""Points, bold, colour, points above and below."""

_NEW = (DRAFT, NOTE, TABLE_TEXT, TABLE_HEAD, *TOC)
_KEPT_TABLES = ("Normal Table", "Table Grid")
_UNUSED_PARTS = ("/stylesWithEffects", "/customXml", "/thumbnail")
_LEFT_OUT = ("w:proofState", "w:savePreviewPicture", "w:rsids", "w:doNotAutoCompressPictures")


def blank(language: str) -> Document:
    """An empty document in this language («sv-SE»)."""
    document = docx.Document()
    _lighten(document)
    for name in _NEW:
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name in TOC)
    bullet = document.styles.add_style(TABLE_BULLET, WD_STYLE_TYPE.PARAGRAPH)
    bullet.base_style = document.styles["List Bullet"]
    for name, (points, bold, colour, above, below) in _LOOKS.items():
        style = document.styles[name]
        if isinstance(style, ParagraphStyle):
            _dress(style, points, colour, bold=bold)
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(above), Pt(below)
            style.paragraph_format.line_spacing = 1.1
    _arrange(document)
    _speak(document, language)
    return document


def _lighten(document: Document) -> None:
    """Leave out a hundred table styles, and the parts that only Word for Mac has a use for."""
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in _KEPT_TABLES:
            style.delete()
    for rels in (document.part.rels, document.part.package.rels if document.part.package else {}):
        for key, rel in list(rels.items()):
            if any(rel.reltype.endswith(name) for name in _UNUSED_PARTS):
                del rels[key]


def _dress(style: ParagraphStyle, points: float, colour: RGBColor, *, bold: bool) -> None:
    style.font.size, style.font.bold, style.font.italic, style.font.color.rgb = Pt(points), bold, False, colour
    for own in style.element.xpath("w:rPr/w:rFonts"):  # the document's own font is everybody's
        own.getparent().remove(own)


def _arrange(document: Document) -> None:
    """How paragraphs stand to each other and to the margin."""
    styles = document.styles
    for name in ("Caption", TABLE_HEAD):
        styles[name].paragraph_format.keep_with_next = True  # a caption, and a head, stay with what they are above
    styles["List Bullet"].paragraph_format.widow_control = True
    styles[TOC[1]].paragraph_format.left_indent = Cm(0.6)
    items = styles[TABLE_BULLET].paragraph_format
    items.left_indent, items.first_line_indent = Cm(0.35), Cm(-0.35)
    items.tab_stops.add_tab_stop(Cm(0.35))


def _speak(document: Document, language: str) -> None:
    """Say in which language the text is, and that a reader's Word may hyphenate it."""
    defaults = document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr")[0]
    for child in list(defaults):
        defaults.remove(child)
    fonts = " ".join(f'w:{which}="{FONT}"' for which in ("ascii", "hAnsi", "eastAsia", "cs"))
    defaults.append(_element(f"w:rFonts {fonts}"))
    defaults.append(_element(f'w:lang w:val="{language}"'))
    settings = document.settings.element
    for unused in [one for name in _LEFT_OUT for one in settings.xpath(name)]:
        settings.remove(unused)
    settings.xpath("w:zoom")[0].set(qn("w:percent"), "100")
    settings.xpath("w:defaultTabStop")[0].addnext(_element("w:autoHyphenation"))
    settings.xpath("w:compat/w:compatSetting[@w:name='compatibilityMode']")[0].set(qn("w:val"), "15")
    settings.xpath("w:themeFontLang")[0].set(qn("w:val"), language)
    settings.xpath("w:decimalSymbol")[0].set(qn("w:val"), ",")
    settings.xpath("w:listSeparator")[0].set(qn("w:val"), ";")


def _element(tag: str) -> Any:  # lxml has no types
    name, _, attributes = tag.partition(" ")
    return parse_xml(f"<{name} {nsdecls('w')} {attributes}/>")
