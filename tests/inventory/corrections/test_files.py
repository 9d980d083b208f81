"""Files that are open, damaged, old or gone: nothing that a person has typed is lost."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl import load_workbook

import pipeline.gathering
import pipeline.publish
from flows.publishing import messages
from pipeline.domain.agreement import Agreement, Outcome
from pipeline.store import write_atomically

MakeAgreement = Callable[..., Agreement]
MakeOutcome = Callable[..., Outcome]


@pytest.fixture
def documents(make_agreement: MakeAgreement, make_outcome: MakeOutcome) -> list[Outcome]:
    return [
        make_outcome(f"{name}.pdf", make_agreement(title=f"Avtal {name}", valid_to="2015-12-31"), sha256=name * 8)
        for name in "abc"
    ]


def lock(path: Path, name: str = ".~lock.{}#") -> Path:
    found = path.with_name(name.format(path.name))
    found.write_text("Åsa")
    return found


@pytest.mark.parametrize("name", [".~lock.{}#", "~${}"])
def test_an_open_workbook_is_left_alone_and_harvested(desk: Any, documents: list[Outcome], name: str) -> None:
    desk.night(*documents)
    desk.type("Gäller till", "2016-06-30")
    sign, before = lock(desk.workbook, name), desk.workbook.read_bytes()
    published = desk.night()
    assert desk.workbook.read_bytes() == before
    assert [path.name for path in published.files if path.suffix == ".xlsx"] == ["forteckning_2.xlsx"]
    assert any("forteckning.xlsx är öppen" in text and sign.name in text for text in messages(published))
    assert desk.rows()[0]["valid_to"] == "2016-06-30"
    desk.type("Gäller till", "2017-06-30", row=3, name="forteckning_2.xlsx")
    desk.night()
    sign.unlink()
    published = desk.night()
    assert published.locked == ()
    assert not desk.workbook.with_name("forteckning_2.xlsx").exists()
    assert [row["valid_to"] for row in desk.rows()] == ["2016-06-30", "2017-06-30", "2015-12-31"]
    assert {line["Rättat värde"] for line in desk.corrections()} == {"2016-06-30", "2017-06-30"}


def test_old_edits_of_an_open_workbook_do_not_come_back(desk: Any, documents: list[Outcome]) -> None:
    desk.night(*documents)
    desk.type("Gäller till", "2016-06-30")
    lock(desk.workbook)
    desk.night()
    desk.type("Gäller till", "2018-06-30", name="forteckning_2.xlsx")
    desk.night()
    desk.type("Övrigt", "Nytt", row=3)  # the old one is saved again, with 2016 still in it
    desk.night()
    assert (desk.rows()[0]["valid_to"], desk.rows()[1]["remarks"]) == ("2018-06-30", "Nytt")
    desk.type("Gäller till", "2015-12-31")
    desk.night()
    assert desk.rows()[0]["valid_to"] == "2015-12-31"


def test_a_workbook_saved_while_the_program_works_is_not_overwritten(
    desk: Any, documents: list[Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.night(*documents)
    tabulate = pipeline.publish.tabulate

    def slow(*args: Any, **more: Any) -> Any:
        desk.type("Gäller till", "2016-06-30")
        return tabulate(*args, **more)

    monkeypatch.setattr(pipeline.publish, "tabulate", slow)
    desk.night()
    monkeypatch.undo()
    desk.night()
    assert desk.rows()[0]["valid_to"] == "2016-06-30"


@pytest.mark.parametrize("cause", ["lock", "permission", "unreadable"])
def test_when_the_record_cannot_be_written_the_workbook_keeps_its_edits(
    desk: Any, documents: list[Outcome], monkeypatch: pytest.MonkeyPatch, cause: str
) -> None:
    desk.night(*documents)
    desk.type("Gäller till", "2016-06-30")
    desk.night()
    desk.type("Gäller till", "2017-06-30", row=3)
    record, before = desk.record.read_bytes(), desk.workbook.read_bytes()
    if cause == "lock":
        sign = lock(desk.record)
    elif cause == "unreadable":
        desk.record.write_bytes(b"\x00\x01 no table")
    else:

        def refused(path: Path, content: bytes) -> None:
            if path == desk.record:
                raise PermissionError(path)
            write_atomically(path, content)

        monkeypatch.setattr(pipeline.gathering, "write_atomically", refused)
    published = desk.night()
    assert not published.saved
    assert any("rattelser.csv" in text for text in messages(published))
    assert desk.workbook.read_bytes() == before
    assert [row["valid_to"] for row in desk.rows()][:2] == ["2016-06-30", "2017-06-30"]
    if cause == "lock":
        sign.unlink()
    elif cause == "unreadable":
        desk.record.write_bytes(record)
    monkeypatch.undo()
    assert desk.night().saved
    assert {line["Rättat värde"] for line in desk.corrections()} == {"2016-06-30", "2017-06-30"}


def test_a_damaged_workbook_is_left_to_its_owner(desk: Any, documents: list[Outcome]) -> None:
    desk.night(*documents)
    desk.workbook.write_bytes(desk.workbook.read_bytes()[:5000])
    published = desk.night()
    assert desk.workbook.stat().st_size == 5000
    assert any("går inte att läsa" in text for text in messages(published))
    assert desk.workbook.with_name("forteckning_2.xlsx").exists()


def test_a_stray_cell_at_the_far_end_of_the_sheet_does_not_end_the_run(desk: Any, documents: list[Outcome]) -> None:
    desk.night(*documents)
    with desk.open() as sheet:
        sheet["XFD1048576"] = "x"
    published = desk.night()
    assert any("går inte att läsa" in text for text in messages(published))
    assert (desk.outputs / "forteckning_2.xlsx").is_file()
    assert load_workbook(desk.workbook, read_only=True)["Förteckning"].max_row == 1_048_576, "it is left to its owner"


def test_a_workbook_without_its_hidden_sheet_is_compared_with_an_earlier_one(
    desk: Any, documents: list[Outcome], make_agreement: MakeAgreement, make_outcome: MakeOutcome
) -> None:
    desk.night(*documents)
    for subject in "xyz":  # what the program says changes each night
        desk.night(
            *(make_outcome(o.file, make_agreement(title=o.file, subject=subject), sha256=o.sha256) for o in documents)
        )
    book = openpyxl.load_workbook(desk.workbook)
    del book["inventera"]
    book["Förteckning"]["E3"] = "min text"
    book.save(desk.workbook)
    desk.night()
    assert [line["Rättat värde"] for line in desk.corrections()] == ["min text"]


def test_where_nothing_is_known_her_own_columns_are_still_kept(desk: Any, documents: list[Outcome]) -> None:
    desk.night(*documents)
    book = openpyxl.load_workbook(desk.workbook)
    del book["inventera"]
    book.save(desk.workbook)
    desk.type("Anteckning", "min")
    for path in desk.outputs.glob("*/*.xlsx"):
        path.unlink()
    desk.night()
    assert [line["Fält"] for line in desk.corrections()] == ["Anteckning"]


def test_ten_earlier_versions_are_kept_and_no_version_twice(desk: Any, documents: list[Outcome]) -> None:
    desk.night(*documents)
    desk.night()
    assert not (desk.outputs / "tidigare").exists()
    for number in range(13):
        desk.type("Anteckning", f"nr {number}")
        desk.night()
    kept = sorted((desk.outputs / "tidigare").glob("forteckning_*.xlsx"))
    assert len(kept) == 10
    assert kept[-1].name == "forteckning_2026-12-07_020000.xlsx"
    sheet = openpyxl.load_workbook(kept[-1])["Förteckning"]
    assert "nr 12" in [cell.value for cell in sheet[2]]


def test_no_half_written_file_remains(desk: Any, documents: list[Outcome], monkeypatch: pytest.MonkeyPatch) -> None:
    desk.night(*documents)
    desk.type("Anteckning", "min")
    before = desk.workbook.read_bytes()

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="space"):
        desk.night()
    assert desk.workbook.read_bytes() == before
    assert list(desk.outputs.rglob("*.tmp")) == []
    monkeypatch.undo()
    desk.night()
    assert desk.rows()[0]["note"] == "min"


def test_an_edited_record_counts(desk: Any, documents: list[Outcome]) -> None:
    desk.night(*documents)
    desk.record.write_bytes(
        "Fil,Fält,Rättat värde\na.pdf,Gäller till,31 december 2017\nb.pdf,Nästan,1\n".encode("cp1252")
    )
    published = desk.night()
    assert desk.rows()[0]["valid_to"] == "2017-12-31"
    line = desk.corrections()[0]
    assert (line["Programmets värde"], line["Ändrad"], line["Id"][0]) == ("2015-12-31", "2026-11-24", "r")
    assert any("gick att förstå" in text for text in messages(published))
    assert any("Nästan" in line["Fält"] for line in desk.corrections())


def test_two_runs_on_the_same_give_the_same_bytes(desk: Any, documents: list[Outcome]) -> None:
    desk.night(*documents)
    desk.type("Gäller till", "2016-06-30")
    desk.night()

    def contents() -> dict[str, bytes]:
        found = {name: (desk.outputs / name).read_bytes() for name in ("forteckning.csv", "forteckning.xlsx")}
        lines = (desk.outputs / "forteckning.json").read_text().splitlines()
        return {
            **found,
            "record": desk.record.read_bytes(),
            "json": "\n".join(line for line in lines if '"generated"' not in line).encode(),
        }

    before = contents()
    desk.night()
    assert contents() == before
