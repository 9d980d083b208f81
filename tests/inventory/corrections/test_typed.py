from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from pipeline.inventory.corrections.typed import DATES, NotUnderstoodError, Typed
from pipeline.inventory.labels import Labels


@pytest.fixture(scope="module")
def typed(labels: Labels) -> Typed:
    return Typed(labels)


@pytest.mark.parametrize(
    "cell",
    [
        "2014-12-31", " 2014-12-31 ", "20141231", "2014/12/31", "31/12 2014", "31.12.2014", "31 december 2014",
        "den 31 dec 2014", "31 dec. 2014", "31:a December 2014", "2014-12-31 00:00:00", "'2014-12-31",
        20141231.0, 42004.0, dt.date(2014, 12, 31), dt.datetime(2014, 12, 31, 12, 30, tzinfo=dt.UTC),
    ],
)  # fmt: skip
@pytest.mark.parametrize("column", DATES)
def test_one_day_in_all_its_forms(typed: Typed, column: str, cell: Any) -> None:
    assert typed.canonical(column, cell) == "2014-12-31"


@pytest.mark.parametrize(
    "cell",
    [
        "2014", "2014-12", "december 2014", "141231", "31 feb 2014", "31 feb", "5/6/2014", "31/12-14", "nyår",
        "2014-13-01", "1 ma 2014", 2014.0, 141231.0, dt.date(1905, 7, 6), dt.date(2286, 9, 3), True, dt.time(12, 0),
    ],
)  # fmt: skip
def test_no_day_is_guessed(typed: Typed, cell: Any) -> None:
    with pytest.raises(NotUnderstoodError, match="2014-12-31"):
        typed.value("valid_to", typed.canonical("valid_to", cell))


@pytest.mark.parametrize(
    ("column", "cell", "text"),
    [
        ("notice_period", "3 mån", "tre månader"), ("notice_period", "3 mån.", "tre månader"),
        ("notice_period", "1 år och 6 månader", "arton månader"), ("notice_period", "P3M", "tre månader"),
        ("notice_period", "halvår", "sex månader"), ("notice_period", "30 dagar", "30 dagar"),
        ("notice_period", "två veckor", "fjorton dagar"), ("notice_period", "12 månader", "ett år"),
        ("renewal", "1 år i taget", "ett år i taget"), ("renewal", "2 år, en gång", "två år, en gång"),
        ("renewal", "ett år i taget, högst 2 gånger", "ett år i taget, högst två gånger"),
        ("renewal", "Möjlig, 12 mån i taget", "möjlig, ett år i taget"), ("renewal", "nej", ""),
        ("renewal", "möjlig, ett år, högst en gång", "möjlig, ett år, högst en gång"),
        ("open_ended", "J", "Ja"), ("open_ended", False, "Nej"), ("pages", "1 - 3", "1–3"), ("pages", 2.0, "2"),
        ("kind", "inte avtal", "Inte avtal"), ("kind", "HANDLINGSPLANER", "Handlingsplaner"),
        ("status", "okänd", "Okänd"), ("parties", "• A; B\n- C", "A\nB\nC"), ("subject", 2014.0, "2014"),
        ("subject", "a\u00a0b\r\nc\u030a", "a b\nc\u030a"), ("note", 1.5, "1,5"), ("number", 3.0, "3"),
    ],
)  # fmt: skip
def test_one_form_of_what_is_typed(typed: Typed, column: str, cell: Any, text: str) -> None:
    assert typed.canonical(column, cell) == text
    assert typed.canonical(column, text) == text


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("notice_period", "länge"), ("notice_period", "0 mån"), ("notice_period", "3"), ("renewal", "ett år"),
        ("renewal", "i taget"), ("open_ended", "kanske"), ("pages", "3-1"), ("pages", ""), ("kind", ""),
        ("status", ""), ("registry_number", "2014-10-01"), ("id", "r1"), ("file", "x.pdf"), ("number", "7"),
    ],
)  # fmt: skip
def test_what_a_cell_cannot_hold(typed: Typed, column: str, text: str) -> None:
    with pytest.raises(NotUnderstoodError):
        typed.value(column, text)
