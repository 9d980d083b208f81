"""The characters of a PDF page, cleaned: only what a reader sees, once each, in upright page coordinates.

In: pdfplumber's character dictionaries. Out: the same, turned, moved to the crop box and freed of white, stray and
doubled ones. Boxes are in points from the top left corner of the upright page.
"""

from __future__ import annotations

import math
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

Char = dict[str, Any]

_OFF_AXIS_DEGREES = 5
_DUPLICATE_DISTANCE = 0.2
"""Of the font size: a character printed again so near is the same one (bold by overprinting)."""
_CELL = 24.0
"""Points: the side of the squares in which a character's neighbours are looked up."""
_IGNORED = frozenset("\u200b\u200c\u200d\u2060\ufeff\u200e\u200f")
_REPLACED = {"\u00ad": "-", "\u2010": "-", "\u2011": "-"}
"""Soft, plain and non-breaking hyphens; dashes stay what they are."""


def text_turn(chars: Iterable[Char]) -> int:
    """The degrees clockwise, 0, 90, 180 or 270, that bring most of the text upright."""
    turns = Counter(round(_angle(char) / 90) % 4 * 90 for char in chars if not char["text"].isspace())
    return turns.most_common(1)[0][0] if turns else 0


def turned(items: Iterable[Char], turn: int, width: float, height: float, origin: tuple[float, float]) -> list[Char]:
    """Copies of the objects on the page turned clockwise by `turn`.

    `width` and `height` are the visible page's before it is turned, `origin` is its left top corner.
    """
    result = []
    for item in items:
        x0, x1 = item["x0"] - origin[0], item["x1"] - origin[0]
        top, bottom = item["top"] - origin[1], item["bottom"] - origin[1]
        if turn == 90:
            x0, top, x1, bottom = height - bottom, x0, height - top, x1
        elif turn == 180:
            x0, top, x1, bottom = width - x1, height - bottom, width - x0, height - top
        elif turn == 270:
            x0, top, x1, bottom = top, width - x1, bottom, width - x0
        copy = {**item, "x0": x0, "x1": x1, "top": top, "bottom": bottom, "doctop": top}
        if "matrix" in item:
            copy["angle"] = (_angle(item) - turn) % 360
            copy["upright"] = round(copy["angle"] / 90) % 2 == 0
            copy["size"] = bottom - top if copy["upright"] else x1 - x0
        result.append(copy)
    return result


def visible(chars: Sequence[Char], grounds: Sequence[Char], width: float, height: float) -> list[Char]:
    """The characters that a reader sees and that belong to the text.

    Left out: those off the page, zero-width ones, slanted ones (a watermark across the page), and white ones that do
    not stand on one of `grounds` (filled shapes and pictures).
    """
    result = []
    for char in chars:
        text = char["text"]
        if not text or text in _IGNORED:
            continue
        x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        if not (0 <= x <= width and 0 <= y <= height):
            continue
        if is_aslant(char):
            continue
        if is_white(char) and not any(_holds(ground, x, y) for ground in grounds):
            continue
        result.append({**char, "text": _REPLACED.get(text, text)} if text in _REPLACED else char)
    return result


def is_aslant(char: Char) -> bool:
    """Whether a character stands neither upright nor on its side."""
    slant = char["angle"] % 90
    return bool(min(slant, 90 - slant) > _OFF_AXIS_DEGREES)


def is_white(item: Char) -> bool:
    """Whether an object is filled with white (grey 1, RGB 1 1 1, CMYK 0 0 0 0)."""
    color = item.get("non_stroking_color")
    if not isinstance(color, (tuple, list)) or not all(isinstance(part, (int, float)) for part in color):
        return False
    return _is_white(tuple(color), item.get("ncs") == "Separation")


@lru_cache
def _is_white(color: tuple[float, ...], separation: bool) -> bool:  # noqa: FBT001  # its one caller is above
    if len(color) == 4:
        return all(part <= 0.02 for part in color)
    return len(color) in (1, 3) and not separation and all(part >= 0.98 for part in color)


def deduplicated(chars: Sequence[Char]) -> list[Char]:
    """Each character once: the copies of an overprinted one go.

    pdfplumber's own `dedupe_chars` takes time quadratic in the number of characters, so it is not used.
    """
    seen: dict[tuple[str, int, int], list[tuple[float, float]]] = defaultdict(list)
    result = []
    for char in chars:
        # half a character's own width: in a narrow face the two letters of «ll» are closer than a fifth of the size
        reach = max(min(_DUPLICATE_DISTANCE * char["size"], 0.5 * (char["x1"] - char["x0"])), 0.1)
        text, x0, top = char["text"], char["x0"], char["top"]
        columns = range(int((x0 - reach) // _CELL), int((x0 + reach) // _CELL) + 1)
        rows = range(int((top - reach) // _CELL), int((top + reach) // _CELL) + 1)
        near = [other for column in columns for row in rows for other in seen.get((text, column, row), ())]
        if any(abs(x - x0) < reach and abs(y - top) < reach for x, y in near):
            continue
        seen[(text, int(x0 // _CELL), int(top // _CELL))].append((x0, top))
        result.append(char)
    return result


@lru_cache
def is_odd(text: str) -> bool:
    """Whether a character means nothing: an unmapped glyph «(cid:12)», a replacement, control or private character."""
    if text.startswith("(cid:"):
        return True
    return any(char == "\ufffd" or unicodedata.category(char) in ("Co", "Cn", "Cs", "Cc") for char in text.strip())


def vowel_share(text: str) -> float:
    """The share of vowels, accents aside, among the letters; 0.4 when there is none to count.

    >>> vowel_share("avtal")
    0.4
    """
    letters = {char: count for char, count in Counter(text).items() if char.isalpha()}
    vowels = sum(n for char, n in letters.items() if unicodedata.normalize("NFD", char)[0].lower() in "aeiouy")
    return vowels / sum(letters.values()) if letters else 0.4


def _angle(char: Char) -> float:
    """Degrees counterclockwise of the writing direction."""
    matrix = char.get("matrix")
    return _degrees(matrix[0], matrix[1]) if matrix else 0.0


@lru_cache
def _degrees(x: float, y: float) -> float:
    return math.degrees(math.atan2(y, x))


def _holds(item: Char, x: float, y: float) -> bool:
    return bool(item["x0"] <= x <= item["x1"] and item["top"] <= y <= item["bottom"])
