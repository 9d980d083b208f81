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
from flows.server import server
from flows.temporary_server import ServerError
from flows.texts import say
from pipeline.settings import Settings

if TYPE_CHECKING:
    from prefect.client.orchestration import SyncPrefectClient
    from prefect.deployments.runner import RunnerDeployment

FLOW, DEPLOYMENT = "inventera", "natt"
_MOST_RUNS = 100


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
        with prefect.get_client(sync_client=True) as client:
            _bury(client, number, settings)
            if missed:
                tell(say("serve.missed"))
                client.create_flow_run_from_deployment(number)
        # One run after the other, by a limit of this process: one of the server's outlives a run that was killed.
        prefect.serve(deployment, print_starting_message=False, pause_on_shutdown=False, limit=1)


def _bury(client: SyncPrefectClient, deployment: UUID, settings: Settings) -> None:
    """Tell the server of runs that were killed with the service; it shows them as running for ever else."""
    from prefect.client.schemas.filters import DeploymentFilter, FlowRunFilter  # noqa: PLC0415
    from prefect.client.schemas.sorting import FlowRunSort  # noqa: PLC0415
    from prefect.states import Crashed  # noqa: PLC0415

    of_ours = DeploymentFilter.model_validate({"id": {"any_": [deployment]}})
    begun = FlowRunFilter.model_validate({"state": {"type": {"any_": ["RUNNING", "PENDING"]}}})
    found = client.read_flow_runs(
        deployment_filter=of_ours, flow_run_filter=begun, sort=FlowRunSort.ID_DESC, limit=_MOST_RUNS
    )
    for run in found:
        if run.parameters.get("outputs") == str(settings.outputs):
            client.set_flow_run_state(run.id, Crashed(message=say("run.killed")), force=True)


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
    )
    return cast("RunnerDeployment", made)
