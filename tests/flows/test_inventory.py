"""One whole run, as the user starts it: the command, Prefect with its temporary server, workers, the inventory."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from flows.batch import begun
from flows.survey import survey
from pipeline.domain.agreement import FIELDS, Agreement, Kind, Outcome
from pipeline.domain.document import PageShape
from pipeline.domain.evidence import Finding, Status
from pipeline.settings import load
from pipeline.store import Store, sha256_of

ROOT = Path(__file__).resolve().parents[2]
LINES = (
    "Avtal om samverkan kring ungdomsmottagning",
    "Mellan Västerås stad och Region Västmanland har följande avtal träffats.",
    "Avtalet gäller från och med den 1 januari 2012 till och med den 31 december 2013.",
    "Syftet med avtalet är att parterna gemensamt ska driva en ungdomsmottagning i centrum.",
)
UNREACHABLE = {
    "INVENTERA_MAIL__TO": "arkiv@kommun.se",
    "INVENTERA_MAIL__SENDER": "inventera@kommun.se",
    "INVENTERA_MAIL__HOST": "finns-inte.invalid",
}
"""A mail server that is not there costs the run nothing."""
PROXY = {"http_proxy": "http://127.0.0.1:9", "HTTPS_PROXY": "http://127.0.0.1:9"}
"""A municipality's proxy knows nothing of Prefect's server on this machine."""


def agreement(path: Path) -> None:
    canvas = Canvas(str(path), pagesize=A4)
    for number, line in enumerate(LINES):
        canvas.setFont("Helvetica-Bold" if number == 0 else "Helvetica", 18 if number == 0 else 10)
        canvas.drawString(60, 760 - 40 * number, line)
    canvas.save()


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus" / "västerås"
    folder.mkdir(parents=True)
    agreement(folder / "mottagning.pdf")
    (folder / "<b>trasig.pdf").write_bytes(b"<html>404</html>")
    (folder / os.fsdecode(b"l\xe5st.pdf")).write_bytes(b"")  # a name from an old Windows server
    (folder / "anteckning.txt").write_text("inget dokument")
    return tmp_path / "corpus"


def test_a_run_ends_well_though_a_document_is_broken(tmp_path: Path, corpus: Path) -> None:
    outputs = tmp_path / "ut"
    command = [sys.executable, "-m", "flows.cli", "run", "--as-of", "2014-12-09"]
    keep = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "INVENTERA_"))}
    done = subprocess.run(
        [*command, "--corpus", str(corpus), "--outputs", str(outputs)],
        cwd=ROOT,
        env=keep | {"HOME": str(tmp_path)} | UNREACHABLE | PROXY,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Nya filer: 3" in done.stdout
    assert "Oläsliga: 2\n  västerås/<b>trasig.pdf: Filen heter något på .pdf" in done.stdout
    assert done.stdout.strip().endswith(str(outputs / "forteckning.xlsx"))
    assert done.stderr == ""
    assert "E-post till arkiv@kommun.se kunde inte skickas (" in done.stdout

    inventory = json.loads((outputs / "forteckning.json").read_text(encoding="utf-8"))
    (row,) = inventory["rows"]
    assert (row["file"], row["owner"], row["valid_to"]) == ("västerås/mottagning.pdf", "västerås", "2013-12-31")
    assert [failure["code"] for failure in inventory["failures"]] == ["not_a_pdf", "not_a_pdf"]
    assert (outputs / "forteckning.xlsx").is_file()
    assert (outputs / "forteckning.csv").is_file()
    assert (outputs / "bevakning.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    page = (outputs / "rapport" / "avtal" / f"{row['id']}.html").read_text(encoding="utf-8")
    (picture,) = (outputs / "rapport" / "sidor").iterdir()
    assert f'src="../sidor/{picture.name}"' in page
    in_prefect(outputs / "work" / "prefect" / "prefect.db")


def in_prefect(database: Path) -> None:
    """The run, its tasks and its artifacts, as Prefect has them."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        runs = connection.execute("SELECT name, state_type FROM flow_run").fetchall()
        tasks = connection.execute("SELECT name, state_type FROM task_run ORDER BY name").fetchall()
        artifacts = dict(connection.execute("SELECT key, data FROM artifact").fetchall())
    connection.close()
    assert runs == [("inventering per 2014-12-09", "COMPLETED")]
    assert tasks == [
        ("västerås/<b>trasig.pdf", "COMPLETED"),
        ("västerås/l?st.pdf", "COMPLETED"),
        ("västerås/mottagning.pdf", "COMPLETED"),
    ]
    assert set(artifacts) == {"sammanfattning", "forteckning"}
    assert "<b>" not in artifacts["sammanfattning"]
    assert "ungdomsmottagning" in artifacts["forteckning"]


def test_pictures_that_are_missing_are_made_though_nothing_is_read(tmp_path: Path, corpus: Path) -> None:
    settings = load(ROOT).model_copy(update={"corpus": corpus, "outputs": tmp_path / "ut", "workers": 1})
    store, source = Store.of(settings), next(one for one in survey(corpus) if one.path.name == "mottagning.pdf")
    absent: Finding[Any] = Finding(None, Status.ABSENT)
    values: dict[str, Any] = dict.fromkeys(FIELDS, absent) | {
        "kind": Finding(Kind.AGREEMENT, Status.STATED),
        "parties": Finding((), Status.ABSENT),
        "open_ended": Finding(False, Status.ABSENT),  # a value
    }
    one = Outcome(
        source.file,
        sha256_of(source.path),
        (Agreement(pages=(1, 1), **values),),
        shapes=(PageShape(1, 595.3, 841.9),),
    )
    assert store.save(one)
    assert store.load(one.file, one.sha256) == one
    picture = store.picture(one.sha256, one.shapes[0])
    with begun(settings) as batch:
        assert source.file in batch.known
        batch.outcomes()
    made = picture.stat().st_mtime_ns  # the run has waited for it
    with begun(settings) as batch:
        batch.outcomes()
    assert picture.stat().st_mtime_ns == made
