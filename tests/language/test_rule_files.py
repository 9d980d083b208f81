"""A rule file that breaks the format is refused, with its name and what is wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pipeline.language.matching import Reader
from pipeline.language.rules import RuleError, compile_rule
from pipeline.lexicon import Lexicon, RuleSource
from tests.layout.builders import lexicon

EXAMPLES = {
    "example": [{"text": "Det [gäller] nu."}, {"text": "Det gäller sedan."}],
    "counterexample": [{"text": "Det gällde.", "why": "past"}],
}
CUES = {"yes": ("ja", "jo")}


def source(**table: Any) -> RuleSource:
    return RuleSource("test/made_up", {"label": "TEST", "tokens": [{"NORM": "gäller"}], **EXAMPLES, **table})


def only(rule: RuleSource) -> Lexicon:
    return replace(lexicon(), rules=(rule,))


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ({"token": []}, r"unknown keys \['token'\]"),
        ({"example": EXAMPLES["example"][:1]}, "two examples"),
        ({"counterexample": []}, "one counterexample"),
        ({"tokens": []}, "no tokens"),
        ({"tokens": None}, "no tokens"),
        ({"pattern": [{"tokens": [{"NORM": "ja"}]}, {"tokens": []}]}, "no tokens"),
        ({"tokens": [{"NORM": {"IN": ["@no"]}}]}, "no cue list @no"),
        ({"tokens": [{"NORM": "@no"}]}, "no cue list @no"),
        ({"tokens": [{"NORM": "@yes"}]}, "NORM: words are wanted"),
        ({"tokens": [{"NOMR": "ja"}]}, "no attribute NOMR"),
        ({"tokens": [{"NORM": {"REGEX": "("}}]}, "NORM: '\\('"),
        ({"tokens": [{"NORM": {"INN": ["ja"]}}]}, "NORM: no INN"),
        ({"tokens": [{"IS_TITLE": "ja"}]}, "IS_TITLE: true or false"),
        ({"tokens": [{"NORM": "ja", "OP": "{1,10000}"}]}, "no operator"),
        ({"tokens": [{"NORM": "ja", "OP": "{3,1}"}]}, "no operator"),
        ({"tokens": [{"NORM": "ja", "OP": "{0}"}]}, "no tokens"),
        ({"tokens": [{"NORM": "ja", "AS": 5}]}, "no token"),
        ({"tokens": ["ja"]}, "no token"),
        ({"label": 5}, "label: not 5"),
        ({"ignores": [["past"]]}, "ignores: words"),
        ({"confidence": 1.5}, "confidence: a number from 0 to 1"),
        ({"confidence": float("nan")}, "confidence: a number from 0 to 1"),
        ({"example": ["ja", "jo"]}, "example is no table"),
        ({"counterexample": [{"text": "Nej."}]}, "counterexample without why"),
    ],
)
def test_a_rule_that_breaks_the_format_is_refused(table: dict[str, Any], problem: str) -> None:
    with pytest.raises(RuleError, match=rf"models/sv/rules/test/made_up\.toml: .*{problem}"):
        compile_rule(source(**table), CUES)


def test_a_lexicon_with_a_broken_rule_does_not_load() -> None:
    with pytest.raises(RuleError, match="made_up"):
        Reader(only(source(label="TEST", tokens=[])))


def test_an_example_s_marks_are_no_part_of_it() -> None:
    first, second = compile_rule(source(), CUES).examples
    assert (first.text, first.marked) == ("Det gäller nu.", "gäller")
    assert (second.text, second.marked) == ("Det gäller sedan.", None)


def test_cue_lists_are_filled_in_wherever_they_stand() -> None:
    rule = compile_rule(source(tokens=[{"NORM": {"IN": ["@yes", "visst"]}}, {"LOWER": {"NOT_IN": ["@yes"]}}]), CUES)
    assert rule.patterns[0].tokens == ({"NORM": {"IN": ["ja", "jo", "visst"]}}, {"LOWER": {"NOT_IN": ["ja", "jo"]}})


@pytest.mark.parametrize(
    ("operator", "counts"),
    [
        ("", {1}), ("?", {0, 1}), ("{2}", {2}), ("{0,2}", {0, 1, 2}), ("{1,3}", {1, 2, 3}), ("{2,}", {2, 3, 4}),
        ("{,2}", {0, 1, 2}), ("+", {1, 2, 3, 4}), ("*", {0, 1, 2, 3, 4}),
    ],
)  # fmt: skip
def test_repetitions_hold_to_their_bounds(operator: str, counts: set[int]) -> None:
    token = {"NORM": "mycket", "OP": operator} if operator else {"NORM": "mycket"}
    reader = Reader(only(source(tokens=[{"NORM": "gäller"}, token, {"NORM": "länge"}])))
    matched = {n for n in range(5) if _mentions(reader, f"Det gäller {'mycket ' * n}länge.")}
    assert matched == counts


def test_two_bounded_repetitions_keep_bounds_of_their_own() -> None:
    tokens = [{"NORM": "ja", "OP": "{0,1}"}, {"NORM": "gäller"}, {"NORM": "ja", "OP": "{1,2}"}, {"NORM": "nu"}]
    reader = Reader(only(source(tokens=tokens)))
    assert _mentions(reader, "ja gäller ja ja nu") == ["ja gäller ja ja nu"]
    assert _mentions(reader, "ja ja gäller ja nu") == ["ja gäller ja nu"]
    assert _mentions(reader, "ja gäller ja ja ja nu") == []


def test_the_longest_match_of_a_pattern_stands_for_those_inside_it() -> None:
    reader = Reader(only(source(tokens=[{"NORM": "ja", "OP": "+", "AS": "word"}])))
    assert _mentions(reader, "ja ja ja nej ja") == ["ja ja ja", "ja"]


def test_a_named_token_is_the_mention_s_value() -> None:
    tokens = [
        {"NORM": "gäller"},
        {"NORM": {"NOT_IN": ["till"]}, "OP": "+", "AS": "kind"},
        {"NORM": "till"},
        {"ENT_TYPE": "DATE", "AS": "end"},
    ]
    text = "Det gäller på försök till 2014-02-13."
    found = Reader(only(source(tokens=tokens, value={"mode": "test"}))).read_sentence(text)
    (mention,) = [m for m in found if m.label == "TEST"]
    said = {"kind": "på försök", "end": "2014-02-13"}
    assert {name: str(value) for name, value in mention.value.items()} == {"mode": "test", **said}
    assert {name: text[slice(*place)] for name, place in mention.slots.items()} == said


def test_a_rule_below_a_heading_is_silent_elsewhere() -> None:
    reader = Reader(only(source(under="validity")))
    assert _mentions(reader, "Det gäller.", "Giltighetstid") == ["gäller"]
    assert _mentions(reader, "Det gäller.", "Ekonomi") == []
    assert _mentions(reader, "Det gäller.") == []


def test_a_rule_may_ignore_a_qualifier() -> None:
    text = "Det ersätter avtalet som gäller."
    plain = Reader(only(source())).read_sentence(text)
    ignoring = Reader(only(source(ignores=["past"]))).read_sentence(text)
    assert [m.flags for m in plain if m.label == "TEST"] == [frozenset({"past"})]
    assert [m.flags for m in ignoring if m.label == "TEST"] == [frozenset()]


def _mentions(reader: Reader, text: str, heading: str | None = None) -> list[str]:
    found = reader.read_sentence(text, heading)
    return [text[m.start : m.end] for m in sorted(found, key=lambda m: m.start) if m.label == "TEST"]
