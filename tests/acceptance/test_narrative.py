"""sammanstallning.docx in LibreOffice: as a tagged PDF for those who listen to it, and saved anew."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipeline.domain.agreement import Agreement, Kind, Outcome, Party
from pipeline.domain.evidence import Finding, Status
from pipeline.inventory.comparisons.check import check
from pipeline.inventory.comparisons.knowledge import load_knowledge
from pipeline.inventory.labels import Labels
from pipeline.inventory.narrative import Material, NarrativeWords, narrative_bytes, untouched
from pipeline.inventory.table import tabulate
from pipeline.lexicon import read_toml

pytestmark = pytest.mark.acceptance

MODELS = Path(__file__).resolve().parents[2] / "models"
SWEDISH = MODELS / "sv"
_PDF_UA = 'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}'


def content() -> bytes:
    values = {
        "kind": Kind.AGREEMENT, "title": "Samverkansavtal gällande Barnahus", "subject": "Barn som bevittnat våld.",
        "parties": (Party("Västerås stad", "Västerås stad"), Party("Polismyndigheten", "Polismyndigheten")),
        "registry_number": None, "valid_from": date(2010, 10, 1), "valid_to": date(2013, 9, 30), "open_ended": False,
        "renewal": None, "notice_period": None, "signed_on": None, "revised_on": None,
    }  # fmt: skip
    found = {name: Finding(value, Status.STATED) for name, value in values.items()}
    outcome = Outcome("avtal.pdf", "0" * 64, (Agreement(pages=(1, 2), **found),))  # type: ignore[arg-type]
    labels = Labels.parse(read_toml(SWEDISH / "labels.toml"))
    inventory = tabulate([outcome], date(2014, 12, 9), labels)
    words = NarrativeWords.parse(read_toml(SWEDISH / "narrative.toml"))
    checked = check(inventory, load_knowledge(MODELS))
    assert checked
    return narrative_bytes(Material(inventory, labels, words, datetime(2014, 12, 9, 2, tzinfo=UTC), "0.1.0", checked))


def converted(folder: Path, form: str, ending: str) -> Path:
    soffice = shutil.which("soffice") or pytest.skip("LibreOffice is not installed")
    (folder / "sammanstallning.docx").write_bytes(content())
    subprocess.run(
        [
            soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
            "--convert-to", form, "--outdir", str(folder / "ut"), str(folder / "sammanstallning.docx"),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )  # fmt: skip
    return folder / "ut" / f"sammanstallning.{ending}"


def test_a_screen_reader_hears_headings_lists_and_tables(tmp_path: Path) -> None:
    tool = shutil.which("pdfinfo") or pytest.skip("pdfinfo is not installed")
    path = converted(tmp_path, _PDF_UA, "pdf")

    def told(*options: str) -> str:
        return subprocess.run([tool, *options, str(path)], check=True, capture_output=True, text=True).stdout

    about = told()
    assert re.search(r"^Title: +Sammanställning av skriftliga samverkansöverenskommelser$", about, re.MULTILINE)
    assert re.search(r"^Tagged: +yes$", about, re.MULTILINE)
    tree = told("-struct")
    kinds = re.findall(r"^ *(\w+)", tree, re.MULTILINE)
    assert {"H1", "H2", "H3", "Table", "TR", "TH", "TD", "L", "LI", "Link"} <= set(kinds)
    assert kinds.count("Table") >= 10
    text = told("-struct-text")
    assert "Samverkansavtal gällande Barnahus" in text
    assert re.search(r"Sida 1 av \d", subprocess.run(
        ["pdftotext", str(path), "-"], check=True, capture_output=True, text=True
    ).stdout)  # fmt: skip


def test_a_draft_that_libreoffice_has_saved_is_a_persons(tmp_path: Path) -> None:
    assert untouched(content())
    assert not untouched(converted(tmp_path, "docx", "docx").read_bytes())
