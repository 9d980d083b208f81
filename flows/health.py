"""What `inventera check` tells of the runs: how the last one ended, and whether there will be a next one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import httpx  # Prefect's own
from pydantic import TypeAdapter

from flows import marks
from flows.deploy import DEPLOYMENT, FLOW
from flows.environment import now
from flows.nights import Service, mark, served
from flows.run_log import Entry, Result, entries
from flows.server import ask
from flows.texts import say
from pipeline.settings import Settings

_OLDEST = timedelta(hours=26)
"""A night and two hours: a run that takes longer than the last one is no alarm."""

_TIME = "%Y-%m-%d %H:%M"

Answer = tuple[str, str | None]
"""What was looked at, and, where it is not as it should be, what to do."""


_times = TypeAdapter(list[datetime])


def health(settings: Settings) -> Iterator[Answer]:
    """The last run and, where there is to be one each night, whether it is late and when the next one is due.

    No run yet is as it should be.
    """
    known, service = entries(settings), served(settings)
    if known:
        yield _last(known[-1], settings)
    else:
        yield say("check.no_run"), None
    if service:
        if _is_late(known, service, settings):
            yield say("check.late", hours=_OLDEST // timedelta(hours=1)), say("check.late_advice")
        yield _next(service, settings)


def _last(entry: Entry, settings: Settings) -> Answer:
    started = _told(entry.started, settings)
    if entry.counts is None:
        fine = entry.result is Result.RUNNING
        advice = None if fine else say("check.run_advice", folder=settings.work / "logs")
        return say(f"check.run_{entry.result}", started=started), advice
    counts = entry.counts
    said = say(
        "check.run_completed",
        started=started,
        ended=_told(entry.ended or entry.started, settings),
        rows=counts.rows,
        documents=counts.documents,
        unreadable=counts.unreadable,
    )
    return said, None


def _is_late(known: tuple[Entry, ...], service: Service, settings: Settings) -> bool:
    """Whether a night has gone without an inventory. A service that has just been started is given the time."""
    times = [entry.started for entry in known if entry.result is Result.COMPLETED]
    return now(settings) - max([service.since, *times[-1:]]) > _OLDEST


def _next(service: Service, settings: Settings) -> Answer:
    if not marks.is_held(mark(settings)):
        return say("check.not_served"), say("check.not_served_advice", file=mark(settings))
    wanted = {
        "flows": {"name": {"any_": [FLOW]}},
        "deployments": {"name": {"any_": [DEPLOYMENT]}},
        "flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}},
        "sort": "EXPECTED_START_TIME_ASC",
        "limit": 1,
    }
    try:
        found = ask(service.url, "flow_runs/filter", **wanted)
        due = _times.validate_python([run["expected_start_time"] for run in found])  # type: ignore[attr-defined]
    except (httpx.HTTPError, ValueError, LookupError, TypeError) as error:
        return say("check.no_server", url=service.url, error=type(error).__name__), say("check.no_server_advice")
    if not due:
        return say("check.no_next"), say("check.no_next_advice", url=service.url)
    return say("check.next", time=_told(due[0], settings), url=service.url), None


def _told(time: datetime, settings: Settings) -> str:
    """A time as it is where the user is."""
    return time.astimezone(now(settings).tzinfo).strftime(_TIME)
