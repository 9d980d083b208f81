"""Signed electronically: by a signing service, which adds a page to the document, or by a signature in the file."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.domain.agreement import Agreement
from pipeline.domain.document import Page, PageSource
from pipeline.domain.evidence import How, Status
from pipeline.domain.text import Text
from pipeline.extraction.extract import extract
from pipeline.language import annotate
from tests.layout.builders import lexicon, line, page, row, text_of

PAGES = tomllib.loads((Path(__file__).parent / "service_pages.toml").read_text(encoding="utf-8"))["page"]
AGREEMENT = """
Samverkansavtal om barn och unga
Mellan Tallstads kommun och Region Mellanbygden har träffats följande avtal.
Syftet med avtalet är att parterna tillsammans ska ge stöd till barn och unga i kommunen.
Avtalet gäller från och med 2024-01-01 till och med 2026-12-31.
"""
ELECTRONICALLY = "Avtalet undertecknas elektroniskt av behöriga företrädare för parterna."
ON_PAPER = "Avtalet är upprättat i två likalydande exemplar."
DAY = date(2023, 12, 14)


def printed(lines: str, number: int = 1, source: PageSource = PageSource.TEXT_LAYER) -> Page:
    rows = [
        row(content.split(" | "), 80 + 20 * n) if " | " in content else line(content, 80 + 20 * n)
        for n, content in enumerate(lines.strip("\n").split("\n"))
    ]
    return page(*rows, number=number, source=source)


def read(text: Text) -> Agreement:
    found = extract(text, annotate(text, lexicon()), lexicon())
    assert isinstance(found, Agreement)
    return found


def behind(lines: str, last: str = ELECTRONICALLY) -> Agreement:
    """An agreement with such a page behind it."""
    return read(text_of(printed(AGREEMENT + last), printed(lines, 2)))


def in_file(*days: date, last: str = ELECTRONICALLY, source: PageSource = PageSource.TEXT_LAYER) -> Agreement:
    """An agreement in a file with digital signatures of these days."""
    return read(replace(text_of(printed(AGREEMENT + last, source=source)), signed=days))


@pytest.mark.parametrize("service", PAGES, ids=[one["name"] for one in PAGES])
def test_a_service_s_page_tells_the_last_signature(service: dict[str, Any]) -> None:
    found = behind(service["lines"]).signed_on
    assert found.value == (date.fromisoformat(service["signed_on"]) if service["signed_on"] else None)
    assert found.review == (not service["signed_on"])
    assert found.reason if found.review else found.evidence[0].page == 2


@pytest.mark.parametrize("service", PAGES, ids=[one["name"] for one in PAGES])
def test_nothing_else_is_taken_from_such_a_page(service: dict[str, Any]) -> None:
    found = behind(service["lines"])
    assert found.pages == (1, 2)
    assert [party.name for party in found.parties.value] == ["Tallstads kommun", "Region Mellanbygden"]
    assert found.title.value == "Samverkansavtal om barn och unga"
    assert found.registry_number.value is None
    assert (found.valid_from.value, found.valid_to.value) == (date(2024, 1, 1), date(2026, 12, 31))
    assert found.remarks == ()


def test_a_place_for_signatures_left_blank_is_none_when_a_service_tells_who_signed() -> None:
    found = behind(PAGES[0]["lines"], "Ort och datum ____________\nNamnförtydligande ____________")
    assert found.signed_on.value == date(2023, 12, 15)
    assert found.remarks == ()


def test_a_later_day_by_the_signatures_is_told() -> None:
    found = behind(PAGES[0]["lines"], "Tallstad den 20 december 2023\nFör Tallstads kommun").signed_on
    assert found.value == date(2023, 12, 15)
    assert found.review


def test_the_file_s_own_signature_derives_the_day() -> None:
    found = in_file(DAY).signed_on
    assert (found.value, found.status, found.review) == (DAY, Status.DERIVED, False)
    assert "2023-12-14" in (found.derivation or "")
    assert [(one.how, one.quote) for one in found.evidence] == [(How.DERIVED, "undertecknas elektroniskt")]


def test_several_signatures_are_the_parties() -> None:
    found = in_file(date(2023, 12, 11), DAY, last=ON_PAPER).signed_on
    assert (found.value, found.review) == (DAY, False)


@pytest.mark.parametrize(
    ("days", "last", "value"),
    [
        ((DAY,), ON_PAPER, DAY),  # nothing says that it is signed electronically
        ((date(2026, 11, 3),), ELECTRONICALLY, date(2026, 11, 3)),  # years after it began: the archive's seal?
        ((DAY, date(2026, 11, 3)), ELECTRONICALLY, DAY),
    ],
)
def test_a_signature_that_may_be_another_s_is_looked_at(days: tuple[date, ...], last: str, value: date) -> None:
    found = in_file(*days, last=last).signed_on
    assert found.value == value
    assert found.review


def test_a_printed_day_goes_before_the_file_s_signature() -> None:
    signed = "Tallstad 2023-12-12\nFör Tallstads kommun"
    assert in_file(DAY, last=signed).signed_on.value == date(2023, 12, 12)
    assert not in_file(DAY, last=signed).signed_on.review
    late = in_file(date(2026, 11, 3), last=signed).signed_on
    assert late.value == date(2023, 12, 12)
    assert late.review
    assert "2026-11-03" in (late.reason or "")


def test_a_service_s_page_goes_before_the_file_s_signature() -> None:
    pages = printed(AGREEMENT + ELECTRONICALLY), printed(PAGES[0]["lines"], 2)
    found = read(replace(text_of(*pages), signed=(date(2023, 12, 16),))).signed_on
    assert (found.value, found.review) == (date(2023, 12, 15), False)


def test_a_signature_goes_before_the_day_of_drawing_up() -> None:
    assert in_file(DAY, last="Upprättad i Tallstad 2023-12-01").signed_on.value == DAY


def test_a_seal_on_a_scan_is_no_signing() -> None:
    sealed = date(2026, 11, 3)
    found = in_file(sealed, last=ON_PAPER, source=PageSource.OCR)
    assert found.signed_on.value is None
    assert found.remarks == ("Den skannade filen är digitalt signerad 2026-11-03.",)
    dated = in_file(sealed, last="Tallstad 2023-12-12\nFör Tallstads kommun", source=PageSource.OCR)
    assert (dated.signed_on.value, dated.signed_on.review) == (date(2023, 12, 12), False)


def test_a_day_from_the_file_dates_what_is_valid_from_the_signing() -> None:
    lines = AGREEMENT.replace("från och med 2024-01-01", "från undertecknandet") + ELECTRONICALLY
    found = read(replace(text_of(printed(lines)), signed=(DAY,)))
    assert found.valid_from.value == DAY
    assert found.signed_on.review
    assert found.valid_from.review
