"""How the workbook looks: fonts, borders, colours, paper, and how high a row must be for its texts.

Excel fits rows without a height when it opens a workbook; LibreOffice does not, and printers want a little more than
the screen. So heights are worked out here, from the widths that XlsxWriter knows for Excel's standard font.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import Enum, auto

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_pixel_width
from xlsxwriter.worksheet import Worksheet

from pipeline.domain.terms import TermStatus
from pipeline.inventory.columns import Type
from pipeline.inventory.labels import REPLACED, Labels

FONT, FONT_SIZE = "Arial", 9
"""Arial: LibreOffice has Liberation Sans, whose letters are as wide."""

PAGE_HEIGHT = 490.0
"""Points of an A4 sheet on its side that rows may fill, between the margins set below and with a little to spare."""

_LINE, _PADDING = 11.7, 3.9
"""Points from one line to the next at that size, and around all lines of a cell."""

_HIGHEST = 409.0
"""Points; Excel's own limit."""

_NARROWER = 0.9
"""Arial 9 against Calibri 11: 0.86 on average over Figur 2's texts, at most 0.89."""

_PIXELS_A_CHARACTER = 6.6
"""Of a column's width in this font: 7 in Excel, which rounds up, 6.7 in LibreOffice."""

_A4 = 9
_GREY, _HEAD, _DOUBTFUL = "#8C8C8C", "#DDE6EE", "#FFF2CC"
_CORRECTED, _DIARY = "#E4DCF1", "#D3EEE8"
_STATUS_COLOURS: dict[str, tuple[str, str]] = {
    TermStatus.IN_FORCE: ("#E2F0D9", "#1E4620"),
    TermStatus.RENEWED: ("#DDEBF7", "#1F3864"),
    TermStatus.NOT_STARTED: ("#EDEDED", "#333333"),
    TermStatus.EXPIRED: ("#F8D7DA", "#641220"),
    TermStatus.OPTION: ("#FFE8CC", "#5C3200"),
    TermStatus.UNKNOWN: ("#FFF2CC", "#4D3B00"),
    REPLACED: ("#F8D7DA", "#641220"),
}
"""Background and text, at least 7 : 1 apart (WCAG 2.1, 1.4.6); the word itself always stands in the cell."""


class Look(Enum):
    """What is to be seen of a cell: as read, to be reviewed, corrected by a person, or taken from the diary."""

    PLAIN = auto()
    DOUBTFUL = auto()
    CORRECTED = auto()
    DIARY = auto()

    @classmethod
    def of(cls, *, doubtful: bool) -> Look:
        """That of a value that nobody has corrected."""
        return cls.DOUBTFUL if doubtful else cls.PLAIN


class Styles:
    """The formats of one workbook; those of the flat table by type of cell, each as it may look (`Look`)."""

    def __init__(self, book: Workbook) -> None:
        font = {"font_name": FONT, "font_scheme": "none"}  # a scheme would bring the theme's Calibri back
        base = font | {"font_size": FONT_SIZE, "valign": "top", "border": 1, "border_color": _GREY}
        text = base | {"text_wrap": True}
        self.section = book.add_format(font | {"font_size": 13, "bold": True, "valign": "vcenter"})
        self.head = book.add_format(text | {"bold": True, "bg_color": _HEAD})
        self.cell = book.add_format(text)
        self.number = book.add_format(base | {"align": "center"})
        looks = {
            Type.TEXT: text,
            Type.NUMBER: base | {"align": "center"},
            Type.DATE: base | {"num_format": "yyyy-mm-dd", "align": "left"},
            Type.CODE: text | {"num_format": "@"},
            Type.OWN: text,
            Type.LINK: text | {"font_color": "#0B4F8A", "underline": 1},
        }
        self.reference = book.add_format(looks[Type.LINK] | {"align": "center"})
        more: dict[Look, dict[str, object]] = {
            Look.PLAIN: {},
            Look.DOUBTFUL: {"bg_color": _DOUBTFUL},
            Look.CORRECTED: {"bg_color": _CORRECTED, "bold": True},
            Look.DIARY: {"bg_color": _DIARY, "italic": True},
        }
        self._flat = {
            (kind, look): book.add_format(base_look | extra)
            for kind, base_look in looks.items()
            for look, extra in more.items()
        }
        self.status = {
            status: book.add_format({"bg_color": paper, "font_color": ink})
            for status, (paper, ink) in _STATUS_COLOURS.items()
        }

    def flat(self, kind: Type, look: Look = Look.PLAIN) -> Format:
        """The format of a cell of the flat table."""
        return self._flat[kind, look]


def set_up_page(sheet: Worksheet, labels: Labels, pages_across: int) -> None:
    """A4 on its side, as many pages wide as told and as long as it takes, with the page number at the foot."""
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.fit_to_pages(pages_across, 0)
    sheet.set_footer(f'&R&"{FONT},Regular"&8{labels.workbook.page_footer}')


def row_height(texts: Sequence[str], widths: Sequence[float]) -> float:
    r"""The height in points of a row with these texts in columns of these widths (in characters).

    >>> row_height(["Avtal", "a\nb\nc"], [10, 10])
    39.0
    """
    lines = max((_lines(text, width) for text, width in zip(texts, widths, strict=True)), default=1)
    return round(min(lines * _LINE + _PADDING, _HIGHEST), 2)


def _lines(text: str, width: float) -> int:
    room = width * _PIXELS_A_CHARACTER
    return sum(_wrapped(paragraph, room) for paragraph in text.split("\n"))


def _wrapped(paragraph: str, room: float) -> int:
    """Lines of a paragraph broken at spaces only; a word that is wider than the column takes several."""
    lines, used, space = 1, 0.0, xl_pixel_width(" ") * _NARROWER
    for word in paragraph.split(" "):
        width = xl_pixel_width(word) * _NARROWER
        if used and used + space + width > room:
            lines, used = lines + 1, 0.0
        if width > room:
            lines += math.ceil(width / room) - 1
            width %= room
        used += width + (space if used else 0.0)
    return lines
