"""Workbooks of a few kilobytes that would take gigabytes: python-calamine ends the process when it has none left."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from pipeline.inventory.diary.lines import sheets
from pipeline.inventory.workbook_extent import fits
from tests.fuzz.sheets import workbook

SHEET, TEXTS, PLACES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"
FAR = b'<worksheet><sheetData><row r="1"><c r="A1"/></row><row r="9"><c r="XFD1048576"/></row></sheetData></worksheet>'
Parts = dict[str, bytes]


def packed(parts: Parts) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return target.getvalue()


def book() -> Parts:
    return workbook({"Blad1": [["Dnr", "Titel"], ["KS 2014/10", "Avtal"], ["KS 2014/11", "Avtal"]]})


def elsewhere(parts: Parts) -> None:
    """The list of parts says where a sheet is."""
    parts["xl/other/sheet1.xml"] = FAR
    parts[PLACES] = parts[PLACES].replace(b"worksheets/sheet1.xml", b"other/sheet1.xml")


def in_capitals(parts: Parts) -> None:
    parts["xl/WorkSheets/sheet1.xml"] = FAR
    del parts[SHEET]


def without_places(parts: Parts) -> None:
    """A row and a cell that do not say where they stand follow the one before."""
    rows = b"<row>" + b"<c/>" * 16_384 + b"</row>" + b"<row/>" * 100_000
    parts[SHEET] = b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>"


def with_a_place_in_a_value(parts: Parts) -> None:
    without_places(parts)
    parts[SHEET] = parts[SHEET].replace(b"<row/>", b"<x:row y='r=\"1\"'/>").replace(b"<c/>", b"<x:c y='r=\"A1\"'/>")


def with_a_text_again_and_again(parts: Parts) -> None:
    """Each cell gets a copy of its text."""
    parts[TEXTS] = b"<sst><si><t>" + b"x" * 1_000_000 + b"</t></si></sst>"
    cells = (b'<row r="%d"><c r="A%d" t="s"><v> 0</v></c></row>' % (n, n) for n in range(1, 1_000))
    parts[SHEET] = b"<worksheet><sheetData>" + b"".join(cells) + b"</sheetData></worksheet>"


def with_texts_that_are_promised(parts: Parts) -> None:
    parts[TEXTS] = parts[TEXTS].replace(b'uniqueCount="', b'uniqueCount="4000')


def of_libreoffice(parts: Parts) -> None:
    """A cell may be repeated there as often as it likes."""
    parts["content.xml"] = b'<table:table-cell table:number-columns-repeated="16384"/>'


@pytest.mark.parametrize(
    "edit",
    [
        elsewhere,
        in_capitals,
        without_places,
        with_a_place_in_a_value,
        with_a_text_again_and_again,
        with_texts_that_are_promised,
        of_libreoffice,
    ],
)
def test_a_small_file_made_to_grow_does_not_fit(edit: Callable[[Parts], None]) -> None:
    parts = book()
    assert fits(packed(parts))
    edit(parts)
    content = packed(parts)
    assert len(content) < 100_000
    assert not fits(content)


@pytest.mark.filterwarnings("ignore:Duplicate name")  # zipfile's own, of what is wanted here
def test_a_part_that_is_there_twice_does_not_fit() -> None:
    target = BytesIO(packed(book()))
    with ZipFile(target, "a") as archive:
        archive.writestr(SHEET, FAR)
    assert not fits(target.getvalue())


def test_a_table_without_places_fits() -> None:
    """Some programs write none; such a table is as large as it looks."""
    parts = book()
    row = b"<row>" + b'<c t="n"><v>1</v></c>' * 20 + b"</row>"
    parts[SHEET] = b"<worksheet><sheetData>" + row * 20_000 + b"</sheetData></worksheet>"
    content = packed(parts)
    assert fits(content)
    assert len(sheets(content)[0].lines) == 20_000


def test_cells_merged_again_and_again_take_no_longer_than_the_sheet_is_large() -> None:
    parts = book()
    merged = b'<mergeCell ref="A2:A3"/>' * 6 + b'<mergeCell ref="B2:B3"/>'
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", b"</sheetData><mergeCells>" + merged + b"</mergeCells>")
    (sheet,) = sheets(packed(parts))
    assert [line[0] for line in sheet.lines] == ["Dnr", "KS 2014/10", "KS 2014/10"]
    assert [line[1] for line in sheet.lines] == ["Titel", "Avtal", "Avtal"]
