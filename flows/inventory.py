"""The nightly flow: survey the corpus, read what is new in it, publish the inventory. One run is one flow run.

Annotations are evaluated here, for Prefect checks a flow's parameters against them and, in a scheduled run, cannot
find what their text would mean.
"""

import csv
import math
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextvars import ContextVar
from dataclasses import replace
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from prefect import Flow, State, flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.futures import wait
from prefect.runtime import flow_run
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings
from prefect.states import Completed
from prefect.task_runners import ThreadPoolTaskRunner

from flows.batch import Batch, begun
from flows.diary import diary_messages
from flows.environment import log_path, now
from flows.limits import limit_messages
from flows.mail import send_summary
from flows.publishing import labels, messages, news, publish_all, written
from flows.run_log import Counts, Result, entries, recorded
from flows.stops import discreet
from flows.summary import (
    Inventory,
    Summary,
    as_markdown,
    as_message,
    as_text,
    counts,
    escape,
    load_inventory,
    printable,
    summarise,
)
from flows.texts import say
from flows.up_to_date import Made, Told
from pipeline.domain.agreement import Outcome
from pipeline.domain.personal_number import mask_text
from pipeline.settings import Settings, load

_TABLE_ROWS, _TABLE_COLUMNS = 500, 9
_TASKS = 8
"""So many tasks at most share the documents: one costs Prefect half a second of CPU, as much as two printed pages."""

_RETRIES, _RETRY_SECONDS = 2, 600
"""For what passes by itself, such as a file server that is restarted at night. What has been read is kept."""

_RUNNER: ThreadPoolTaskRunner[Any] = ThreadPoolTaskRunner(max_workers=_TASKS)
Readings = Mapping[str, Future[Outcome]]
"""Documents that are being read, by file."""

_BEGUN: ContextVar[Batch | None] = ContextVar("begun", default=None)
"""The batch that `run` began before Prefect was there."""


def run(settings: Settings, batch: Batch, as_of: date, rounds: Sequence[str] = ()) -> tuple[str, Counts]:
    """Run the flow once, here and without retries, with a batch that has begun; the summary for the terminal.

    Prefect needs several seconds to start, in which the workers read already. `rounds`: see `inventory`.
    """
    token = _BEGUN.set(batch)
    once: Flow[..., State[Summary]] = inventory.with_options(retries=0)
    given = {"corpus": str(settings.corpus), "outputs": str(settings.outputs), "rounds": list(rounds)}
    try:
        # Signs of life are for runs that nobody sits before; ending them costs up to a second.
        with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
            state = once(as_of=as_of, **given, return_state=True)
    finally:
        _BEGUN.reset(token)
    summary: Summary = state.result()
    return as_text(summary), counts(summary, batch.pages)


def _name() -> str:
    as_of = flow_run.parameters.get("as_of")
    return say("run.name", day=as_of or now(load()).date())


@flow(
    name="inventera",
    flow_run_name=_name,
    task_runner=_RUNNER,  # type: ignore[arg-type]  # its own typing is invariant
    retries=_RETRIES,
    retry_delay_seconds=_RETRY_SECONDS,
)
def inventory(
    as_of: date | None = None, corpus: str | None = None, outputs: str | None = None, rounds: list[str] | None = None
) -> State[Summary]:
    """Read every document that is new or changed and write the inventory as of a day (today).

    `rounds` are the rounds of Öppna jämförelser to show («2014»), all of them if left out.

    A document that cannot be read is listed with its cause, and the run is completed all the same; its state says so.
    A run that was planned for a night when the machine was off is made once, however many nights were missed.
    """
    given = {name: Path(path) for name, path in (("corpus", corpus), ("outputs", outputs)) if path}
    settings = load().model_copy(update=given)
    day = as_of or now(settings).date()
    ahead, wanted = _ahead(), tuple(rounds or ())
    if ahead:
        with discreet():
            summary = _inventory(ahead, day, settings, wanted)
    elif done := _done_since_planned(settings, day):
        return Completed(name=say("run.skipped"), message=say("run.skipped_message", time=f"{done:%H:%M}"))
    else:
        with discreet(), recorded(settings, day) as tell, begun(settings, log_path(settings)) as batch:
            summary = _inventory(batch, day, settings, wanted)
            tell(counts(summary, batch.pages))
    return Completed(message=as_message(summary), data=summary)


def _ahead() -> Batch | None:
    """A function, for the flow is pickled for its scheduled run with all that it names, and this variable cannot be."""
    return _BEGUN.get()


def _done_since_planned(settings: Settings, day: date) -> datetime | None:
    """When the inventory of this day was made, if that was later than this run was planned for and asked for once."""
    planned = flow_run.scheduled_start_time
    if flow_run.run_count > 1:
        return None
    done = (
        entry.started
        for entry in entries(settings)
        if entry.result is Result.COMPLETED and entry.as_of == day and entry.started > planned
    )
    return next(done, None)


