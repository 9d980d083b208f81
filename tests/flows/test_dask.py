"""Several machines: a real scheduler and real workers, here all on one machine and spoken to by its loopback address.

Tesseract is replaced by a program that notes which worker it was started by.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

pytest.importorskip("distributed", reason="the extra «dask» is not installed")

from distributed import Client, Security
from distributed.comm.core import CommClosedError

from flows import engine as engines
from flows.check import check
from flows.dask_engine import DaskEngine
from flows.engine import EngineError, chosen
from pipeline.settings import PROGRAM, Settings, load
from tests.flows import scans

SCANS, PAGES, PRINTED = 2, 4, 1
KILLED_AFTER = 1
"""Pages that the worker has recognised when it is killed."""
PATIENCE = 120
"""Seconds; generous, for the machine may have other things to do."""

DRIVER = """
import sys
from datetime import date
from pathlib import Path
from flows.batch import begun
from flows.engine import EngineError
from flows.publishing import publish_all
from flows.work import log_to
from pipeline.settings import load

if __name__ == "__main__":
    settings = load(Path(sys.argv[1]))
    log = settings.work / "logs" / "log.txt"
    log_to(log)
    try:
        with begun(settings, log) as batch:
            outcomes = batch.outcomes()
    except EngineError as error:
        sys.exit(str(error))
    publish_all(outcomes, date(2014, 12, 9), settings)
