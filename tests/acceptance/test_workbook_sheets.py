"""forteckning.xlsx and forteckning.csv, opened by LibreOffice."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.cell import Cell

from pipeline.domain.agreement import Agreement, Failure, Kind, Outcome, Party, Rejection
from pipeline.domain.evidence import Evidence, Finding, How, Status
from pipeline.domain.values import Duration, Renewal, RenewalMode
from pipeline.inventory.labels import Labels
from pipeline.lexicon import read_toml
from pipeline.publish import publish

pytestmark = pytest.mark.acceptance

ROOT = Path(__file__).resolve().parents[2]
LABELS = Labels.parse(read_toml(ROOT / "models" / "sv" / "labels.toml"))
DAY = date(2014, 12, 9)
HOSTILE = (
    "=1+1",
    "+46 21",
    "-avtal",
    "@SUM(A1)",
    "\t=1+1",
    '=HYPERLINK("http://x.se";"y")',
    "{=1}",
    "00123",
    "2014/10",
)
TABLES = ("Giltighet och förlängning", "Förfaller", "Att granska", "Ändringar", "Kunde inte läsas", "Läs mig")

DIALOG = "44/59/9,34,76,1,,1053,false,false"
"""What LibreOffice's import dialog has chosen when it is opened for the first time: comma, semicolon and tab."""
EXCEL = "59,34,76,1,,1053,false,true"
"""As Swedish Excel reads: semicolons, and all that looks like a number or a date is one."""


def outcome(name: str, title: object, **values: object) -> Outcome:
    names = ("subject", "registry_number", "valid_from", "valid_to", "renewal", "notice_period", "signed_on")
    given: dict[str, Any] = dict.fromkeys((*names, "revised_on")) | {
        "kind": Kind.AGREEMENT, "title": title, "parties": (Party("Sala kommun, socialnämnden", "Sala kommun"),),
        "open_ended": False,
    }  # fmt: skip
    fields = {
        key: value if isinstance(value, Finding) else Finding(value, Status.STATED)
        for key, value in (given | values).items()
    }
    return Outcome(name, name.encode().hex().ljust(64, "0"), (Agreement(pages=(1, 2), **fields),))


def outcomes() -> tuple[Outcome, ...]:
    quote = Evidence(2, "till och med den 28 februari 2015", (), "validity/x", How.STATED, 0.4)
    unsure = Finding(date(2015, 2, 28), Status.STATED, (quote,), 0.4, review=True, reason="Svårt att läsa.")
    renewal = Renewal(RenewalMode.AUTOMATIC, Duration(12))
    return (
        outcome("sala/barnahus.pdf", "Avtal om Barnahus", valid_to=date(2015, 6, 30), renewal=renewal,
                notice_period=Duration(3), valid_from=date(2010, 7, 1), registry_number="2014/10"),
        outcome("sala/osäker.pdf", "Avtal om ungdomsmottagning", valid_to=unsure),
        *(outcome(f"{n}.pdf", text, valid_to=date(2015, 1, 1), registry_number=text, parties=(Party(text, text),))
          for n, text in enumerate(HOSTILE)),
        Outcome("sala/brev.pdf", "b" * 64, rejection=Rejection("Dokumentet är ett brev, inte ett avtal.", "letter")),
        Outcome("sala/låst.pdf", "a" * 64, failure=Failure("encrypted", "Filen är lösenordsskyddad.")),
    )  # fmt: skip


