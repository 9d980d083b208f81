from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageOps, TiffImagePlugin

from pipeline.errors import DamagedError, TooLargeError
from pipeline.reading.image_file import frame_count, is_image, read_frame

MANY = 10_000_000


@pytest.fixture
def page() -> Image.Image:
    """A page of A4 at 100 dpi with a black field near its top left corner."""
    picture = Image.new("L", (827, 1169), 255)
    picture.paste(0, (100, 100, 400, 200))
    return picture


def assert_is_page(path: Path, number: int = 1) -> None:
    picture, dpi = read_frame(path, number, MANY)
    assert (picture.mode, picture.size, dpi) == ("L", (827, 1169), pytest.approx(100, abs=0.3))
    assert picture.getpixel((150, 150)) < 10
    assert picture.getpixel((10, 10)) > 245
    assert picture.getpixel((150, 1000)) > 245


def sixteen_bits(picture: Image.Image) -> Image.Image:
    return Image.fromarray(np.asarray(picture).astype(np.uint16) * 257)


def transparent(picture: Image.Image) -> Image.Image:
    """The page with its paper left transparent, black below."""
    found = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    found.putalpha(ImageOps.invert(picture))
    return found


MODES: dict[str, Callable[[Image.Image], Image.Image]] = {
    "grey": lambda page: page,
    "two": lambda page: page.convert("1"),
    "colour": lambda page: page.convert("RGB"),
    "cmyk": lambda page: page.convert("RGB").convert("CMYK"),
    "palette": lambda page: page.convert("RGB").convert("P", palette=Image.Palette.ADAPTIVE),
    "transparent": transparent,
    "sixteen": sixteen_bits,
}


@pytest.mark.parametrize(
    ("name", "mode", "how"),
    [
        *(("a.TIF", "two", {"compression": one}) for one in ("group3", "group4", "raw")),
        *(("a.tiff", "grey", {"compression": one}) for one in ("jpeg", "tiff_lzw", "tiff_deflate", "packbits", "raw")),
        *(("a.tif", mode, {"compression": "tiff_lzw"}) for mode in MODES),
        ("a.tif", "cmyk", {"compression": "jpeg"}),
        ("a.tif", "grey", {"big_tiff": True}),
        *(("a.JPG", mode, {}) for mode in ("grey", "colour", "cmyk")),
        ("a.jpeg", "colour", {"progressive": True}),
        *(("a.PNG", mode, {}) for mode in MODES if mode != "cmyk"),
        *(("a.png", mode, {"transparency": paper}) for mode, paper in (("grey", 255), ("sixteen", 65535))),
    ],
)
def test_every_kind_of_picture_is_a_grey_page(
    tmp_path: Path, page: Image.Image, name: str, mode: str, how: dict[str, Any]
) -> None:
    path = tmp_path / name
    MODES[mode](page).save(path, dpi=(100, 100), **how)
    assert is_image(path.read_bytes()[:1024])
    assert frame_count(path) == 1
    assert_is_page(path)


@pytest.mark.parametrize("compression", ["raw", "group4", "tiff_lzw"])
@pytest.mark.parametrize(("orientation", "turned"), [(6, 90), (3, 180), (8, 270)])
def test_a_tiff_is_turned_as_it_says_and_only_once(
    tmp_path: Path, page: Image.Image, compression: str, orientation: int, turned: int
) -> None:
    path = tmp_path / "a.tif"
    lying = page.convert("1").rotate(turned, expand=True)
    lying.save(path, tiffinfo={0x0112: orientation}, compression=compression, dpi=(100, 100))
    assert_is_page(path)


def test_dots_per_centimetre(tmp_path: Path, page: Image.Image) -> None:
    page.save(tmp_path / "a.tif", resolution_unit=3, x_resolution=39.37, y_resolution=39.37)
    assert_is_page(tmp_path / "a.tif")


def test_a_fax_of_half_the_lines_is_stretched(tmp_path: Path, page: Image.Image) -> None:
    path = tmp_path / "a.tif"
    page.convert("1").resize((1688, 1146)).save(path, compression="group3", dpi=(204, 98))
    picture, dpi = read_frame(path, 1, MANY)
    assert dpi == pytest.approx(204)
    assert (picture.width * 72 / dpi, picture.height * 72 / dpi) == pytest.approx((595.3, 841.7), abs=1)


def test_pages_of_a_tiff_may_differ(tmp_path: Path, page: Image.Image) -> None:
    path = tmp_path / "a.tif"
    small = page.resize((413, 583))
    page.save(path, save_all=True, append_images=[page.convert("1"), small, page.convert("RGB")], dpi=(100, 100))
    assert frame_count(path) == 4
    for number in (1, 2, 4):
        assert_is_page(path, number)
    assert read_frame(path, 3, MANY)[0].size == (413, 583)


def test_a_page_deep_in_a_tiff_is_read_without_those_before_it(
    tmp_path: Path, page: Image.Image, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.tif"
    blank = Image.new("1", page.size, 1)
    blank.save(
        path, save_all=True, append_images=[*[blank] * 298, page.convert("1")], compression="group4", dpi=(100, 100)
    )
    decoded: list[int] = []
    load = TiffImagePlugin.TiffImageFile.load

    def counting(self: TiffImagePlugin.TiffImageFile) -> object:
        if self.tile:
            decoded.append(self.tell() + 1)
        return load(self)

    monkeypatch.setattr(TiffImagePlugin.TiffImageFile, "load", counting)
    assert frame_count(path) == 300
    assert_is_page(path, 300)
    assert decoded == [300]


def test_stated_resolution_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("L", (1654, 2339), 255).save(path, dpi=(200, 200))
    picture, dpi = read_frame(path, 1, MANY)
    assert picture.mode == "L"
    assert dpi == pytest.approx(200, abs=0.1)


@pytest.mark.parametrize("stated", [None, 72, 9600])
def test_a_missing_or_impossible_resolution_makes_the_page_a4(tmp_path: Path, stated: int | None) -> None:
    path = tmp_path / "a.jpg"
    Image.new("L", (3308, 4678), 255).save(path, dpi=(stated, stated) if stated else (0, 0))
    assert read_frame(path, 1, MANY)[1] == pytest.approx(400, abs=1)


def test_every_picture_of_a_tiff(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    frames = [Image.new("1", (100, 140), shade) for shade in (1, 0, 1)]
    frames[0].save(path, save_all=True, append_images=frames[1:], compression="group4")
    assert frame_count(path) == 3
    assert [read_frame(path, number, MANY)[0].getpixel((5, 5)) for number in (1, 2, 3)] == [255, 0, 255]


def test_transparent_is_paper(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("RGBA", (100, 140), (0, 0, 0, 0)).save(path)
    assert read_frame(path, 1, MANY)[0].getpixel((5, 5)) == 255


def test_the_camera_s_note_of_up_is_followed(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    Image.new("L", (140, 100), 255).save(path, exif=exif)
    assert read_frame(path, 1, MANY)[0].size == (100, 140)


def test_too_many_pixels_are_refused_before_they_are_decoded(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("1", (3000, 3000)).save(path)
    with pytest.raises(TooLargeError):
        read_frame(path, 1, 1_000_000)


def test_half_a_picture_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    Image.effect_noise((400, 400), 90).save(path)
    path.write_bytes(path.read_bytes()[:3000])
    with pytest.raises(DamagedError):
        read_frame(path, 1, MANY)


def test_only_the_beginning_is_a_picture(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    path.write_bytes(b"II*\0 nonsense")
    assert is_image(path.read_bytes())
    with pytest.raises(DamagedError):
        frame_count(path)
