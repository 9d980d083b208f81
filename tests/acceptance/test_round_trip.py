"""Corrections through LibreOffice itself: what a person types there stands in the morning, and every morning after."""

from __future__ import annotations

import csv
import html
import json
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

pytestmark = pytest.mark.acceptance

ROOT = Path(__file__).resolve().parents[2]
Edit = Callable[[Path, str, Sequence[str]], None]

TEXT = """Samverkansavtal om {about}

1. Parter
Detta avtal är träffat mellan Västerås stad, organisationsnummer 212000-2080, och Region Västmanland.

2. Syfte
Avtalet syftar till att parterna ska samverka om {about} i länet.

3. Avtalstid
Avtalet gäller från och med {year}-01-01 till och med {year}-12-31. Om avtalet inte sägs upp skriftligen senast
tre månader före avtalstidens utgång förlängs det med ett år i taget.

4. Undertecknande
Västerås {year}-01-01

För Västerås stad                         För Region Västmanland
Anna Ek, socialdirektör                   Bo Al, regiondirektör"""

WHICH = "stöd till anhöriga"
"""The agreement that is corrected."""

EDITS = (
    ("Avdelning", "String", '"Handlingsplaner"', "Handlingsplaner"),
    ("Överenskommelse/avtal", "String", '"=Plan för anhöriga"', "=Plan för anhöriga"),
    ("Samverkande parter", "String", '"-Västerås stad" + Chr(10) + "@Regionen"', "-Västerås stad\n@Regionen"),
    ("Vad överenskommelsen avser", "String", '"+46 stöd"', "+46 stöd"),
    ("Status", "String", '"Okänd"', "Okänd"),
    ("Gäller från", "String", '"1 februari 2013"', "2013-02-01"),
    ("Gäller till", "Value", "CDbl(DateSerial(2030, 6, 30))", "2030-06-30"),
    ("Tills vidare", "String", '"ja"', "Ja"),
    ("Uppsägningstid", "String", '"6 mån"', "sex månader"),
    ("Förlängning", "String", '""', ""),
    ("Diarienummer", "String", '"2014/10"', "2014/10"),
    ("Anteckning", "String", '"Ring Åsa; pärm 7"', "Ring Åsa; pärm 7"),
)
"""Head, the cell's property that is set, the value in Basic, and the text that is to stand there."""

SORT = """Dim fields(0) As New com.sun.star.table.TableSortField
Dim order(1) As New com.sun.star.beans.PropertyValue
fields(0).Field = 2
fields(0).IsAscending = False
order(0).Name = "SortFields"
order(0).Value = fields()
order(1).Name = "ContainsHeader"
order(1).Value = True
cursor = sheet.createCursor()
cursor.gotoEndOfUsedArea(False)
sheet.getCellRangeByPosition(0, 0, cursor.RangeAddress.EndColumn, cursor.RangeAddress.EndRow).sort(order())"""