def converted(source: Path, to: str, folder: Path, filter_options: str = "") -> Path:
    """What LibreOffice makes of a file; with a profile of its own, so that nobody's settings matter."""
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", to]
    command += [f"--infilter=CSV:{filter_options}"] if filter_options else []
    command += ["--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return folder / f"{source.stem}.{to}"


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The outputs of a second run; the first one knew one agreement less and another day."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("run")
    before = None
    for found, day in ((outcomes()[1:], date(2014, 12, 8)), (outcomes(), DAY)):
        published = publish(
            found, day, corpus=folder / "corpus", outputs=folder / "outputs", labels=LABELS,
            generated=datetime(2014, 12, 9, tzinfo=UTC), program="1", before=before,
        )  # fmt: skip
        before = json.loads(published.files[0].read_bytes())
    return folder / "outputs"


@pytest.fixture(scope="module")
def saved(outputs: Path, tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    """The workbook as LibreOffice saves it again."""
    return openpyxl.load_workbook(converted(outputs / "forteckning.xlsx", "xlsx", tmp_path_factory.mktemp("saved")))


def rows(book: Workbook, sheet: str) -> list[dict[str, Cell]]:
    heads, *lines = book[sheet].iter_rows()
    return [dict(zip([str(head.value) for head in heads], line, strict=True)) for line in lines]


def test_every_sheet_is_there_with_what_it_should_hold(saved: Workbook) -> None:
    assert [name for name in saved.sheetnames if name in TABLES] == list(TABLES)
    number = next(row["Nr"].value for row in rows(saved, "Förteckning") if row["Fil"].value == "sala/barnahus.pdf")
    due = {(row["Vad"].value, row["Dag"].value.date().isoformat()) for row in rows(saved, "Förfaller")
           if row["Nr"].value == number}  # fmt: skip
    assert due == {("Sista uppsägningsdag", "2015-03-31"), ("Förlängs", "2015-06-30")}
    terms = next(row for row in rows(saved, "Giltighet och förlängning") if row["Nr"].value == number)
    assert terms["Nästa förlängning"].value.date() == date(2015, 7, 1)
    (review,) = rows(saved, "Att granska")
    assert (review["Uppgift"].value, review["Värde nu"].value.date()) == ("Gäller till", date(2015, 2, 28))
    assert [row["Vad"].value for row in rows(saved, "Ändringar")] == ["Ny"]
    assert [row["Orsak"].value for row in rows(saved, "Kunde inte läsas")] == ["Lösenordsskyddad"]
    assert rows(saved, "Läs mig")[0]["Förklaring"].value.startswith("2014-12-09")


def test_links_lead_to_the_row_the_page_and_the_evidence(saved: Workbook) -> None:
    (review,) = rows(saved, "Att granska")
    links = [review[name].hyperlink for name in ("Nr", "Dokument", "Rapport")]
    assert links[0].location.replace("$", "").replace("'", "") == f"Förteckning!A{review['Nr'].value + 1}"
    place = f"{links[1].target}#{links[1].location or ''}".replace("%C3%A4", "ä")
    assert "corpus/sala/os" in place
    assert "page=2" in place
    assert "rapport/avtal/" in links[2].target


def test_no_cell_is_a_formula(saved: Workbook) -> None:
    assert {cell.data_type for sheet in saved for line in sheet.iter_rows() for cell in line} <= {"s", "n", "d"}
    titles = {row["Överenskommelse/avtal"].value for row in rows(saved, "Förfaller")}
    assert {text.strip() for text in HOSTILE} <= titles


def test_printed_it_has_no_empty_page_and_its_heads_on_each(outputs: Path, tmp_path: Path) -> None:
    pdf = converted(outputs / "forteckning.xlsx", "pdf", tmp_path)
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    pages = text.split("\f")[:-1]
    for number, page in enumerate(pages, start=1):
        assert f"Sida {number} av {len(pages)}" in page
        assert len(page.split()) > 10
    for name in TABLES:
        own = [page for page in pages if page.lstrip().startswith(f"{name}, läget 2014-12-09")]
        assert own, name
        assert all(LABELS.sheets.read_me.heads["text"] in page for page in own if name == "Läs mig")


@pytest.mark.parametrize("filter_options", [DIALOG, EXCEL], ids=["LibreOffice", "Excel"])
def test_the_csv_file_opens_as_the_same_table(outputs: Path, tmp_path: Path, filter_options: str) -> None:
    book = openpyxl.load_workbook(converted(outputs / "forteckning.csv", "xlsx", tmp_path, filter_options))
    found = rows(book, book.sheetnames[0])
    assert list(found[0]) == list(LABELS.columns.values())
    assert len(found) == len(HOSTILE) + 2
    assert {cell.data_type for row in found for cell in row.values()} <= {"s", "n", "d"}
    row = next(one for one in found if one["Fil"].value == "sala/barnahus.pdf")
    assert row["Gäller till"].value.date() == date(2015, 6, 30)
    assert row["Diarienummer"].value == "Dnr 2014/10"
    assert row["Samverkande parter"].value == "Sala kommun, socialnämnden"
    titles = {str(one["Överenskommelse/avtal"].value).lstrip("'") for one in found}
    assert {text.strip() for text in HOSTILE} <= titles
