from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.domain.agreement import Agreement, Outcome
from pipeline.domain.evidence import Finding
from pipeline.inventory.labels import Labels
from pipeline.inventory.table import tabulate
from pipeline.inventory.workbook import workbook_bytes

MakeAgreement = Callable[..., Agreement]
MakeOutcome = Callable[..., Outcome]
DAY = date(2014, 12, 9)


def opened(outcomes: tuple[Outcome, ...], labels: Labels) -> tuple[Worksheet, Worksheet]:
    content = workbook_bytes(tabulate(outcomes, DAY, labels), labels, corpus="../corpus")
    book = openpyxl.load_workbook(BytesIO(content))
    assert book.sheetnames[:2] == ["Figur 2", "Förteckning"]
    assert book["inventera"].sheet_state == "veryHidden"
    return book["Figur 2"], book["Förteckning"]


def column(sheet: Worksheet, head: str) -> list[Any]:
    heads = [cell.value for cell in sheet[1]]
    return [row[heads.index(head)] for row in sheet.iter_rows(min_row=2)]


def parts(outcomes: tuple[Outcome, ...], labels: Labels) -> dict[str, str]:
    content = workbook_bytes(tabulate(outcomes, DAY, labels), labels, corpus="../corpus")
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_figur_2_has_three_sections_with_their_own_heads(figure_2: tuple[Outcome, ...], labels: Labels) -> None:
    sheet, _ = opened(figure_2, labels)
    lines = [tuple(cell.value for cell in row) for row in sheet.iter_rows()]
    assert lines[0] == ("Överenskommelser/avtal", None, None, None, None, None)
    assert lines[1] == (
        "Nr", "Överenskommelse/avtal", "Samverkande parter", "Vad överenskommelsen avser", "Giltighetstid", "Övrigt",
    )  # fmt: skip
    number, title, parties, subject, validity, remarks = lines[2]
    assert (number, title) == (1, "Avtal om sjukvård för hemlösa")
    assert parties == "• Individ och familjenämnden\n• Landstinget"
    assert str(subject).startswith("Avtal om den verksamhet som Västerås stad")
    assert validity == "Gäller 2008-01-01 till 2010-12-31. Förlängs med två år om ingen part säger upp avtalet"
    assert remarks == "Avtalet är utgånget"
    assert ("Handlingsplaner", None, None, None, None, None) in lines
    assert (
        "Nr", "Handlingsplan", "Samverkande parter", "Vad handlingsplanen avser", "Giltighetstid", "Övrigt",
    ) in lines  # fmt: skip
    assert ("Nr", "Samverkansdokument", "Samverkande parter", "Innehåll", "Tid", "Övrigt") in lines
    assert [line[0] for line in lines if isinstance(line[0], int)] == list(range(1, 20))


def test_figur_2_prints_on_a4_one_page_wide_with_page_numbers(figure_2: tuple[Outcome, ...], labels: Labels) -> None:
    sheet, _ = opened(figure_2, labels)
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) in {(None, 0), (1, 0)}
    assert "Sida &amp;P av &amp;N</oddFooter>" in parts(figure_2, labels)["xl/worksheets/sheet1.xml"]


def test_no_section_title_is_left_at_the_foot_of_a_page(figure_2: tuple[Outcome, ...], labels: Labels) -> None:
    sheet, _ = opened(figure_2, labels)
    titles = {cell.row for cell in sheet["A"] if cell.value and not isinstance(cell.value, int) and cell.value != "Nr"}
    breaks = {one.id + 1 for one in sheet.row_breaks.brk}  # the first row of the next page
    assert breaks
    assert not breaks & {row + after for row in titles for after in (1, 2)}


