from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.domain.document import BBox, Word
from pipeline.reading.ocr_cache import FolderOcrCache, OcrKey, OcrPage

KEY = OcrKey("ab" * 32, 3, "pytesseract tesseract 5.3.0", "swe", 300, 3, "1")
PAGE = OcrPage(595.3, 841.9, 90, (Word("Åsmyra", BBox(1.5, 2, 30, 12), 0.93, 11.5), Word("4/3", BBox(40, 2, 50, 12))))


def test_a_page_comes_back_as_it_was(tmp_path: Path) -> None:
    cache = FolderOcrCache(tmp_path / "ocr")
    assert cache.load(KEY) is None
    cache.save(KEY, PAGE)
    assert cache.load(KEY) == PAGE
    (file,) = (tmp_path / "ocr").glob("*/*")
    assert file.name == f"{KEY.name}.json"
    assert file.parent.name == KEY.name[:2]


def test_everything_in_the_key_counts(tmp_path: Path) -> None:
    others = [
        replace(KEY, sha256="cd" * 32),
        replace(KEY, page=4),
        replace(KEY, engine="pytesseract tesseract 5.4.0"),
        replace(KEY, language="eng"),
        replace(KEY, dpi=200),
        replace(KEY, psm=6),
        replace(KEY, preprocessing="2"),
    ]
    assert len({key.name for key in (KEY, *others)}) == len(others) + 1


def test_a_broken_file_counts_as_none(tmp_path: Path) -> None:
    cache = FolderOcrCache(tmp_path)
    cache.save(KEY, PAGE)
    (file,) = tmp_path.glob("*/*.json")
    whole = file.read_text(encoding="utf-8")
    for broken in ("", whole[:40], "[]", '{"words": [[1]]}'):
        file.write_text(broken, encoding="utf-8")
        assert cache.load(KEY) is None