def _inventory(batch: Batch, day: date, settings: Settings, rounds: Sequence[str]) -> Summary:
    """Read what is not known, publish all of it, and tell; leave the outputs alone where they are as they would be."""
    get_run_logger().info("%d documents, %d to read", len(batch.contents), len(batch.reading))
    made = Made.of(batch.contents, day, settings, rounds)
    told = None if batch.reading or settings.mail.unchanged else made.told()
    before = load_inventory(made.before())
    summary = _unchanged(before, told, settings) if told and before else _publish(batch, day, made, before, rounds)
    if (settings.outputs / "forteckning.csv").is_file():
        _show(summary, settings.outputs / "forteckning.csv", labels(settings).columns["subject"])
    return replace(summary, messages=(*batch.messages, *summary.messages))


def _unchanged(before: Inventory, told: Told, settings: Settings) -> Summary:
    get_run_logger().info("nothing has changed since the last run: the outputs stay as they are")
    return summarise(before, before, told.missing, settings.outputs / "forteckning.xlsx", told.messages)


def _publish(batch: Batch, day: date, made: Made, before: Inventory | None, rounds: Sequence[str]) -> Summary:
    settings = made.settings
    outcomes = [*batch.known.values(), *_read(batch)]
    by_file = {outcome.file: outcome for outcome in outcomes}
    made.begin()
    published = publish_all([by_file[source.file] for source in batch.sources], day, settings, before, rounds)
    places = {ending: written(published, ending) for ending in (".json", ".csv", ".xlsx")}
    after = load_inventory(places[".json"]) if places[".json"] else None
    if after is None:
        msg = f"{settings.outputs / 'forteckning.json'} cannot be written and read back"
        raise ValueError(msg)
    missing = tuple(outcome.file for outcome in outcomes if outcome.missing)
    place = places[".xlsx"] or settings.outputs / "forteckning.xlsx"
    diary = diary_messages(published.inventory.diary, labels(settings))
    told = (*diary, *messages(published), *limit_messages(outcomes))
    summary = summarise(before, after, missing, place, (*news(published), *told))
    sent = send_summary(summary, published, _day_of(before), labels(settings), settings.mail, now(settings))
    made.done(Told(missing, told), Made.of(batch.contents, day, settings, rounds))
    if sent:
        get_run_logger().info(sent)
        summary = replace(summary, messages=(*summary.messages, sent))
    return summary


def _day_of(before: Inventory | None) -> date | None:
    """The day of an earlier inventory."""
    try:
        return date.fromisoformat(before["as_of"]) if before else None
    except (LookupError, TypeError, ValueError):
        return None


@task(task_run_name="{name}", cache_policy=NO_CACHE)
def documents(name: str, reading: Readings) -> None:
    """Wait for some documents, which worker processes read; a failure is a document's result and not the task's."""
    del name
    log = get_run_logger()
    for file, future in reading.items():
        with discreet():
            outcome = future.result()
        if outcome.failure:
            log.warning("%s: not read: %s", printable(file), outcome.failure.code)
        else:
            counts = len(outcome.agreements), len(outcome.missing)
            log.info("%s: %d agreements, %d pages missing", printable(file), *counts)


def _read(batch: Batch) -> list[Outcome]:
    """The outcomes of the documents that are being read, with a progress bar until the last of them."""
    if batch.reading:
        with batch.pages.shown():
            tasks = [documents.submit(_name_of(group), group) for group in _groups(batch.reading)]
            wait(tasks)  # for what Prefect shows; should it fail around a document, that is read all the same
    return [reading.result() for reading in batch.reading.values()]


def _groups(reading: Readings) -> Iterator[Readings]:
    """The documents in their order, shared out among a few tasks."""
    files = list(reading)
    size = math.ceil(len(files) / _TASKS)
    for start in range(0, len(files), size):
        yield {file: reading[file] for file in files[start : start + size]}


def _name_of(group: Readings) -> str:
    files = list(group)
    first, last = (mask_text(printable(file)) for file in (files[0], files[-1]))
    return first if len(group) == 1 else say("run.documents", first=first, last=last, count=len(group))


def _show(summary: Summary, table: Path, hidden: str) -> None:
    """The summary and the first rows of the inventory on Prefect's pages, which show text as Markdown.

    They have no log-in: the column `hidden`, which holds sentences of the documents, is left out.
    """
    create_markdown_artifact(as_markdown(summary), key="sammanfattning")
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file, delimiter=";")
        shown = [
            {
                head: escape(" ".join(cell.split()))
                for head, cell in islice(row.items(), _TABLE_COLUMNS)
                if head != hidden
            }
            for row in islice(rows, _TABLE_ROWS)
        ]
    text = say("summary.artifact", day=summary.as_of, shown=len(shown), rows=summary.rows, path=summary.place)
    create_table_artifact(shown, key="forteckning", description=escape(text))
