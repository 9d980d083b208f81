"""The days of digital signatures: as the file states them, and as the signature itself does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.reading import read
from pipeline.reading.signatures import signing_days

Draw = Callable[[Canvas], object]
MakePdf = Callable[..., Path]
Sign = Callable[..., Path]

SUBFILTER = "/SubFilter /adbe.pkcs7.detached"
SIGNING_TIME = "06092a864886f70d010905"
"""The identifier of the attribute, in DER."""


def attribute(time: str, tag: str) -> str:
    """The attribute with its set of one time, within something else."""
    value = f"{tag}{len(time):02x}{time.encode().hex()}"
    return f"<3082aabb{SIGNING_TIME}31{len(value) // 2:02x}{value}0500>"


@pytest.fixture
def signed(make_pdf: MakePdf, agreement: Draw, sign: Sign) -> Callable[..., Path]:
    return lambda *signatures: sign(make_pdf(agreement), *signatures)


@pytest.mark.parametrize(
    ("time", "day"),
    [
        ("D:20231214085112+01'00'", date(2023, 12, 14)),
        ("D:20231214233012+01'00'", date(2023, 12, 14)),
        ("D:20231214233012Z", date(2023, 12, 15)),
        ("D:20231214233012+00'00'", date(2023, 12, 15)),
        ("D:20230614223012Z", date(2023, 6, 15)),
        ("D:20231214085112", date(2023, 12, 14)),
        ("D:20231214", date(2023, 12, 14)),
    ],
)
def test_the_day_is_that_of_the_signer_s_clock(signed: Callable[..., Path], time: str, day: date) -> None:
    assert signing_days(signed(f"{SUBFILTER} /M ({time})")) == (day,)


@pytest.mark.parametrize(("time", "tag"), [("231214075112Z", "17"), ("20231214075112Z", "18"), ("2312140751Z", "17")])
def test_without_a_stated_time_the_signature_s_own_counts(signed: Callable[..., Path], time: str, tag: str) -> None:
    assert signing_days(signed(f"{SUBFILTER} /Contents {attribute(time, tag)}")) == (date(2023, 12, 14),)


def test_what_the_file_states_goes_before_the_signature_s_own_time(signed: Callable[..., Path]) -> None:
    path = signed(f"{SUBFILTER} /M (D:20231214085112+01'00') /Contents {attribute('240101000000Z', '17')}")
    assert signing_days(path) == (date(2023, 12, 14),)


def test_every_signature_in_order(signed: Callable[..., Path]) -> None:
    path = signed(*(f"{SUBFILTER} /M (D:{day}120000+01'00')" for day in ("20231215", "20231214", "20231215")))
    assert signing_days(path) == (date(2023, 12, 14), date(2023, 12, 15))


@pytest.mark.parametrize(
    "entries",
    [
        "/Type /DocTimeStamp /SubFilter /ETSI.RFC3161 /M (D:20240101)",
        f"{SUBFILTER}",
        f"{SUBFILTER} /M (D:20231399) /Contents <3000>",
        f"{SUBFILTER} /M (i december)",
    ],
)
def test_a_timestamp_or_a_signature_without_time_gives_no_day(signed: Callable[..., Path], entries: str) -> None:
    assert signing_days(signed(entries)) == ()


def test_a_file_without_signatures_or_no_pdf_gives_none(make_pdf: MakePdf, agreement: Draw, tmp_path: Path) -> None:
    other = tmp_path / "b.pdf"
    other.write_bytes(b"nonsense")
    assert signing_days(make_pdf(agreement)) == signing_days(other) == ()


def test_the_document_has_them_and_the_file_stays_as_it_is(signed: Callable[..., Path]) -> None:
    path = signed(f"{SUBFILTER} /M (D:20231214085112+01'00')")
    before = path.read_bytes()
    document = read(path, "a.pdf")
    assert document.signed == (date(2023, 12, 14),)
    assert document.pages[0].words
    assert path.read_bytes() == before
