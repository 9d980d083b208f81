"""What the name of a body tells, and what we call it on a given day."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.organisations import BodyKind, Organisations, organisations
from tests.layout.builders import lexicon

BODIES = Organisations(lexicon().tables)


@pytest.mark.parametrize(
    "name",
    [
        "Ekby kommun", "Ekby stad", "Region Åsmyra", "Landstinget Västmanland", "Örebro läns landsting",
        "Polismyndigheten", "Arbetsförmedlingen i Ekby", "länsstyrelsen", "Ekbyverket", "Högskolan i Ekby",
        "Ekby universitet", "Räddningstjänsten Ekbydalen", "Samordningsförbundet Ekbydalen", "Ekby Bostäder AB",
        "AB Ekbyhus", "Ekbyfastigheter", "Kvinnojouren Ekby", "Föreningen Läxhjälp", "Ekby idrottsförening",
        "Svenska kyrkan", "Ekby pastorat", "PRO", "Stiftelsen Ekbygården", "Lerum", "  Lerum, ",
    ],
)  # fmt: skip
def test_a_body_of_its_own(name: str) -> None:
    assert BODIES.kind(name) is BodyKind.TOP


@pytest.mark.parametrize(
    "name",
    [
        "socialnämnden", "Barn- och utbildningsförvaltningen", "Kommunstyrelsen", "Vårdcentralen Åsmyra",
        "Skolan i Ekby", "Ekby gymnasium", "Lindskolan", "Integrationsenheten", "Vuxenpsykiatriska kliniken",
    ],
)  # fmt: skip
def test_a_part_of_a_body(name: str) -> None:
    assert BODIES.kind(name) is BodyKind.UNIT


@pytest.mark.parametrize(
    "name",
    ["länets kommuner", "kommunerna i Ekbydalen", "medlemskommunerna", "fastighetsägare i Ekby", "de tre städerna"],
)
def test_several_bodies_at_once(name: str) -> None:
    assert BODIES.kind(name) is BodyKind.COLLECTIVE


@pytest.mark.parametrize("name", ["kommunen", "Regionen", "parterna", "Beställaren", "skolan", "nämnden.", "staden"])
def test_a_role_stands_for_a_party_named_elsewhere(name: str) -> None:
    assert BODIES.kind(name) is BodyKind.ALIAS


@pytest.mark.parametrize(
    "name",
    [
        "styrgruppen", "Vera Lind", "lägenheten", "regelverket", "nätverket", "ovannämnd", "självstyrelsen",
        "hos ab i Ekby", "pro forma", "Ekby", "2014", "", "samverkan",
    ],
)  # fmt: skip
def test_no_body_that_we_know_of(name: str) -> None:
    assert BODIES.kind(name) is None


def test_a_word_that_only_looks_like_a_body_does_not_hide_one_beside_it() -> None:
    assert BODIES.kind("nätverket vid Ekby kommun") is BodyKind.TOP
    assert BODIES.kind("lägenheten hos bostadsenheten") is BodyKind.UNIT


@pytest.mark.parametrize(
    ("name", "official"),
    [
        ("Västerås", "Västerås stad"),
        ("lerum", "Lerums kommun"),
        ("Falun", "Falu kommun"),
        ("Gotland", "Region Gotland"),
    ],
)
def test_a_bare_municipality_is_called_by_its_official_name(name: str, official: str) -> None:
    assert BODIES.is_municipality(name)
    assert BODIES.canonical(name, None) == official


def test_a_name_that_is_no_bare_municipality_is_left() -> None:
    assert not BODIES.is_municipality("Lerums kommun")
    for name in ("Lerums kommun", "socialnämnden i Lerum", "Ekby kommun", "Region Västmanland"):
        assert BODIES.canonical(name, None) == name


@pytest.mark.parametrize(
    ("day", "called"),
    [
        (None, "Landstinget Västmanland (nu Region Västmanland)"),
        (date(2014, 2, 13), "Landstinget Västmanland (nu Region Västmanland)"),
        (date(2016, 12, 31), "Landstinget Västmanland (nu Region Västmanland)"),
        (date(2017, 1, 1), "Landstinget Västmanland"),
        (date(2018, 5, 1), "Landstinget Västmanland"),
    ],
)
def test_an_old_name_has_today_s_beside_it_until_it_changed(day: date | None, called: str) -> None:
    assert BODIES.canonical("Landstinget Västmanland", day) == called


def test_a_name_within_a_longer_one_has_today_s_beside_it_as_well() -> None:
    longer = "Landstinget Västmanland, Psykiatrin"
    assert BODIES.canonical(longer, None) == f"{longer} (nu Region Västmanland)"


def test_today_s_name_is_not_added_twice() -> None:
    both = "Region Västmanland (f.d. Landstinget Västmanland)"
    assert BODIES.canonical(both, date(2014, 1, 1)) == both


@pytest.mark.parametrize(
    ("old", "day", "new"),
    [
        ("Vägverket", date(2009, 1, 1), "Trafikverket"),
        ("Kronofogdemyndigheten i Ekby", date(2005, 1, 1), None),
        ("Skattemyndigheten i Ekby", date(2002, 1, 1), "Skatteverket"),
        ("Statens räddningsverk", date(2005, 1, 1), "Myndigheten för civilt försvar"),
        ("Vägverket", date(2010, 4, 1), None),
    ],
)
def test_authorities_that_changed_their_names(old: str, day: date, new: str | None) -> None:
    assert BODIES.canonical(old, day) == (f"{old} (nu {new})" if new else old)


def test_the_lists_are_compiled_once_for_a_lexicon() -> None:
    assert organisations(lexicon()) is organisations(lexicon())


@pytest.mark.parametrize(
    ("read", "called"),
    [
        ("Landstinget Västmanländ", "Landstinget Västmanland (nu Region Västmanland)"),
        ("Landstinget Västmanländ, Psykiatrin", "Landstinget Västmanland, Psykiatrin (nu Region Västmanland)"),
        ("Arbetsförmediingen", "Arbetsförmedlingen"),
        ("Kungsbackå kommun", "Kungsbacka kommun"),
        ("Ekby kommun", "Ekby kommun"),
        ("Vara kommum", "Vara kommun"),
        ("Poiisen", "Poiisen"),
    ],
)
def test_a_letter_that_ocr_misread_is_put_right_in_what_we_call_it(read: str, called: str) -> None:
    assert BODIES.canonical(read, date(2012, 1, 1), misread=True) == called


def test_a_name_that_was_not_read_by_ocr_is_never_put_right() -> None:
    assert BODIES.canonical("Landstinget Västmanländ", date(2012, 1, 1)) == "Landstinget Västmanländ"


def test_capitals_and_both_forms_of_a_city_are_one_body() -> None:
    for name in ("VÄSTERÅS STAD", "Västerås kommun", "Västerås"):
        assert BODIES.canonical(name, None) == "Västerås stad"
