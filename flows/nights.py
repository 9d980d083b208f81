"""Which nights there should have been a run, and whether there was one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter, ValidationError

from flows.run_log import Entry, Result
from pipeline.settings import Schedule, Settings


@dataclass(frozen=True, slots=True)
class Service:
    """What `inventera serve` writes of itself: since when it is there, and where Prefect's pages are."""

    since: datetime
    url: str


SERVICE = TypeAdapter(Service)


def mark(settings: Settings) -> Path:
    """The file that tells that there is to be a run each night; it holds a Service."""
    return settings.work / "serve.json"


def served(settings: Settings) -> Service | None:
    """The service that is there, or was there last and was not ended by a person; None for none."""
    try:
        return SERVICE.validate_json(mark(settings).read_bytes())
    except (OSError, ValidationError):
        return None


def is_missed(known: Sequence[Entry], before: Service | None, schedule: Schedule, now: datetime) -> bool:
    """Whether the last night went without an inventory though the program was in use `before`."""
    planned = last_planned(schedule, now)
    used = [entry.started for entry in known] + ([before.since] if before else [])
    done = any(entry.result is Result.COMPLETED and entry.started >= planned for entry in known)
    return any(time < planned for time in used) and not done


def last_planned(schedule: Schedule, now: datetime) -> datetime:
    """The latest time before now at which a run should have begun."""
    zone = ZoneInfo(schedule.timezone)
    today = datetime.combine(now.astimezone(zone), time.fromisoformat(schedule.time), zone)
    return today if today <= now else today - timedelta(days=1)
