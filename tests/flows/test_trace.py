from __future__ import annotations

from flows import texts
from flows.trace import _pages
from pipeline.domain.document import Document, Page, PageSource
from pipeline.reading import treatment


def test_the_trace_says_what_was_done_to_a_scan() -> None:
    done = ("whitened", "deskewed -1.3", "one_column")
    page = Page(1, 595, 842, (), PageSource.OCR, "no_text_layer", skew=-1.3, treatments=done)
    lines = list(_pages(Document("a.pdf", "0" * 64, (page,)), {}, {}))
    assert lines[-1] == "    före tolkningen: papperet gjort vitt, uträtad -1,3°, läst som en enda spalt"


def test_every_treatment_has_its_words() -> None:
    assert set(texts.table("trace.treatments")) == set(treatment.TREATMENTS)
