"""A run leaves one line, however it ends; no two tests here need Prefect."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from flows.run_log import FILE, LINES, Counts, Result, entries, recorded
from pipeline.settings import Settings, load

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2026, 11, 22)
COUNTS = Counts(documents=4, rows=3, new=4, changed=0, gone=0, pages=6, pages_ocr=4, failures={"encrypted": 1})

HANGS = """
import sys, time
from datetime import date
from pathlib import Path
from flows.run_log import recorded
from pipeline.settings import load

with recorded(load(Path(sys.argv[1])), date(2026, 11, 22)):
    print("begun", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "outputs").mkdir()
    return load(tmp_path)


def lines(settings: Settings) -> list[dict[str, object]]:
    return [json.loads(line) for line in (settings.outputs / FILE).read_text(encoding="utf-8").splitlines()]


def test_a_run_that_completed_is_one_line_with_its_counts(settings: Settings) -> None:
    with recorded(settings, DAY) as tell:
        assert [entry.result for entry in entries(settings)] == [Result.RUNNING]
        assert not (settings.outputs / FILE).exists()
        tell(COUNTS)
    (line,) = lines(settings)
    assert (line["result"], line["as_of"]) == ("completed", "2026-11-22")
    assert line["counts"] == {
        "documents": 4, "rows": 3, "new": 4, "changed": 0, "gone": 0, "pages": 6, "pages_ocr": 4,
        "failures": {"encrypted": 1},
    }  # fmt: skip
    (entry,) = entries(settings)
    assert entry.counts == COUNTS
    assert entry.ended
    assert entry.started <= entry.ended
    assert list((settings.work / "running").iterdir()) == []


@pytest.mark.parametrize(("error", "result"), [(OSError, "failed"), (KeyboardInterrupt, "interrupted")])
def test_a_run_that_did_not_complete_is_a_line_too(settings: Settings, error: type[BaseException], result: str) -> None:
    with pytest.raises(error), recorded(settings, DAY):
        raise error
    assert [line["result"] for line in lines(settings)] == [result]
    assert list((settings.work / "running").iterdir()) == []


def test_a_run_that_was_killed_is_told_of_at_once_and_written_by_the_next_one(settings: Settings) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HANGS, str(settings.outputs.parent)], cwd=ROOT, stdout=subprocess.PIPE
    ) as hanging:
        assert hanging.stdout
        assert hanging.stdout.readline().strip() == b"begun"
        assert [entry.result for entry in entries(settings)] == [Result.RUNNING]
        os.kill(hanging.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
    assert [entry.result for entry in entries(settings)] == [Result.KILLED]
    with recorded(settings, DAY) as tell:
        tell(COUNTS)
    assert [line["result"] for line in lines(settings)] == ["killed", "completed"]
    assert [entry.result for entry in entries(settings)] == [Result.KILLED, Result.COMPLETED]


def test_a_run_beside_another_does_not_think_that_one_dead(settings: Settings) -> None:
    with recorded(settings, DAY), recorded(settings, DAY):
        assert [entry.result for entry in entries(settings)] == [Result.RUNNING] * 2
    assert [line["result"] for line in lines(settings)] == ["completed"] * 2


def test_half_a_line_spoils_no_other(settings: Settings) -> None:
    with recorded(settings, DAY) as tell:
        tell(COUNTS)
    with (settings.outputs / FILE).open("ab") as file:
        file.write(b'{"started": "2026-11-')
    with recorded(settings, DAY) as tell:
        tell(COUNTS)
    assert [entry.result for entry in entries(settings)] == [Result.COMPLETED] * 2


def test_the_log_does_not_grow_for_ever(settings: Settings) -> None:
    with recorded(settings, DAY) as tell:
        tell(COUNTS)
    line = (settings.outputs / FILE).read_bytes()
    (settings.outputs / FILE).write_bytes(line * (LINES + 5))
    with recorded(settings, DAY + timedelta(days=1)) as tell:
        tell(COUNTS)
    assert len(lines(settings)) == LINES
    assert lines(settings)[-1]["as_of"] == "2026-11-23"


def test_a_log_that_cannot_be_written_costs_the_run_nothing(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    (settings.outputs / FILE).mkdir()
    settings.work.write_text("in the way of the folder")
    done: list[bool] = []
    with recorded(settings, DAY):
        done.append(True)
    assert done
    assert "cannot be written" in caplog.text
    assert entries(settings) == ()
