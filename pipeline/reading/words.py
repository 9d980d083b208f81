"""Characters of a text layer -> words: spaces that are none, letterspaced headings, raised footnote marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from pdfplumber.utils.text import extract_words

from pipeline.domain.document import BBox, Word
from pipeline.reading.characters import Char, is_aslant, is_white

_SPACE_RATIO = 0.15
"""Of the font size: a wider gap parts two words, whether or not a space character stands in it."""
_FALSE_SPACE_RATIO = 0.05
"""Of the font size: a space character in a narrower gap is none."""
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_RAISED_SIZE = 0.8
_RAISED_BY = 0.15
_SPACED_RUN = 4
_SPACED_GAP = 0.8
_WORD_GAP = 1.6
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})
_ACCENTS = {"\u00a8": "\u0308", "\u02da": "\u030a", "\u00b4": "\u0301"}
"""Accents that old typesetting prints as a glyph of their own over the letter, and their combining forms."""


def words_of(chars: Sequence[Char], rulings: Sequence[BBox] = ()) -> tuple[Word, ...]:
    """The words of cleaned characters, from top to bottom and left to right. `chars` come in the order of writing."""
    ordered = [{**char, "order": order} for order, char in enumerate(chars)]
    found = extract_words(_without_false_spaces(ordered), x_tolerance_ratio=_SPACE_RATIO, return_chars=True)
    upright = [ruling for ruling in rulings if ruling.height > ruling.width]
    cells = [cell for word in found for cell in _split_at_rulings(word["chars"], upright)]
    groups = [group for cell in cells for group in _split_raised(cell)]
    words = (_word(group) for group in _joined_spaced(groups))
    return tuple(word for word in words if word.text)


def aslant(chars: Sequence[Char]) -> tuple[Word, ...]:
    """The words that stand aslant on the page, a watermark, in the order of writing; white ones are not seen."""
    groups: list[list[Char]] = [[]]
    for char in (char for char in chars if is_aslant(char) and not is_white(char)):
        if char["text"].isspace():
            groups.append([])
        else:
            groups[-1].append(char)
    return tuple(word for group in groups if group and (word := _word(group)).text)


def _word(chars: Sequence[Char]) -> Word:
    bold = sum(1 for char in chars if _BOLD.search(char["fontname"] or ""))
    return Word(
        text=_text(chars),
        box=BBox(
            round(min(char["x0"] for char in chars), 2),
            round(min(char["top"] for char in chars), 2),
            round(max(char["x1"] for char in chars), 2),
            round(max(char["bottom"] for char in chars), 2),
        ),
        size=round(median(char["size"] for char in chars), 2),
        bold=bold * 2 > len(chars),
    )


def _text(chars: Sequence[Char]) -> str:
    """The characters' text with ligatures taken apart and accents put onto their letters, in Unicode form C."""
    parts: list[str] = []
    waiting = ""
    for index, char in enumerate(chars):
        text = char["text"]
        if text in _ACCENTS and len(chars) > 1:
            follower = chars[index + 1] if index + 1 < len(chars) else None
            if follower is not None and _overlap(char, follower) > 0.5:
                waiting = _ACCENTS[text]
                continue
            if index and _overlap(char, chars[index - 1]) > 0.5:
                parts.append(_ACCENTS[text])
                continue
        if len(text) == 1 and 0xFB00 <= ord(text) <= 0xFB06:
            text = unicodedata.normalize("NFKC", text)
        parts.append(text + waiting)
        waiting = ""
    return unicodedata.normalize("NFC", "".join(filter(_is_seen, "".join(parts)))).strip()


def _is_seen(letter: str) -> bool:
    """Whether a character is more than a sign to programs: a control, a change of direction, a tag, half a surrogate.

    This is the one place where what no reader sees is taken out of a document. Here the rules read what the reader
    does, and a quote is made of the same words as the page, so that it stands there verbatim; every later place would
    have to undo it in offsets. Signs of private fonts stay: many a bullet is one.
    """
    return letter.isprintable() or unicodedata.category(letter) not in _UNSEEN


