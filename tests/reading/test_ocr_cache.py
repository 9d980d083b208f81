from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PIL import Image

from pipeline.reading.engine import Task
from pipeline.reading.ocr_cache import load, name_of, save

PICTURE = Image.new("L", (60, 40), 255)
TASK = Task(300, "swe", 3)
NAME = name_of(PICTURE, TASK, "pytesseract 5.3.0")


def test_a_result_comes_back_as_it_was(tmp_path: Path) -> None:
    assert load(tmp_path / "ocr", NAME) is None
    save(tmp_path / "ocr", NAME, "5\t1\tÅsmyra\n")
    assert load(tmp_path / "ocr", NAME) == "5\t1\tÅsmyra\n"
    (file,) = (tmp_path / "ocr").glob("*/*")
    assert file.name == f"{NAME}.tsv.gz"
    assert file.parent.name == NAME[:2]


def test_the_picture_and_all_that_the_engine_is_told_counts() -> None:
    spot = PICTURE.copy()
    spot.putpixel((3, 3), 0)
    names = {
        NAME,
        name_of(spot, TASK, "pytesseract 5.3.0"),
        name_of(PICTURE.resize((40, 60)), TASK, "pytesseract 5.3.0"),
        name_of(PICTURE, TASK, "pytesseract 5.4.0"),
        name_of(PICTURE, replace(TASK, language="eng"), "pytesseract 5.3.0"),
        name_of(PICTURE, replace(TASK, dpi=200), "pytesseract 5.3.0"),
        name_of(PICTURE, replace(TASK, psm=6), "pytesseract 5.3.0"),
        name_of(PICTURE, replace(TASK, variables=(("invert_threshold", "0"),)), "pytesseract 5.3.0"),
    }
    assert len(names) == 8


def test_a_broken_file_counts_as_none(tmp_path: Path) -> None:
    save(tmp_path, NAME, "5\t1\tÅsmyra\n")
    (file,) = tmp_path.glob("*/*.gz")
    whole = file.read_bytes()
    for broken in (b"", whole[:12], whole[:-4], b"[]" + whole):
        file.write_bytes(broken)
        assert load(tmp_path, NAME) is None
