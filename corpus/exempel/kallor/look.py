"""How a document looks: its fonts, the defaults of its front matter, and signatures in ink.

The fonts are the PDF base fonts (Times, Helvetica) and, embedded, DejaVu and Liberation
(Debian: fonts-dejavu, fonts-liberation).
"""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

FONTS = Path("/usr/share/fonts/truetype")
EMBEDDED = {
    "LiberationSerif": ("liberation", "LiberationSerif-{}", ("Regular", "Bold", "Italic", "BoldItalic")),
    "LiberationSans": ("liberation", "LiberationSans-{}", ("Regular", "Bold", "Italic", "BoldItalic")),
    "LiberationSansNarrow": ("liberation", "LiberationSansNarrow-{}", ("Regular", "Bold", "Italic", "BoldItalic")),
    "DejaVuSans": ("dejavu", "DejaVuSans{}", ("", "-Bold", "-Oblique", "-BoldOblique")),
    "DejaVuSansCondensed": ("dejavu", "DejaVuSansCondensed{}", ("", "-Bold", "-Oblique", "-BoldOblique")),
    "DejaVuSerif": ("dejavu", "DejaVuSerif{}", ("", "-Bold", "-Italic", "-BoldItalic")),
    "DejaVuSerifCondensed": ("dejavu", "DejaVuSerifCondensed{}", ("", "-Bold", "-Italic", "-BoldItalic")),
}
BASE = {"Times": "Times-Roman", "Helvetica": "Helvetica"}
ALIGN = {"left": TA_LEFT, "justify": TA_JUSTIFY, "center": TA_CENTER, "right": TA_RIGHT}
LOOK: dict[str, Any] = {
    "font": "Times", "size": 11, "leading": 1.28, "align": "left", "margins": [25, 22, 25, 22], "gap": 6, "indent": 14,
    "bullet": "•", "header": "", "header_right": "", "header_from": 1, "footer": "", "footer_align": "center",
    "title_font": "", "title_size": 16, "title_align": "left", "title_color": "#000000", "title_gap": 8,
    "heading_font": "", "heading_size": 0, "heading_color": "#000000", "heading_gap": 9, "heading_upper": False,
    "grid_shade": "#e6e6e6", "rule_color": "#000000", "band": "",
}  # fmt: skip


@cache
def font(name: str) -> str:
    """Register a family when it is first asked for; the name to use in styles."""
    if name not in EMBEDDED:
        return BASE[name]
    folder, pattern, weights = EMBEDDED[name]
    names = [f"{name}-{kind}" for kind in ("regular", "bold", "italic", "bolditalic")]
    for registered, weight in zip(names, weights, strict=True):
        pdfmetrics.registerFont(TTFont(registered, FONTS / folder / f"{pattern.format(weight)}.ttf"))
    pdfmetrics.registerFontFamily(names[0], *names)
    return names[0]


class Signature(Flowable):
    """A scrawl over a line: a signature in ink, always the same for the same name."""

    def __init__(self, name: str, width: float) -> None:
        super().__init__()
        self.name, self.width, self.height = name, width, 26.0

    def draw(self) -> None:
        """Draw a run of loops, then a flourish, then the line below."""
        rng = random.Random(self.name)
        ink: Canvas = self.canv
        ink.saveState()
        ink.setStrokeColor(HexColor(rng.choice(["#1b2a6b", "#20242e", "#12308a"])))
        ink.setLineWidth(rng.uniform(0.9, 1.4))
        x, y, slant = rng.uniform(4, 40), rng.uniform(6, 10), rng.uniform(-4, 9)
        path = ink.beginPath()
        path.moveTo(x, y)
        tall = {0, rng.randint(2, 5)}
        for step in range(rng.randint(4, 10)):
            rise = rng.uniform(11, 19) if step in tall else rng.uniform(2, 8)
            ahead = rng.uniform(8, 20) if step in tall else rng.uniform(4, 12)
            path.curveTo(
                x + slant,
                y + rise,
                x + ahead + slant,
                y + rise,
                x + ahead * rng.uniform(0.3, 0.9),
                y - rng.uniform(-2, 4),
            )
            x += ahead
        path.curveTo(x + 12, y + 9, x - 20, y - 7, x + rng.uniform(14, 26), y + rng.uniform(-2, 5))
        ink.drawPath(path)
        ink.restoreState()
        ink.setLineWidth(0.5)
        ink.line(0, 3, self.width, 3)
