"""`inventera rules`: every rule with what it is for and the sentences that prove it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flows.texts import say
from pipeline.lexicon import read_toml


def describe(models: Path, under: str = "") -> Iterator[str]:
    """The lines of the report, for the rules whose name begins with `under`."""
    root = models / "sv" / "rules"
    counts = {"rules": 0, "examples": 0, "counterexamples": 0}
    for path in sorted(root.rglob("*.toml")):
        name = path.relative_to(root).with_suffix("").as_posix()
        if not name.startswith(under):
            continue
        try:
            rule = read_toml(path)
        except ValueError as error:
            yield say("rules.broken", file=name, error=error)
            continue
        examples, counterexamples = rule.get("example", ()), rule.get("counterexample", ())
        yield say("rules.rule", id=name, label=rule.get("label", ""))
        yield from (say("rules.comment", text=line) for line in _comment(path))
        yield from (say("rules.example", text=one["text"], value=_value(one.get("value"))) for one in examples)
        yield from (say("rules.counterexample", text=one["text"], why=one.get("why", "")) for one in counterexamples)
        yield ""
        for key, count in (("rules", 1), ("examples", len(examples)), ("counterexamples", len(counterexamples))):
            counts[key] += count
    yield say("rules.total", **counts) if counts["rules"] else say("rules.none", folder=root / under)


def _comment(path: Path) -> Iterator[str]:
    """The comment that a rule file begins with."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            return
        yield line.lstrip("# ").rstrip()


def _value(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str) if value else ""
