"""The workers as Windows starts them: from nothing, each importing what it needs."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from flows.batch import begun
from pipeline.settings import load


def test_a_batch_is_read_where_processes_cannot_be_forked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    (tmp_path / "corpus").mkdir()
    canvas = Canvas(str(tmp_path / "corpus" / "avtal.pdf"))
    canvas.drawString(60, 760, "Avtal om samverkan mellan Västerås stad och Region Västmanland")
    canvas.drawString(60, 730, "Avtalet gäller från och med den 1 januari 2012 till och med den 31 december 2013.")
    canvas.save()
    (tmp_path / "corpus" / "trasig.pdf").write_bytes(b"<html>")
    settings = load(tmp_path).model_copy(update={"workers": 1})
    with begun(settings, settings.work / "log.txt") as batch:
        agreement, broken = batch.outcomes()
    assert [str(one.valid_to.value) for one in agreement.agreements] == ["2013-12-31"]
    assert broken.failure
    assert broken.failure.code == "not_a_pdf"
