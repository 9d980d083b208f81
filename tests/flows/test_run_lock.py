from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import tempfile
from collections import namedtuple
from datetime import date
from pathlib import Path

import pytest

from flows.publishing import publish_all
from flows.run_lock import alone
from flows.stops import StoppedError, explained
from pipeline.domain.agreement import Failure, Outcome
from pipeline.settings import Settings, load

Usage = namedtuple("Usage", "total used free")  # noqa: PYI024  # as shutil has it
ROOT = Path(__file__).resolve().parents[2]
HOLDS = """
import sys, time
from pathlib import Path
from flows.run_lock import alone
from pipeline.settings import load

settings = load(Path(sys.argv[1]))
with alone(settings) as temporary:
    (temporary / "page.tif").write_bytes(b"a page on its way to Tesseract")
    (settings.outputs / ".forteckning.xlsx.1-1.tmp").write_bytes(b"half")
    (settings.outputs / "egen.tmp").write_bytes(b"somebody's own")
    print(temporary, flush=True)
    time.sleep(600)
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "corpus").mkdir()
    return load(tmp_path).model_copy(update={"corpus": tmp_path / "corpus", "outputs": tmp_path / "outputs"})


def test_a_second_run_leaves_and_a_killed_one_holds_nobody_up(tmp_path: Path, settings: Settings) -> None:
    command = [sys.executable, "-c", HOLDS, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        temporary = Path(other.stdout.readline().strip())
        assert temporary.parent == Path(tempfile.gettempdir())
        with pytest.raises(StoppedError, match="En annan körning pågår redan"), alone(settings):
            pytest.fail("two at once")
        assert temporary.is_dir()
        os.kill(other.pid, signal.SIGKILL)
        other.wait()
    with alone(settings):
        assert not temporary.exists()
        left = sorted(path.name for path in settings.outputs.iterdir() if path.is_file())
        assert left == ["egen.tmp"]
    with alone(settings) as own:
        assert own.is_dir()
    assert not own.exists()


def test_a_run_that_fails_lets_go(settings: Settings) -> None:
    with pytest.raises(ValueError, match="broken"), alone(settings):
        raise ValueError("broken")
    with alone(settings):
        pass


def test_a_full_disk_is_seen_before_anything_begins(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.run_lock.shutil.disk_usage", lambda folder: Usage(10, 9, 1))
    with pytest.raises(OSError, match="No space left") as caught, alone(settings):
        pytest.fail("begun")
    assert "Frigör utrymme" in (explained(caught.value, settings) or "")


def test_outputs_are_all_old_when_there_is_no_room_for_all_new(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(folder: Path, size: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    def publish(day: date) -> None:
        publish_all([Outcome("a.pdf", "ab", failure=Failure("damaged", "Skadad."))], day, settings)

    publish(date(2014, 12, 9))
    before = {path: path.read_bytes() for path in settings.outputs.rglob("*") if path.is_file()}
    monkeypatch.setattr("pipeline.writing.make_sure_of_room", full)
    with pytest.raises(OSError, match="No space left"):
        publish(date(2014, 12, 10))
    assert {path: path.read_bytes() for path in settings.outputs.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "Disken är full"), (errno.EROFS, "Det går inte att skriva"), (errno.EACCES, "Det går inte")],
)
def test_what_a_person_can_mend_is_said_in_swedish(settings: Settings, number: int, words: str) -> None:
    error = RuntimeError("a task failed")
    error.__cause__ = OSError(number, os.strerror(number), "forteckning.xlsx")
    text = explained(error, settings)
    assert text
    assert text.startswith(words)
    assert str(settings.outputs) in text
    assert explained(ValueError("?"), settings) is None
