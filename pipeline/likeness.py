"""Whether two values are the same once spelling, hyphens and, for names, a tenth of the letters are forgiven."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any

from pipeline.domain.values import Duration

_LETTERS_ALIKE, _KEYWORD_ALIKE, _KEYWORDS_FOUND, _SUBJECT_WORDS = 0.9, 0.85, 0.6, 60


def equal(name: str, gold: Any, got: Any) -> bool:
    """Whether a labelled value of this field is the value given."""
    match name:
        case "title":
            return _alike(gold, got)
        case "registry_number":
            return _only_letters(gold) == _only_letters(got)
        case "renewal":
            same = bool(got) and all(gold.get(key) == got.get(key) for key in ("mode", "limit"))
            return same and _length(gold["period"]) == _length(got.get("period"))
        case "notice_period":
            return _length(gold) == _length(got)
    return bool(gold == got)


def matching_parties(gold: Sequence[str], got: Sequence[str]) -> int:
    """How many labelled parties are among the given ones; each given one counts once."""
    left, hits = list(got), 0
    for name in gold:
        best = max(left, key=lambda other, name=name: likeness(name, other), default=None)  # type: ignore[misc]
        if best is not None and _alike(name, best):
            left.remove(best)
            hits += 1
    return hits


def says(keywords: Sequence[str], subject: str | None) -> bool:
    """Whether a sentence or two hold enough of the keywords."""
    words = _plain(subject).split()
    if not 0 < len(words) <= _SUBJECT_WORDS:
        return False
    text = " ".join(words)
    found = sum(_plain(k) in text or any(_alike(k, w, _KEYWORD_ALIKE) for w in words) for k in keywords)
    return found >= _KEYWORDS_FOUND * len(keywords)


def _plain(text: object) -> str:
    folded = unicodedata.normalize("NFKC", str(text or "")).casefold()
    joined = re.sub(r"(\w)-\s+(\w)", r"\1\2", folded)
    return re.sub(r"[^\w]+", " ", joined).strip()


def _only_letters(text: object) -> str:
    return re.sub(r"\W", "", str(text or "")).casefold()


def likeness(one: object, other: object) -> float:
    """From 0, nothing in common, to 1, the same letters in the same order."""
    return SequenceMatcher(None, _plain(one), _plain(other), autojunk=False).ratio()


def _alike(one: object, other: object, least: float = _LETTERS_ALIKE) -> bool:
    a, b = _plain(one), _plain(other)
    return bool(a and b) and (a == b or likeness(a, b) >= least)


def _length(period: object) -> Duration | None:
    try:
        return Duration.parse(str(period or ""))
    except ValueError:
        return None
