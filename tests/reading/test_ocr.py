from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from pipeline.errors import PageTimeoutError, UnexpectedError
from pipeline.reading import Limits, ReadingOptions, images, ocr

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


@pytest.mark.usefixtures("tesseract")
def test_orientation(picture: Image.Image) -> None:
    opinion = ocr.orientation(images.turn(picture, 90), 200, OPTIONS)
    assert opinion is not None
    assert opinion.turn == 270


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
