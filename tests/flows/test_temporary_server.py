"""The server that Prefect has for one run: it is there for the run, and goes with it, however the run ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from flows import temporary_server as servers
from flows.environment import prepare
from flows.temporary_server import ServerError, start_temporary_server
from pipeline.settings import PROGRAM, Settings

PATIENCE = 120
RUN = """
import os, sys, time
from pathlib import Path
from flows.environment import prepare
from flows.temporary_server import start_temporary_server
from pipeline.settings import Settings

settings = Settings(outputs=Path(sys.argv[1]))
prepare(settings)
start_temporary_server(settings)()
print(os.environ["PREFECT_API_URL"], flush=True)
time.sleep(float(sys.argv[2]))
"""


@pytest.fixture
def nothing_set_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    for name in [name for name in os.environ if name.startswith("PREFECT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    return Settings(outputs=tmp_path / "ut")


def answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/health", timeout=PATIENCE, trust_env=False).is_success
    except httpx.HTTPError:
        return False


@pytest.mark.parametrize(("seconds", "killed"), [(600, True), (0, False)])
def test_it_goes_with_its_run(nothing_set_up: Settings, seconds: int, killed: bool) -> None:
    command = [sys.executable, "-c", RUN, str(nothing_set_up.outputs), str(seconds)]
    with subprocess.Popen(command, cwd=PROGRAM, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout
        address = run.stdout.readline().strip()
        if killed:
            assert answers(address)
            run.kill()
    assert run.returncode == (-signal.SIGKILL if killed else 0)
    deadline = time.monotonic() + PATIENCE
    while answers(address):
        assert time.monotonic() < deadline, "the server lives on"
        time.sleep(0.1)


def test_who_has_a_server_gets_none(nothing_set_up: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servers.subprocess, "Popen", None)
    monkeypatch.setenv("PREFECT_API_URL", "http://prefect.kommun.se/api")
    start_temporary_server(nothing_set_up)()
    assert os.environ["PREFECT_API_URL"] == "http://prefect.kommun.se/api"


def test_a_server_that_does_not_start_is_told(nothing_set_up: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servers, "_PROGRAM", "this")
    with monkeypatch.context() as own:
        own.setattr(os, "environ", dict(os.environ))
        log = prepare(nothing_set_up)
        with pytest.raises(ServerError, match=log.name):
            start_temporary_server(nothing_set_up)
    assert "PREFECT_API_URL" not in os.environ
