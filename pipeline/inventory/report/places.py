"""Where each page and picture of the report lies, below `outputs/rapport/`."""

from __future__ import annotations

import re

from pipeline.domain.document import PageShape

INDEX = "index.html"
REVIEW = "granska.html"
TIMELINE = "tidslinje.html"
OTHERS = "ovriga.html"
DIARY = "diarium.html"
"""Only where there is a diary."""
COMPARISONS = "jamforelser.html"
"""Only where Öppna jämförelser has something to ask."""
PAGES = (INDEX, TIMELINE, REVIEW, OTHERS)
STYLE, SCRIPT = "rapport.css", "rapport.js"

_AGREEMENTS, _PICTURES = "avtal", "sidor"
_DIGITS = 16
"""Hexadecimal digits of a file's SHA-256: its pictures are told from those of a million others."""

WRITTEN = re.compile(
    rf"{re.escape(DIARY)}|{re.escape(COMPARISONS)}|{_AGREEMENTS}/r[0-9a-z.-]+\.html|{_PICTURES}/[0-9a-f]{{{_DIGITS}}}-\d+-\d+\.png"
)
"""What the report writes as agreements, the diary and Öppna jämförelser come and go. Nothing else is ever removed."""


def agreement(row: str) -> str:
    """The page of the row with this id."""
    return f"{_AGREEMENTS}/{row}.html"


def picture(sha256: str, page: PageShape) -> str:
    """The picture of a page, named by content, so that one that is there is the right one."""
    return f"{_PICTURES}/{sha256[:_DIGITS]}-{page.number}-{page.rotation}.png"