def _overlap(accent: Char, letter: Char) -> float:
    """The share of the accent's width that lies over the letter."""
    shared = min(accent["x1"], letter["x1"]) - max(accent["x0"], letter["x0"])
    return float(shared / max(accent["x1"] - accent["x0"], 0.01))


def _without_false_spaces(chars: Sequence[Char]) -> list[Char]:
    """The characters less those spaces that stand in no gap, as some programs write between kerned letters."""
    result = []
    for index, char in enumerate(chars):
        if char["text"].isspace() and 0 < index < len(chars) - 1:
            before, after = chars[index - 1], chars[index + 1]
            same_line = abs(before["top"] - after["top"]) < 1 and before["upright"] and after["upright"]
            gap = after["x0"] - before["x1"]
            if (
                same_line
                and not before["text"].isspace()
                and not after["text"].isspace()
                and -_SPACE_RATIO * char["size"] < gap < _FALSE_SPACE_RATIO * char["size"]
            ):
                continue
        result.append(char)
    return result


def _split_at_rulings(chars: list[Char], rulings: Sequence[BBox]) -> Iterator[list[Char]]:
    """Parts what two cells of a table hold, where the left one's text runs over the line into the right one's.

    The line may go through a letter, so the cut is where the writing was broken off: two cells are never written in
    one go.
    """
    x0, x1 = chars[0]["x0"], chars[-1]["x1"]
    middle = (chars[0]["top"] + chars[0]["bottom"]) / 2
    breaks = [i for i in range(1, len(chars)) if chars[i]["order"] - chars[i - 1]["order"] not in (1, 2)]
    crossing = [r.x0 for r in rulings if x0 + 1 < r.x0 < x1 - 1 and r.top <= middle <= r.bottom] if breaks else []
    cuts = sorted({min(breaks, key=lambda i: abs(chars[i]["x0"] - x)) for x in crossing})
    for start, end in pairwise([0, *cuts, len(chars)]):
        yield chars[start:end]


def _split_raised(chars: list[Char]) -> Iterator[list[Char]]:
    """Parts a raised footnote mark from the word before it, so that «2014» with mark 1 never becomes 20141."""
    tallest = max(char["size"] for char in chars)
    ground = max(char["bottom"] for char in chars if char["size"] == tallest)
    cut = len(chars)
    while cut and _is_raised(chars[cut - 1], tallest, ground):
        cut -= 1
    if 0 < cut < len(chars):
        yield chars[:cut]
        yield chars[cut:]
    else:
        yield chars


def _is_raised(char: Char, tallest: float, ground: float) -> bool:
    is_mark = char["text"].isdigit() or char["text"] in "*)"
    return bool(is_mark and char["size"] < _RAISED_SIZE * tallest and ground - char["bottom"] > _RAISED_BY * tallest)


def _joined_spaced(groups: Sequence[list[Char]]) -> Iterator[list[Char]]:
    """Joins the letters of a letterspaced heading, «A V T A L», into words."""
    run: list[list[Char]] = []
    for group in groups:
        if run and not _goes_on(run[-1], group):
            yield from _close_run(run)
            run = []
        if len(group) == 1 and group[0]["text"].isalpha() and group[0]["upright"]:
            run.append(group)
        else:
            yield from _close_run(run)
            run = []
            yield group
    yield from _close_run(run)


def _goes_on(before: list[Char], after: list[Char]) -> bool:
    last, first = before[-1], after[0]
    gap = first["x0"] - last["x1"]
    return bool(abs(last["bottom"] - first["bottom"]) < 1 and 0 < gap < 2.5 * _SPACED_GAP * last["size"])


def _close_run(run: Sequence[list[Char]]) -> Iterator[list[Char]]:
    if len(run) < _SPACED_RUN:
        yield from run
        return
    gaps = [after[0]["x0"] - before[0]["x1"] for before, after in pairwise(run)]
    usual = median(gaps)
    if usual > _SPACED_GAP * run[0][0]["size"]:
        yield from run
        return
    word = list(run[0])
    for gap, group in zip(gaps, run[1:], strict=False):
        if gap > _WORD_GAP * usual:
            yield word
            word = []
        word.extend(group)
    yield word
