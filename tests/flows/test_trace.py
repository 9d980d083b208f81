from __future__ import annotations

from pathlib import Path

import pytest

from flows import texts, trace
from flows.trace import _pages
from pipeline.domain.document import Document, Page, PageSource
from pipeline.reading import treatment
from pipeline.settings import load


def test_the_trace_says_what_was_done_to_a_scan() -> None:
    done = ("whitened", "deskewed -1.3", "one_column")
    page = Page(1, 595, 842, (), PageSource.OCR, "no_text_layer", skew=-1.3, treatments=done)
    lines = list(_pages(Document("a.pdf", "0" * 64, (page,)), {}, {}))
    assert lines[-1] == "    före tolkningen: papperet gjort vitt, uträtad -1,3°, läst som en enda spalt"


def test_a_file_that_wants_too_much_memory_is_told_and_leaves_the_machine_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trace, "read", lambda *_: bytearray(10_000_000_000))
    path = tmp_path / "a.pdf"
    path.touch()
    lines = list(trace.trace(path, load(tmp_path)))
    assert any("too_large" in line for line in lines)
    assert len(bytearray(10_000)) == 10_000


def test_every_treatment_has_its_words() -> None:
    assert set(texts.table("trace.treatments")) == set(treatment.TREATMENTS)
