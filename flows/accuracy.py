"""The README's table of how right the program is, made from the scores that the repository keeps."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from flows.evaluation import BASELINES
from flows.texts import say, table
from pipeline.scores import FIELDS
from pipeline.store import write_atomically

_BLOCK = re.compile(r"(<!-- accuracy -->\n).{0,20000}?(\n<!-- /accuracy -->)", re.DOTALL)
_TOTALS = {"micro_f1": "micro_f1", "silent": "silent_share", "review": "review"}


def accuracy_table(folder: Path = BASELINES) -> str:
    """A Markdown table: a column for each score in the folder, a row for each field with its F1, then the totals."""
    scores = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))}
    return "\n".join(_lines(scores))


def write_accuracy(readme: Path, folder: Path = BASELINES) -> None:
    """Put the table between the two marks of a Markdown file. Raises ValueError for a file without them."""
    content = readme.read_text(encoding="utf-8")
    if not _BLOCK.search(content):
        raise ValueError(say("evaluate.no_place", path=readme))
    found = accuracy_table(folder)
    write_atomically(readme, _BLOCK.sub(lambda m: m.group(1) + found + m.group(2), content).encode())


def _lines(scores: dict[str, dict[str, Any]]) -> Iterator[str]:
    labels = table("evaluate.labels")
    yield _row(say("evaluate.column"), scores)
    yield _row("---", ["---:"] * len(scores))
    yield _row(say("evaluate.as_of"), [score["as_of"] for score in scores.values()])
    for name in FIELDS:
        yield _row(labels[name], [_figure(score["fields"][name]["f1"]) for score in scores.values()])
    for name, head in _TOTALS.items():
        yield _row(say(f"evaluate.{head}"), [_figure(score[name]) for score in scores.values()])
    trusted = [score["trusted"] for score in scores.values()]
    yield _row(say("evaluate.trusted_row"), [say("evaluate.of", part=t["wrong"], whole=t["values"]) for t in trusted])
    documents = [score["documents"] for score in scores.values()]
    yield _row(say("evaluate.found_row"), [say("evaluate.of", part=d["found"], whole=d["gold"]) for d in documents])
    yield _row(say("evaluate.invented_row"), [d["invented"] for d in documents])


def _row(head: str, cells: Iterable[object]) -> str:
    return "| " + " | ".join([head, *map(str, cells)]) + " |"


def _figure(value: float | None) -> str:
    return say("evaluate.none") if value is None else f"{value:.3f}"
