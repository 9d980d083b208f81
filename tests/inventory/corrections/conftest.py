"""A desk on which nights and people take turns: the program writes the workbook, a person opens, edits and saves it."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.domain.agreement import Outcome
from pipeline.inventory.labels import Labels
from pipeline.publish import Published, publish

DAY = date(2014, 12, 9)


class Desk:
    """One municipality: its corpus (only its corrections lie there), its outputs, its documents."""

    def __init__(self, folder: Path, labels: Labels) -> None:
        self.corpus, self.outputs, self.labels = folder / "corpus", folder / "outputs", labels
        self.corpus.mkdir(parents=True)
        self.outcomes: list[Outcome] = []
        self.now = datetime(2026, 11, 22, 2, tzinfo=UTC)
        self.published: Published | None = None

    @property
    def workbook(self) -> Path:
        return self.outputs / "forteckning.xlsx"

    @property
    def record(self) -> Path:
        return self.corpus / "rattelser.csv"

    def night(self, *outcomes: Outcome) -> Published:
        """A night's run, with other documents if they are given."""
        self.outcomes = list(outcomes) or self.outcomes
        self.now += timedelta(days=1)
        self.published = publish(
            self.outcomes, DAY, corpus=self.corpus, outputs=self.outputs, labels=self.labels,
            generated=self.now, program="0.1.0",
        )  # fmt: skip
        return self.published

    @contextmanager
    def open(self, name: str = "forteckning.xlsx", sheet: str = "Förteckning") -> Iterator[Worksheet]:
        """Excel: open, edit, save."""
        book = openpyxl.load_workbook(self.outputs / name)
        yield book[sheet]
        book.save(self.outputs / name)

    def type(self, head: str, value: object, row: int = 2, **where: str) -> None:
        """Type into one cell of one row (2 is the first) and save."""
        with self.open(**where) as sheet:
            cell(sheet, head, row).value = value

    def rows(self) -> list[dict[str, Any]]:
        content = json.loads((self.outputs / "forteckning.json").read_bytes())
        found: list[dict[str, Any]] = content["rows"]
        return found

    def table(self) -> list[dict[str, str]]:
        with (self.outputs / "forteckning.csv").open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file, delimiter=";"))

    def shown(self, head: str, row: int = 2, sheet: str = "Förteckning") -> Any:
        """What a cell of the workbook shows, days as days."""
        value = cell(openpyxl.load_workbook(self.workbook)[sheet], head, row).value
        return value.date() if isinstance(value, datetime) else value

    def comment(self, head: str, row: int = 2, sheet: str = "Förteckning") -> str:
        found = cell(openpyxl.load_workbook(self.workbook)[sheet], head, row).comment
        return found.text if found else ""

    def corrections(self) -> list[dict[str, str]]:
        if not self.record.exists():
            return []
        with self.record.open(encoding="utf-8-sig", newline="") as file:
            lines = csv.DictReader(file, delimiter=";")
            return [{head: text.removeprefix("'") for head, text in line.items()} for line in lines]


def cell(sheet: Worksheet, head: str, row: int = 2) -> Any:
    heads = [one.value for one in sheet[1]]
    return sheet.cell(row, heads.index(head) + 1)


@pytest.fixture(scope="session")
def cell_of() -> Callable[..., Any]:
    return cell


@pytest.fixture
def desk(tmp_path: Path, labels: Labels) -> Desk:
    return Desk(tmp_path, labels)


@pytest.fixture(scope="session")
def make_desk() -> Callable[..., Desk]:
    return Desk
