from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.domain.document import PageSource
from pipeline.reading import read
from pipeline.reading.mended import has_form, mended_copy

Draw = Callable[[Canvas], object]


@pytest.fixture
def filled_in(make_pdf: Callable[..., Path]) -> Path:
    """A form whose date is filled in."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Avtalet gäller från")
        canvas.acroForm.textfield(name="from", value="2014-02-13", x=200, y=690, width=120, height=24, fontSize=12)

    return make_pdf(draw)


def test_what_is_filled_in_is_text_of_the_page(filled_in: Path) -> None:
    before = filled_in.read_bytes()
    assert has_form(filled_in)
    (page,) = read(filled_in, "a.pdf").pages
    assert [word.text for word in page.words] == ["Avtalet", "gäller", "från", "2014-02-13"]
    assert page.words[3].box.x0 == pytest.approx(202, abs=5)
    assert filled_in.read_bytes() == before


def test_a_file_without_its_end_keeps_its_text_layer(make_pdf: Callable[..., Path], agreement: Draw) -> None:
    path = make_pdf(agreement)
    assert not has_form(path)
    content = path.read_bytes()
    path.write_bytes(content[: content.rindex(b"xref")])
    (page,) = read(path, "a.pdf").pages
    assert page.source is PageSource.TEXT_LAYER
    assert page.words[0].text == "Överenskommelse"


def test_a_copy_is_a_pdf(make_pdf: Callable[..., Path], agreement: Draw) -> None:
    assert mended_copy(make_pdf(agreement)).read(5) == b"%PDF-"


def test_what_is_no_pdf_has_no_form(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"nonsense")
    assert not has_form(path)
