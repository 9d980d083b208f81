"""`inventera serve`: the flow every night, on a schedule that Prefect keeps."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from flows import marks
from flows.environment import now
from flows.server import ServerError, server
from flows.texts import say
from pipeline.settings import Settings

FLOW, DEPLOYMENT = "inventera", "natt"


def serve(settings: Settings, tell: Callable[[str], None]) -> None:
    """Run the flow every night until interrupted; with a Prefect server of its own where none is set.

    A file tells `inventera check` that there is to be a run each night. It stays when the service ends by itself or is
    stopped by the system, and goes when a person ends it with Ctrl-C. Raises ServerError.
    """
    with ExitStack() as stack:
        url = stack.enter_context(server(settings))
        content = json.dumps({"since": now(settings).isoformat(), "url": url}).encode()
        try:
            stack.enter_context(marks.held(mark(settings), content, kept_after=(Exception, SystemExit)))
        except TimeoutError:
            raise ServerError(say("serve.already")) from None
        # Prefect reads its settings when it is imported, so that is done last.
        from prefect.schedules import Cron  # noqa: PLC0415
        from prefect.types.entrypoint import EntrypointType  # noqa: PLC0415

        from flows.inventory import inventory  # noqa: PLC0415

        hour, minute = settings.schedule.time.split(":")
        schedule = settings.schedule
        tell(say("serve.started", time=schedule.time, timezone=schedule.timezone, url=url))
        inventory.serve(
            name=DEPLOYMENT,
            schedule=Cron(f"{int(minute)} {int(hour)} * * *", timezone=schedule.timezone),
            parameters={"corpus": str(settings.corpus), "outputs": str(settings.outputs)},
            entrypoint_type=EntrypointType.MODULE_PATH,
            print_starting_message=False,
            pause_on_shutdown=False,
            global_limit=1,
        )


def mark(settings: Settings) -> Path:
    """The file that tells that there is to be a run each night, since when, and where Prefect's pages are."""
    return settings.work / "serve.json"
