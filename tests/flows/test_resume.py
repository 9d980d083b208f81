"""A run that is killed goes on where it stopped: no page is recognised twice, and the result is the same.

Tesseract is replaced by a program that notes each picture it is given. It begins slowly enough to be killed.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.flows import scans

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS, PAGES, WORKERS = 3, 5, 2
KILLED_AFTER = (1, 4, 9)
"""Pages recognised when the run is killed, again and again."""

DRIVER = """
import json, sys
from datetime import date
from pathlib import Path
from pipeline.settings import load
from flows.batch import begun
from flows.publishing import publish_all

if __name__ == "__main__":
    settings = load(Path(sys.argv[1]))
    with begun(settings, settings.work / "log.txt") as batch:
        outcomes = batch.outcomes()
    publish_all(outcomes, date(2014, 12, 9), settings)
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with settings, an engine of ours and a corpus of scans, no page like another."""
    (tmp_path / "corpus").mkdir()
    for number in range(DOCUMENTS):
        scans.document(tmp_path / "corpus" / f"{number}.pdf", PAGES)
    engine = tmp_path / "tesseract"
    scans.engine(engine)
    (tmp_path / "inventera.toml").write_text(
        f'workers = {WORKERS}\n[ocr]\ndpi = {scans.DPI}\ntesseract_cmd = "{engine}"\n', encoding="utf-8"
    )
    (tmp_path / "driver.py").write_text(DRIVER, encoding="utf-8")
    return tmp_path


def start(desk: Path) -> subprocess.Popen[bytes]:
    environment = os.environ | {"CALLS": str(desk / "calls"), "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, str(desk / "driver.py"), str(desk)], cwd=desk, env=environment, start_new_session=True
    )


def recognised(desk: Path) -> list[str]:
    path = desk / "calls"
    return path.read_text(encoding="utf-8").splitlines() if path.is_file() else []


def inventory(desk: Path) -> object:
    whole = json.loads((desk / "outputs" / "forteckning.json").read_text(encoding="utf-8"))
    return {name: value for name, value in whole.items() if name != "generated"}


def test_a_killed_run_goes_on_where_it_stopped(desk: Path) -> None:
    for wanted in KILLED_AFTER:
        running = start(desk)
        deadline = time.monotonic() + 120
        while len(recognised(desk)) < wanted and running.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)
        assert running.poll() is None, "the run ended before it could be killed"
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        kept = list((desk / "outputs" / "work" / "ocr").rglob("*.gz"))
        assert len(kept) >= len(set(recognised(desk))) - WORKERS
    assert start(desk).wait(timeout=240) == 0
    interrupted = inventory(desk)
    counts = Counter(recognised(desk))
    assert len(counts) == DOCUMENTS * PAGES
    # A page in progress when the run is killed cannot have been kept; every other one is recognised once.
    assert sum(counts.values()) <= DOCUMENTS * PAGES + WORKERS * len(KILLED_AFTER)

    before = len(recognised(desk))
    for path in (desk / "corpus").iterdir():
        path.rename(path.with_name(f"omdöpt {path.name}"))
    for path in (desk / "outputs" / "work" / "documents").rglob("outcome-*.json"):
        path.unlink()  # as a new version of the program would have it
    assert start(desk).wait(timeout=240) == 0
    assert len(recognised(desk)) == before, "renamed files and new code cost no OCR"

    for path in (desk / "corpus").iterdir():
        path.rename(path.with_name(path.name.removeprefix("omdöpt ")))
    undisturbed = desk / "undisturbed"
    (desk / "outputs").rename(undisturbed)
    assert start(desk).wait(timeout=240) == 0
    assert inventory(desk) == interrupted
