from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import pipeline.writing
from pipeline.domain.agreement import Outcome
from pipeline.domain.document import PageShape
from pipeline.inventory import report
from pipeline.inventory.labels import Labels
from pipeline.publish import Published, publish
from pipeline.store import write_atomically

TEMPLATES = Path(__file__).parents[2] / "models" / "sv" / "report"


def published(
    outcomes: tuple[Outcome, ...], folder: Path, labels: Labels, pages: report.Sources | None = None
) -> Published:
    return publish(
        outcomes,
        date(2014, 12, 9),
        corpus=folder / "corpus",
        outputs=folder / "outputs",
        labels=labels,
        generated=datetime(2014, 12, 9, 2, tzinfo=UTC),
        program="0.1.0",
        pages=pages,
    )


def names(paths: tuple[Path, ...]) -> list[str]:
    return [path.name for path in paths]


def test_everything_is_written_and_nothing_else(figure_2: tuple[Outcome, ...], tmp_path: Path, labels: Labels) -> None:
    result = published(figure_2, tmp_path, labels)
    written = sorted(path.name for path in (tmp_path / "outputs").iterdir() if path.is_file())
    assert written == sorted(names(result.files))
    assert written == ["bevakning.ics", "forteckning.csv", "forteckning.json", "forteckning.xlsx"]
    assert not (tmp_path / "corpus").exists()
    assert result.locked == ()
    content = json.loads((tmp_path / "outputs" / "forteckning.json").read_bytes())
    assert len(content["rows"]) == len(result.inventory.rows) == 19


def test_a_report_that_cannot_be_written_never_costs_the_workbook(
    figure_2: tuple[Outcome, ...], tmp_path: Path, labels: Labels, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(sha256: str, page: PageShape) -> Path | None:
        raise OSError("the disk is full")

    outcomes = tuple(replace(one, shapes=(PageShape(1, 595, 842),)) for one in figure_2)
    result = published(outcomes, tmp_path, labels, report.Sources(TEMPLATES, broken))
    assert (tmp_path / "outputs" / "forteckning.xlsx").is_file()
    assert len(result.inventory.rows) == 19
    assert "the report could not be written" in caplog.text


def test_the_pages_of_agreements_that_are_gone_go(
    figure_2: tuple[Outcome, ...], tmp_path: Path, labels: Labels
) -> None:
    pages = report.Sources(TEMPLATES, lambda sha256, page: None)
    published(figure_2, tmp_path, labels, pages)
    folder = tmp_path / "outputs" / "rapport" / "avtal"
    assert len(list(folder.iterdir())) == 19
    result = published(figure_2[:3], tmp_path, labels, pages)
    assert {path.stem for path in folder.iterdir()} == {row.id for row in result.inventory.rows}


def test_a_workbook_open_in_excel_gets_a_neighbour_until_it_is_closed(
    figure_2: tuple[Outcome, ...], tmp_path: Path, labels: Labels, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(path: Path, content: bytes) -> None:
        if path.name == "forteckning.xlsx":
            raise PermissionError(path)
        write_atomically(path, content)

    monkeypatch.setattr(pipeline.writing, "write_atomically", locked)
    result = published(figure_2, tmp_path, labels)
    assert names(result.files) == ["forteckning.json", "forteckning.csv", "bevakning.ics", "forteckning_2.xlsx"]
    assert names(result.locked) == ["forteckning.xlsx"]

    monkeypatch.setattr(pipeline.writing, "write_atomically", write_atomically)
    assert published(figure_2, tmp_path, labels).locked == ()
    assert not (tmp_path / "outputs" / "forteckning_2.xlsx").exists()


def test_a_locked_neighbour_stops_nothing(
    figure_2: tuple[Outcome, ...], tmp_path: Path, labels: Labels, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(path: Path, content: bytes) -> None:
        if path.suffix == ".json":
            raise PermissionError(path)
        write_atomically(path, content)

    monkeypatch.setattr(pipeline.writing, "write_atomically", locked)
    result = published(figure_2, tmp_path, labels)
    assert names(result.files) == ["forteckning.csv", "bevakning.ics", "forteckning.xlsx"]
    assert names(result.locked) == ["forteckning.json"]


def test_the_same_run_twice_gives_the_same_bytes(figure_2: tuple[Outcome, ...], tmp_path: Path, labels: Labels) -> None:
    first = {path.name: path.read_bytes() for path in published(figure_2, tmp_path, labels).files}
    assert first == {path.name: path.read_bytes() for path in published(figure_2, tmp_path, labels).files}
