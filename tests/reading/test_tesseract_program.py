from __future__ import annotations

import pytest
from PIL import Image

from pipeline.reading import tesseract_program


@pytest.mark.parametrize("compression", ["group3", "group4", "jpeg", "tiff_lzw", "raw"])
@pytest.mark.parametrize("size", [(31, 17), (613, 205), (1904, 484)])
def test_the_file_for_tesseract_is_plain_whatever_the_picture_was_taken_from(
    compression: str, size: tuple[int, int]
) -> None:
    picture = Image.linear_gradient("L").resize(size)
    picture.info = {"compression": compression, "dpi": (1, 1)}
    with tesseract_program._as_file(picture) as path, Image.open(path) as kept:
        assert kept.info["compression"] == "raw"
        assert kept.tobytes() == picture.tobytes()
