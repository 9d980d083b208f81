"""`inventera serve` as it is used: its own server, a night that was missed, a run, the end."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from reportlab.pdfgen.canvas import Canvas

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 240
"""Seconds: the machine may be busy with something else."""
LAST_NIGHT = {"started": "2026-01-01T02:00:03+01:00", "as_of": "2026-01-01", "program": "1", "result": "completed"}


def environment(desk: Path) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "INVENTERA_"))}
    return own | {"HOME": str(desk), "PYTHONPATH": str(ROOT)}


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with settings, one document that can be read and one that cannot, and a night long ago."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (tmp_path / "inventera.toml").write_text(f"workers = 1\n[schedule]\nport = {port}\n", encoding="utf-8")
    (tmp_path / "corpus").mkdir()
    canvas = Canvas(str(tmp_path / "corpus" / "avtal.pdf"))
    canvas.drawString(60, 760, "Avtal om samverkan mellan Västerås stad och Region Västmanland")
    canvas.drawString(60, 730, "Avtalet gäller från och med den 1 januari 2012 till och med den 31 december 2013.")
    canvas.save()
    (tmp_path / "corpus" / "trasig.pdf").write_bytes(b"<html>")
    (tmp_path / "outputs").mkdir()
    (tmp_path / "outputs" / "korlogg.jsonl").write_text(json.dumps(LAST_NIGHT) + "\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def serving(desk: Path) -> Iterator[subprocess.Popen[bytes]]:
    with (desk / "told").open("wb") as told:
        service = subprocess.Popen(
            [sys.executable, "-m", "flows.cli", "serve"], cwd=desk, env=environment(desk), stdout=told, stderr=told
        )
    yield service
    if service.poll() is None:
        service.terminate()
    service.wait(timeout=PATIENCE)


def wait_for(happened: Callable[[], object], desk: Path) -> None:
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end, (desk / "told").read_text(encoding="utf-8")
        time.sleep(0.5)


def runs(desk: Path) -> list[str]:
    text = (desk / "outputs" / "korlogg.jsonl").read_text(encoding="utf-8")
    return [json.loads(line)["result"] for line in text.splitlines()]


def states(desk: Path) -> list[tuple[str, str, str]]:
    """The runs that have ended, as Prefect has them."""
    database = desk / "outputs" / "work" / "prefect" / "prefect.db"
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=60)) as connection:
        query = "SELECT r.name, r.state_type, s.message FROM flow_run r JOIN flow_run_state s ON s.id = r.state_id"
        return [row for row in connection.execute(query) if row[1] not in {"SCHEDULED", "PENDING", "RUNNING"}]


def address(desk: Path) -> str:
    return f"http://127.0.0.1:{tomllib.loads((desk / 'inventera.toml').read_text())['schedule']['port']}"


def check(desk: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "flows.cli", "check"],
        cwd=desk,
        env=environment(desk) | {"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )


def test_a_missed_night_is_made_good_once_and_the_next_one_is_planned(
    desk: Path, serving: subprocess.Popen[bytes]
) -> None:
    wait_for(lambda: len(runs(desk)) > 1, desk)
    wait_for(lambda: states(desk), desk)
    assert runs(desk) == ["completed", "completed"]
    ((name, state, message),) = states(desk)
    assert name.startswith("inventering per 20")
    assert (state, message) == ("COMPLETED", "Klar; 1 dokument kunde inte läsas")
    assert (desk / "outputs" / "forteckning.xlsx").is_file()

    pages = httpx.get(f"{address(desk)}/ui-settings", timeout=60, trust_env=False).json()
    assert pages["api_url"] == f"{address(desk)}/api"  # not port 4200
    told = check(desk).stdout
    assert "1 gick inte att läsa" in told
    assert "Nästa körning: 20" in told

    serving.send_signal(signal.SIGTERM)  # as the system stops a service
    serving.wait(timeout=PATIENCE)
    stopped = check(desk)
    assert "Nattkörningen är inte igång" in stopped.stdout
    assert stopped.returncode == 1


def test_a_port_that_another_program_has_is_told(desk: Path) -> None:
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "flows.cli", "serve"],
            cwd=desk,
            env=environment(desk) | {"INVENTERA_SCHEDULE__PORT": str(port), "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
    assert done.returncode == 1
    assert f"Port {port} på den här datorn används redan" in done.stderr
    assert "Traceback" not in done.stderr
