"""Prefect's server for one run, where the user has none.

Prefect starts such a server itself, but only after it has imported all of the server in the process that runs the flow
too, and leaves it running when that process is killed. This one starts beside what else the run begins with.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from flows.environment import LOOPBACK, is_set_up, log_path
from flows.texts import say
from pipeline.settings import Settings

_PROGRAM = "flows.prefect_process"
_ADDRESS = "PREFECT_API_URL"
_START_SECONDS, _STOP_SECONDS = 120, 10


class ServerError(OSError):
    """The server cannot be had; the text tells in Swedish why, and what to do."""


def start_temporary_server(settings: Settings) -> Callable[[], None]:
    """Start the server; what is given waits until it answers, or raises ServerError. It ends with this process.

    Call it before Prefect is imported, which reads the address then. Where the user has a server, or has set up Prefect
    in some way, this does nothing.
    """
    if os.environ.get(_ADDRESS) or is_set_up():
        return lambda: None
    log = log_path(settings)
    with log.open("ab") as output:
        process = subprocess.Popen(  # noqa: S603  # ourselves
            [sys.executable, "-m", _PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=output,
            start_new_session=True,  # Ctrl+C ends the run, which still tells the server so
        )
    atexit.register(_end, process)  # the last of all: Prefect, which is imported later, sends its last words before it
    os.environ[_ADDRESS] = f"http://{LOOPBACK}:{_port(process, log)}/api"
    return lambda: _wait(os.environ[_ADDRESS], log)


def _port(process: subprocess.Popen[bytes], log: Path) -> int:
    line = process.stdout.readline() if process.stdout else b""
    if not line.strip().isdigit():
        raise ServerError(say("serve.server_failed", log=log))
    return int(line)


def _wait(address: str, log: Path) -> None:
    import httpx  # noqa: PLC0415  # Prefect's own, which has been imported by now

    try:
        httpx.get(f"{address}/health", timeout=_START_SECONDS, trust_env=False).raise_for_status()
    except httpx.HTTPError as error:
        raise ServerError(say("serve.server_failed", log=log)) from error


def _end(process: subprocess.Popen[bytes]) -> None:
    try:
        process.communicate(timeout=_STOP_SECONDS)  # its input ends, and so does it
    except subprocess.TimeoutExpired:
        process.kill()
