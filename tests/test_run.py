from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

import pipeline
from flows.trace import trace
from pipeline.domain.document import Document, Legibility, PageSource
from pipeline.lexicon import Lexicon, load
from pipeline.reading import read
from pipeline.run import process
from pipeline.settings import PROGRAM, Settings
from pipeline.settings import load as load_settings

LINES = (
    "Avtal om samverkan kring ungdomsmottagning",
    "Mellan Västerås stad och Region Västmanland har följande avtal träffats.",
    "Avtalet gäller från och med den 1 januari 2012 till och med den 31 december 2013.",
    "Avtalet ersätter överenskommelsen om ungdomsmottagning från 2008.",
    "Syftet med avtalet är att parterna gemensamt ska driva en ungdomsmottagning i centrum.",
)


@cache
def lexicon() -> Lexicon:
    return load(PROGRAM / "models")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "corpus").mkdir()
    return load_settings(tmp_path)


@pytest.fixture
def agreement(settings: Settings) -> Path:
    path = settings.corpus / "mottagning.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    for number, line in enumerate(LINES):
        canvas.setFont("Helvetica-Bold" if number == 0 else "Helvetica", 18 if number == 0 else 10)
        canvas.drawString(60, 760 - 40 * number, line)
    canvas.save()
    return path


def test_a_file_becomes_its_agreement(agreement: Path, settings: Settings) -> None:
    outcome = process(agreement, "mottagning.pdf", settings, lexicon())
    (found,) = outcome.agreements
    assert outcome.failure is None
    assert str(found.valid_to.value) == "2013-12-31"
    assert found.valid_to.evidence[0].page == 1


def test_a_broken_file_becomes_a_failure_with_advice(settings: Settings) -> None:
    path = settings.corpus / "a.pdf"
    path.write_bytes(b"<html>")
    failure = process(path, "a.pdf", settings, lexicon()).failure
    assert failure
    assert failure.code == "not_a_pdf"
    assert "corpus/" in failure.message


def test_what_nobody_foresaw_is_logged_with_its_story(
    agreement: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr("pipeline.run.compose", breaks)
    failure = process(agreement, "mottagning.pdf", settings, lexicon()).failure
    assert failure
    assert failure.code == "unexpected"
    assert "inventera check" in failure.message
    assert "RuntimeError: a bug" in caplog.text


def test_the_trace_tells_pages_clauses_and_each_value_with_its_quote(agreement: Path, settings: Settings) -> None:
    settings = settings.model_copy(update={"models": PROGRAM / "models"})
    told = "\n".join(trace(agreement, settings, mentions=True))
    assert told.startswith("mottagning.pdf\n")
    assert "sida 1: textlager" in told
    assert "Avtal 1: sidorna 1–1" in told
    assert "Gäller till: 2013-12-31" in told
    assert "till och med den 31 december 2013" in told.split("Gäller till")[1]
    assert "regel validity/" in told
    assert "Ersätter: överenskommelsen om ungdomsmottagning från 2008" in told
    assert "Uppsägningstid: –\n        skäl: " in told


def test_the_trace_tells_how_two_readings_of_a_page_compared(
    agreement: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settings.model_copy(update={"models": PROGRAM / "models"})
    (page,) = read(agreement, agreement.name).pages
    layer, ocr = Legibility(words=212, letters=1000, known=610), Legibility(words=230, letters=1000, known=970)
    weighed = replace(page, source=PageSource.OCR, reason="scan_layer_worse_than_ocr", layer=layer, ocr=ocr)
    document = Document(
        "mottagning.pdf", "ab", (weighed, replace(weighed, number=2, reason="scan_layer_good", ocr=None))
    )
    monkeypatch.setattr("flows.trace.read", lambda *_: document)
    told = "\n".join(trace(agreement, settings))
    assert "    textlagret: 212 ord, 61 % svenska; OCR: 230 ord, 97 % svenska\n" in told
    assert "    textlagret: 212 ord, 61 % svenska\n" in told


def test_the_trace_tells_why_a_file_cannot_be_read(settings: Settings) -> None:
    path = settings.corpus / "a.pdf"
    path.write_bytes(b"<html>")
    assert "Kunde inte läsas (not_a_pdf): Filen heter" in "\n".join(trace(path, settings))


def test_the_package_gives_the_five_verbs_and_imports_nothing_until_then() -> None:
    assert [getattr(pipeline, verb).__name__ for verb in ("read", "compose", "annotate", "extract", "tabulate")]
    code = "import pipeline, sys; print([m for m in ('spacy', 'pandas', 'pdfplumber') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=PROGRAM, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
