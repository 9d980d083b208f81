from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from pipeline.domain.agreement import Agreement, Kind
from pipeline.domain.evidence import Finding, Status
from pipeline.domain.terms import terms_on
from pipeline.domain.values import Duration, Renewal, RenewalMode
from pipeline.inventory import sentences, words
from pipeline.inventory.labels import Labels

MakeAgreement = Callable[..., Agreement]


def renewal(mode: str, period: str, limit: int | None = None) -> Renewal:
    return Renewal(RenewalMode(mode), Duration.parse(period), limit)


def unclear(status: Status) -> Finding[date | None]:
    return Finding(None, status, review=True, reason="...")


VALIDITY: list[tuple[dict[str, Any], str]] = [
    ({"valid_from": "2014-02-13", "valid_to": "2015-02-12"}, "Gäller 2014-02-13 till 2015-02-12"),
    (
        {"valid_from": "2010-10-01", "renewal": renewal("automatic", "P1Y")},
        "Gäller från 2010-10-01. Om ingen part säger upp avtalet förlängs det med ett år i taget",
    ),
    ({"valid_from": "2013-10-01", "open_ended": True}, "Gäller från 2013-10-01 tills vidare"),
    (
        {"valid_from": "2008-01-01", "valid_to": "2010-12-31", "renewal": renewal("automatic", "P2Y", 1)},
        "Gäller 2008-01-01 till 2010-12-31. Förlängs med två år om ingen part säger upp avtalet",
    ),
    (
        {"valid_from": "2012-03-01", "valid_to": "2015-02-28", "renewal": renewal("option", "P1Y", 2)},
        "Gäller 2012-03-01 till 2015-02-28. Kan förlängas med ett år, högst två gånger",
    ),
    (
        {"valid_from": "2012-03-01", "valid_to": "2015-02-28", "renewal": renewal("option", "P1Y", 1)},
        "Gäller 2012-03-01 till 2015-02-28. Kan förlängas med ett år, högst en gång",
    ),
    (
        {"valid_from": "2012-03-01", "valid_to": "2015-02-28", "renewal": renewal("option", "P18M")},
        "Gäller 2012-03-01 till 2015-02-28. Kan förlängas med arton månader i taget",
    ),
    (
        {"valid_to": "2015-02-28", "renewal": renewal("automatic", "P1M", 3)},
        "Gäller till 2015-02-28. Förlängs med en månad i taget, högst tre gånger, om ingen part säger upp avtalet",
    ),
    (
        {"title": "Lokal överenskommelse", "valid_from": "2010-10-01", "renewal": renewal("automatic", "P1Y")},
        "Gäller från 2010-10-01. Om ingen part säger upp överenskommelsen förlängs den med ett år i taget",
    ),
    (
        {"title": "Överenskommelser 1 och 2", "valid_from": "2010-10-01", "renewal": renewal("automatic", "P1Y")},
        "Gäller från 2010-10-01. Om ingen part säger upp överenskommelserna förlängs de med ett år i taget",
    ),
    (
        {"valid_from": "2012-01-01", "valid_to": "2014-12-31", "open_ended": True},
        "Gäller 2012-01-01 till 2014-12-31 och därefter tills vidare",
    ),
    ({"open_ended": True}, "Gäller tills vidare"),
    ({"valid_from": "2010-01-01"}, "Gäller från 2010-01-01. Slutdatum framgår inte av dokumentet"),
    (
        {"valid_from": "2010-01-01", "valid_to": unclear(Status.CONFLICTING)},
        "Gäller från 2010-01-01. Uppgifterna om slutdatum går inte ihop",
    ),
    ({}, "Giltighetstiden framgår inte av dokumentet"),
    ({"valid_to": unclear(Status.UNREADABLE)}, "Giltighetstiden går inte att läsa"),
    ({"valid_from": unclear(Status.CONFLICTING)}, "Uppgifterna om giltighetstid går inte ihop"),
]


@pytest.mark.parametrize(("values", "sentence"), VALIDITY)
def test_validity_reads_as_in_figur_2(
    values: dict[str, Any], sentence: str, make_agreement: MakeAgreement, labels: Labels
) -> None:
    assert sentences.validity(make_agreement(**values), labels) == sentence


