"""One whole run, as the user starts it, over documents that hold what must not get out; many tests look at it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfgen.canvas import Canvas

from tests.flows.test_mail import Server

ROOT = Path(__file__).resolve().parents[2]
SECRET = "kvorlunda"
"""Stands in clauses alone, in no field of the inventory."""
NUMBER, LAST = "640823-3234", "3234"
NAMES = ("Wallerius", "Nordqvist", "Pernilla")
AGREEMENT = (
    "Avtal om samverkan kring ungdomsmottagning",
    "Mellan Västerås stad och Bygg & Son, org.nr 640823 \u2013 3234, har följande avtal träffats.",
    "Avtalet gäller från och med den 1 januari 2012 till och med den 31 december 2013.",
    "Syftet med avtalet är att parterna gemensamt ska driva en ungdomsmottagning i centrum.",
    f"Ersättning lämnas enligt {SECRET}principen, som parterna har kommit överens om i särskild ordning.",
    "Avtalet har upprättats i två likalydande exemplar.",
    "Signerat med BankID av Pernilla Strömgren den 3 december 2011",
    "Anna Wallerius",
    "socialchef",
    "Vård- och omsorgschef Erik Nordqvist",
)

AUDIT = """
import os, sys

def listen(event, args, _path=os.environ["AUDITED"]):
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        told = args[1] if len(args) > 1 else None
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        told = args[0]
    else:
        return
    with open(_path, "a") as file:
        file.write(f"{event} {told!r}\\n")

sys.addaudithook(listen)
"""
"""Tells of every address that a process of Python looks up or connects to."""


@dataclass(frozen=True)
class Ran:
    """What a run left: its folders, what it printed, sent, and asked of the network."""

    corpus: Path
    outputs: Path
    printed: str
    mail: str
    asked: str

    def database(self) -> str:
        """All that Prefect keeps."""
        path = self.outputs / "work" / "prefect" / "prefect.db"
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
            tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            lines = [repr(row) for name in tables for row in connection.execute(f'SELECT * FROM "{name}"')]
        connection.close()
        return "\n".join(lines)

    def logs(self) -> str:
        """What developers read."""
        return "\n".join(path.read_text(encoding="utf-8") for path in (self.outputs / "work" / "logs").iterdir())


def pdf(path: Path, lines: tuple[str, ...]) -> None:
    canvas = Canvas(str(path))
    for number, line in enumerate(lines):
        canvas.setFont("Helvetica-Bold" if number == 0 else "Helvetica", 16 if number == 0 else 10)
        canvas.drawString(60, 780 - 36 * number, line)
    canvas.save()


def scan(path: Path, lines: tuple[str, ...]) -> None:
    picture = Image.new("L", (1654, 2339), 255)
    for number, line in enumerate(lines):
        ImageDraw.Draw(picture).text((150, 200 + 110 * number), line, fill=0, font=ImageFont.load_default(34))
    picture.save(path, dpi=(200, 200))


@pytest.fixture(scope="session")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    folder = tmp_path_factory.mktemp("privacy")
    corpus, outputs, site = folder / "corpus", folder / "ut", folder / "site"
    (corpus / "kommun").mkdir(parents=True)
    site.mkdir()
    outputs.mkdir()
    outputs.chmod(0o755)  # as a share that colleagues look into
    (site / "sitecustomize.py").write_text(AUDIT)
    pdf(corpus / "kommun" / f"Avtal {NUMBER}.pdf", AGREEMENT)
    scan(corpus / "kommun" / "skannat.png", AGREEMENT[:5])
    (corpus / "kommun" / f"trasig {NUMBER}.pdf").write_text(f"{SECRET} i en fil som inte är någon PDF")
    (corpus / "diarium.csv").write_text(
        "Diarienummer;Ärendemening;Motpart;Handläggare\r\n"
        f"KS 2011/9;Ärende om {NUMBER};Bygg {NUMBER};Anna Wallerius\r\n"
    )
    own = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "INVENTERA_"))}
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        mail = {
            "INVENTERA_MAIL__TO": "arkiv@kommun.se",
            "INVENTERA_MAIL__SENDER": "inventera@kommun.se",
            "INVENTERA_MAIL__HOST": "127.0.0.1",
            "INVENTERA_MAIL__PORT": str(server.port),
            "INVENTERA_MAIL__SECURITY": "none",
        }
        folders = ["--corpus", str(corpus), "--outputs", str(outputs)]
        done = subprocess.run(
            [sys.executable, "-m", "flows.cli", "run", "--as-of", "2012-06-01", *folders],
            cwd=ROOT,
            env=own | mail | {"HOME": str(folder), "PYTHONPATH": str(site), "AUDITED": str(folder / "asked")},
            capture_output=True,
            text=True,
            timeout=400,
            check=False,
            umask=0o022,
        )
        server.shutdown()
        thread.join()
    assert done.returncode == 0, done.stderr
    sent = str(server.mail()["Subject"]) + server.mail().get_content()
    return Ran(corpus, outputs, done.stdout + done.stderr, sent, (folder / "asked").read_text())
