"""`inventera serve`: the flow every night, on a schedule that Prefect keeps."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING, cast
from uuid import UUID

from flows import marks
from flows.environment import now
from flows.nights import SERVICE, Service, is_missed, mark, served
from flows.run_log import entries
from flows.server import ServerError, server
from flows.texts import say
from pipeline.settings import Settings

if TYPE_CHECKING:
    from prefect.deployments.runner import RunnerDeployment

FLOW, DEPLOYMENT = "inventera", "natt"


def serve(settings: Settings, tell: Callable[[str], None]) -> None:
    """Run the flow every night until interrupted; with a Prefect server of its own where none is set.

    A night that was missed, because the machine was off or the run was killed, is made good at once. A file tells
    `inventera check` that there is to be a run each night. It stays when the service fails or is stopped by the
    system, and goes when a person ends it with Ctrl-C. Raises ServerError.
    """
    with ExitStack() as stack:
        url = stack.enter_context(server(settings))
        time, before = now(settings), served(settings)
        missed = is_missed(entries(settings), before, settings.schedule, time)
        content = SERVICE.dump_json(Service(time, url))
        try:
            stack.enter_context(marks.held(mark(settings), content, kept_after=(Exception, SystemExit)))
        except TimeoutError:
            raise ServerError(say("serve.already")) from None
        # Prefect reads its settings when it is imported, so that is done last.
        import prefect  # noqa: PLC0415

        deployment = _deployment(settings)
        number = cast("UUID", deployment.apply())  # it has a coroutine for those who await
        schedule = settings.schedule
        tell(say("serve.started", time=schedule.time, timezone=schedule.timezone, url=url))
        if missed:
            tell(say("serve.missed"))
            with prefect.get_client(sync_client=True) as client:
                client.create_flow_run_from_deployment(number)
        prefect.serve(deployment, print_starting_message=False, pause_on_shutdown=False)


def _deployment(settings: Settings) -> RunnerDeployment:
    from prefect.schedules import Cron  # noqa: PLC0415
    from prefect.types.entrypoint import EntrypointType  # noqa: PLC0415

    from flows.inventory import inventory  # noqa: PLC0415

    hour, minute = settings.schedule.time.split(":")
    made = inventory.to_deployment(
        name=DEPLOYMENT,
        schedule=Cron(f"{int(minute)} {int(hour)} * * *", timezone=settings.schedule.timezone),
        parameters={"corpus": str(settings.corpus), "outputs": str(settings.outputs)},
        entrypoint_type=EntrypointType.MODULE_PATH,
        concurrency_limit=1,
    )
    return cast("RunnerDeployment", made)
