from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.domain.agreement import Agreement, Outcome
from pipeline.domain.evidence import Evidence, Finding, How, Status
from pipeline.inventory.labels import Labels
from pipeline.inventory.signatories import SignatoryWords, without_names
from tests.inventory.conftest import agreement, outcome

LABELS = Path(__file__).parents[2] / "models" / "sv" / "labels.toml"


@pytest.fixture(scope="module")
def words() -> SignatoryWords:
    return Labels.parse(tomllib.loads(LABELS.read_text(encoding="utf-8"))).signatories


def signed(quote: str, rule: str = "signing/electronic", reason: str | None = None) -> Outcome:
    evidence = (Evidence(1, quote, (), rule, How.STATED, 0.9),)
    return outcome("a.pdf", agreement(signed_on=Finding(date(2021, 5, 20), Status.STATED, evidence, reason=reason)))


def quotes(found: Outcome) -> list[str]:
    (one,) = found.agreements
    return [evidence.quote for evidence in one.signed_on.evidence]


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("Signerad med BankID av Pernilla Strömgren den 20 maj 2021", "den 20 maj 2021"),
        ("Signerat 2021-05-20 av PERNILLA STRÖMGREN, socialchef", "Signerat 2021-05-20 av"),
        ("Upprättad av Anna Wallerius, den 3 maj 2018", "den 3 maj 2018"),
        ("signerat av anna.andersson@kommun.se 2021-02-03", "2021-02-03"),
        ("A. af Geijerstam 2019-02-01", "2019-02-01"),
        ("Västerås 2021-05-20 | Anna-Karin Öst", "Västerås 2021-05-20"),
    ],
)
def test_a_quote_keeps_the_part_with_the_day(quote: str, shown: str, words: SignatoryWords) -> None:
    assert quotes(without_names(signed(quote), words)) == [shown]
    assert shown in quote  # word for word


@pytest.mark.parametrize(
    "quote",
    [
        "Tallstad den 28 november 2012",
        "Undertecknat i tre exemplar, Älvtorp den 24 februari 2022",
        "Upprättad av SSPF-koordinator 2019-04-11",
        "Norra Djursholms kommun 2019-04-11",
        "Region Västmanland 2019-04-11",
    ],
)
def test_a_quote_without_a_name_stays(quote: str, words: SignatoryWords) -> None:
    assert quotes(without_names(signed(quote), words)) == [quote]


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("Socialchef Pernilla Strömgren", ["Socialchef"]),
        ("Vård- och omsorgschef Pernilla von Strömgren", ["Vård- och omsorgschef"]),
        ("kommundirektör Anna Andersson, Tallstads kommun", ["kommundirektör"]),
        ("ordförande i Hälso- och sjukvårdsnämnden", ["ordförande i Hälso- och sjukvårdsnämnden"]),
        ("ordförande i Kommunförbundet Mellanbygden", ["ordförande i Kommunförbundet Mellanbygden"]),
        ("Anna Andersson", []),
    ],
)
def test_who_signs_is_told_by_title(quote: str, shown: list[str], words: SignatoryWords) -> None:
    assert quotes(without_names(signed(quote, "actuality/management"), words)) == shown


def test_a_reason_tells_of_no_name_either(words: SignatoryWords) -> None:
    found = without_names(signed("x", reason="Ett datum går inte att läsa («Anna Andersson 10/10»)."), words)
    assert found.agreements[0].signed_on.reason == "Ett datum går inte att läsa («undertecknare 10/10»)."


def test_other_quotes_are_left_alone(words: SignatoryWords) -> None:
    named = signed("Anna Andersson", "party/clause")
    parties = Finding((), Status.STATED, named.agreements[0].signed_on.evidence)
    given: Agreement = replace(agreement(), parties=parties)
    assert without_names(outcome("a.pdf", given), words).agreements[0].parties == parties
