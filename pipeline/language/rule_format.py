"""What may stand in a rule file, and of what kind: a slip is told with the name of its file before a document is read.

spaCy itself tells of an unknown key only when the first sentence comes that the pattern may match, and of a value of
the wrong kind never.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import UnionType
from typing import Any

_Kinds = Mapping[str, type | UnionType]

_RULE: _Kinds = {
    "label": str, "tokens": list, "pattern": list, "value": dict, "under": str, "confidence": float | int,
    "ignores": list, "example": list, "counterexample": list, "phrasings": list,
}  # fmt: skip
KEYS = frozenset(_RULE)
"""The keys of a rule file."""

_TABLES: Mapping[str, _Kinds] = {
    "example": {"text": str, "value": dict, "heading": str},
    "counterexample": {"text": str, "why": str, "heading": str},
    "pattern": {"tokens": list},
}
_NEEDED: Mapping[str, tuple[str, ...]] = {"example": ("text",), "counterexample": ("text", "why"), "pattern": ()}

_WORDS = frozenset({"NORM", "LOWER", "TEXT", "ENT_TYPE"})
_FLAGS = frozenset(
    {"IS_ALPHA", "IS_DIGIT", "IS_LOWER", "IS_PUNCT", "IS_SENT_START", "IS_TITLE", "IS_UPPER", "LIKE_NUM"}
)
_SETS = frozenset({"IN", "NOT_IN"})
_OPERATORS = frozenset({"", "1", "?", "*", "+", "!"})


def problems(table: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the keys and values of a rule file, the tokens apart."""
    if unknown := set(table) - KEYS:
        yield f"unknown keys {sorted(unknown)}"
    if "label" not in table:
        yield "no label"
    yield from _of_wrong_kind(table, _RULE)
    for name, kinds in _TABLES.items():
        for one in _list(table.get(name)):
            if not isinstance(one, Mapping):
                yield f"{name} is no table"
                continue
            yield from (f"{name} without {key}" for key in _NEEDED[name] if key not in one)
            yield from _of_wrong_kind(one, kinds)
    if not all(isinstance(flag, str) for flag in _list(table.get("ignores"))):
        yield "ignores: words are wanted"
    if not 0 <= _number(table.get("confidence")) <= 1:
        yield "confidence: a number from 0 to 1 is wanted"


def problems_of_token(token: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with a token of a pattern, its lists of cues filled in and its repetition set apart."""
    if token.get("OP", "") not in _OPERATORS:
        yield f"no operator {token['OP']!r}"
    for key, value in token.items():
        if key in _WORDS:
            yield from (f"{key}: {problem}" for problem in _of_words(value))
        elif key in _FLAGS:
            if not isinstance(value, bool):
                yield f"{key}: true or false is wanted"
        elif key != "OP":
            yield f"no attribute {key}"


def _of_words(value: Any) -> Iterator[str]:
    """A word, or a table of words or of a shape."""
    for key, said in value.items() if isinstance(value, Mapping) else [("IN", [value])]:
        if key in _SETS:
            if not isinstance(said, list) or not all(isinstance(word, str) for word in said):
                yield "words are wanted"
        elif key == "REGEX" and isinstance(said, str):
            try:
                re.compile(said)
            except re.error as error:
                yield f"{said!r}: {error}"
        else:
            yield f"no {key}"


def _of_wrong_kind(table: Mapping[str, Any], kinds: _Kinds) -> Iterator[str]:
    for key, value in table.items():
        if key in kinds and value is not None and not isinstance(value, kinds[key]):
            yield f"{key}: not {value!r:.40}"


def _list(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) else ()


def _number(value: Any) -> float:
    return value if isinstance(value, float | int) else 0
