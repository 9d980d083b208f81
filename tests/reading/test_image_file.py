from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from pipeline.errors import DamagedError, TooLargeError
from pipeline.reading.image_file import frame_count, is_image, read_frame

MANY = 10_000_000


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


def test_sixteen_bits(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("I;16", (100, 140), 65535).save(path)
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
