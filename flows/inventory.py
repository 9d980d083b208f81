"""The nightly flow: survey the corpus, read what is new in it, publish the inventory. One run is one flow run.

Annotations are evaluated here, for Prefect checks a flow's parameters against them and, in a scheduled run, cannot
find what their text would mean.
"""

import csv
import os
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.futures import PrefectFuture, as_completed
from prefect.runtime import flow_run
from prefect.task_runners import ThreadPoolTaskRunner
from tqdm import tqdm

from flows.batch import Pending, look_up, publish_all, read_one
from flows.environment import log_path, now
from flows.summary import Summary, as_markdown, as_text, escape, load_inventory, printable, summarise
from flows.survey import survey
from flows.texts import say
from flows.workers import Workers
from pipeline.domain.agreement import Outcome
from pipeline.run import failed
from pipeline.settings import Settings, load
from pipeline.store import Store

_TABLE_ROWS, _TABLE_COLUMNS = 500, 9
_THREADS = (os.cpu_count() or 1) + 2
"""Documents in progress at once: a few more than there are worker processes, so that these never wait."""

_RUNNER: ThreadPoolTaskRunner[Any] = ThreadPoolTaskRunner(max_workers=_THREADS)


def run(settings: Settings, as_of: date | None = None) -> str:
    """Run the flow once, here; the summary for the terminal."""
    summary: Summary = inventory(as_of=as_of, corpus=str(settings.corpus), outputs=str(settings.outputs))
    return as_text(summary)


def _name() -> str:
    as_of = flow_run.parameters.get("as_of")
    return say("run.name", day=as_of or now(load()).date())


@flow(name="inventera", flow_run_name=_name, task_runner=_RUNNER)  # type: ignore[arg-type]  # its own typing is invariant
def inventory(as_of: date | None = None, corpus: str | None = None, outputs: str | None = None) -> Summary:
    """Read every document that is new or changed and write the inventory as of a day (today).

    A document that cannot be read is listed with its cause, and the run is completed all the same.
    """
    given = {name: Path(path) for name, path in (("corpus", corpus), ("outputs", outputs)) if path}
    settings = load().model_copy(update=given)
    day = as_of or now(settings).date()
    sources, store = survey(settings.corpus), Store.of(settings)
    outcomes, pending = look_up(sources, store)
    get_run_logger().info("%d documents, %d to read", len(sources), len(pending))
    outcomes |= _read(pending, settings, store)
    before = load_inventory(settings.outputs / "forteckning.json")
    written = publish_all([outcomes[source.file] for source in sources], day, settings)
    after = load_inventory(written)
    if after is None:
        msg = f"{written} cannot be read back"
        raise ValueError(msg)
    missing = [file for file, outcome in outcomes.items() if outcome.missing]
    summary = summarise(before, after, missing, written.with_suffix(".xlsx"))
    _show(summary, written.with_suffix(".csv"))
    return summary


@task(task_run_name="{name}", cache_policy=NO_CACHE)
def document(name: str, pending: Pending, workers: Workers, store: Store) -> Outcome:
    """Read one document, in worker processes below; a failure is its result and not the task's."""
    outcome = read_one(pending, workers, store)
    if outcome.failure:
        get_run_logger().warning("%s: not read: %s", name, outcome.failure.code)
    else:
        counts = len(outcome.agreements), len(outcome.missing)
        get_run_logger().info("%s: %d agreements, %d pages missing", name, *counts)
    return outcome


def _read(pending: Sequence[Pending], settings: Settings, store: Store) -> Mapping[str, Outcome]:
    """The outcome of each file, by file, with a progress bar."""
    if not pending:
        return {}
    found: dict[str, Outcome] = {}
    bar = tqdm(total=len(pending), desc=say("run.progress"), unit=" " + say("run.unit"), disable=None)
    with Workers(settings, log_path(settings)) as workers, bar:
        futures: dict[PrefectFuture[Outcome], Pending] = {
            document.submit(printable(one.source.file), one, workers, store): one for one in pending
        }
        for future in as_completed(list(futures)):
            one = futures[future]
            result: object = future.result(raise_on_failure=False)
            if not isinstance(result, Outcome):  # Prefect itself has failed around the document
                error = result if isinstance(result, Exception) else RuntimeError(repr(result))
                result = failed(one.source.file, one.sha256, error, settings.models)
            found[one.source.file] = result
            bar.update()
    return found


def _show(summary: Summary, table: Path) -> None:
    """The summary and the first rows of the inventory on Prefect's pages, which show text as Markdown."""
    create_markdown_artifact(as_markdown(summary), key="sammanfattning")
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file, delimiter=";")
        shown = [
            {head: escape(" ".join(cell.split())) for head, cell in islice(row.items(), _TABLE_COLUMNS)}
            for row in islice(rows, _TABLE_ROWS)
        ]
    text = say("summary.artifact", day=summary.as_of, shown=len(shown), rows=summary.rows, path=summary.place)
    create_table_artifact(shown, key="forteckning", description=escape(text))
