from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageStat
from reportlab.pdfgen.canvas import Canvas

from pipeline.domain.document import BBox, PageShape
from pipeline.errors import DamagedError
from pipeline.reading import Limits, page_picture, read

MakePdf = Callable[..., Path]
A4_AT_120 = (992, 1403)


def opened(content: bytes) -> Image.Image:
    picture = Image.open(BytesIO(content))
    assert picture.format == "PNG"
    return picture.convert("L")


def darkness(picture: Image.Image, box: BBox, page: PageShape) -> float:
    scale = picture.width / page.width
    part = picture.crop(tuple(round(edge * scale) for edge in (box.x0, box.top, box.x1, box.bottom)))
    return 255 - ImageStat.Stat(part).mean[0]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_words_lie_on_the_picture_where_their_boxes_say(
    make_pdf: MakePdf, agreement: Callable[[Canvas], object], rotate: int
) -> None:
    path = make_pdf(agreement, rotate=rotate)
    page = read(path, "a.pdf").pages[0]
    picture = opened(page_picture(path, page.shape, Limits()))
    assert picture.width / picture.height == pytest.approx(page.width / page.height, abs=0.005)
    for word in page.words[:20]:
        assert darkness(picture, page.as_it_lies(word.box), page.shape) > 20
        below = BBox(word.box.x0, word.box.bottom + 4, word.box.x1, word.box.bottom + 8)
        assert darkness(picture, below, page.shape) < 10, "there is paper between the lines"


def test_an_image_is_turned_as_its_page_was(tmp_path: Path) -> None:
    scan = Image.new("L", (1654, 2339), 255)
    scan.paste(0, (200, 200, 600, 300))
    path = tmp_path / "scan.tif"
    scan.transpose(Image.Transpose.ROTATE_90).save(path, dpi=(200, 200))
    picture = opened(page_picture(path, PageShape(1, 595.4, 842.0, rotation=90), Limits()))
    assert picture.size == A4_AT_120
    assert picture.getpixel((240, 150)) < 30
    assert picture.getpixel((240, 600)) > 225


def test_a_page_is_small_enough_for_a_file_share(make_pdf: MakePdf, agreement: Callable[[Canvas], object]) -> None:
    path = make_pdf(agreement)
    content = page_picture(path, PageShape(1, 595.3, 841.9), Limits())
    assert max(opened(content).size) == pytest.approx(max(A4_AT_120), abs=2)
    assert len(content) < 100_000
    poster = make_pdf(agreement, name="poster.pdf", size=(2384, 3370))
    assert max(opened(page_picture(poster, PageShape(1, 2384, 3370), Limits())).size) <= 3_000


def test_a_page_that_cannot_be_drawn_raises(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7 and nothing more")
    with pytest.raises(DamagedError):
        page_picture(path, PageShape(1, 595, 842), Limits())
