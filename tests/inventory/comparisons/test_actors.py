"""Party to actor and title to area, with the warnings: a body is not its units, and look-alikes are others."""

from __future__ import annotations

import pytest

from pipeline.inventory.comparisons.actors import actors_of
from pipeline.inventory.comparisons.areas import areas_of
from pipeline.inventory.comparisons.knowledge import Knowledge
from pipeline.inventory.comparisons.placed import Where
from tests.inventory.comparisons.conftest import MakeRows


@pytest.mark.parametrize(
    ("party", "actors"),
    [
        ("Polismyndigheten i Västmanlands län", {"Polis"}),
        ("Lokalpolisområde Tallstad", {"Polis"}),
        ("Rikspolisstyrelsen", {"Polis"}),
        ("Polisregion Bergslagen", {"Polis"}),
        ("Barn- och ungdomsnämnden", {"Skola", "Förskola"}),
        ("Utbildnings- och arbetsmarknadsnämnden", {"Skola"}),
        ("Elevhälsan", {"Skola"}),
        ("Specialpedagogiska skolmyndigheten (SPSM)", set()),
        ("Barn- och ungdomspsykiatriska kliniken", {"Barn- och ungdomspsykiatrin"}),
        ("BUP", {"Barn- och ungdomspsykiatrin"}),
        ("Barn- och ungdomskliniken", {"Barn- och ungdomsmedicin"}),
        ("Handikappcentrum", {"Barn- och ungdomshabilitering"}),
        ("Familjecentralen", {"Barnhälsovård", "Mödravård"}),
        ("Vårdcentralen Tallen", {"Primärvård"}),
        ("Division Närsjukvård Psykiatri", {"Vuxenpsykiatri"}),
        ("Landstinget Västmanland", {"Landstinget"}),
        ("Region Skåne", {"Landstinget"}),
        ("Västra Götalandsregionen", {"Landstinget"}),
        ("Västmanlands Kommuner och Landsting (VKL)", set()),
        ("Folktandvården", {"Tandvård"}),
        ("Kvinnojouren Nina", {"Kvinnojour"}),
        ("Brottsofferjouren i Tallstad", set()),
        ("Arbetsförmedlingen Västerås", {"Arbetsförmedlingen"}),
        ("Länsarbetsnämnden", {"Arbetsförmedlingen"}),
        ("Allmänna försäkringskassan i Tallstad", {"Försäkringskassan"}),
        ("Kronofogden", {"Kronofogdemyndigheten"}),
        ("Bostads AB Mimer", {"Bostadsföretag och hyresvärdar"}),
        ("Fastighetsägare i Västerås", {"Bostadsföretag och hyresvärdar"}),
        ("Västerås Stadsmission", {"Frivilligorganisationer"}),
        ("Åklagarkammaren i Västerås", set()),
        ("Kriminalvården", set()),
        ("Migrationsverket", set()),
        ("Vägverket", set()),
        ("Länsstyrelsen, Västmanlands län", set()),
    ],
)
def test_a_party_is_an_actor(make_rows: MakeRows, knowledge: Knowledge, party: str, actors: set[str]) -> None:
    (row,) = make_rows({"parties": (party,)}).rows
    assert {one.name for one in actors_of(row, knowledge.actors)} == actors


def test_units_count_where_a_bracket_a_title_or_a_signature_names_them(
    make_rows: MakeRows, knowledge: Knowledge
) -> None:
    (row,) = make_rows(
        {
            "title": "Avtal om ungdomsmottagningen",
            "parties": ("Landstinget Västmanland (Primärvård, Barn och ungdomspsykiatrin)",),
            "signers": ("divisionschef, Handikappcentrum",),
            "subject": "Folktandvården nämns bara här.",
        }
    ).rows
    assert {(one.name, one.how) for one in actors_of(row, knowledge.actors)} == {
        ("Landstinget", Where.PARTY),
        ("Primärvård", Where.IN_BRACKETS),
        ("Barn- och ungdomspsykiatrin", Where.IN_BRACKETS),
        ("Ungdomsmottagning", Where.TITLE),
        ("Barn- och ungdomshabilitering", Where.SIGNING),
    }


def test_a_title_names_a_field_of_work_and_no_unit_of_the_own_house(make_rows: MakeRows, knowledge: Knowledge) -> None:
    (row,) = make_rows({"title": "Rutin för missbruks- och beroendevården", "parties": ("Familjerätten",)}).rows
    assert [one.name for one in actors_of(row, knowledge.actors)] == ["Familjerätten"]


@pytest.mark.parametrize(
    ("title", "areas"),
    [
        ("Samverkan vid brottsoffer- och personsäkerhetsarbete", {"Stöd till brottsoffer, vuxna"}),
        ("Samverkansavtal gällande Barnahus", {"Stöd till brottsoffer, barn", "Barn- och ungdomsvård"}),
        ("Överenskommelse om barn som far illa", {"Barn- och ungdomsvård"}),
        ("Handlingsplan för riskbruk, missbruk och beroende", {"Missbruk och beroende"}),
        ("Överenskommelse om ekonomiskt bistånd och rehabilitering", {"Ekonomiskt bistånd"}),
        ("Avtal om sjukvård för hemlösa", {"Hemlöshet"}),
        ("Överenskommelse enligt LSS", {"LSS"}),
        ("Samverkan kring personer med funktionsnedsättning", {"LSS"}),
        ("Samverkan kring personer med psykisk funktionsnedsättning", {"Socialpsykiatri"}),
        (
            "Mäns våld mot kvinnor, strategi",
            {"Stöd till brottsoffer, vuxna", "Våld i nära relationer"},
        ),
        ("Överenskommelse om hemsjukvård", {"Äldreomsorg"}),
        ("Avtal om snöröjning", set()),
        ("Samverkan om brottsförebyggande arbete", set()),
    ],
)
def test_a_title_belongs_to_areas(make_rows: MakeRows, knowledge: Knowledge, title: str, areas: set[str]) -> None:
    (row,) = make_rows({"title": title}).rows
    found = areas_of(row, knowledge.areas)
    assert {one.name for one in found} == areas
    assert all(one.how is Where.TITLE and one.evidence for one in found)
