"""Prefect's server, which keeps the schedule and shows the runs: the user's own, or one that we start here."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx  # Prefect's own

from flows.environment import LOOPBACK, log_path
from flows.temporary_server import ServerError
from flows.texts import say
from pipeline.settings import Settings

_START_SECONDS, _STEP_SECONDS = 120, 0.5
_ANSWER_SECONDS = 10


@contextmanager
def server(settings: Settings) -> Iterator[str]:
    """The address of Prefect's pages: the user's own server, or one that lives as long as the body.

    Prefect's temporary server keeps no schedules, so one that stays is started. Raises ServerError.
    """
    # Imported here, for Prefect reads its surroundings when it is imported.
    from prefect.settings import PREFECT_API_URL, PREFECT_HOME, temporary_settings  # noqa: PLC0415

    own = PREFECT_API_URL.value()
    if own:
        yield own.removesuffix("/api")
        return
    url, home = f"http://{LOOPBACK}:{settings.schedule.port}", PREFECT_HOME.value()
    with temporary_settings({PREFECT_API_URL: f"{url}/api"}):
        if _answers(url, home):  # it was left behind when the program was killed
            yield url
        elif _is_taken(url):
            raise ServerError(say("serve.port_taken", port=settings.schedule.port))
        else:
            with _started(url, home, settings):
                yield url


def ask(url: str, path: str, **body: object) -> object:
    """What the server at `url` answers to a question: GET, or POST where there is a body.

    Raises httpx.HTTPError, or ValueError for an answer that is none of Prefect's.
    """
    with httpx.Client(timeout=_ANSWER_SECONDS, trust_env=not url.startswith(f"http://{LOOPBACK}:")) as client:
        answer = client.post(f"{url}/api/{path}", json=body) if body else client.get(f"{url}/api/{path}")
    return answer.raise_for_status().json()


@contextmanager
def _started(url: str, home: Path, settings: Settings) -> Iterator[None]:
    log = log_path(settings)
    port = str(settings.schedule.port)
    with log.open("ab") as output:
        process = subprocess.Popen(  # noqa: S603  # ourselves, and a number
            [sys.executable, "-m", "prefect", "server", "start", "--host", LOOPBACK, "--port", port],
            stdout=output,
            stderr=output,
            env=os.environ | {"PREFECT_SERVER_UI_API_URL": f"{url}/api"},  # its pages ask port 4200 else
        )
    try:
        for _ in range(int(_START_SECONDS / _STEP_SECONDS)):
            if process.poll() is not None or _answers(url, home):
                break
            time.sleep(_STEP_SECONDS)
        if process.poll() is not None or not _answers(url, home):
            raise ServerError(say("serve.server_failed", log=log))
        yield
    finally:
        process.terminate()
        process.wait()


def _answers(url: str, home: Path) -> bool:
    """Whether a server with our data answers there."""
    try:
        found = ask(url, "admin/settings")
    except (httpx.HTTPError, ValueError):
        return False
    return isinstance(found, dict) and isinstance(given := found.get("home"), str) and Path(given) == home


def _is_taken(url: str) -> bool:
    try:
        ask(url, "health")
    except httpx.ConnectError:
        return False
    except (httpx.HTTPError, ValueError):
        return True
    return True
