from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
import spacy

from pipeline.language.triggers import Triggers, marks, needs

NLP = spacy.blank("sv")
PATTERNS: list[list[Mapping[str, Any]]] = [
    [{"NORM": "gäller"}, {"NORM": {"IN": ["från", "fr"]}}],
    [{"NORM": "gäller"}, {"NORM": "till", "OP": "?"}],
    [{"TEXT": {"REGEX": "^[A-Z]"}}],
    [{"ENT_TYPE": {"IN": ["DATE", "INTERVAL"]}, "OP": "+"}],
    [{"NORM": {"NOT_IN": ["inte"]}}, {"LOWER": "upp"}],
]
TRIGGERS = Triggers([needs(pattern) for pattern in PATTERNS])


@pytest.mark.parametrize(
    ("sentence", "tried"),
    [
        ("Avtalet gäller från mars", [0, 1, 2]),
        ("det gäller", [1, 2]),
        ("det sägs Upp", [2, 4]),
        ("ingenting", [2]),
    ],
)
def test_a_pattern_is_tried_where_all_that_it_needs_stands(sentence: str, tried: list[int]) -> None:
    assert TRIGGERS.of(marks(NLP(sentence))) == tried
