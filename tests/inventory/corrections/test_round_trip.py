"""What a person types into the workbook, from one night to the next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from pipeline.domain.agreement import Agreement, Outcome, Rejection
from pipeline.domain.evidence import Finding

MakeAgreement = Callable[..., Agreement]
MakeOutcome = Callable[..., Outcome]


@pytest.fixture
def one(make_agreement: MakeAgreement, make_outcome: MakeOutcome) -> Outcome:
    agreement = make_agreement(
        title="Samverkansavtal om Barnahus",
        parties=("Staden", "Landstinget"),
        subject="Barn.",
        valid_from="2014-01-01",
        valid_to="2015-12-31",
        notice_period="P3M",
        registry_number="KS 2014/10",
    )
    return make_outcome("vasteras/a.pdf", agreement, sha256="aa")


CELLS = [
    ("Avdelning", "handlingsplaner", "Handlingsplaner", {"kind": "action_plan"}),
    ("Överenskommelse/avtal", "=1+1 Barnahus", "=1+1 Barnahus", {"title": "=1+1 Barnahus"}),
    ("Samverkande parter", "Staden; @Polisen", "Staden\n@Polisen", {}),
    ("Vad överenskommelsen avser", None, None, {"subject": None}),
    ("Giltighetstid", "Så länge det behövs", "Så länge det behövs", {}),
    ("Övrigt", "-Se pärmen", "-Se pärmen", {"remarks": "-Se pärmen"}),
    ("Status", "utgången", "Utgången", {"status": "expired"}),
    ("Gäller från", "31 december 2013", dt.date(2013, 12, 31), {"valid_from": "2013-12-31"}),
    ("Gäller till", dt.date(2016, 6, 30), dt.date(2016, 6, 30), {"valid_to": "2016-06-30"}),
    ("Gäller till", 20160630, dt.date(2016, 6, 30), {"valid_to": "2016-06-30"}),
    ("Gäller till", None, None, {"valid_to": None}),
    ("Tills vidare", "ja", "Ja", {"open_ended": True}),
    ("Tills vidare", True, "Ja", {"open_ended": True}),
    (
        "Förlängning", "1 år i taget", "ett år i taget",
        {"renewal": {"mode": "automatic", "period": "P1Y", "limit": None}, "last_notice_date": "2015-09-30"},
    ),
    (
        "Förlängning", "möjlig, två år, högst 2 gånger", "möjlig, två år, högst två gånger",
        {"renewal": {"mode": "option", "period": "P2Y", "limit": 2}},
    ),
    ("Uppsägningstid", "6 mån", "sex månader", {"notice_period": "P6M"}),
    ("Innevarande period t.o.m.", "2015-06-30", dt.date(2015, 6, 30), {"current_term_end": "2015-06-30"}),
    ("Sista uppsägningsdag", "31/3 2015", dt.date(2015, 3, 31), {"last_notice_date": "2015-03-31"}),
    ("Undertecknat", "2013-12-01", dt.date(2013, 12, 1), {"signed_on": "2013-12-01"}),
    ("Reviderat", "1.2.2014", dt.date(2014, 2, 1), {"revised_on": "2014-02-01"}),
    ("Diarienummer", "00123", "00123", {"registry_number": "00123"}),
    ("Ägare", "Socialnämnden", "Socialnämnden", {"owner": "Socialnämnden"}),
    ("Sidor", "2-4", "2–4", {"pages": [2, 4]}),
    ("Anteckning", "Ring Åsa", "Ring Åsa", {"note": "Ring Åsa"}),
]  # fmt: skip


@pytest.mark.parametrize(("head", "typed", "shown", "in_json"), CELLS, ids=lambda value: str(value)[:20])
def test_a_corrected_cell_stands_everywhere_night_after_night(
    desk: Any, one: Outcome, head: str, typed: Any, shown: Any, in_json: dict[str, Any]
) -> None:
    desk.night(one)
    before, automatic = desk.rows()[0], desk.shown(head)
    desk.type(head, typed)
    for _ in range(2):
        desk.night()
        assert desk.shown(head) == shown
        row = desk.rows()[0]
        assert {name: row[name] for name in in_json} == in_json
        assert len(desk.corrections()) == 1
        if head != "Anteckning":
            assert desk.comment(head).startswith("Rättat 2026-11-24. Programmets värde: ")
    assert (desk.published.gathered.made, desk.published.gathered.undone) == (0, 0)
    desk.type(head, automatic)
    desk.night()
    assert desk.corrections() == []
    assert {**desk.rows()[0], "corrections": {}} == before


def test_a_correction_is_evidence_of_its_own(desk: Any, one: Outcome) -> None:
    desk.night(one)
    desk.type("Gäller till", "2016-06-30")
    desk.night()
    row = desk.rows()[0]
    assert row["evidence"]["valid_to"] == [
        {"page": 1, "quote": "", "boxes": [], "rule": "corrected", "how": "corrected", "confidence": 1.0}
    ]
    assert row["corrections"] == {"valid_to": {"value": "2016-06-30", "automatic": "2015-12-31", "when": "2026-11-24"}}
    assert desk.corrections() == [
        {
            "Id": row["id"], "Fil": "vasteras/a.pdf", "Sidor": "1–2",
            "Överenskommelse/avtal": "Samverkansavtal om Barnahus", "Fält": "Gäller till",
            "Rättat värde": "2016-06-30", "Programmets värde": "2015-12-31", "Ändrad": "2026-11-24",
            "Dokumentet ändrat": "",
        }
    ]  # fmt: skip
    assert desk.table()[0]["Giltighetstid"] == "Gäller 2014-01-01 till 2016-06-30"


def test_emptying_a_correction_brings_the_programs_value_back(desk: Any, one: Outcome) -> None:
    desk.night(one)
    desk.type("Gäller till", "2016-06-30")
    desk.night()
    desk.type("Gäller till", None)
    desk.night()
    assert desk.shown("Gäller till") == dt.date(2015, 12, 31)
    assert desk.corrections() == []


def test_emptying_the_programs_value_is_a_correction(desk: Any, one: Outcome) -> None:
    desk.night(one)
    desk.type("Gäller till", None)
    desk.night()
    assert [line["Rättat värde"] for line in desk.corrections()] == ["(tomt)"]
    row = desk.rows()[0]
    assert (row["valid_to"], row["reasons"]["valid_to"]) == (None, "Tömt för hand 2026-11-24")


@pytest.mark.parametrize(
    ("head", "typed"),
    [
        ("Gäller till", "31 feb"), ("Gäller till", "2014-12"), ("Gäller till", 2014), ("Gäller till", "5/6/2014"),
        ("Tills vidare", "kanske"), ("Förlängning", "ett tag"), ("Uppsägningstid", "länge"),
        ("Avdelning", "Övrigt"), ("Diarienummer", dt.date(2014, 10, 1)),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_kept_and_reported(desk: Any, one: Outcome, head: str, typed: Any) -> None:
    desk.night(one)
    before = desk.shown(head)
    desk.type(head, typed)
    for _ in range(2):
        desk.night()
        assert desk.shown(head) == before
        said = desk.corrections()[0]["Rättat värde"]
        assert said == (typed if isinstance(typed, str) else "2014" if typed == 2014 else "2014-10-01")
        assert f"{head}: Rättelsen «{said}» används inte." in desk.shown("Att granska")
        assert len(desk.rows()[0]["needs_review"]) >= 1
        assert any(said in reason for reason in desk.rows()[0]["reasons"].values())
        assert f"«{said}» används inte" in desk.comment(head)


@pytest.mark.parametrize("head", ["Nr", "Fil", "Id"])
def test_what_tells_a_row_is_kept_and_reported(desk: Any, one: Outcome, head: str) -> None:
    desk.night(one)
    before = desk.shown(head)
    desk.type(head, "99")
    desk.night()
    assert desk.shown(head) == before
    assert f"{head}: Rättelsen «99» används inte. Den här cellen går inte att rätta." in desk.shown("Att granska")


def test_what_has_been_looked_at_is_not_asked_again(
    desk: Any, make_agreement: MakeAgreement, make_outcome: MakeOutcome, under_review: Callable[..., Finding[Any]]
) -> None:
    def with_end(reason: str) -> Outcome:
        end = under_review(dt.date(2015, 12, 31), reason)
        return make_outcome("a.pdf", make_agreement(valid_from="2014-01-01", valid_to=end), sha256="aa")

    desk.night(with_end("två slutdatum nämns"))
    assert desk.shown("Att granska") == "Gäller till: två slutdatum nämns"
    desk.type("Att granska", None)
    for _ in range(2):
        desk.night()
        assert (desk.shown("Att granska"), desk.rows()[0]["needs_review"]) == (None, [])
        assert "Kontrollera" not in (desk.shown("Övrigt") or "")
    desk.night(with_end("en annan fråga"))
    assert desk.shown("Att granska") == "Gäller till: en annan fråga"
    assert "valid_to" in desk.rows()[0]["needs_review"]


def test_a_row_moves_to_what_is_no_agreement_and_back(desk: Any, one: Outcome) -> None:
    desk.night(one)
    desk.type("Avdelning", "Inte avtal")
    desk.night()
    assert desk.rows() == []
    assert desk.shown("Fil", sheet="Inte avtal") == "vasteras/a.pdf"
    assert desk.shown("Skäl", sheet="Inte avtal") == "Bedömt som inte avtal för hand 2026-11-24"
    desk.type("Avdelning", "Överenskommelser/avtal", sheet="Inte avtal")
    desk.night()
    assert [row["file"] for row in desk.rows()] == ["vasteras/a.pdf"]
    assert desk.corrections() == []


def test_a_rejected_file_becomes_a_row_to_be_filled_in(desk: Any, make_outcome: MakeOutcome) -> None:
    desk.night(make_outcome("brev.pdf", rejection=Rejection("Ett brev.", "kind/letter")))
    desk.type("Avdelning", "Övriga samverkansdokument", sheet="Inte avtal")
    desk.night()
    row = desk.rows()[0]
    assert (row["file"], row["kind"], row["title"], row["valid_from"]) == ("brev.pdf", "other", None, None)
    assert row["reasons"]["valid_to"] == "Reglerna har inte läst något avtal i dokumentet"
    assert "lagts till för hand" in desk.shown("Att granska")
    desk.type("Överenskommelse/avtal", "Avsiktsförklaring")
    desk.night()
    assert desk.rows()[0]["title"] == "Avsiktsförklaring"
    desk.type("Avdelning", "Inte avtal")
    desk.night()
    assert desk.rows() == []
    assert [line["Fält"] for line in desk.corrections()] == ["Överenskommelse/avtal"]


def test_a_column_of_her_own_is_kept_with_numbers_and_days(desk: Any, one: Outcome) -> None:
    desk.night(one)
    with desk.open() as sheet:
        sheet.insert_cols(2)
        for row, value in ((1, "Handläggare"), (2, "Åsa"), (3, None)):
            sheet.cell(row, 2).value = value
        for row, value in ((1, "Nästa möte"), (2, dt.date(2026, 12, 1))):
            sheet.cell(row, 30).value = value
        for row, value in ((1, "Pärm"), (2, 7)):
            sheet.cell(row, 31).value = value
    for _ in range(2):
        desk.night()
        assert desk.shown("Handläggare") == "Åsa"
        assert desk.shown("Nästa möte") == dt.date(2026, 12, 1)
        assert desk.shown("Pärm") == 7
        assert desk.table()[0]["Nästa möte"] == "2026-12-01"
        assert desk.rows()[0]["own_columns"] == {"Handläggare": "Åsa", "Nästa möte": "2026-12-01", "Pärm": "7"}
    desk.type("Handläggare", None)
    desk.night()
    assert "Handläggare" not in desk.table()[0]


def test_moved_and_deleted_columns_and_rows_above_change_nothing(
    desk: Any, one: Outcome, cell_of: Callable[..., Any]
) -> None:
    desk.night(one)
    with desk.open() as sheet:
        cell_of(sheet, "Gäller till").value = "2016-06-30"
        for head in ("Id", "Ägare", "Status"):
            sheet.delete_cols(cell_of(sheet, head).column)
        sheet.insert_rows(1, 3)
        sheet["A1"] = "Till nämnden"
    desk.night()
    assert [(line["Fält"], line["Rättat värde"]) for line in desk.corrections()] == [("Gäller till", "2016-06-30")]


def test_a_row_known_by_its_number_alone_must_agree(
    desk: Any, figure_2: tuple[Outcome, ...], cell_of: Callable[..., Any]
) -> None:
    desk.night(*figure_2)
    with desk.open() as sheet:
        for head in ("Id", "Fil"):
            sheet.delete_cols(cell_of(sheet, head).column)
        cell_of(sheet, "Anteckning", 5).value = "min"
        for number in range(6, 9):
            cell_of(sheet, "Nr", number).value = 30 + number
        sheet.append([1, None, "En egen rad"])
    desk.night()
    assert [row["note"] for row in desk.rows()].count("min") == 1
    assert desk.rows()[3]["note"] == "min"
    own = [line["Rättat värde"] for line in desk.corrections() if line["Fält"] == "Egen kolumn: Egen rad"]
    assert len(own) == 4
    assert any("En egen rad" in text for text in own)
    lines = desk.corrections()
    desk.night()
    assert desk.corrections() == lines
    assert desk.published.inventory.placed.unplaced == ()


def test_personal_numbers_stay_masked(desk: Any, make_agreement: MakeAgreement, make_outcome: MakeOutcome) -> None:
    desk.night(make_outcome("a.pdf", make_agreement(title="Avtal med 640823-3234", subject="Bygg  1"), sha256="aa"))
    desk.type("Vad överenskommelsen avser", "Bygg, 640823-3234")
    for _ in range(2):
        desk.night()
        assert desk.shown("Vad överenskommelsen avser") == "Bygg, 640823-****"
        assert desk.corrections()[0]["Överenskommelse/avtal"] == "Avtal med 640823-****"
    assert desk.published.gathered.made == 0


def test_copies_share_a_correction(desk: Any, make_agreement: MakeAgreement, make_outcome: MakeOutcome) -> None:
    desk.night(*(make_outcome(f"{name}.pdf", make_agreement(), sha256="aa") for name in "ab"))
    desk.type("Gäller till", "2016-06-30", row=3)
    desk.night()
    assert [row["valid_to"] for row in desk.rows()] == ["2016-06-30", "2016-06-30"]


def test_a_row_twice_counts_where_it_differs(desk: Any, one: Outcome) -> None:
    desk.night(one)
    with desk.open() as sheet:
        row = [one.value for one in sheet[2]]
        sheet.append(row)
        sheet.cell(2, 5).value = "Nytt"
    desk.night()
    assert [line["Rättat värde"] for line in desk.corrections()] == ["Nytt"]


def test_renaming_a_file_loses_nothing(desk: Any, one: Outcome, make_outcome: MakeOutcome) -> None:
    desk.night(one)
    desk.type("Gäller till", "2016-06-30")
    desk.night()
    desk.night(make_outcome("sala/b.pdf", *one.agreements, sha256="aa"))
    assert desk.rows()[0]["valid_to"] == "2016-06-30"
    assert desk.corrections()[0]["Fil"] == "sala/b.pdf"


def test_a_changed_document_keeps_the_correction_and_says_so(
    desk: Any, one: Outcome, make_outcome: MakeOutcome
) -> None:
    desk.night(one)
    desk.type("Gäller till", "2016-06-30")
    desk.night()
    desk.night(make_outcome("vasteras/a.pdf", *one.agreements, sha256="bb"))
    for _ in range(2):
        assert desk.rows()[0]["valid_to"] == "2016-06-30"
        assert desk.shown("Att granska") == (
            "Gäller till: Dokumentet har ändrats sedan rättelsen gjordes 2026-11-24; kontrollera"
        )
        assert "valid_to" in desk.rows()[0]["needs_review"]
        desk.night()
    desk.type("Att granska", None)
    desk.night()
    assert (desk.shown("Att granska"), desk.rows()[0]["valid_to"]) == (None, "2016-06-30")


def test_a_new_scan_elsewhere_is_proposed_and_not_corrected(desk: Any, one: Outcome, make_outcome: MakeOutcome) -> None:
    desk.night(one)
    desk.type("Gäller till", "2016-06-30")
    desk.night()
    desk.night(make_outcome("ny/skanning.pdf", *one.agreements, sha256="bb"))
    assert desk.rows()[0]["valid_to"] == "2015-12-31"
    assert "Kan vara en ny version av vasteras/a.pdf" in desk.shown("Att granska")
    assert "Gäller till «2016-06-30»" in desk.shown("Att granska")
    assert len(desk.corrections()) == 1


def test_a_document_that_is_gone_keeps_its_corrections(
    desk: Any, one: Outcome, make_agreement: MakeAgreement, make_outcome: MakeOutcome
) -> None:
    desk.night(one)
    desk.type("Gäller till", "2016-06-30")
    desk.night()
    desk.night(make_outcome("b.pdf", make_agreement(title="Något helt annat"), sha256="cc"))
    assert len(desk.published.inventory.placed.unplaced) == 1
    desk.night(one)
    assert desk.rows()[0]["valid_to"] == "2016-06-30"


def test_sections_and_order_follow_the_correction(desk: Any, figure_2: tuple[Outcome, ...]) -> None:
    desk.night(*figure_2)
    title = desk.shown("Överenskommelse/avtal")
    desk.type("Avdelning", "Övriga samverkansdokument")
    desk.night()
    rows = desk.rows()
    assert [row["number"] for row in rows] == list(range(1, 20))
    assert [row["kind"] for row in rows if row["title"] == title] == ["other"]
