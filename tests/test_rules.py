"""Every rule file proves itself: its examples are read as it says, its counterexamples are not read at all."""

from __future__ import annotations

import ast
import importlib.util
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.language.matching import Reader
from pipeline.language.rules import Counterexample, Example, Rule
from pipeline.lexicon import Lexicon, RuleSource, load, read_toml

ROOT = Path(__file__).parents[1]
MODELS = ROOT / "models"
SOURCES = sorted((MODELS / "sv" / "rules").rglob("*.toml"))
IDS = [path.relative_to(MODELS / "sv" / "rules").with_suffix("").as_posix() for path in SOURCES]
PHRASINGS = range(1, 122)
"""The ways of saying it that the domain notes collect, by number."""
DISQUALIFYING = frozenset({"past", "law", "other", "negated"})


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    return load(MODELS)


@lru_cache(maxsize=1)
def reader() -> Reader:
    return Reader(lexicon())


@lru_cache(maxsize=1)
def split_reader() -> Reader:
    """Each pattern as a rule of its own, to see which of them an example needs."""
    parts = tuple(
        RuleSource(f"{source.id}#{number}", {**source.table, "pattern": [pattern]})
        for source in lexicon().rules
        for number, pattern in enumerate(source.table.get("pattern", [{"tokens": source.table.get("tokens")}]), 1)
    )
    return Reader(replace(lexicon(), rules=parts))


def rule(rule_id: str) -> Rule:
    return next(r for r in reader().rules if r.id == rule_id)


def listed(name: str) -> list[dict[str, Any]]:
    return list(read_toml(MODELS / "sv" / f"{name}.toml").get("phrasing", []))


def covered_by_rules() -> set[int]:
    return {number for source in lexicon().rules for number in source.table.get("phrasings", ())}


@pytest.mark.parametrize("rule_id", IDS)
def test_examples_are_read_as_the_rule_says(rule_id: str) -> None:
    for example in rule(rule_id).examples:
        found = _found(rule_id, example)
        expected = (dict(example.value), example.marked)
        assert expected in [(value, text if example.marked is not None else None) for value, text in found], (
            f"{rule_id}: {example.text!r} should give {expected}, gives {found}"
        )


@pytest.mark.parametrize("rule_id", IDS)
def test_counterexamples_are_not_read(rule_id: str) -> None:
    for counterexample in rule(rule_id).counterexamples:
        found = _found(rule_id, counterexample)
        assert not found, f"{rule_id}: {counterexample.text!r} ({counterexample.why}) gives {found}"


@pytest.mark.parametrize("rule_id", IDS)
def test_each_pattern_has_an_example(rule_id: str) -> None:
    parts = [r for r in split_reader().rules if r.id.partition("#")[0] == rule_id]
    texts = [(e.text, e.heading) for e in parts[0].examples]
    reading = {mention.rule for text in texts for mention in split_reader().read_sentence(*text)}
    idle = [part.id for part in parts if part.id not in reading]
    assert not idle, "these patterns match none of the rule's examples"


def test_rule_ids_are_unique() -> None:
    ids = [r.id for r in reader().rules]
    assert len(ids) == len(set(ids))
    assert sorted(ids) == IDS


def test_every_phrasing_is_accounted_for() -> None:
    accounts = covered_by_rules() | {p["number"] for name in ("read_elsewhere", "not_read_yet") for p in listed(name)}
    forgotten = sorted(set(PHRASINGS) - accounts)
    assert not forgotten, f"no rule, and neither read_elsewhere.toml nor not_read_yet.toml names {forgotten}"
    assert not accounts - set(PHRASINGS)


def test_what_is_not_read_yet_is_not_read() -> None:
    for phrasing in listed("not_read_yet"):
        assert phrasing["phrase"], phrasing
        assert phrasing["reason"], phrasing
        assert phrasing["number"] not in covered_by_rules(), f"{phrasing['number']} has a rule by now"


@pytest.mark.parametrize("phrasing", listed("read_elsewhere"), ids=lambda p: str(p["number"]))
def test_what_code_reads_is_proven_by_a_test(phrasing: dict[str, Any]) -> None:
    assert importlib.util.find_spec(phrasing["module"]), f"no module {phrasing['module']}"
    path, _, name = phrasing["test"].partition("::")
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    assert name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}, phrasing["test"]


def _found(rule_id: str, sentence: Example | Counterexample) -> list[tuple[dict[str, str], str]]:
    """What the rule finds there that counts: the value, written out, and the words."""
    return [
        ({name: str(value) for name, value in mention.value.items()}, sentence.text[mention.start : mention.end])
        for mention in reader().read_sentence(sentence.text, sentence.heading)
        if mention.rule == rule_id and not mention.flags & DISQUALIFYING
    ]
