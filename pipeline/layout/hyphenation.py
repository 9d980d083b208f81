"""Words broken over two lines: how the two halves join."""

from __future__ import annotations

from pipeline.lexicon import HyphenWords

_SOFT = ("\u00ad", "\u2010")
_HARD = "-"


def join(left: str, right: str, words: HyphenWords) -> tuple[str, str]:
    """How `left` at a line's end and `right` at the next line's start are written together.

    Gives (left, separator): the left half as it goes into the text and what stands between it and `right`.
    A soft or typographic hyphen is dropped; a plain one is dropped between letters when the next line goes on in lower
    case; it stays in numbers and dates («2014-02-» «13») and before a conjunction («vård-» «och»).
    """
    if not left or not right:
        return left, " "
    last, before = left[-1], left[-2:-1]
    if last in _SOFT:
        return left[:-1], ""
    if last != _HARD:
        return left, " "
    if before.isdigit() and right[0].isdigit():
        return left, ""
    if not before.isalpha() or right.casefold().strip(",.") in words.conjunctions:
        return left, " "
    return (left[:-1], "") if right[0].islower() else (left, "")
