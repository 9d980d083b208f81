"""`inventera evaluate`: read the documents beside a gold file where need be, and tell how right the inventory is.

A baseline is an earlier score that later ones are compared with: the file given, else `baseline.json` beside the gold
file, else the one that the repository keeps for it in `tests/baselines/`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from flows.batch import begun
from flows.environment import log_path, now
from flows.publishing import publish_all
from flows.texts import say, table
from pipeline.evaluate import load_gold, score
from pipeline.scores import Miss, MissKey, Score, changes
from pipeline.settings import PROGRAM, Settings
from pipeline.store import write_atomically

BASELINES = PROGRAM / "tests" / "baselines"
"""The scores that the repository keeps, `<folder of the gold file>.json`."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be scored and how much is to be told."""

    gold: Path
    inventory: Path | None = None
    as_of: date | None = None
    baseline: Path | None = None
    save_baseline: bool = False
    errors: bool = False


def evaluate(request: Request, settings: Settings, *, own_outputs: bool = False) -> Iterator[str]:
    """The lines of the report. Without an inventory one is made, in `outputs/evaluate` unless a folder is given."""
    path = request.inventory
    if path is None:
        folder = request.gold.resolve().parent
        outputs = settings.outputs if own_outputs else settings.outputs / "evaluate" / folder.name
        chosen = settings.model_copy(update={"corpus": folder, "outputs": outputs})
        path = _run(chosen, request.as_of or now(settings).date())
    yield say("evaluate.inventory", path=path)
    inventory = json.loads(path.read_text(encoding="utf-8"))
    gold = load_gold(request.gold)
    result = score(gold, inventory, request.as_of)
    yield from _table(result)
    for source, labels in (
        ("text", [g for g in gold if not g.get("scan")]),
        ("scan", [g for g in gold if g.get("scan")]),
    ):
        if labels and len(labels) < len(gold):
            part = score(labels, inventory, request.as_of)
            yield say(
                f"evaluate.{source}", files=len(labels), micro_f1=_figure(part.micro_f1), silent=_figure(part.silent)
            )
    if request.errors:
        yield say("evaluate.errors", count=len(result.misses))
        yield from _misses(result.misses)
    baseline = request.baseline or _baseline(request.gold)
    if baseline.is_file():
        gains, losses = changes(result, json.loads(baseline.read_text(encoding="utf-8")))
        yield say("evaluate.gains", count=len(gains))
        yield from _gains(gains)
        yield say("evaluate.losses", count=len(losses))
        yield from _misses(losses)
    if request.save_baseline:
        kept = result.as_json(as_of=str(request.as_of or inventory["as_of"]))
        write_atomically(baseline, (json.dumps(kept, ensure_ascii=False, indent=1) + "\n").encode())
        yield say("evaluate.saved", path=baseline)


def _baseline(gold: Path) -> Path:
    beside, kept = gold.with_name("baseline.json"), BASELINES / f"{gold.resolve().parent.name}.json"
    return kept if kept.is_file() and not beside.is_file() else beside


def _run(settings: Settings, as_of: date) -> Path:
    with begun(settings, log_path(settings)) as batch, batch.pages.shown():
        outcomes = batch.outcomes()
    return publish_all(outcomes, as_of, settings).data


def _table(result: Score) -> Iterator[str]:
    labels = table("evaluate.labels")
    yield say("evaluate.head")
    for name, count in result.fields.items():
        yield say("evaluate.line", label=labels[name], tp=count.tp, fp=count.fp, fn=count.fn, f1=_figure(count.f1))
    yield say(
        "evaluate.documents",
        found=result.found,
        gold=result.gold,
        invented=result.invented,
        non=result.non_agreements,
        taken=result.non_agreements_taken,
    )
    yield say(
        "evaluate.total",
        micro_f1=_figure(result.micro_f1),
        silent=_figure(result.silent),
        review=_figure(result.review),
        cells=result.cells,
    )
    trusted = result.trusted
    yield say("evaluate.trusted", wrong=trusted.wrong, values=trusted.values, share=_figure(trusted.share_wrong))
    limits = [0.0, *result.steps]
    for low, (high, tally) in zip(limits, result.steps.items(), strict=False):
        if tally.values:
            share = _figure(tally.share_wrong)
            yield say(
                "evaluate.step", low=low, high=min(high, 1.0), values=tally.values, wrong=tally.wrong, share=share
            )


def _figure(value: float | None) -> str:
    return say("evaluate.none") if value is None else f"{value:.3f}"


def _gains(gains: Sequence[MissKey]) -> Iterator[str]:
    labels = table("evaluate.labels")
    for file, number, name in gains:
        yield say("evaluate.gain", file=file, number=number, label=labels[name])


def _misses(misses: Sequence[Miss]) -> Iterator[str]:
    labels = table("evaluate.labels")
    for miss in misses:
        yield say(
            "evaluate.miss",
            file=miss.file,
            title=miss.title,
            label=labels[miss.field],
            gold=json.dumps(miss.gold, ensure_ascii=False),
            got=json.dumps(miss.got, ensure_ascii=False),
            silent=say("evaluate.silent") if miss.silent else "",
        )