"""


class Desk:
    """A folder with a corpus, an engine of ours and settings, and the processes that are started there."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.processes: list[subprocess.Popen[bytes]] = []
        self.address = self.dask_settings = ""

    def start(self, *arguments: str, node: str = "here", program: Path = PROGRAM) -> subprocess.Popen[bytes]:
        environment = os.environ | {"CALLS": str(self.root / "calls"), "NODE": node, "PYTHONPATH": str(program)}
        log = (self.root / f"{node}.log").open("wb")
        with log:
            process = subprocess.Popen(
                [sys.executable, *arguments], cwd=self.root, env=environment, stdout=log, stderr=log
            )
        self.processes.append(process)
        return process

    def scheduler(self, *arguments: str) -> subprocess.Popen[bytes]:
        told = self.root / "scheduler.json"
        told.unlink(missing_ok=True)
        command = ("-m", "dask", "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        process = self.start(*command, "--scheduler-file", str(told), *arguments, node="scheduler")
        until(lambda: told.is_file() and told.read_text().rstrip().endswith("}"))
        self.address = json.loads(told.read_text())["address"]
        return process

    def worker(self, node: str, *arguments: str, program: Path = PROGRAM) -> subprocess.Popen[bytes]:
        command = ("-m", "dask", "worker", self.address, "--nthreads", "1", "--no-dashboard", "--name", node)
        folder = ("--local-directory", str(self.root / "scratch"))
        return self.start(*command, *folder, *(arguments or ("--no-nanny",)), node=node, program=program)

    def settings(self, engine: str = "") -> Settings:
        (self.root / "inventera.toml").write_text(
            f'workers = 2\n[ocr]\ndpi = {scans.DPI}\ntesseract_cmd = "{self.root / "tesseract"}"\n{engine}',
            encoding="utf-8",
        )
        return load(self.root)

    def dask(self) -> Settings:
        return self.settings(f'[engine]\nkind = "dask"\naddress = "{self.address}"\n{self.dask_settings}')

    def run(self) -> subprocess.Popen[bytes]:
        return self.start(str(self.root / "driver.py"), str(self.root), node="run")

    def said(self, node: str = "run") -> str:
        return (self.root / f"{node}.log").read_text(encoding="utf-8", errors="replace")

    def recognised(self) -> list[str]:
        """The worker of each page that has been recognised, in turn."""
        path = self.root / "calls"
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        return [line.split()[0] for line in lines]

    def inventory(self) -> dict[str, object]:
        whole = json.loads((self.root / "outputs" / "forteckning.json").read_text(encoding="utf-8"))
        return {name: value for name, value in whole.items() if name != "generated"}


def until(true: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def printed(path: Path, pages: int) -> None:
    canvas = Canvas(str(path), pagesize=A4, invariant=True)
    for _ in range(pages):
        canvas.drawString(60, 780, f"Samverkansavtal om {path.stem}")
        for line in range(1, 20):
            canvas.drawString(60, 780 - 20 * line, "Avtalet gäller från 2014-01-01 till 2015-12-31 mellan parterna.")
        canvas.showPage()
    canvas.save()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    (tmp_path / "corpus").mkdir()
    for number in range(SCANS):
        scans.document(tmp_path / "corpus" / f"skannat {number}.pdf", PAGES)
    for number in range(PRINTED):
        printed(tmp_path / "corpus" / f"tryckt {number}.pdf", PAGES)
    scans.engine(tmp_path / "tesseract")
    (tmp_path / "driver.py").write_text(DRIVER, encoding="utf-8")
    desk = Desk(tmp_path)
    yield desk
    for process in desk.processes:
        process.kill()
    for process in desk.processes:
        process.wait()


def test_a_killed_worker_changes_nothing_in_the_inventory(desk: Desk) -> None:
    desk.settings()
    assert desk.run().wait(timeout=PATIENCE) == 0, desk.said()
    alone = desk.inventory()
    (desk.root / "outputs").rename(desk.root / "alone")
    (desk.root / "calls").unlink()

    desk.scheduler()
    workers = {node: desk.worker(node) for node in ("a", "b")}
    desk.dask()
    running = desk.run()
    until(lambda: desk.recognised().count("a") >= KILLED_AFTER or running.poll() is not None)
    assert running.poll() is None, desk.said()
    workers["a"].kill()
    assert running.wait(timeout=PATIENCE) == 0, desk.said()

    assert desk.inventory() == alone
    assert set(desk.recognised()) == {"a", "b"}
    assert "a" not in desk.recognised()[-2:], "the worker that was left did the rest"
    assert not list((desk.root / "outputs" / "work").glob("dask-*"))


def test_without_the_scheduler_the_run_ends_and_the_inventory_stands(desk: Desk) -> None:
    scheduler = desk.scheduler()
    desk.worker("a")
    desk.dask()
    running = desk.run()
    until(lambda: desk.recognised() or running.poll() is not None)
    scheduler.send_signal(signal.SIGKILL)
    assert running.wait(timeout=PATIENCE) == 1
    assert desk.address in desk.said()
    assert "sparat" in desk.said()
    assert "Traceback" not in desk.said()
    assert not (desk.root / "outputs" / "forteckning.json").exists()


def test_nobody_waits_for_ever_when_the_connection_breaks_while_a_result_is_fetched(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        raise CommClosedError

    desk.scheduler()
    desk.worker("a")
    engine = chosen(desk.dask())
    try:
        monkeypatch.setattr(Client, "_gather", broken)
        with pytest.raises(EngineError, match="bröts"):
            engine.submit(abs, -3, seconds=PATIENCE).result(timeout=PATIENCE)
        with pytest.raises(EngineError, match="bröts"):
            engine.submit(abs, -3, seconds=PATIENCE)
    finally:
        engine.stop()


def test_an_engine_whose_scheduler_died_a_moment_ago_says_so_and_ends_without_an_error(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise CommClosedError

    desk.scheduler()
    desk.worker("a")
    first, second = chosen(desk.dask()), chosen(desk.dask())
    try:
        monkeypatch.setattr(Client, "register_plugin", broken)
        with pytest.raises(EngineError, match="bröts"):
            first.submit(abs, -3, seconds=PATIENCE)
        monkeypatch.undo()
        assert second.submit(abs, -3, seconds=PATIENCE).result(timeout=PATIENCE) == 3
        monkeypatch.setattr(Client, "unregister_worker_plugin", broken)
    finally:
        first.stop()
        second.stop()


def test_a_worker_of_another_version_or_with_a_nanny_is_refused(desk: Desk) -> None:
    other = desk.root / "other"
    for name in ("flows", "pipeline", "models"):
        shutil.copytree(PROGRAM / name, other / name, ignore=shutil.ignore_patterns("__pycache__"))
    with (other / "flows" / "work.py").open("a", encoding="utf-8") as file:
        file.write("# a newer version\n")
    desk.scheduler()
    settings = desk.dask()
    alike = desk.worker("a")
    engine = chosen(settings)
    try:
        assert engine.submit(abs, -3, seconds=PATIENCE).result(timeout=PATIENCE) == 3
        strange = desk.worker("strange", program=other)
        with pytest.raises(EngineError, match="Inventera eller av mappen models"):
            until(lambda: any(job.result() for job in [engine.submit(time.sleep, 0.2, seconds=9) for _ in range(4)]))
    finally:
        engine.stop()
    with pytest.raises(EngineError, match="Inventera eller av mappen models"):
        chosen(settings)
    for worker in (alike, strange):
        worker.kill()
        worker.wait()
    assert (desk.root / "outputs" / "work").is_dir()
    desk.worker("nursed", "--nanny")
    with pytest.raises(EngineError, match="--no-nanny"):
        chosen(settings)
    assert not list(settings.work.glob("dask-*"))


def test_a_job_that_hangs_harms_no_worker_and_a_run_that_all_workers_have_left_is_given_up(desk: Desk) -> None:
    desk.scheduler()
    worker = desk.worker("a")
    engine = DaskEngine(desk.dask(), patience=0.1)
    try:
        assert engine.processes == 1
        with pytest.raises(TimeoutError):
            engine.submit(time.sleep, 600.0, seconds=0.5).result(timeout=PATIENCE)
        assert engine.submit(abs, -3, seconds=PATIENCE).result(timeout=PATIENCE) == 3
        waiting = engine.submit(time.sleep, 600.0, seconds=600)
        assert worker.poll() is None
        worker.kill()
        with pytest.raises(EngineError, match="borta"):
            waiting.result(timeout=PATIENCE)
        with pytest.raises(EngineError, match="borta"):
            engine.submit(abs, -3, seconds=1)
    finally:
        engine.stop()


def test_with_certificates_the_traffic_is_encrypted_and_nobody_else_is_let_in(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = Security.temporary()
    pem = {"ca": own.tls_ca_file, "certificate": own.tls_scheduler_cert, "key": own.tls_scheduler_key}
    for name, text in pem.items():
        (desk.root / f"{name}.pem").write_text(text, encoding="ascii")
    files = {name: str(desk.root / f"{name}.pem") for name in pem}
    tls = ("--tls-ca-file", files["ca"], "--tls-cert", files["certificate"], "--tls-key", files["key"])
    desk.scheduler("--protocol", "tls", *tls)
    assert desk.address.startswith("tls://")
    desk.worker("a", "--no-nanny", *tls)
    desk.dask_settings = "".join(f'tls_{name} = "{file}"\n' for name, file in files.items())
    engine = chosen(desk.dask())
    try:
        assert engine.submit(abs, -3, seconds=PATIENCE).result(timeout=PATIENCE) == 3
    finally:
        engine.stop()
    desk.address = desk.address.replace("tls://", "tcp://")
    monkeypatch.setattr("flows.dask_engine._ANSWER", 2.0)
    with pytest.raises(EngineError, match="svarar inte"):
        chosen(desk.dask())


def test_a_scheduler_that_does_not_answer_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.dask_engine._ANSWER", 1.0)
    desk.address = "tcp://127.0.0.1:9"
    with pytest.raises(EngineError, match=r"tcp://127\.0\.0\.1:9 svarar inte"):
        chosen(desk.dask())
    lines, ready = check(desk.dask())
    assert not ready
    assert any("FEL   Dask" in line and "tcp://127.0.0.1:9 svarar inte" in line for line in lines)


def test_the_library_is_asked_for_only_where_it_is_chosen(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.address = "tcp://127.0.0.1:9"
    monkeypatch.setattr(engines.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(EngineError, match="make dask"):
        chosen(desk.dask())
    code = "import sys, flows.batch; sys.exit('distributed' in sys.modules)"
    assert desk.start("-c", code, node="import").wait(timeout=PATIENCE) == 0
