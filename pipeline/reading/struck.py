"""Text that is struck through no longer applies: a draft's deleted date must not become an agreement's.

In OCR such words are lost of themselves; in a text layer they stand as any other, with a line drawn over them.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.domain.document import BBox, Word

_BAND = (0.38, 0.66)
"""Of a word's height from its top: where strokes run. Underlines run below 0.8, and table lines between words."""
_COVERED = 0.8


def without_struck(
    words: Sequence[Word], rulings: Sequence[BBox]
) -> tuple[tuple[Word, ...], tuple[BBox, ...], tuple[Word, ...]]:
    """The words without a line through their middle, the rulings that strike nothing out, and the struck words."""
    level = [ruling for ruling in rulings if ruling.width > ruling.height]
    if not level:
        return tuple(words), tuple(rulings), ()
    strokes: set[BBox] = set()
    kept: list[Word] = []
    struck: list[Word] = []
    for word in words:
        through = [ruling for ruling in level if _runs_through(ruling, word.box)]
        covered = sum(min(r.x1, word.box.x1) - max(r.x0, word.box.x0) for r in through)
        if through and covered > _COVERED * word.box.width:
            strokes.update(through)
            struck.append(word)
        else:
            kept.append(word)
    return tuple(kept), tuple(ruling for ruling in rulings if ruling not in strokes), tuple(struck)


def _runs_through(ruling: BBox, box: BBox) -> bool:
    inside = _BAND[0] * box.height < ruling.middle - box.top < _BAND[1] * box.height
    return inside and ruling.x0 < box.x1 and ruling.x1 > box.x0
