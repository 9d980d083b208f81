"""A whole run over awkward names and places: every file comes out once, twice the same, and no output breaks."""

from __future__ import annotations

import csv
import json
import os
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from flows.batch import begun
from flows.limits import limit_messages
from flows.publishing import publish_all
from flows.up_to_date import Made, Told
from pipeline.sections import Limits
from pipeline.settings import Settings, load
from tests.hostile.disguised import disguised, locked
from tests.hostile.pdf_writing import agreement
from tests.hostile.places import lay, places
from tests.hostile.variant import NO_AGREEMENT, ROW

DAY = date(2014, 12, 9)
LONG = "for-lang.pdf"
_TRIED = ("losenord-128.pdf", "bara-skrivskydd-128.pdf", "webbsida.pdf", "tom.pdf", "avtal.png", "word.tif")


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, frozenset[str]]]]:
    """A corpus, and what must come of each of its files."""
    corpus = tmp_path_factory.mktemp("whole") / "corpus"
    corpus.mkdir()
    found = {LONG: frozenset({ROW})}
    (corpus / LONG).write_bytes(agreement(pages=6))
    for one in (*locked(), *disguised()):
        if one.name in _TRIED:
            path = corpus / one.category / one.name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(one.content)
            found[f"{one.category}/{one.name}"] = one.expected
    wanted = [one for one in places() if os.geteuid() or "not_opened" not in one.expected]  # root may read everything
    wanted = [one for one in wanted if os.geteuid() or not one.name.startswith("forbjuden")]
    lay(wanted, corpus)
    os.mkfifo(corpus / "rattelser.csv")
    os.mkfifo(corpus / "diarium.csv")
    there = [one for one in wanted if one.expected and os.path.lexists(corpus / one.category / one.name)]
    yield corpus, found | {f"{one.category}/{one.name}": one.expected for one in there}
    for closed in corpus.rglob("forbjuden"):
        closed.chmod(0o700)


def night(corpus: Path, outputs: Path) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The inventory of one run, and what it tells."""
    limits = Limits(max_pages=4)
    settings: Settings = load(corpus).model_copy(update={"corpus": corpus, "outputs": outputs, "limits": limits})
    with begun(settings) as batch:
        made, outcomes = Made.of(batch.contents, DAY, settings), batch.outcomes()
        made.begin()
        publish_all(outcomes, DAY, settings)
        made.done(Told(), Made.of(batch.contents, DAY, settings))
    content: dict[str, Any] = json.loads((outputs / "forteckning.json").read_text(encoding="utf-8"))
    return content, (*batch.messages, *limit_messages(outcomes))


def test_every_file_comes_out_once_and_twice_the_same(
    tmp_path: Path, expected: tuple[Path, dict[str, frozenset[str]]]
) -> None:
    corpus, wanted = expected
    first, messages = night(corpus, tmp_path / "first")
    places_of = Counter(file for files in files_by_place(first).values() for file in files)
    assert {file for file, count in places_of.items() if count > 1} == set()
    found = {file: place for place, files in files_by_place(first).items() for file in files}
    names = {file: file if file in found else unicodedata.normalize("NFC", file) for file in wanted}
    assert {file: found.get(name) for file, name in names.items() if found.get(name) not in wanted[file]} == {}
    assert set(found) == set(names.values())

    assert "rattelser.csv" in {path.name for path in corpus.iterdir() if path.is_fifo()}  # left alone
    (row,) = (row for row in first["rows"] if row["file"] == LONG)
    assert "5" in row["remarks"]
    assert "6" in row["remarks"]
    assert any(LONG in message for message in messages)
    assert any(str(corpus / "links" / "uppat") in message for message in messages)

    second, _ = night(corpus, tmp_path / "second")
    assert {**second, "generated": ""} == {**first, "generated": ""}
    check_the_others(tmp_path / "first", first)


def files_by_place(inventory: dict[str, Any]) -> dict[str, list[str]]:
    """The files of the rows, of what is no agreement, and of each cause."""
    found: dict[str, list[str]] = {
        ROW: list(dict.fromkeys(row["file"] for row in inventory["rows"])),
        NO_AGREEMENT: [one["file"] for one in inventory["not_agreements"]],
    }
    for one in inventory["failures"]:
        found.setdefault(one["code"], []).append(one["file"])
    return found


def check_the_others(outputs: Path, inventory: dict[str, Any]) -> None:
    """The table, the workbook and the report hold as many as the JSON file."""
    rows = len(inventory["rows"])
    with (outputs / "forteckning.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file, delimiter=";"))) == rows + 1
    book = CalamineWorkbook.from_path(outputs / "forteckning.xlsx")
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    assert sum(any(cell == ROW_HEAD for cell in line) for lines in sheets.values() for line in lines)
    assert len(list((outputs / "rapport" / "avtal").glob("*.html"))) == rows
    assert (outputs / "bevakning.ics").is_file()


ROW_HEAD = "Fil"