class Office:
    """A municipality's folders, and the command as a person gives it."""

    def __init__(self, folder: Path) -> None:
        self.corpus, self.outputs = folder / "corpus", folder / "outputs"
        self.corpus.mkdir()

    def paper(self, name: str, about: str, year: int) -> None:
        canvas = Canvas(str(self.corpus / name), pagesize=A4, invariant=True)
        lines = canvas.beginText(70, 770)
        for line in TEXT.format(about=about, year=year).split("\n"):
            lines.textLine(line)
        canvas.drawText(lines)
        canvas.save()

    def run(self) -> str:
        command = [sys.executable, "-m", "flows.cli", "run", "--as-of", "2014-12-09"]
        result = subprocess.run(
            [*command, "--corpus", str(self.corpus), "--outputs", str(self.outputs)],
            check=True, capture_output=True, text=True, cwd=ROOT, timeout=300,
        )  # fmt: skip
        return result.stdout

    @property
    def workbook(self) -> Path:
        return self.outputs / "forteckning.xlsx"

    def row(self, key: str) -> dict[str, str]:
        """The row in the workbook, days as ISO."""
        lines = list(openpyxl.load_workbook(self.workbook)["Förteckning"].iter_rows(values_only=True))
        found = [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]
        row = next(one for one in found if str(one["Id"]).startswith(key))
        return {str(head): str(cell or "").removesuffix(" 00:00:00") for head, cell in row.items()}

    def in_csv(self, key: str) -> dict[str, str]:
        with (self.outputs / "forteckning.csv").open(encoding="utf-8-sig", newline="") as file:
            row = next(one for one in csv.DictReader(file, delimiter=";") if one["Id"].startswith(key))
        return {head: text.removeprefix("'").removeprefix("Dnr ") for head, text in row.items()}

    def in_json(self, key: str) -> dict[str, Any]:
        rows = json.loads((self.outputs / "forteckning.json").read_bytes())["rows"]
        return next(row for row in rows if row["id"].startswith(key))

    def in_report(self, row_id: str) -> str:
        """The words of the agreement's page."""
        page = (self.outputs / "rapport" / "avtal" / f"{row_id}.html").read_text(encoding="utf-8")
        return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def test_twelve_cells_of_every_kind(office: Office, libreoffice: Edit) -> None:
    for name, about, year in (
        ("a.pdf", "familjerådgivning", 2012),
        ("b.pdf", WHICH, 2013),
        ("c.pdf", "ungdomsmottagning", 2014),
    ):
        office.paper(name, about, year)
    office.run()
    first = json.loads((office.outputs / "forteckning.json").read_bytes())["rows"]
    key = next(row["id"] for row in first if row["file"] == "b.pdf")
    line = next(n for n, row in enumerate(first, start=1) if row["id"] == key)
    before = office.row(key)

    typed = [f'sheet.getCellByPosition(Column(sheet, "{h}"), {line}).{kind} = {value}' for h, kind, value, _ in EDITS]
    libreoffice(office.workbook, "Förteckning", [*typed, *SORT.split("\n")])
    expected = {head: text for head, _, _, text in EDITS}

    def check() -> None:
        for row in (office.row(key), office.in_csv(key)):
            assert {head: row[head] for head in expected} == expected
        row = office.in_json(key)
        assert len(row["corrections"]) == len(EDITS) == 12
        assert (row["kind"], row["title"], row["status"]) == ("action_plan", "=Plan för anhöriga", "unknown")
        assert [party["name"] for party in row["parties"]] == ["-Västerås stad", "@Regionen"]
        assert (row["valid_from"], row["valid_to"], row["open_ended"]) == ("2013-02-01", "2030-06-30", True)
        assert (row["renewal"], row["notice_period"], row["registry_number"]) == (None, "P6M", "2014/10")
        assert (row["subject"], row["note"]) == ("+46 stöd", "Ring Åsa; pärm 7")
        report = office.in_report(row["id"])
        assert report.count("Rättat för hand") == len(EDITS) - 1  # her note corrects nothing
        assert [text for cell in expected.values() for text in cell.split("\n") if text not in report] == []
        others = [one["corrections"] for one in json.loads((office.outputs / "forteckning.json").read_bytes())["rows"]]
        assert sorted(len(one) for one in others) == [0, 0, 12]

    assert "Nya rättelser i arbetsboken: 12" in office.run()
    check()
    for _ in range(2):
        assert "rättelser" not in office.run().lower()
        check()
    (office.corpus / "b.pdf").rename(office.corpus / "omdöpt.pdf")
    office.run()
    check()
    assert office.row(key)["Fil"] == "omdöpt.pdf"

    row = next(
        n
        for n, one in enumerate(json.loads((office.outputs / "forteckning.json").read_bytes())["rows"], 1)
        if one["id"] == key
    )
    libreoffice(
        office.workbook, "Förteckning", [f'sheet.getCellByPosition(Column(sheet, "Gäller till"), {row}).String = ""']
    )
    assert "Ångrade rättelser: 1" in office.run()
    assert office.row(key)["Gäller till"] == before["Gäller till"] == "2013-12-31"


def test_texts_like_formulas_stay_text(office: Office, libreoffice: Edit, tmp_path: Path) -> None:
    office.paper("a.pdf", "familjerådgivning", 2012)
    office.run()
    texts = {"Överenskommelse/avtal": "=1+1", "Samverkande parter": "+46 Åsa\n-Polisen\n@Vem", "Övrigt": "@SUM(1)",
             "Vad överenskommelsen avser": "-2+3", "Ägare": "=HYPERLINK(1)"}  # fmt: skip
    lines = [
        f'sheet.getCellByPosition(Column(sheet, "{head}"), 1).String = "{text}"'.replace("\n", '" + Chr(10) + "')
        for head, text in texts.items()
    ]
    libreoffice(office.workbook, "Förteckning", lines)
    office.run()
    sheet = openpyxl.load_workbook(office.workbook)["Förteckning"]
    heads = [cell.value for cell in sheet[1]]
    for head, text in texts.items():
        cell = sheet.cell(2, heads.index(head) + 1)
        assert (cell.value, cell.data_type) == (text, "s")
    told = tmp_path / "types.txt"
    libreoffice(
        office.workbook,
        "Förteckning",
        [
            f'Open "{told}" For Output As #1',
            *(f'Print #1, sheet.getCellByPosition(Column(sheet, "{head}"), 1).Type' for head in texts),
            "Close #1",
        ],
    )
    assert [int(line) for line in told.read_text().split()] == [2] * len(
        texts
    )  # com.sun.star.table.CellContentType.TEXT
    row = office.in_json("r")
    office.run()
    assert office.in_json("r") == row
    content = (office.outputs / "forteckning.csv").read_text(encoding="utf-8-sig")
    assert "'=1+1" in content
    assert "'-2+3" in content
