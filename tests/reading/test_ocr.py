from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from pipeline.domain.document import BBox
from pipeline.errors import PageTimeoutError, UnexpectedError
from pipeline.reading import Limits, ReadingOptions, images, ocr
from pipeline.reading.engine import Task

OPTIONS = ReadingOptions()


@pytest.fixture
def picture(
    make_pdf: Callable[..., Path], agreement: Callable[[Canvas], None], picture_of: Callable[[Path], Image.Image]
) -> Image.Image:
    return picture_of(make_pdf(agreement))


@pytest.mark.usefixtures("tesseract")
def test_words_with_places_and_confidence(picture: Image.Image) -> None:
    words = ocr.recognise(picture, 200, OPTIONS)
    assert [word.text for word in words[:5]] == ["Överenskommelse", "om", "samverkan", "kring", "äldre"]
    first = words[0]
    assert first.box.x0 == pytest.approx(72, abs=2)
    assert first.box.bottom == pytest.approx(841.89 - 760, abs=3)
    assert 0.7 < first.confidence <= 1
    assert 8 < first.size < 18
    assert {"2014-02-13", "2015-02-12."} <= {word.text for word in words}


class _Counting:
    """An engine that reads one word and counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def version(self, options: ReadingOptions) -> str:
        return "1"

    def recognise(self, picture: Image.Image, task: Task, options: ReadingOptions) -> str:
        self.asked += 1
        return "5\t1\t1\t1\t1\t1\t100\t200\t50\t25\t93.5\tÅsmyra\n"

    def orientation(self, picture: Image.Image, dpi: int, options: ReadingOptions) -> None:
        return None


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> _Counting:
    engine = _Counting()
    monkeypatch.setitem(ocr.ENGINES, "pytesseract", engine)
    return engine


def test_no_picture_is_recognised_twice(counting: _Counting, tmp_path: Path) -> None:
    options = ReadingOptions(kept=tmp_path / "ocr")
    page, other = Image.new("L", (800, 1100), 255), Image.new("L", (800, 1100), 254)
    first = ocr.recognise(page, 100, options)
    assert ocr.recognise(page.copy(), 100, options) == first
    assert counting.asked == 1
    ocr.recognise(other, 100, options)
    ocr.recognise(page, 100, options, psm=6)
    assert counting.asked == 3


def test_a_full_disk_costs_no_page(counting: _Counting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(ocr, "save", full)
    (word,) = ocr.recognise(Image.new("L", (800, 1100), 255), 100, ReadingOptions(kept=tmp_path))
    assert (word.text, word.confidence, word.box) == ("Åsmyra", 0.935, BBox(72, 144, 108, 162))


@pytest.mark.usefixtures("tesseract")
def test_the_library_reads_what_the_program_reads(picture: Image.Image) -> None:
    pytest.importorskip("tesserocr")
    program = ocr.recognise(picture, 200, OPTIONS)
    library = ocr.recognise(picture, 200, ReadingOptions(engine="tesserocr"))
    assert [word.text for word in library] == [word.text for word in program]
    for one, other in zip(library, program, strict=True):
        assert one.box.x0 == pytest.approx(other.box.x0, abs=1.5)
        assert one.box.bottom == pytest.approx(other.box.bottom, abs=1.5)


@pytest.mark.usefixtures("tesseract")
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("engine", ["pytesseract", "tesserocr"])
def test_orientation(picture: Image.Image, turn: int, engine: str) -> None:
    if engine == "tesserocr":
        pytest.importorskip("tesserocr")
    opinion = ocr.orientation(images.turn(picture, turn), 200, ReadingOptions(engine=engine))
    assert opinion is not None
    assert opinion.turn == (360 - turn) % 360


@pytest.mark.usefixtures("tesseract")
def test_orientation_of_nothing_is_unknown() -> None:
    assert ocr.orientation(Image.new("L", (800, 1100), 255), 100, OPTIONS) is None


@pytest.mark.usefixtures("tesseract")
def test_a_page_may_not_take_forever(picture: Image.Image) -> None:
    with pytest.raises(PageTimeoutError):
        ocr.recognise(picture, 200, ReadingOptions(limits=Limits(page_seconds=0.01)))


@pytest.mark.usefixtures("tesseract")
def test_a_missing_language_is_told() -> None:
    with pytest.raises(UnexpectedError, match="failed"):
        ocr.recognise(Image.new("L", (100, 100), 255), 100, ReadingOptions(language="xyz"))


def test_a_missing_program_is_told() -> None:
    with pytest.raises(UnexpectedError, match="not installed"):
        ocr.recognise(Image.new("L", (100, 100), 255), 100, ReadingOptions(tesseract_cmd="/nowhere/tesseract"))
