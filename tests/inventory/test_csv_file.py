from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from pipeline.domain.agreement import Agreement, Outcome
from pipeline.domain.evidence import Finding
from pipeline.inventory.csv_file import csv_bytes
from pipeline.inventory.labels import Labels
from pipeline.inventory.table import tabulate

MakeAgreement = Callable[..., Agreement]
MakeOutcome = Callable[..., Outcome]
DAY = date(2014, 12, 9)
HEADS = (
    "Nr;Avdelning;Överenskommelse/avtal;Samverkande parter;Vad överenskommelsen avser;Giltighetstid;Övrigt;Status;"
    "Gäller från;Gäller till;Tills vidare;Förlängning;Uppsägningstid;Innevarande period t.o.m.;Sista uppsägningsdag;"
    "Undertecknat;Reviderat;Diarienummer;Ägare;Fil;Sidor;Att granska;Anteckning;Id"
)

QUOTED_HEADS = ";".join(f'"{head}"' for head in HEADS.split(";"))


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_bytes_are_what_swedish_excel_wants(
    make_agreement: MakeAgreement, make_outcome: MakeOutcome, labels: Labels
) -> None:
    agreement = make_agreement(
        title='Avtal "Barnahus"; del 1', parties=("Västerås stad", "Polisen"), valid_from="2014-02-13",
        valid_to="2015-02-12", registry_number="2014/10", notice_period="P3M",
    )  # fmt: skip
    content = csv_bytes(tabulate([make_outcome("västerås/a.pdf", agreement)], DAY, labels), labels)
    head, row, rest = content.split(b"\r\n")
    assert head == b"\xef\xbb\xbf" + QUOTED_HEADS.encode()
    assert row.decode().startswith(
        '1;"Överenskommelser/avtal";"Avtal ""Barnahus""; del 1";"Västerås stad\nPolisen";"";'
        '"Gäller 2014-02-13 till 2015-02-12";"Uppsägningstid tre månader";"Gäller";"2014-02-13";"2015-02-12";"Nej";"";'
        '"tre månader";"2015-02-12";"";"";"";"Dnr 2014/10";"västerås";"västerås/a.pdf";"1–2";"";"";"r'
    )
    assert rest == b""


@pytest.mark.parametrize(
    ("values", "column", "cell"),
    [
        ({"title": '=HYPERLINK("http://x";"y")'}, "Överenskommelse/avtal", '\'=HYPERLINK("http://x";"y")'),
        ({"title": "- Socialtjänsten"}, "Överenskommelse/avtal", "'- Socialtjänsten"),
        ({"title": "\t@SUM(A1)"}, "Överenskommelse/avtal", "'@SUM(A1)"),
        ({"title": "O\u0308ppen\u00a0va\u00adrd\x07"}, "Överenskommelse/avtal", "Öppen vard"),
        ({"registry_number": "2020:2772"}, "Diarienummer", "Dnr 2020:2772"),
        ({"registry_number": "KS 2019/123"}, "Diarienummer", "KS 2019/123"),
        ({"registry_number": "+46"}, "Diarienummer", "Dnr +46"),
        ({"subject": "rad 1\r\nrad 2"}, "Vad överenskommelsen avser", "rad 1\nrad 2"),
    ],
)
def test_nothing_in_a_document_becomes_a_formula_or_a_date(
    values: dict[str, Any], column: str, cell: str, make_agreement: MakeAgreement, make_outcome: MakeOutcome,
    labels: Labels,
) -> None:  # fmt: skip
    outcome = make_outcome("a.pdf", make_agreement(**values))
    assert rows_of(csv_bytes(tabulate([outcome], DAY, labels), labels))[0][column] == cell


def test_a_folder_named_by_the_municipal_code_keeps_its_zero(
    make_agreement: MakeAgreement, make_outcome: MakeOutcome, labels: Labels
) -> None:
    inventory = tabulate([make_outcome("0180/a.pdf", make_agreement())], DAY, labels)
    assert rows_of(csv_bytes(inventory, labels))[0]["Ägare"] == "'0180"


def test_what_to_review_is_said_with_its_reason(
    make_agreement: MakeAgreement, make_outcome: MakeOutcome, under_review: Callable[..., Finding[Any]], labels: Labels
) -> None:
    agreement = make_agreement(valid_to=under_review(None, "två slutdatum nämns"), subject=under_review("x", ""))
    row = rows_of(csv_bytes(tabulate([make_outcome("a.pdf", agreement)], DAY, labels), labels))[0]
    assert row["Att granska"] == "Vad överenskommelsen avser\nGäller till: två slutdatum nämns"


def test_an_empty_corpus_gives_the_heads(labels: Labels) -> None:
    assert csv_bytes(tabulate([], DAY, labels), labels).decode("utf-8-sig") == QUOTED_HEADS + "\r\n"
