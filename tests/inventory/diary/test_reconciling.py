"""What an inventory takes from the diary, what it says of it, and what it never takes."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.domain.agreement import Agreement, Failure, Outcome, Rejection
from pipeline.domain.evidence import Finding, Status
from pipeline.inventory import report
from pipeline.inventory.corrections.correction import Correction, Corrections
from pipeline.inventory.csv_file import csv_bytes
from pipeline.inventory.diary.entry import Diary
from pipeline.inventory.identity import identify
from pipeline.inventory.json_file import json_bytes
from pipeline.inventory.labels import Labels
from pipeline.inventory.table import tabulate
from pipeline.inventory.workbook import workbook_bytes

MakeAgreement = Callable[..., Agreement]
MakeOutcome = Callable[..., Outcome]
MakeDiary = Callable[..., Diary]
DAY = date(2014, 12, 9)
HEADS = "Filnamn;Dnr;Ärendemening;Undertecknat;Motpart;Gäller t.o.m."
TEMPLATES = Path(__file__).parents[3] / "models" / "sv" / "report"
SHEET = "Avstämning mot diariet"


def as_json(
    outcomes: list[Outcome], labels: Labels, diary: Diary | None, corrections: Corrections | None = None
) -> dict[str, Any]:
    inventory = tabulate(outcomes, DAY, labels, corrections, None, diary)
    made = datetime(2014, 12, 9, tzinfo=UTC)
    content: dict[str, Any] = json.loads(json_bytes(inventory, labels, generated=made, program="0.1.0"))
    return content


@pytest.fixture
def one(make_agreement: MakeAgreement, make_outcome: MakeOutcome) -> Callable[..., Outcome]:
    def made(file: str = "avtal.pdf", **values: Any) -> Outcome:
        return make_outcome(file, make_agreement(**values))

    return made


def test_what_the_document_lacks_is_taken_and_told(
    one: Callable[..., Outcome], make_diary: MakeDiary, labels: Labels
) -> None:
    diary = make_diary(HEADS, "avtal.pdf;KS 2014/10;Avtal om Krami;2014-03-01;Kriminalvården;")
    content = as_json([one(title=None)], labels, diary)
    row = content["rows"][0]
    assert (row["registry_number"], row["title"], row["signed_on"]) == ("KS 2014/10", "Avtal om Krami", "2014-03-01")
    assert [party["name"] for party in row["parties"]] == ["Kriminalvården"]
    assert row["evidence"]["registry_number"] == [
        {
            "page": None,
            "quote": "KS 2014/10",
            "boxes": [],
            "rule": "diary/number",
            "how": "diary",
            "confidence": 0.95,
        }
    ]
    reason = "Hämtat ur diariet (diarium.csv), eftersom dokumentet inte säger det; posten har samma filnamn."
    assert row["reasons"]["registry_number"] == reason
    assert row["needs_review"] == []
    assert content["diary"] == {
        "file": "diarium.csv",
        "unused": None,
        "problem": None,
        "entries": 1,
        "matched": [
            {
                "entry": {
                    "sheet": None,
                    "line": 2,
                    "registry_number": "KS 2014/10",
                    "damaged": False,
                    "title": "Avtal om Krami",
                    "date": "2014-03-01",
                    "secret": False,
                },
                "file": "avtal.pdf",
                "row": row["id"],
                "by": "file",
                "filled": ["title", "parties", "registry_number", "signed_on"],
                "contradictions": [],
            }
        ],
        "ambiguous": [],
        "without_document": [],
        "without_entry": [],
    }


def test_without_a_diary_nothing_is_said_of_one(one: Callable[..., Outcome], labels: Labels) -> None:
    content = as_json([one()], labels, None)
    assert "diary" not in content
    book = openpyxl.load_workbook(BytesIO(workbook_bytes(tabulate([one()], DAY, labels), labels, corpus="../corpus")))
    assert SHEET not in book.sheetnames
    assert not any("diari" in str(cell.value).lower() for row in book["Läs mig"].iter_rows() for cell in row)


def test_what_the_document_says_is_never_replaced(
    one: Callable[..., Outcome], make_diary: MakeDiary, labels: Labels
) -> None:
    document = one(
        registry_number="KS 2014/10", signed_on="2014-02-01", parties=("Sala kommun", "Polisen"), valid_to="2015-12-31"
    )
    diary = make_diary(HEADS, "avtal.pdf;KS 2014/11;Annat;2014-03-01;Migrationsverket;2016-12-31")
    content = as_json([document], labels, diary)
    row = content["rows"][0]
    assert (row["registry_number"], row["signed_on"], row["title"]) == ("KS 2014/10", "2014-02-01", "Samarbetsavtal")
    assert [party["name"] for party in row["parties"]] == ["Sala kommun", "Polisen"]
    assert {"parties", "registry_number", "valid_to", "signed_on"} <= set(row["needs_review"])
    assert row["reasons"]["registry_number"] == "Förteckningen har KS 2014/10, diariet (diarium.csv) har KS 2014/11."
    assert row["reasons"]["signed_on"] == "Förteckningen har 2014-02-01, diariet (diarium.csv) har 2014-03-01."
    assert (
        row["reasons"]["parties"] == "Diariet (diarium.csv) har motparten Migrationsverket, som inte är bland parterna."
    )
    told = content["diary"]["matched"][0]
    assert told["filled"] == []
    assert [(c["field"], c["inventory"], c["diary"]) for c in told["contradictions"]] == [
        ("parties", "Sala kommun; Polisen", "Migrationsverket"),
        ("registry_number", "KS 2014/10", "KS 2014/11"),
        ("valid_to", "2015-12-31", "2016-12-31"),
        ("signed_on", "2014-02-01", "2014-03-01"),
    ]


def test_an_entry_that_contradicts_the_document_fills_nothing_in_it(
    one: Callable[..., Outcome], make_diary: MakeDiary, labels: Labels
) -> None:
    diary = make_diary(HEADS, "avtal.pdf;KS 2014/11;Krami;2014-03-01;;")
    row = as_json([one(registry_number="KS 2014/10")], labels, diary)["rows"][0]
    assert row["signed_on"] is None
    assert row["needs_review"] == ["registry_number"]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("KS 2014/10", "Dnr KS 2014/0010"), ("KS 2014/10", "2014/10"), ("KS/2012:628-805", "KS 2012/628")],
)
def test_another_writing_of_a_number_contradicts_nothing(
    ours: str, theirs: str, one: Callable[..., Outcome], make_diary: MakeDiary, labels: Labels
) -> None:
    row = as_json([one(registry_number=ours)], labels, make_diary("Filnamn;Dnr", f"avtal.pdf;{theirs}"))["rows"][0]
    assert (row["registry_number"], row["needs_review"]) == (ours, [])


def test_a_number_that_excel_has_damaged_is_neither_taken_nor_held_against_the_document(
    one: Callable[..., Outcome], make_diary: MakeDiary, labels: Labels
) -> None:
    diary = make_diary("Filnamn;Dnr", "avtal.pdf;okt-14", "b.pdf;okt-14")
    content = as_json([one(), one("b.pdf", registry_number="SN 2011/3")], labels, diary)
    assert [row["registry_number"] for row in content["rows"]] == [None, "SN 2011/3"]
    assert [row["needs_review"] for row in content["rows"]] == [[], []]
    assert all(one["entry"]["damaged"] for one in content["diary"]["matched"])


def test_a_match_by_title_and_day_is_to_be_reviewed(
    one: Callable[..., Outcome], make_diary: MakeDiary, labels: Labels
) -> None:
    diary = make_diary("Dnr;Ärendemening;Datum", "KS 2014/10;Avtal om Krami;2014-03-01")
    row = as_json([one(title="Avtal om Krami", signed_on="2014-03-01")], labels, diary)["rows"][0]
    assert (row["registry_number"], row["needs_review"]) == ("KS 2014/10", ["registry_number"])
    assert row["reasons"]["registry_number"].endswith("Kontrollera att posten gäller det här dokumentet.")


def test_a_doubt_of_the_diarys_value_leads_to_the_documents_first_page(
    one: Callable[..., Outcome], make_diary: MakeDiary, labels: Labels
) -> None:
    diary = make_diary("Dnr;Ärendemening;Datum", "KS 2014/10;Avtal om Krami;2014-03-01")
    outcomes = [one(title="Avtal om Krami", signed_on="2014-03-01")]
    found = lines(opened(outcomes, labels, diary)["Att granska"])
    assert [(row[2], row[3], row[5], row[6]) for row in found] == [
        ("Diarienummer", "KS 2014/10", "KS 2014/10", "sida 1")
    ]
    inventory = tabulate(outcomes, DAY, labels, None, None, diary)
    sources = report.Sources(TEMPLATES, lambda *_: None)
    page = dict(report.files(inventory, outcomes, labels, sources, "../corpus"))["granska.html"]
    assert isinstance(page, bytes)
    assert "<q>KS 2014/10</q>" in page.decode()
    assert "<q>KS 2014/10</q> s." not in page.decode()


def test_a_value_that_cannot_be_read_stays_so_and_the_diary_is_quoted(
    one: Callable[..., Outcome], make_diary: MakeDiary, labels: Labels
) -> None:
    unreadable: Finding[Any] = Finding(None, Status.UNREADABLE, review=True, reason="Datumet går inte att läsa.")
    diary = make_diary("Filnamn;Undertecknat", "avtal.pdf;2014-03-01")
    row = as_json([one(signed_on=unreadable)], labels, diary)["rows"][0]
    assert (row["signed_on"], row["needs_review"]) == (None, ["signed_on"])
    assert row["reasons"]["signed_on"] == "Datumet går inte att läsa. Diariet (diarium.csv) har 2014-03-01."


def test_what_a_person_has_typed_goes_before_the_diary(
    one: Callable[..., Outcome], make_diary: MakeDiary, labels: Labels
) -> None:
    outcome = one()
    key = next(iter(identify([outcome]))).key
    typed = Corrections(
        (Correction(key, "registry_number", "SN 2014/99"), Correction(key, "signed_on", "", "2014-01-01"))
    )
    diary = make_diary(HEADS, "avtal.pdf;KS 2014/10;Krami;2014-03-01;;")
    content = as_json([outcome], labels, diary, typed)
    row, told = content["rows"][0], content["diary"]["matched"][0]
    assert (row["registry_number"], row["signed_on"], row["needs_review"]) == ("SN 2014/99", None, [])
    assert told["contradictions"] == [
        {"field": "registry_number", "inventory": "SN 2014/99", "diary": "KS 2014/10", "corrected": True}
    ]


def test_a_number_that_a_person_has_typed_finds_the_entry(
    one: Callable[..., Outcome], make_diary: MakeDiary, labels: Labels
) -> None:
    outcome = one()
    key = next(iter(identify([outcome]))).key
    diary = make_diary("Dnr;Undertecknat", "KS 2014/10;2014-03-01")
    row = as_json([outcome], labels, diary, Corrections((Correction(key, "registry_number", "Dnr KS 2014/10"),)))[
        "rows"
    ][0]
    assert row["signed_on"] == "2014-03-01"
    assert row["corrections"].keys() == {"registry_number"}


def test_the_cell_that_a_person_empties_again_has_the_diarys_value(
    one: Callable[..., Outcome], make_diary: MakeDiary, labels: Labels
) -> None:
    outcome = one()
    key = next(iter(identify([outcome]))).key
    diary = make_diary("Filnamn;Dnr", "avtal.pdf;KS 2014/10")
    typed = Corrections((Correction(key, "registry_number", "KS 2014/0010"),))
    assert (
        as_json([outcome], labels, diary, typed)["rows"][0]["corrections"]["registry_number"]["automatic"]
        == "KS 2014/10"
    )


def test_each_document_and_each_entry_is_told_once(
    one: Callable[..., Outcome], make_diary: MakeDiary, make_outcome: MakeOutcome, labels: Labels
) -> None:
    outcomes = [
        one("a.pdf", title="A"),
        one("b.pdf", title="B"),
        one("c.pdf", title="C", registry_number="KS 2014/5"),
        one("d.pdf", title="D", registry_number="KS 2014/5"),
        make_outcome("minnen.pdf", rejection=Rejection("Ett protokoll.", "r")),
        make_outcome("trasig.pdf", failure=Failure("damaged", "Filen är skadad.")),
    ]
    diary = make_diary(
        "Filnamn;Dnr;Titel", "a.pdf;KS 2014/1;A", ";KS 2014/5;Ärendet", ";KS 2014/7;Borta", "minnen.pdf;KS 2014/8;",
        "trasig.pdf;KS 2014/9;",
    )  # fmt: skip
    told = as_json(outcomes, labels, diary)["diary"]
    assert [(one["file"], one["row"] is None) for one in told["matched"]] == [
        ("a.pdf", False), ("minnen.pdf", True), ("trasig.pdf", True)
    ]  # fmt: skip
    assert [[d["file"] for d in one["documents"]] for one in told["ambiguous"]] == [["c.pdf", "d.pdf"]]
    assert [one["line"] for one in told["without_document"]] == [4]
    assert len(told["without_entry"]) == 1


def test_a_file_with_several_agreements_takes_nothing_that_may_be_anothers(
    make_agreement: MakeAgreement, make_outcome: MakeOutcome, make_diary: MakeDiary, labels: Labels
) -> None:
    two = make_outcome("a.pdf", make_agreement((1, 1), title="Ett"), make_agreement((2, 2), title="Två"))
    content = as_json([two], labels, make_diary("Filnamn;Dnr", "a.pdf;KS 2014/1"))
    assert [row["registry_number"] for row in content["rows"]] == [None, None]
    assert len(content["diary"]["ambiguous"][0]["documents"]) == 2


def opened(outcomes: list[Outcome], labels: Labels, diary: Diary) -> openpyxl.Workbook:
    inventory = tabulate(outcomes, DAY, labels, None, None, diary)
    return openpyxl.load_workbook(BytesIO(workbook_bytes(inventory, labels, corpus="../corpus")))


def lines(sheet: Worksheet) -> list[tuple[Any, ...]]:
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=2)]


def test_the_sheet_tells_what_differs_first(
    one: Callable[..., Outcome], make_diary: MakeDiary, make_outcome: MakeOutcome, labels: Labels
) -> None:
    outcomes = [
        one("a.pdf", title="A", registry_number="KS 2014/2", valid_from="2010-01-01"),
        one("b.pdf", title="B", valid_from="2011-01-01"),
        one("c.pdf", title="C", registry_number="KS 2014/5", valid_from="2012-01-01"),
        one("d.pdf", title="D", registry_number="KS 2014/5", valid_from="2013-01-01"),
        one("e.pdf", title="E", registry_number="KS 2014/1", valid_from="2014-01-01"),
        make_outcome("trasig.pdf", failure=Failure("damaged", "Filen är skadad.")),
    ]
    diary = make_diary(
        "Filnamn;Dnr;Titel;Datum", "a.pdf;KS 2014/1;=1+1;2014-01-01", "b.pdf;KS 2014/3;B;", ";KS 2014/5;Ärendet;",
        ";KS 2014/7;Borta;2014-02-02", "trasig.pdf;KS 2014/9;;",
    )  # fmt: skip
    book = opened(outcomes, labels, diary)
    sheet = book[SHEET]
    found = lines(sheet)
    assert [(row[0], row[1]) for row in found] == [
        ("Om diariet", None),
        ("Säger emot", 1),
        ("Oklart", None),
        ("Saknar dokument", None),
        ("Saknas i diariet", 5),
        ("Stämmer", None),
        ("Stämmer", 2),
    ]
    assert found[0][7] == "Poster i diarium.csv: 5, varav 3 hör till dokument i corpus/ (3 på samma filnamn)."
    assert "Diarienummer: förteckningen har KS 2014/2, diariet har KS 2014/1." in found[1][7]
    assert found[1][4] == "=1+1"
    assert sheet["E3"].data_type == "s"
    assert found[2][7].startswith("Posten kan höra till nr 3 eller nr 4.")
    assert found[3][2:7] == (None, "KS 2014/7", "Borta", datetime(2014, 2, 2), "rad 5")  # noqa: DTZ001
    assert "som har diarienummer KS 2014/1. Diarienumret finns i diariet (rad 2)" in found[4][7]
    assert found[5][2] == "trasig.pdf"
    assert "Filen kunde inte läsas." in found[5][7]
    assert "Hämtat ur diariet: Diarienummer." in found[6][7]
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
    assert sheet.print_title_rows
    assert SHEET in {cell.value for row in book["Läs mig"].iter_rows() for cell in row}


def test_a_value_of_the_diary_is_marked_in_forteckning(
    one: Callable[..., Outcome], make_diary: MakeDiary, labels: Labels
) -> None:
    diary = make_diary("Filnamn;Dnr", "avtal.pdf;KS 2014/10")
    sheet = opened([one()], labels, diary)["Förteckning"]
    heads = [cell.value for cell in sheet[1]]
    cell = sheet.cell(2, heads.index("Diarienummer") + 1)
    assert cell.value == "KS 2014/10"
    assert cell.comment
    assert "Hämtat ur diariet (diarium.csv)" in cell.comment.text
    plain = sheet.cell(2, heads.index("Fil") + 1)
    assert cell.font.italic
    assert not plain.font.italic
    assert cell.fill.fgColor.rgb != plain.fill.fgColor.rgb


@pytest.mark.parametrize("content", ["", "a;b\r\n1;2"])
def test_a_diary_that_cannot_be_used_is_told_and_stops_nothing(
    content: str, one: Callable[..., Outcome], make_diary: MakeDiary, labels: Labels
) -> None:
    diary = make_diary(content)
    found = lines(opened([one()], labels, diary)[SHEET])
    assert [row[0] for row in found] == ["Om diariet"]
    assert found[0][7].startswith("diarium.csv har inga ")
    told = as_json([one()], labels, diary)["diary"]
    assert told["problem"]["message"] == found[0][7]
    assert told["without_entry"] == []


def test_nothing_of_a_secret_entry_leaves_the_program(
    one: Callable[..., Outcome], make_diary: MakeDiary, labels: Labels
) -> None:
    diary = make_diary(
        "Filnamn;Dnr;Titel;Motpart;Sekretess",
        "avtal.pdf;KS 2014/1;Placering av Anna Andersson;Anna Andersson;OSL 26:1",
        ";KS 2014/2;Vård av Bo Berg;Bo Berg;Ja",
    )
    outcomes = [one(title=None, parties=("Sala kommun",))]
    inventory = tabulate(outcomes, DAY, labels, None, None, diary)
    pages = report.files(inventory, outcomes, labels, report.Sources(TEMPLATES, lambda *_: None), "../corpus")
    content = as_json(outcomes, labels, diary)
    everything = json.dumps(content, ensure_ascii=False) + csv_bytes(inventory, labels).decode()
    everything += "".join(one.decode() for _, one in pages if isinstance(one, bytes))
    everything += str([lines(sheet) for sheet in opened(outcomes, labels, diary).worksheets])
    assert "KS 2014/2" in everything
    assert "sekretessmarkerad" in everything
    for word in ("Andersson", "Berg", "Placering", "Vård av"):
        assert word not in everything
    assert content["rows"][0]["registry_number"] == "KS 2014/1"


def test_the_report_has_a_page_for_the_diary_and_escapes_what_it_says(
    one: Callable[..., Outcome], make_diary: MakeDiary, labels: Labels
) -> None:
    diary = make_diary("Filnamn;Dnr;Titel", "avtal.pdf;KS 2014/1;", ";KS 2014/2;<b>Borta</b>")
    outcomes = [one()]
    inventory = tabulate(outcomes, DAY, labels, None, None, diary)
    sources = report.Sources(TEMPLATES, lambda *_: None)
    pages = dict(report.files(inventory, outcomes, labels, sources, "../corpus"))
    page = pages["diarium.html"]
    assert isinstance(page, bytes)
    assert "&lt;b&gt;Borta&lt;/b&gt;" in page.decode()
    assert "<b>Borta" not in page.decode()
    own = pages[f"avtal/{inventory.rows[0].id}.html"]
    assert isinstance(own, bytes)
    assert "Hämtat ur diariet, framgår inte av dokumentet" in own.decode()
    assert "Sida 1" in own.decode()
    assert "Sida 0" not in own.decode(), "what stands in the diary is on no page"
    without = dict(report.files(tabulate(outcomes, DAY, labels), outcomes, labels, sources, "../corpus"))
    assert "diarium.html" not in without
    assert all(b"diarium.html" not in page for page in without.values() if isinstance(page, bytes))
