"""Workbooks and tables that somebody has laid where people's own lie: corrections, diary, answers to the survey."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from flows.publishing import labels
from pipeline.inventory.corrections.reader import UnreadableWorkbookError, read_workbook
from pipeline.inventory.diary.entry import Problem
from pipeline.inventory.diary.fields import EntryReader
from pipeline.inventory.diary.reader import read_diary
from pipeline.inventory.diary.vocabulary import Vocabulary
from pipeline.inventory.workbook_extent import fits
from pipeline.lexicon import read_toml
from tests.inventory.conftest import agreement, outcome
from tests.trust.everything import MODELS, night, settings_of

LABELS = labels(settings_of(Path(), Path()))
READER = EntryReader(
    Vocabulary.parse(read_toml(MODELS / "sv" / "lexicon" / "diary.toml")),
    LABELS.corrections.month_names,
    LABELS.corrections.day_prefix,
)
HEADS = ("Diarienummer", "Ärendemening", "Motpart", "Undertecknat")
STRINGS, SHEET = "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"
LAUGHS = (
    '<!DOCTYPE sst [<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)) + "]>"
)
OUTSIDE = '<!DOCTYPE sst [<!ENTITY a9 SYSTEM "file:///etc/passwd">]>'


def diary(**parts: bytes) -> bytes:
    """A diary with one entry; `parts` of the archive are replaced or added."""
    target = io.BytesIO()
    with Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADS)
        sheet.write_row(1, 0, ("KS 2014/10", "Avtal om tolktjänst", "Region Västmanland", "2014-03-01"))
    return target.getvalue()


def changed(book: bytes, **edits: str) -> bytes:
    """The workbook with texts put in: `strings` and `sheet` name the parts, «old|new» what is replaced there."""
    names = {"strings": STRINGS, "sheet": SHEET}
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name).decode()
            for key, edit in edits.items():
                if names[key] == name:
                    before, _, after = edit.partition("|")  # what follows may have more of them
                    assert before in content
                    content = content.replace(before, after, 1)
            new.writestr(name, content)
    return target.getvalue()


def titles(content: bytes) -> list[str]:
    return [entry.title for entry in read_diary("diarium.xlsx", content, READER).entries]


@pytest.mark.parametrize("doctype", [LAUGHS, OUTSIDE])
@pytest.mark.parametrize("part", ["strings", "sheet"])
def test_no_entity_is_unfolded_or_fetched(doctype: str, part: str) -> None:
    root = {"strings": "<sst ", "sheet": "<worksheet "}[part]
    book = changed(diary(), **{part: f"{root}|{doctype}{root}"})
    word = {"strings": "Avtal om tolktjänst</t>|&a9;</t>", "sheet": "<v>5</v>|<v>&a9;</v><f>&a9;</f>"}[part]
    book = changed(book, **{part: word})
    found = titles(book)
    assert sum(map(len, found)) < 1_000
    assert "root:" not in "".join(found)
    with suppress(UnreadableWorkbookError):
        assert read_workbook(book, LABELS).baseline is None


def bomb(*, honest: bool) -> bytes:
    """A workbook whose strings are said to fill two gigabytes, or fill twenty megabytes and are said to be small."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(diary())) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name == STRINGS:
                with new.open(name, "w") as part:
                    for _ in range(20):
                        part.write(b"<si><t>" + b" " * 1_000_000)
            else:
                new.writestr(name, old.read(name))
    size = struct.pack("<L", 20 * 1_000_007)
    return target.getvalue().replace(size, struct.pack("<L", 2_000_000_000 if honest else 100))


@pytest.mark.parametrize("honest", [True, False])
def test_a_workbook_that_unfolds_without_end_is_not_unfolded(honest: bool) -> None:
    content = bomb(honest=honest)
    assert len(content) < 2_000_000
    assert read_diary("diarium.xlsx", content, READER).problem is Problem.UNREADABLE
    with pytest.raises(UnreadableWorkbookError):
        read_workbook(content, LABELS)


def test_a_link_to_another_workbook_is_a_value_like_any_other() -> None:
    book = changed(diary(), sheet="<v>5</v>|<f>[1]Blad!A1+cmd|'/C calc'!A0</f><v>5</v>")
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr(
            "xl/externalLinks/externalLink1.xml",
            "<externalLink><ddeLink ddeService='cmd'/></externalLink>",
        )
        new.writestr(
            "xl/externalLinks/_rels/externalLink1.xml.rels",
            '<Relationships><Relationship Id="rId1" Target="\\\\evil\\x.xlsx" TargetMode="External"/></Relationships>',
        )
    assert titles(target.getvalue()) == ["Avtal om tolktjänst"]


@pytest.mark.parametrize(
    "value",
    ["1E999", "-1E999", "NaN", "9" * 5_000, "0x10", "1e-999", "41000.5e300"],
)
def test_no_number_of_a_workbook_stops_a_night(value: str, tmp_path: Path) -> None:
    """In every cell of the first row, where the program's own workbook has a day or a length."""
    (tmp_path / "corpus").mkdir()
    settings = settings_of(tmp_path / "corpus", tmp_path / "out")
    found = [outcome("a.pdf", agreement(valid_from="2014-01-01", notice_period="P3M", signed_on="2014-01-01"))]
    night(found, settings)
    path = tmp_path / "out" / "forteckning.xlsx"
    content = _numbers(path.read_bytes(), value)
    path.write_bytes(content)
    night(found, settings)


def _numbers(book: bytes, value: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "xl/worksheets/sheet2.xml":
                head, row, rest = re.split(rb'(<row r="2".*?</row>)', text, maxsplit=1, flags=re.DOTALL)
                row = re.sub(rb' t="s"', b"", re.sub(rb"<v>[^<]*</v>", b"<v>" + value.encode() + b"</v>", row))
                text = head + row + rest
            new.writestr(name, text)
    return target.getvalue()


@pytest.mark.parametrize(
    "cell", ["9" * 5_000, "9" * 5_000 + " månader", "1-" + "9" * 5_000, " " * 30_000 + "x", "=" * 30_000]
)
def test_no_line_of_the_corrections_stops_a_night(cell: str, tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    settings = settings_of(tmp_path / "corpus", tmp_path / "out")
    says, columns = LABELS.corrections, LABELS.columns
    heads = (columns["id"], columns["file"], columns["pages"], columns["title"], says.field, says.value, says.when)
    lines = [";".join(heads)]
    lines += [f";a.pdf;{cell};x;{columns[field]};{cell};{cell}" for field in columns]
    lines += [f"r{'0' * 11};;{cell};x;{columns[field]};{cell};2014-01-01" for field in columns]
    (tmp_path / "corpus" / "rattelser.csv").write_text("\r\n".join(lines), encoding="utf-8")
    (tmp_path / "corpus" / "diarium.csv").write_text(
        "\r\n".join([";".join(HEADS), ";".join([cell] * 4)]), encoding="utf-8"
    )
    (tmp_path / "corpus" / "oppna_jamforelser.csv").write_text(
        f"Runda;Område;Aktör;Svar\r\n{cell};{cell};{cell};JA\r\n", encoding="utf-8"
    )
    told = night([outcome("a.pdf", agreement(valid_from="2014-01-01"))], settings)
    assert told.published.saved


def test_a_workbook_of_ours_fits() -> None:
    assert fits(diary())