PAST = {"valid_from": "2011-01-01", "valid_to": "2013-12-31"}
REMARKS: list[tuple[dict[str, Any], str]] = [
    (PAST, "Avtalet är utgånget"),
    (PAST | {"title": "Lokal överenskommelse om boende"}, "Överenskommelsen är utgången"),
    (PAST | {"title": "Plan för barnen", "kind": Kind.ACTION_PLAN}, "Planen är utgången"),
    (PAST | {"title": "Barnens bästa", "kind": Kind.ACTION_PLAN}, "Handlingsplanen är utgången"),
    (PAST | {"title": "Mäns våld mot kvinnor, Strategi", "kind": Kind.OTHER}, "Strategin är utgången"),
    (PAST | {"title": "Regionalt styrdokument", "kind": Kind.OTHER}, "Styrdokumentet är utgånget"),
    (PAST | {"title": "Riktlinjer för samverkan", "kind": Kind.OTHER}, "Riktlinjerna är utgångna"),
    (PAST | {"title": None, "kind": Kind.OTHER}, "Dokumentet är utgånget"),
    (PAST | {"renewal": renewal("automatic", "P2Y", 1)}, "Förlängt t.o.m. 2015-12-31"),
    (
        PAST | {"title": "Överenskommelse", "renewal": renewal("automatic", "P2Y", 1)},
        "Förlängd t.o.m. 2015-12-31",
    ),
    (
        PAST | {"renewal": renewal("option", "P2Y", 1)},
        "Tiden gick ut 2013-12-31; det framgår inte om avtalet har förlängts",
    ),
    ({"valid_from": "2015-01-01", "valid_to": "2015-12-31"}, "Avtalet har inte börjat gälla"),
    (
        {"valid_to": "2015-12-31", "renewal": renewal("automatic", "P1Y"), "notice_period": "P3M"},
        "Uppsägningstid tre månader; sista dag för uppsägning 2015-09-30",
    ),
    (
        {"valid_to": "2014-12-31", "renewal": renewal("automatic", "P1Y"), "notice_period": "P3M"},
        "Uppsägningstid tre månader; sista dag för uppsägning var 2014-09-30",
    ),
    ({"open_ended": True, "notice_period": "P30D"}, "Uppsägningstid 30 dagar"),
    (PAST | {"notice_period": "P3M"}, "Avtalet är utgånget"),
    (
        {"title": "Handlingsplan", "open_ended": True, "revised_on": "2013-08-01", "remarks": ("Ska revideras.",)},
        "Ska revideras. Reviderad 2013-08-01",
    ),
    ({"open_ended": True, "remarks": ("Avtalet upprättat 2009-11-11.",)}, "Avtalet upprättat 2009-11-11"),
    ({"open_ended": True, "remarks": ("Gäller barn m.m.", "Se bilaga.")}, "Gäller barn m.m. Se bilaga"),
    ({"open_ended": True}, ""),
    (
        {"valid_to": Finding(date(2015, 1, 1), Status.CONFLICTING, review=True, reason="två slutdatum")},
        "Kontrollera giltighetstiden mot dokumentet",
    ),
]


@pytest.mark.parametrize(("values", "sentence"), REMARKS)
def test_remarks_read_as_in_figur_2(
    values: dict[str, Any], sentence: str, make_agreement: MakeAgreement, labels: Labels
) -> None:
    agreement = make_agreement(**values)
    assert remarks_on(date(2014, 12, 9), agreement, labels) == sentence


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ((3,), "Sidan 3 kunde inte läsas"),
        ((5, 3), "Sidorna 3 och 5 kunde inte läsas"),
        ((3, 4, 5, 9, 11), "Sidorna 3–5, 9 och 11 kunde inte läsas"),
        ((3, 4), "Sidorna 3 och 4 kunde inte läsas"),
    ],
)
def test_missing_pages_are_named(
    missing: tuple[int, ...], sentence: str, make_agreement: MakeAgreement, labels: Labels
) -> None:
    agreement = make_agreement(open_ended=True)
    assert remarks_on(date(2014, 12, 9), agreement, labels, missing=missing) == sentence


@pytest.mark.parametrize(
    ("period", "in_words"),
    [
        ("P1Y", "ett år"),
        ("P2Y", "två år"),
        ("P12M", "ett år"),
        ("P1M", "en månad"),
        ("P3M", "tre månader"),
        ("P18M", "arton månader"),
        ("P30D", "30 dagar"),
        ("P2W", "fjorton dagar"),
        ("P1D", "en dag"),
        ("P1M15D", "en månad och femton dagar"),
        ("P30Y", "30 år"),
        ("P0D", "0 dagar"),
    ],
)
def test_durations_in_words(period: str, in_words: str, labels: Labels) -> None:
    assert words.duration(Duration.parse(period), labels.quantities) == in_words


def remarks_on(as_of: date, agreement: Agreement, labels: Labels, missing: tuple[int, ...] = ()) -> str:
    terms = terms_on(
        as_of,
        valid_from=agreement.valid_from.value,
        valid_to=agreement.valid_to.value,
        open_ended=agreement.open_ended.value,
        renewal=agreement.renewal.value,
        notice_period=agreement.notice_period.value,
    )
    return sentences.remarks(agreement, terms, as_of, labels, missing=missing)
