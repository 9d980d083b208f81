from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from pipeline.mirror import mirror

PASSING = re.compile(r"pages/[a-z]+\.html|pictures/[a-z]+\.png")


def there(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_what_is_no_longer_wanted_goes_and_what_others_put_there_stays(tmp_path: Path) -> None:
    mirror(tmp_path, [("index.html", b"1"), ("pages/a.html", b"a"), ("pages/b.html", b"b")], PASSING)
    for own in ("pages/mine 2.html", "notes.txt", "pages/deeper/a.html"):
        (tmp_path / own).parent.mkdir(exist_ok=True)
        (tmp_path / own).write_text("mine")
    mirror(tmp_path, [("index.html", b"2"), ("pages/b.html", b"b")], PASSING)
    assert there(tmp_path) == ["index.html", "notes.txt", "pages/b.html", "pages/deeper/a.html", "pages/mine 2.html"]
    assert (tmp_path / "index.html").read_bytes() == b"2"


def test_what_is_the_same_is_left_alone(tmp_path: Path) -> None:
    mirror(tmp_path, [("pages/a.html", b"a")], PASSING)
    os.utime(tmp_path / "pages" / "a.html", (0, 0))
    mirror(tmp_path, [("pages/a.html", b"a")], PASSING)
    assert (tmp_path / "pages" / "a.html").stat().st_mtime == 0


@pytest.mark.parametrize("links", [True, False])
def test_a_picture_is_linked_or_copied_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    def no_links(source: Path, target: Path) -> None:
        raise OSError("the file system has no hard links")

    if not links:
        monkeypatch.setattr("pipeline.mirror.os.link", no_links)
    source = tmp_path / "kept.png"
    source.write_bytes(b"picture")
    for _ in range(2):
        mirror(tmp_path / "report", [("pictures/a.png", source)], PASSING)
    assert there(tmp_path / "report") == ["pictures/a.png"]
    assert (tmp_path / "report" / "pictures" / "a.png").read_bytes() == b"picture"
    assert source.samefile(tmp_path / "report" / "pictures" / "a.png") is links
    mirror(tmp_path / "report", [], PASSING)
    assert there(tmp_path / "report") == []
    assert source.exists()


def test_nothing_is_removed_when_writing_fails(tmp_path: Path) -> None:
    mirror(tmp_path, [("pages/a.html", b"a")], PASSING)

    def broken() -> object:
        yield "pages/b.html", b"b"
        raise ValueError("a template is broken")

    with pytest.raises(ValueError, match="broken"):
        mirror(tmp_path, broken(), PASSING)
    assert there(tmp_path) == ["pages/a.html", "pages/b.html"]
