"""A run that is killed, wherever that is, harms nothing: the next one ends as if nothing had happened.

One process prepares everything and is forked for each run, which counts what it does to files; at a given count its
whole process group is killed. So each point is a real one, and dozens take seconds.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from tests.flows import scans

ROOT = Path(__file__).resolve().parents[2]
CHAIN = 20
"""Kills one after the other, each run going on where the last was killed."""
ALONE = 10
"""Kills in runs of their own: the last five things that a run does to files, and others spread over it."""

DRIVER = '''
import multiprocessing, os, signal, sys
from datetime import date, datetime, UTC
from pathlib import Path

from flows import engine, publishing, up_to_date
from flows.batch import begun
from flows.summary import load_inventory
from pipeline import run  # so that the workers, which are forked, have it
from pipeline.settings import load

DAY = datetime(2014, 12, 9, 2, tzinfo=UTC)
publishing.now = up_to_date.now = lambda settings: DAY
engine._context = lambda: multiprocessing.get_context("fork")

def counted(events, last, function):
    """The function; the process group dies before it is called for the `last`th time, in whatever process."""
    def called(*arguments, **named):
        with open(events, "ab", buffering=0) as file:
            file.write(b".")
            if file.tell() == last:
                os.killpg(0, signal.SIGKILL)
        return function(*arguments, **named)
    return called


def watch(events, last):
    events.unlink(missing_ok=True)
    for owner, name in ((Path, "replace"), (Path, "unlink"), (os, "link"), (os, "fdopen")):
        setattr(owner, name, counted(events, last, getattr(owner, name)))


def once(settings):
    with begun(settings) as batch:
        made = up_to_date.Made.of(batch.contents, DAY.date(), settings)
        if not batch.reading and made.told():
            return
        before = load_inventory(made.before())
        outcomes = batch.outcomes()
        made.begin()
        publishing.publish_all(outcomes, DAY.date(), settings, before)
        made.done(up_to_date.Told(), up_to_date.Made.of(batch.contents, DAY.date(), settings))


for folder, kill in zip(sys.argv[1::2], map(int, sys.argv[2::2])):
    child = os.fork()
    if not child:
        os.setsid()
        watch(Path(folder) / "events", kill)
        once(load(Path(folder)))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    print(os.waitstatus_to_exitcode(status), flush=True)
'''


def document(path: Path, number: int) -> None:
    canvas = Canvas(str(path), pagesize=A4, invariant=True)
    for line, text in enumerate(
        (
            f"Samverkansavtal {number} om familjecentral",
            "Mellan Västerås stad och Region Västmanland har följande avtal träffats.",
            f"Avtalet gäller från och med den 1 januari 200{number} till och med den 31 december 2015.",
        )
    ):
        canvas.drawString(60, 760 - 40 * line, text)
    canvas.save()


def runs(*kills: tuple[Path, int]) -> list[int]:
    """The exit codes of runs, each in a folder and killed at what it does to files for the given time; 0: never."""
    home = kills[0][0].parent
    (home / "driver.py").write_text(DRIVER, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(home / "driver.py"), *(str(one) for pair in kills for one in pair)],
        cwd=home,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "CALLS": str(home / "calls")},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [int(code) for code in done.stdout.splitlines()]


def everything(desk: Path) -> dict[str, bytes]:
    """All that people see: the outputs without working files, and what lies in the corpus."""
    found = {}
    for top in ("corpus", "outputs"):
        for path in (desk / top).rglob("*"):
            name = path.relative_to(desk).as_posix()
            if path.is_file() and not name.startswith("outputs/work/"):
                found[name] = path.read_bytes()
    return found


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder where a run has been made; since then a note was typed, a document came and one went."""
    desk = tmp_path / "desk"
    (desk / "corpus").mkdir(parents=True)
    for number in (1, 2):
        document(desk / "corpus" / f"{number}.pdf", number)
    engine = tmp_path / "tesseract"
    scans.engine(engine, seconds=0)
    (desk / "inventera.toml").write_text(
        f'workers = 2\n[ocr]\ndpi = {scans.DPI}\ntesseract_cmd = "{engine}"\n', encoding="utf-8"
    )
    assert runs((desk, 0)) == [0]
    path = desk / "outputs" / "forteckning.xlsx"
    book = load_workbook(path)
    sheet = book["Förteckning"]
    heads = [cell.value for cell in sheet[1]]
    sheet.cell(2, heads.index("Anteckning") + 1, "Ring Karin")
    book.save(path)
    document(desk / "corpus" / "3.pdf", 3)
    scans.document(desk / "corpus" / "4.pdf", pages=1)
    (desk / "corpus" / "2.pdf").unlink()
    return desk


def test_a_run_killed_at_any_point_leaves_nothing_that_the_next_does_not_mend(desk: Path) -> None:
    undisturbed, *others = (desk.with_name(f"copy {number}") for number in range(ALONE + 1))
    for copy in (undisturbed, *others):
        shutil.copytree(desk, copy)
    assert runs((undisturbed, 0)) == [0]
    whole, length = everything(undisturbed), (undisturbed / "events").stat().st_size
    assert "Ring Karin" in whole["corpus/rattelser.csv"].decode("utf-8-sig")
    assert b"4.pdf" in whole["outputs/forteckning.json"]

    points = [*range(length, length - 5, -1), *range(length // 6, length - 5, length // 6)][:ALONE]
    kills = [(desk, point) for point in range(1, CHAIN + 1)] + list(zip(others, points, strict=True))
    assert runs(*kills) == [-9] * (CHAIN + ALONE)
    mended = (desk, *others)
    assert runs(*((folder, 0) for folder in mended)) == [0] * len(mended)
    for folder in mended:
        assert everything(folder) == whole
        assert not [path for path in folder.rglob("*") if path.name.endswith(".tmp")]
        assert not (folder / "outputs" / "work" / "run.unfinished").exists()
