from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.mirror import mirror
from pipeline.rights import make_file, make_folder, make_private
from pipeline.store import write_atomically

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")


@pytest.fixture(autouse=True)
def usual_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    folder = tmp_path / "share"
    folder.mkdir()
    folder.chmod(0o755)
    return folder


def test_all_that_lies_in_a_private_folder_is_private(shared: Path) -> None:
    make_private(shared / "work")
    write_atomically(shared / "work" / "a" / "b" / "words.json", b"x")
    make_file(shared / "work" / "a" / "log")
    assert [mode(path) for path in sorted((shared / "work").rglob("*")) if path.is_dir()] == [0o700, 0o700]
    assert [mode(path) for path in sorted((shared / "work").rglob("*")) if path.is_file()] == [0o600, 0o600]


def test_a_folder_that_an_earlier_version_left_open_is_closed(shared: Path) -> None:
    (shared / "work").mkdir()
    assert mode(shared / "work") == 0o755
    make_private(shared / "work")
    assert mode(shared / "work") == 0o700


def test_what_is_published_goes_by_its_folder_and_the_umask(shared: Path) -> None:
    write_atomically(shared / "rapport" / "index.html", b"x")
    assert (mode(shared / "rapport"), mode(shared / "rapport" / "index.html")) == (0o755, 0o644)
    shared.chmod(0o750)
    write_atomically(shared / "forteckning.csv", b"x")
    assert mode(shared / "forteckning.csv") == 0o640


def test_a_picture_that_is_published_can_be_opened_by_colleagues(shared: Path) -> None:
    make_private(shared / "work")
    picture = shared / "work" / "page-1-0.png"
    write_atomically(picture, b"x", shared=True)
    mirror(shared / "rapport", [("sidor/1.png", picture)], re.compile("x"))
    assert mode(shared / "rapport" / "sidor" / "1.png") == 0o644


def test_a_file_in_the_way_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NotADirectoryError):
        make_folder(tmp_path / "file" / "folder")


def test_a_file_that_is_there_keeps_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("lines")
    make_file(tmp_path / "log")
    assert (tmp_path / "log").read_text() == "lines"
