"""A rule file: read, validate, compile. The format is described in models/README.md.

A rule is one or more spaCy token patterns. Beside spaCy's own keys a token may carry `AS = "name"`: what it matches
goes into the mention's value under that name. A string «@name» stands for the list of that name in the lexicon's cues.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.language.rule_format import problems, problems_of_token
from pipeline.lexicon import RuleSource, Table

_LEAST_EXAMPLES = 2
_BOUNDS = re.compile(r"\{(?P<least>\d{0,3})(?P<comma>,?)(?P<upper>\d{0,3})\}")


class RuleError(ValueError):
    """A rule file that does not hold to the format; the message names the file and what is wrong."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One token pattern for spaCy's Matcher; for each token the name that its match goes by and how often it may stand.

    spaCy makes m - n optional tokens of `{n,m}`, and tries every way to fill them: 2 to the power of m - n. So a
    bounded repetition is compiled to `*`, and `most` is checked on what was matched.
    """

    tokens: tuple[Mapping[str, Any], ...]
    names: tuple[str | None, ...]
    most: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that the rule reads; [ ] marks the match. `value` is what it yields, each value written out."""

    text: str
    marked: str | None
    value: Mapping[str, str]
    heading: str | None


@dataclass(frozen=True, slots=True)
class Counterexample:
    """A sentence on which the rule is silent, and why."""

    text: str
    why: str
    heading: str | None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `under` names a class of headings below which alone it applies; `value` holds its constants.

    `ignores` names the qualifiers that do not count: «ersätter» is about the past, and just what such a rule is for.
    """

    id: str
    label: str
    patterns: tuple[Pattern, ...]
    value: Mapping[str, Any]
    under: str | None
    ignores: frozenset[str]
    confidence: float
    examples: tuple[Example, ...]
    counterexamples: tuple[Counterexample, ...]


def compile_rule(source: RuleSource, cues: Mapping[str, tuple[str, ...]]) -> Rule:
    """Turn a parsed rule file into a Rule. Raises RuleError when it breaks the format."""
    table = source.table
    if problem := next(problems(table), None):
        raise _error(source, problem)
    examples = tuple(_example(e) for e in table.get("example", ()))
    counterexamples = tuple(
        Counterexample(c["text"], c["why"], c.get("heading")) for c in table.get("counterexample", ())
    )
    if len(examples) < _LEAST_EXAMPLES or not counterexamples:
        raise _error(source, "a rule needs at least two examples and one counterexample")
    bodies = [p.get("tokens") for p in table.get("pattern", ())] or [table.get("tokens")]
    if not all(bodies):
        raise _error(source, "no tokens")
    return Rule(
        id=source.id,
        label=table["label"],
        patterns=tuple(_pattern(source, body, cues) for body in bodies),
        value=dict(table.get("value", {})),
        under=table.get("under"),
        ignores=frozenset(table.get("ignores", ())),
        confidence=float(table.get("confidence", 0.95)),
        examples=examples,
        counterexamples=counterexamples,
    )


def _error(source: RuleSource, problem: str) -> RuleError:
    return RuleError(f"models/sv/rules/{source.id}.toml: {problem}")


def _example(table: Table) -> Example:
    text: str = table["text"]
    marked = text[text.index("[") + 1 : text.index("]")] if "[" in text and "]" in text else None
    plain = text.replace("[", "", 1).replace("]", "", 1) if marked is not None else text
    return Example(plain, marked, {k: str(v) for k, v in table.get("value", {}).items()}, table.get("heading"))


def _pattern(source: RuleSource, body: list[Any], cues: Mapping[str, tuple[str, ...]]) -> Pattern:
    tokens: list[Mapping[str, Any]] = []
    names: list[str | None] = []
    most: list[int | None] = []
    for token in body:
        if not isinstance(token, Mapping) or not all(isinstance(token.get(key, ""), str) for key in ("AS", "OP")):
            raise _error(source, f"no token: {token!r:.80}")
        plain = {k: _expand(source, v, cues) for k, v in token.items() if k not in ("AS", "OP")}
        for operator, limit in _repetitions(token.get("OP", "")):
            tokens.append({**plain, "OP": operator} if operator else plain)
            names.append(token.get("AS"))
            most.append(limit)
    if problem := next((problem for token in tokens for problem in problems_of_token(token)), None):
        raise _error(source, problem)
    if not any(limit != 0 for limit in most):
        raise _error(source, "no tokens")
    return Pattern(tuple(tokens), tuple(names), tuple(most))


def _repetitions(operator: str) -> list[tuple[str, int | None]]:
    """Operators of spaCy, each with how often it may match at most, that together mean `operator`."""
    bounds = _BOUNDS.fullmatch(operator)
    if not bounds:
        return [(operator, None)]
    least = int(bounds["least"] or 0)
    upper = bounds["upper"] if bounds["comma"] else str(least)
    required: list[tuple[str, int | None]] = [("", None)] * least
    if not upper:
        return [*required, ("*", None)]
    if int(upper) < least:
        return [(operator, None)]
    return [*required, ("*", int(upper) - least)] if int(upper) > least else required


def _expand(source: RuleSource, value: Any, cues: Mapping[str, tuple[str, ...]]) -> Any:
    if isinstance(value, Mapping):
        return {k: _expand(source, v, cues) for k, v in value.items()}
    if isinstance(value, list):
        flat: list[Any] = []
        for item in value:
            expanded = _expand(source, item, cues)
            flat += expanded if isinstance(expanded, list) else [expanded]
        return flat
    if isinstance(value, str) and value.startswith("@"):
        if value[1:] not in cues:
            raise _error(source, f"no cue list {value}")
        return list(cues[value[1:]])
    return value
