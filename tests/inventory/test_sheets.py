"""The sheets beside Figur 2 and Förteckning, as openpyxl reads them."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.domain.agreement import Agreement, Failure, Outcome
from pipeline.domain.document import BBox
from pipeline.domain.evidence import Evidence, Finding, How, Status
from pipeline.domain.values import Renewal
from pipeline.inventory.changes import Change, changes
from pipeline.inventory.json_file import json_bytes
from pipeline.inventory.labels import Labels
from pipeline.inventory.table import tabulate
from pipeline.inventory.workbook import workbook_bytes
from pipeline.lexicon import read_toml

MakeAgreement = Callable[..., Agreement]
MakeOutcome = Callable[..., Outcome]
DAY = date(2014, 12, 9)
MODELS = Path(__file__).parents[2] / "models"
TABLES = ("Giltighet och förlängning", "Förfaller", "Att granska", "Ändringar", "Kunde inte läsas", "Läs mig")


def content(
    outcomes: tuple[Outcome, ...], labels: Labels, *, changed: tuple[Change, ...] | None = None, day: date = DAY
) -> bytes:
    inventory = tabulate(outcomes, day, labels)
    return workbook_bytes(inventory, labels, corpus="../corpus", changed=changed)


def opened(outcomes: tuple[Outcome, ...], labels: Labels, **rest: Any) -> Workbook:
    return openpyxl.load_workbook(BytesIO(content(outcomes, labels, **rest)))


def lines(sheet: Worksheet) -> list[dict[str, Any]]:
    heads, *rows = sheet.iter_rows()
    names = [cell.value for cell in heads]
    return [dict(zip(names, (cell.value for cell in row), strict=True)) for row in rows]


def target(sheet: Worksheet, place: str) -> str:
    link = sheet[place].hyperlink
    return "#".join(part.replace("\\", "/") for part in (link.target or "", link.location or ""))


def as_json(outcomes: tuple[Outcome, ...], labels: Labels, day: date) -> Any:
    when = datetime(2014, 12, 9, tzinfo=UTC)
    return json.loads(json_bytes(tabulate(outcomes, day, labels), labels, generated=when, program="1"))


def test_the_sheets_stand_in_their_order_and_the_one_to_correct_in_is_open(
    figure_2: tuple[Outcome, ...], labels: Labels
) -> None:
    book = opened(figure_2, labels)
    assert book.sheetnames == ["Figur 2", "Förteckning", *TABLES[:4], "Inte avtal", *TABLES[4:], "inventera"]
    assert book.active is not None
    assert book.active.title == "Förteckning"


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("filled", [True, False])
def test_each_is_one_plain_table_to_filter_and_to_print(
    figure_2: tuple[Outcome, ...], labels: Labels, name: str, *, filled: bool
) -> None:
    sheet = opened(figure_2 if filled else (), labels)[name]
    (table,) = sheet.tables.values()
    assert table.ref == sheet.dimensions
    assert table.autoFilter is not None
    assert table.displayName == name.replace(" ", "_")
    assert sheet.merged_cells.ranges == set()
    assert all(any(cell.value not in {None, ""} for cell in row) for row in sheet.iter_rows())
    assert str(sheet.freeze_panes).endswith("2")
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) in {(None, 0), (1, 0)}
    assert sheet.oddFooter.right.text.endswith("Sida &P av &N")
    assert sheet.oddHeader.left.text.endswith(f"{name}, läget 2014-12-09")


def test_terms_tell_where_they_stand_and_how_they_were_worked_out(
    make_agreement: MakeAgreement, make_outcome: MakeOutcome, automatically: Callable[..., Renewal], labels: Labels
) -> None:
    def stated(value: object) -> Finding[Any]:
        box = BBox(0, 0, 1, 1)
        return Finding(value, Status.STATED, (Evidence(2, "ord", (box,), "x", How.STATED, 0.9),))

    agreement = make_agreement(
        title="Avtal", valid_from=stated(date(2010, 1, 1)), valid_to=stated(date(2013, 9, 30)),
        renewal=automatically("P1Y"), notice_period="P3M",
    )  # fmt: skip
    sheet = opened((make_outcome("a.pdf", agreement),), labels)["Giltighet och förlängning"]
    assert lines(sheet) == [
        {
            "Nr": 1,
            "Överenskommelse/avtal": "Avtal",
            "Status": "Förlängd",
            "Gäller från": datetime(2010, 1, 1),  # noqa: DTZ001  # Excel knows no zones
            "Gäller till": datetime(2013, 9, 30),  # noqa: DTZ001
            "Tills vidare": "Nej",
            "Förlängning": "ett år i taget",
            "Uppsägningstid": "tre månader",
            "Innevarande period t.o.m.": datetime(2015, 9, 30),  # noqa: DTZ001
            "Nästa förlängning": datetime(2015, 10, 1),  # noqa: DTZ001
            "Sista uppsägningsdag": datetime(2015, 6, 30),  # noqa: DTZ001
            "Var det står, eller hur det räknats fram": "Gäller från, Gäller till: s. 2\n"
            "Innevarande period t.o.m.: (2013-09-30 + 1 dag) + 2 gånger ett år − 1 dag\n"
            "Sista uppsägningsdag: (2015-09-30 + 1 dag) − tre månader − 1 dag",
        }
    ]
    assert sheet["D2"].number_format == "yyyy-mm-dd"
    assert target(sheet, "A2") == "#'Förteckning'!A2"


def test_what_falls_due_is_sorted_by_day_with_what_to_do(figure_2: tuple[Outcome, ...], labels: Labels) -> None:
    sheet = opened(figure_2, labels)["Förfaller"]
    rows = lines(sheet)
    days = [row["Dag"].date() for row in rows]
    assert days == sorted(days)
    assert (days[0], days[-1]) == (date(2014, 12, 31), date(2015, 10, 31))
    assert [row["Dagar kvar"] for row in rows] == [(day - DAY).days for day in days]
    assert {row["Vad"] for row in rows} == {"Går ut", "Förlängs", "Sista uppsägningsdag"}
    doubtful = next(row for row in rows if row["Kontrollera"])
    assert (doubtful["Nr"], doubtful["Kontrollera"]) == (8, "Gäller till: två slutdatum nämns")
    assert target(sheet, "I2").startswith("../corpus/vasteras/10%20Avtal%20om%20drift")
    assert target(sheet, "I2").endswith("#page=1")


def test_the_least_certain_is_reviewed_first_beside_its_page_and_its_evidence(
    make_agreement: MakeAgreement, make_outcome: MakeOutcome, labels: Labels
) -> None:
    def unsure(value: object, confidence: float, page: int, quote: str) -> Finding[Any]:
        clearer = Evidence(page - 1, "tydligt", (), "x", How.STATED, 0.95)
        evidence = (clearer, Evidence(page, quote, (), "x", How.STATED, confidence))
        return Finding(value, Status.STATED, evidence, confidence, review=True, reason=f"skäl {confidence}")

    first = make_agreement((1, 4), title=unsure("Avtal", 0.8, 1, "Avtal"), valid_to="2013-01-01")
    second = make_agreement((5, 6), valid_to=unsure(date(2020, 1, 1), 0.3, 6, "till 1 jan\n2020 " + "x" * 300))
    book = opened((make_outcome("å b.pdf", first, second, sha256="f" * 64),), labels)
    sheet = book["Att granska"]
    rows = lines(sheet)
    assert [(row["Uppgift"], row["Varför"]) for row in rows] == [
        ("Gäller till", "skäl 0.3"),
        ("Överenskommelse/avtal", "skäl 0.8"),
    ]
    assert rows[0]["Värde nu"].date() == date(2020, 1, 1)
    assert rows[0]["Står i dokumentet"].startswith("till 1 jan 2020")
    assert target(sheet, "G2") == "../corpus/å%20b.pdf#page=6"
    number = rows[0]["Nr"]
    row_id = book["Förteckning"].cell(number + 1, book["Förteckning"].max_column).value
    assert target(sheet, "H2") == f"rapport/avtal/{row_id}.html#"


def test_a_correction_that_was_not_understood_is_reviewed_first(figure_2: tuple[Outcome, ...], labels: Labels) -> None:
    inventory = tabulate(figure_2, DAY, labels)
    told = {"last_notice_date": "Rättelsen «31 feb» används inte.", "Egen": "Dokumentet har ändrats."}
    first = replace(inventory.rows[0], notices=told, own={"Egen": "x"})
    data = workbook_bytes(replace(inventory, rows=(first, *inventory.rows[1:])), labels, corpus="../corpus")
    rows = lines(openpyxl.load_workbook(BytesIO(data))["Att granska"])
    assert [(row["Nr"], row["Uppgift"], row["Värde nu"], row["Varför"]) for row in rows[:2]] == [
        (1, "Sista uppsägningsdag", None, "Rättelsen «31 feb» används inte."),
        (1, "Egen", "x", "Dokumentet har ändrats."),
    ]


def test_changes_are_told_with_old_and_new_value(
    make_agreement: MakeAgreement, make_outcome: MakeOutcome, automatically: Callable[..., Renewal], labels: Labels
) -> None:
    def outcomes(*agreements: Agreement) -> tuple[Outcome, ...]:
        return tuple(make_outcome(f"{a.title.value}.pdf", a) for a in agreements)

    kept = make_agreement(title="Löper ut", valid_to="2014-12-08")
    before = outcomes(kept, make_agreement(title="Ändras", notice_period="P3M"), make_agreement(title="Försvinner"))
    after = outcomes(
        kept,
        make_agreement(title="Ändras", renewal=automatically("P1Y"), open_ended=True, signed_on="2014-01-01"),
        make_agreement(title="Ny"),
    )
    found = changes(as_json(before, labels, date(2014, 12, 8)), as_json(after, labels, DAY))
    rows = lines(opened(after, labels, changed=found)["Ändringar"])
    title, field, old, new = "Överenskommelse/avtal", "Uppgift", "Förut", "Nu"
    assert [(r["Vad"], r[title], r[field], r[old], r[new]) for r in rows] == [
        ("Ny", "Ny", None, None, None),
        ("Har gått ut", "Löper ut", "Status", "Gäller", "Utgången"),
        ("Ändrad", "Ändras", "Tills vidare", "Nej", "Ja"),
        ("Ändrad", "Ändras", "Förlängning", "(tomt)", "ett år i taget"),
        ("Ändrad", "Ändras", "Uppsägningstid", "tre månader", "(tomt)"),
        ("Ändrad", "Ändras", "Undertecknat", "(tomt)", datetime(2014, 1, 1)),  # noqa: DTZ001
        ("Ändrad", "Ändras", "Status", "Okänd", "Gäller"),
        ("Borta", "Försvinner", None, None, "Filen finns inte längre i corpus/."),
    ]


def test_a_first_run_says_that_there_is_nothing_to_compare_with(figure_2: tuple[Outcome, ...], labels: Labels) -> None:
    first, quiet = (lines(opened(figure_2, labels, changed=changed)["Ändringar"]) for changed in (None, ()))
    assert [row["Överenskommelse/avtal"] for row in first] == ["Det finns ingen tidigare förteckning att jämföra med."]
    assert [row["Överenskommelse/avtal"] for row in quiet] == ["Inget har ändrats sedan den förra körningen."]


def test_unreadable_files_come_with_cause_and_advice(make_outcome: MakeOutcome, labels: Labels) -> None:
    outcome = make_outcome(
        "sala/lås #1.pdf", failure=Failure("encrypted", "Filen är lösenordsskyddad. Spara en kopia.")
    )
    sheet = opened((outcome,), labels)["Kunde inte läsas"]
    assert lines(sheet) == [
        {
            "Fil": "sala/lås #1.pdf",
            "Orsak": "Lösenordsskyddad",
            "Vad du kan göra": "Filen är lösenordsskyddad. Spara en kopia.",
            "Dokument": "Öppna filen",
        }
    ]
    assert target(sheet, "D2") == "../corpus/sala/lås%20%231.pdf#page=1"


def test_every_cause_has_a_name(labels: Labels) -> None:
    assert set(labels.sheets.failures.causes) == set(read_toml(MODELS / "sv" / "errors.toml"))


def test_the_read_me_tells_the_day_the_colours_and_how_to_correct(
    figure_2: tuple[Outcome, ...], labels: Labels
) -> None:
    sheet = opened(figure_2, labels)["Läs mig"]
    told = {row["Vad"]: row["Förklaring"] for row in lines(sheet)}
    assert told["Dag"].startswith("2014-12-09.")
    assert set(labels.status.values()) <= set(told)
    assert "Skriv över cellen i Förteckning och spara" in told["Rätta"]
    assert "Töm den rättade cellen" in told["Ångra"]
    assert {"Anteckning", "Gul cell", *TABLES[:-1]} <= set(told)
    links = {row[1].value: row[1].hyperlink for row in sheet.iter_rows(min_row=2) if row[1].hyperlink}
    assert links["Rapporten"].target.replace("\\", "/") == "rapport/index.html"
    assert links["Kalendern"].target == "bevakning.ics"
    assert links["Utkastet"].target == "sammanstallning.docx"
    assert links["Förfaller"].location == "'Förfaller'!A1"


@pytest.mark.parametrize("text", ["=1+1", "@SUM(1)", "{=1}", "+46 21", "-x", "http://x.se", '=HYPERLINK("x")'])
def test_no_text_becomes_a_formula_or_a_link_in_any_sheet(
    text: str, make_agreement: MakeAgreement, make_outcome: MakeOutcome, labels: Labels
) -> None:
    unsure = Finding(text, Status.STATED, (Evidence(1, text, (), "x", How.STATED, 0.1),), 0.1, review=True, reason=text)
    agreement = make_agreement(title=unsure, parties=(text,), subject=unsure, valid_to="2015-01-01", remarks=(text,))
    failure = make_outcome("b.pdf", failure=Failure(text, text))
    outcomes = (make_outcome(f"{text.replace('/', '-')}.pdf", agreement), failure)
    before = as_json((make_outcome(outcomes[0].file, make_agreement(title="-" + text)),), labels, DAY)
    data = content(outcomes, labels, changed=changes(before, as_json(outcomes, labels, DAY)))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            assert "<f>" not in archive.read(name).decode(), name
            assert 'Target="http://x.se' not in archive.read(name).decode(), name
    book = openpyxl.load_workbook(BytesIO(data))
    for sheet in book:
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