def test_the_flat_table_can_be_sorted_and_filtered(figure_2: tuple[Outcome, ...], labels: Labels) -> None:
    _, sheet = opened(figure_2, labels)
    assert [cell.value for cell in sheet[1]] == list(labels.columns.values())
    assert sheet.freeze_panes == "D2"
    assert sheet.auto_filter.ref == "A1:X20"
    assert sheet.print_title_rows == "$1:$1"
    starts = column(sheet, "Gäller från")
    assert starts[0].value == datetime(2008, 1, 1)  # noqa: DTZ001  # Excel knows no zones
    assert starts[0].number_format == "yyyy-mm-dd"
    dnr = column(sheet, "Diarienummer")[11]
    assert (dnr.value, dnr.number_format, dnr.data_type) == ("2014/10", "@", "s")
    assert {cell.value for cell in column(sheet, "Status")} == {"Gäller", "Utgången", "Förlängd", "Okänd"}
    assert {cell.value for cell in column(sheet, "Ägare")} == {"vasteras"}


def test_doubtful_cells_are_coloured_and_named(figure_2: tuple[Outcome, ...], labels: Labels) -> None:
    _, sheet = opened(figure_2, labels)
    assert column(sheet, "Att granska")[7].value == "Gäller till: två slutdatum nämns"
    colours = [cell.fill.start_color.rgb for cell in column(sheet, "Gäller till")]
    assert [index for index, colour in enumerate(colours) if colour == "FFFFF2CC"] == [7]


def test_the_file_links_to_its_page(make_agreement: MakeAgreement, make_outcome: MakeOutcome, labels: Labels) -> None:
    _, sheet = opened((make_outcome("å/avtal 5.pdf", make_agreement((3, 4))),), labels)
    cell = column(sheet, "Fil")[0]
    assert cell.value == "å/avtal 5.pdf"
    assert cell.hyperlink.target.replace("\\", "/") == "../corpus/å/avtal%205.pdf"
    assert cell.hyperlink.location == "page=3"


@pytest.mark.parametrize("text", ["=1+1", "=cmd|' /C calc'!A0", "{=1}", "@SUM(1)", "http://x.se", "12", "+46 21"])
def test_no_text_of_a_document_is_anything_but_text(
    text: str, make_agreement: MakeAgreement, make_outcome: MakeOutcome, labels: Labels
) -> None:
    agreement = make_agreement(title=text, parties=(text,), subject=text, registry_number=text, remarks=(text,))
    outcome = make_outcome(f"{text.replace('/', '-')}.pdf", agreement)
    for name, xml in parts((outcome,), labels).items():
        assert "<f>" not in xml, name
        assert 'Target="http://x.se' not in xml
    for sheet in opened((outcome,), labels):
        assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value == text} == {"s"}


def test_hostile_texts_do_not_break_the_file(
    make_agreement: MakeAgreement, make_outcome: MakeOutcome, under_review: Callable[..., Finding[Any]], labels: Labels
) -> None:
    bad = "a\x00\x0b\ud800\uffff<&>]]>" + "x" * 50_000
    agreement = make_agreement(title=bad, parties=(bad,), subject=under_review(bad, bad), valid_from="0214-02-13")
    _, sheet = opened((make_outcome("caf\udce9.pdf", agreement),), labels)
    assert column(sheet, "Gäller från")[0].value == "0214-02-13"
    assert column(sheet, "Överenskommelse/avtal")[0].value.startswith("a<&>]]>xxx")
    assert column(sheet, "Fil")[0].value == "caf.pdf"


def test_title_and_language_are_told(figure_2: tuple[Outcome, ...], labels: Labels) -> None:
    files = parts(figure_2, labels)
    assert "<dc:title>Förteckning över skriftliga överenskommelser" in files["docProps/core.xml"]
    assert "sv-SE" in files["docProps/custom.xml"]


def test_the_same_inventory_gives_the_same_bytes(figure_2: tuple[Outcome, ...], labels: Labels) -> None:
    inventory = tabulate(figure_2, DAY, labels)
    assert workbook_bytes(inventory, labels, corpus="c") == workbook_bytes(inventory, labels, corpus="c")


def test_an_empty_corpus_gives_the_heads(labels: Labels) -> None:
    figure, flat = opened((), labels)
    assert figure["A1"].value == "Överenskommelser/avtal"
    assert flat.max_row <= 2
