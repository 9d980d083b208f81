from __future__ import annotations

import os
import socket
import unicodedata
from pathlib import Path

from flows.survey import survey


def laid(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def names(folder: Path) -> list[str]:
    return [source.file for source in survey(folder)]


def test_documents_of_every_kind_are_found_in_any_folder(tmp_path: Path) -> None:
    laid(tmp_path, "b.PDF", "a/1.pdf", "a/b/c/2.Tif", "a/3.tiff", "a/4.jpg", "a/5.JPEG", "a/6.png")
    assert names(tmp_path) == ["a/1.pdf", "a/3.tiff", "a/4.jpg", "a/5.JPEG", "a/6.png", "a/b/c/2.Tif", "b.PDF"]


def test_everything_else_is_passed_over(tmp_path: Path) -> None:
    laid(tmp_path, "rattelser.csv", "diarium.xlsx", "gold.jsonl", "LÄS MIG.txt", "x.py", "inventera.toml", "pdf")
    laid(tmp_path, ".dold.pdf", ".dold/a.pdf", "~$utkast.docx")
    assert names(tmp_path) == []


def test_links_and_sockets_that_look_like_documents_are_listed_and_folders_behind_links_are_told(
    tmp_path: Path,
) -> None:
    laid(tmp_path / "annan", "a.pdf")
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "fil.pdf").symlink_to(tmp_path / "annan" / "a.pdf")
    (corpus / "mapp").symlink_to(tmp_path / "annan", target_is_directory=True)
    (corpus / "slinga").symlink_to(corpus, target_is_directory=True)
    os.mkfifo(corpus / "rör.pdf")
    (corpus / "slut").symlink_to("slut")
    told: list[Path] = []
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(corpus / "s.pdf"))
        found = survey(corpus, told.append)
    assert [source.file for source in found] == ["fil.pdf", "rör.pdf", "s.pdf"]
    assert sorted(told) == [corpus / "mapp", corpus / "slinga"]


def test_names_are_composed_and_two_that_look_the_same_stay_two(tmp_path: Path) -> None:
    composed = "överenskommelse.pdf"
    apart = unicodedata.normalize("NFD", composed)
    laid(tmp_path, apart)
    assert names(tmp_path) == [composed]
    laid(tmp_path, composed)
    assert sorted(names(tmp_path)) == sorted([apart, composed])
    assert {source.path.name for source in survey(tmp_path)} == {apart, composed}


def test_a_name_that_is_no_utf8_is_found(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"v\xe4ster.pdf")).write_bytes(b"x")
    (source,) = survey(tmp_path)
    assert source.path.read_bytes() == b"x"
