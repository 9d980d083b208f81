"""Diaries made by code, as systems and spreadsheets would save them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from pipeline.inventory.diary.entry import Diary
from pipeline.inventory.diary.fields import EntryReader
from pipeline.inventory.diary.reader import read_diary
from pipeline.inventory.diary.vocabulary import Vocabulary
from pipeline.inventory.labels import Labels
from pipeline.lexicon import read_toml

MakeDiary = Callable[..., Diary]
MODELS = Path(__file__).parents[3] / "models"


@pytest.fixture(scope="session")
def reader(labels: Labels) -> EntryReader:
    vocabulary = Vocabulary.parse(read_toml(MODELS / "sv" / "lexicon" / "diary.toml"))
    return EntryReader(vocabulary, labels.corrections.month_names, labels.corrections.day_prefix)


@pytest.fixture(scope="session")
def make_diary(reader: EntryReader) -> MakeDiary:
    """A diary of lines of text; the cells of a line stand between semicolons."""

    def made(*lines: str, file: str = "diarium.csv") -> Diary:
        return read_diary(file, "\r\n".join(lines).encode(), reader)

    return made


def workbook(**sheets: Sequence[Sequence[object]]) -> bytes:
    target = BytesIO()
    book = Workbook(target, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    for name, lines in sheets.items():
        sheet = book.add_worksheet(name)
        for row, line in enumerate(lines):
            for column, cell in enumerate(line):
                if cell is not None:
                    sheet.write(row, column, cell)
    book.close()
    return target.getvalue()


@pytest.fixture(scope="session")
def make_workbook() -> Callable[..., bytes]:
    return workbook
