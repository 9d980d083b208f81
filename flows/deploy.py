"""`inventera serve`: the flow every night, on a schedule that Prefect keeps."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx  # Prefect's own

from flows.environment import log_path
from flows.texts import say
from pipeline.settings import Settings

_ADDRESS = "http://127.0.0.1:4200"
_START_SECONDS, _STEP_SECONDS = 120, 0.5


def serve(settings: Settings, tell: Callable[[str], None]) -> None:
    """Run the flow every night until interrupted; with a Prefect server of its own where none is set.

    Prefect's temporary server keeps no schedules, so one that stays is started, on this machine only.
    """
    with _server(log_path(settings)) as address:
        # Prefect reads its settings when it is imported, so that is done last.
        from prefect.schedules import Cron  # noqa: PLC0415
        from prefect.types.entrypoint import EntrypointType  # noqa: PLC0415

        from flows.inventory import inventory  # noqa: PLC0415

        hour, minute = settings.schedule.time.split(":")
        schedule = settings.schedule
        tell(say("serve.started", time=schedule.time, timezone=schedule.timezone, url=address))
        inventory.serve(
            name="natt",
            schedule=Cron(f"{int(minute)} {int(hour)} * * *", timezone=schedule.timezone),
            parameters={"corpus": str(settings.corpus), "outputs": str(settings.outputs)},
            entrypoint_type=EntrypointType.MODULE_PATH,
            print_starting_message=False,
            pause_on_shutdown=False,
            global_limit=1,
        )


@contextmanager
def _server(log: Path) -> Iterator[str]:
    """The address of Prefect's pages: the user's own server, or one that lives as long as this program."""
    own = os.environ.setdefault("PREFECT_API_URL", f"{_ADDRESS}/api").removesuffix("/api")
    if own != _ADDRESS or _answers():
        yield own
        return
    with log.open("ab") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", "4200"],
            stdout=output,
            stderr=output,
        )
    try:
        _wait(server, log)
        yield _ADDRESS
    finally:
        server.terminate()
        server.wait()


def _wait(server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(int(_START_SECONDS / _STEP_SECONDS)):
        if server.poll() is not None:
            break
        if _answers():
            return
        time.sleep(_STEP_SECONDS)
    raise RuntimeError(say("serve.server_failed", log=log))


def _answers() -> bool:
    try:
        return httpx.get(f"{_ADDRESS}/api/health", timeout=5, trust_env=False).is_success
    except httpx.HTTPError:
        return False
