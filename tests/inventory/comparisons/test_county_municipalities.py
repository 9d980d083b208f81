"""Which municipality a folder or a party's name tells, and which names only look like one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.inventory.comparisons.county_municipalities import Municipalities, load_municipalities

OREBRO, VASTMANLAND, SKANE, UPPSALA = "18", "19", "12", "03"


@pytest.fixture(scope="module")
def known() -> Municipalities:
    return load_municipalities(Path(__file__).parents[3] / "models")


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("Örebro", "Örebro"), ("orebro", "Örebro"), ("O\u0308rebro", "Örebro"), ("1880 Örebro", "Örebro"),
        ("Karlskoga kommun", "Karlskoga"), ("Karlskogas kommun", "Karlskoga"), ("karlskoga_kommun", "Karlskoga"),
        ("vasteras-stad", "Västerås"), ("Falu kommun", "Falun"), ("Region Gotland", "Gotland"),
        ("habo", "Habo"), ("Håbo", "Håbo"),
        ("Örebro län", None), ("Region Örebro län", None), ("socialnämnden", None), ("exempel", None), ("", None),
    ],
)  # fmt: skip
def test_a_folder_is_named_after_a_municipality(known: Municipalities, folder: str, name: str | None) -> None:
    found = known.of_folder(folder)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("party", "names"),
    [
        ("Örebro kommun", "Örebro"), ("ÖREBRO KOMMUN", "Örebro"), ("Örebro", "Örebro"), ("Nora", "Nora"),
        ("Karlskogas kommun", "Karlskoga"), ("Västerås stad, Individ och familjenämnden", "Västerås"),
        ("Göteborgs Stad", "Göteborg"), ("Region Gotland", "Gotland"), ("Malungs kommun", "Malung-Sälen"),
        ("Örebro kommuns socialnämnd", "Örebro"), ("Socialnämnden i Karlskoga", "Karlskoga"),
        ("Karlskogas socialtjänst", "Karlskoga"), ("Barn- och utbildningsförvaltningen, Kumla", "Kumla"),
        ("Askersunds, Kumla, Laxå och Lekebergs kommuner", "Askersund Kumla Laxå Lekeberg"),
        ("Socialtjänsten i Nora samt Hällefors kommuner", "Nora Hällefors"),
        ("Kommunerna i Nora, Hällefors och Ljusnarsberg", "Nora Hällefors Ljusnarsberg"),
        ("Karlskoga och Örebro kommuner", "Karlskoga Örebro"), ("Örebro/Kumla kommuner", "Örebro Kumla"),
        ("Örebro kommun och Kvinnojouren Gunilla i Örebro", "Örebro"), ("Lunds kommun, Fastighets AB Lund", "Lund"),
    ],
)  # fmt: skip
def test_a_party_is_a_municipality_or_part_of_one(known: Municipalities, party: str, names: str) -> None:
    assert [one.name for one in known.of_party(party)] == names.split()


@pytest.mark.parametrize(
    "party",
    [
        "Region Örebro län", "Örebro läns landsting", "Landstinget", "Polismyndigheten i Örebro län", "Polisen Örebro",
        "Socialnämnden i Örebro län", "Länsstyrelsen i Örebro län", "Arbetsförmedlingen Karlskoga", "BUP Karlskoga",
        "Hälso- och sjukvårdsnämnden i Karlskoga", "Övervakningsnämnden i Örebro", "Frivården Örebro",
        "Örebrobostäder AB", "Örebro kommuns fastighetsbolag AB", "Kvinnojouren i Örebro", "Nora församling",
        "Västerås Stadsmission", "Samordningsförbundet i Karlskoga kommun", "Kommunförbundet Örebro län",
        "Socialnämnden", "länets kommuner", "Sjötorps kommun",
    ],
)  # fmt: skip
def test_a_name_with_a_place_is_not_always_the_municipality(known: Municipalities, party: str) -> None:
    assert known.of_party(party) == ()


def test_a_name_that_tells_nothing_is_asked_by_its_canonical_form(known: Municipalities) -> None:
    assert [one.name for one in known.of_party("Örehro kommun", "Örebro kommun")] == ["Örebro"]


@pytest.mark.parametrize(
    ("party", "county"),
    [
        ("länets kommuner", OREBRO), ("Länets tolv kommuner", OREBRO), ("de 12 kommunerna i länet", OREBRO),
        ("samtliga kommuner i länet", OREBRO), ("Örebro läns kommuner", OREBRO), ("kommunerna i Örebro län", OREBRO),
        ("Socialtjänsten i Västmanlands läns kommuner", VASTMANLAND), ("Västmanlands kommuner", VASTMANLAND),
        ("Skånes kommuner", SKANE), ("kommunerna i Skåne", SKANE),
        ("Västmanlands Kommuner och Landsting (VKL)", None), ("Sveriges Kommuner och Regioner", None),
        ("Karlskoga och Örebro kommuner", None), ("samverkande kommuner", None), ("Örebro kommun", None),
    ],
)  # fmt: skip
def test_the_municipalities_of_a_county_as_one_party(known: Municipalities, party: str, county: str | None) -> None:
    assert known.county_meant(party, OREBRO) == county


def test_nobody_guesses_which_county_is_meant(known: Municipalities) -> None:
    assert known.county_meant("länets kommuner", None) is None


def test_a_county_has_the_municipalities_that_it_had_then(known: Municipalities) -> None:
    names = {
        (county, year): [one.name for one in known.in_county(county, date(year, 12, 31))]
        for county in (VASTMANLAND, UPPSALA)
        for year in (2006, 2007)
    }
    assert len(names[VASTMANLAND, 2006]) == 11
    assert len(names[VASTMANLAND, 2007]) == 10
    assert "Heby" in names[VASTMANLAND, 2006]
    assert "Heby" not in names[UPPSALA, 2006]
    assert "Heby" in names[UPPSALA, 2007]
    assert len(known.in_county(OREBRO)) == 12
