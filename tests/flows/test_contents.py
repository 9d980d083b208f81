from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from flows import contents
from flows.survey import survey


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name in ("a.pdf", "b.pdf"):
        (folder / name).write_bytes(name.encode())
    return folder


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files whose content is read."""
    names: list[str] = []

    def noted(path: Path) -> str:
        names.append(path.name)
        return path.read_text()

    monkeypatch.setattr(contents, "sha256_of", noted)
    return names


def settle(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let an hour pass."""
    later = time.time() + 3600
    monkeypatch.setattr(contents.time, "time", lambda: later)


def test_a_file_that_is_as_it_was_is_not_read_again(
    tmp_path: Path, corpus: Path, hashed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(monkeypatch)
    first = contents.contents(survey(corpus), {})
    contents.save(tmp_path / "index.json", first)
    assert hashed == ["a.pdf", "b.pdf"]
    index = contents.load(tmp_path / "index.json")
    assert contents.contents(survey(corpus), index) == first
    assert hashed == ["a.pdf", "b.pdf"]
    (corpus / "b.pdf").write_bytes(b"other")
    assert [one.sha256 for one in contents.contents(survey(corpus), index)] == ["a.pdf", "other"]


def test_an_edit_of_the_same_size_that_hides_its_time_is_seen(
    tmp_path: Path, corpus: Path, hashed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(monkeypatch)
    before = (corpus / "a.pdf").stat()
    contents.save(tmp_path / "index.json", contents.contents(survey(corpus), {}))
    time.sleep(0.05)  # the grain of the disk's times
    (corpus / "a.pdf").write_bytes(b"A.PDF")
    os.utime(corpus / "a.pdf", ns=(before.st_atime_ns, before.st_mtime_ns))
    found = contents.contents(survey(corpus), contents.load(tmp_path / "index.json"))
    assert found[0].sha256 == "A.PDF"


def test_what_was_changed_just_before_it_was_looked_at_is_looked_at_again(
    tmp_path: Path, corpus: Path, hashed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contents.time, "sleep", lambda seconds: None)
    first = contents.contents(survey(corpus), {})
    assert [(one.settled, one.trouble) for one in first] == [(False, None), (False, None)]
    contents.save(tmp_path / "index.json", first)
    index = contents.load(tmp_path / "index.json")
    assert index["a.pdf"][0] is None
    (corpus / "a.pdf").write_bytes(b"other")
    assert contents.contents(survey(corpus), index)[0].sha256 == "other"


def test_a_file_that_grows_while_it_is_looked_at_is_left_for_the_next_run(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def grow(seconds: float) -> None:
        with (corpus / "a.pdf").open("ab") as file:
            file.write(b"more")

    monkeypatch.setattr(contents.time, "sleep", grow)
    codes = [one.trouble and one.trouble.code for one in contents.contents(survey(corpus), {})]
    assert codes == ["changing", None]


def test_a_copy_that_keeps_its_old_time_is_seen_to_grow(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.utime(corpus / "a.pdf", (0, 0))

    def grow(seconds: float) -> None:
        with (corpus / "a.pdf").open("ab") as file:
            file.write(b"more")
        os.utime(corpus / "a.pdf", (0, 0))

    monkeypatch.setattr(contents.time, "sleep", grow)
    codes = [one.trouble and one.trouble.code for one in contents.contents(survey(corpus), {})]
    assert codes == ["changing", None]


def test_a_file_that_is_gone_or_may_not_be_opened_has_its_own_trouble(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> str:
        raise PermissionError(13, "Permission denied", str(path))

    settle(monkeypatch)
    sources = survey(corpus)
    (corpus / "b.pdf").unlink()
    monkeypatch.setattr(contents, "sha256_of", refuse)
    found = contents.contents(sources, {})
    assert [one.trouble and one.trouble.code for one in found] == ["not_opened", "vanished"]


@pytest.mark.parametrize("damage", [b"", b"[]", b'{"a.pdf": 1}', b'{"a.pdf": [[1, 2], "ab"]}', b"\xff"])
def test_a_damaged_index_counts_as_none(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "index.json").write_bytes(damage)
    assert contents.load(tmp_path / "index.json") == {}


def test_what_is_no_ordinary_file_is_not_opened_and_what_is_too_large_is_not_read(
    tmp_path: Path, corpus: Path, hashed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(monkeypatch)
    (corpus / "c.pdf").symlink_to(corpus / "a.pdf")
    (corpus / "d.pdf").symlink_to("nowhere")
    (corpus / "e.pdf").symlink_to("e.pdf")
    os.mkfifo(corpus / "f.pdf")
    (corpus / "g.pdf").write_bytes(b"too long")
    found = contents.contents(survey(corpus), {}, max_bytes=5)
    codes = [one.trouble and one.trouble.code for one in found]
    assert codes == [None, None, *["not_a_file"] * 4, "too_large"]
    assert hashed == ["a.pdf", "b.pdf"]
    contents.save(tmp_path / "index.json", found)
    assert list(contents.load(tmp_path / "index.json")) == ["a.pdf", "b.pdf"]
