"""Prefect's surroundings, set before it is imported: no telemetry, nothing on the terminal, its data in `outputs/work`.

Whatever the user has set for Prefect goes before what is set here.
"""

from __future__ import annotations

import json
import logging
import os
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from flows.log_format import FORMAT
from pipeline.rights import make_file, make_folder, make_private
from pipeline.settings import Settings
from pipeline.store import write_atomically

_QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_CLI_PROMPT": "false",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    # On a loaded machine the temporary server needs more than Prefect's own 20 seconds.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "90",
}

LOOPBACK = "127.0.0.1"
"""Where Prefect's server answers, and nowhere else."""
_PAST_THE_PROXY = ("no_proxy", "NO_PROXY")
"""A municipality's proxy is asked for the world outside, not for this machine; libraries read the one or the other."""
_FORMATTER = "flows.log_format.Discreet"
_DATABASE = "prefect.db"
"""Prefect's own name for it."""


def now(settings: Settings) -> datetime:
    """The time where the user is."""
    return datetime.now(ZoneInfo(settings.schedule.timezone))


def log_path(settings: Settings) -> Path:
    """Today's log."""
    return _log_path(_logs(settings), settings.schedule.timezone)


def log_handler(folder: str, timezone: str) -> logging.Handler:
    """Writes into the log of the day on which the process was started; named in Prefect's settings of its logging."""
    path = _log_path(Path(folder), timezone)
    make_folder(path.parent)
    make_file(path)
    return logging.FileHandler(path, encoding="utf-8", errors="backslashreplace")


def _logs(settings: Settings) -> Path:
    return settings.work / "logs"


def _log_path(folder: Path, timezone: str) -> Path:
    return folder / f"{datetime.now(ZoneInfo(timezone)):%Y-%m-%d}.log"


def prepare(settings: Settings) -> Path:
    """Set what Prefect reads when it is imported; the path of the log."""
    log, home = log_path(settings), settings.work / "prefect"
    make_private(settings.work)
    for folder in (log.parent, home):
        make_folder(folder)
    make_file(log)
    config = home / "logging.json"
    write_atomically(config, json.dumps(_logging(settings), indent=1).encode())
    values = {**_QUIET, "PREFECT_LOGGING_SETTINGS_PATH": str(config)}
    if not is_set_up():
        values["PREFECT_HOME"] = str(home)
    for name, value in values.items():
        os.environ.setdefault(name, value)
    for name in _PAST_THE_PROXY:
        known = [part for part in os.environ.get(name, "").split(",") if part]
        os.environ[name] = ",".join(dict.fromkeys((*known, LOOPBACK)))
    if os.environ.get("PREFECT_HOME") == str(home):
        make_file(home / _DATABASE)  # else it is as open as Prefect makes it
    return log


def is_set_up() -> bool:
    """Whether the user has set up Prefect already; its data then stay where they are."""
    try:
        return (Path.home() / ".prefect" / "profiles.toml").is_file()
    except (RuntimeError, OSError):  # a service need not have a home
        return False


def _logging(settings: Settings) -> dict[str, Any]:
    """Prefect's logging as it comes, but into a file: its messages are for developers, and in English."""
    to_api: dict[str, Any] = {"level": "NOTSET", "handlers": ["api"]}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "plain": {"()": _FORMATTER, "fmt": FORMAT},
            "bare": {"()": _FORMATTER, "fmt": "%(message)s"},
        },
        "handlers": {
            "file": {
                "()": "flows.environment.log_handler",
                "folder": str(_logs(settings)),
                "timezone": settings.schedule.timezone,
                "formatter": "plain",
            },
            "api": {"class": "prefect.logging.handlers.APILogHandler", "level": 0, "formatter": "bare"},
        },
        "loggers": {
            "prefect": {"level": "INFO"},
            "prefect.extra": {"level": "INFO", "handlers": ["api"], "propagate": False},
            "prefect.flow_runs": to_api,
            "prefect.task_runs": to_api,
            "prefect.server": {"level": "WARNING"},
            "uvicorn": {"level": "WARNING"},
        },
        "root": {"level": "WARNING", "handlers": ["file"]},
    }
