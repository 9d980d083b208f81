"""Hand-made outcomes for the inventory's tests: a few words make an agreement, everything else is a fair default."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.domain.agreement import Agreement, Kind, Outcome, Party
from pipeline.domain.document import BBox
from pipeline.domain.evidence import Evidence, Finding, How, Status
from pipeline.domain.relation import Relation
from pipeline.domain.values import Duration, Renewal, RenewalMode
from pipeline.inventory.labels import Labels

MakeAgreement = Callable[..., Agreement]
MakeOutcome = Callable[..., Outcome]
MODELS = Path(__file__).parents[2] / "models"
EMPTY: dict[str, Any] = {
    "kind": Kind.AGREEMENT,
    "title": "Samarbetsavtal",
    "parties": (),
    "subject": None,
    "registry_number": None,
    "valid_from": None,
    "valid_to": None,
    "open_ended": False,
    "renewal": None,
    "notice_period": None,
    "signed_on": None,
    "revised_on": None,
}


def day(iso: str) -> date:
    return date.fromisoformat(iso)


def found(value: object) -> Finding[Any]:
    """A finding of a bare value; a Finding stays as it is."""
    if isinstance(value, Finding):
        return value
    missing = value is None or value == () or value is False
    return Finding(value, Status.ABSENT if missing else Status.STATED)


def agreement(
    pages: tuple[int, int] = (1, 2),
    remarks: tuple[str, ...] = (),
    relations: tuple[Relation, ...] = (),
    review_every: Duration | None = None,
    sketch: tuple[int, ...] = (),
    **values: Any,
) -> Agreement:
    """Texts for dates («2014-02-13»), durations («P3M») and parties will do."""
    given = EMPTY | values
    for name in ("valid_from", "valid_to", "signed_on", "revised_on"):
        given[name] = day(given[name]) if isinstance(given[name], str) else given[name]
    if isinstance(given["notice_period"], str):
        given["notice_period"] = Duration.parse(given["notice_period"])
    if isinstance(given["parties"], tuple):
        given["parties"] = tuple(Party(p, p) if isinstance(p, str) else p for p in given["parties"])
    fields = {name: found(value) for name, value in given.items()}
    return Agreement(
        pages=pages, remarks=remarks, review_every=review_every, relations=relations, sketch=sketch, **fields
    )


def outcome(file: str = "avtal.pdf", *agreements: Agreement, sha256: str = "", **rest: Any) -> Outcome:
    return Outcome(
        file, sha256 or hashlib.sha256(file.encode(errors="surrogatepass")).hexdigest(), agreements=agreements, **rest
    )


def automatic(period: str, limit: int | None = None) -> Renewal:
    return Renewal(RenewalMode.AUTOMATIC, Duration.parse(period), limit)


def option(period: str, limit: int | None = None) -> Renewal:
    return Renewal(RenewalMode.OPTION, Duration.parse(period), limit)


@pytest.fixture(scope="session")
def labels() -> Labels:
    return Labels.parse(tomllib.loads((MODELS / "sv" / "labels.toml").read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def make_agreement() -> MakeAgreement:
    return agreement


@pytest.fixture(scope="session")
def make_outcome() -> MakeOutcome:
    return outcome


@pytest.fixture(scope="session")
def automatically() -> Callable[..., Renewal]:
    return automatic


@pytest.fixture(scope="session")
def optionally() -> Callable[..., Renewal]:
    return option


def doubtful(value: object, reason: str, quote: str = "") -> Finding[Any]:
    box = BBox(72.0, 100.123, 300.5, 112.0)
    evidence = (Evidence(2, quote, (box,), "validity/from_to", How.STATED, 0.61237),) if quote else ()
    return Finding(value, Status.CONFLICTING, evidence, confidence=0.5, review=True, reason=reason)


@pytest.fixture(scope="session")
def under_review() -> Callable[..., Finding[Any]]:
    return doubtful


LANDSTING, IFN = "Landstinget", "Individ och familjenämnden"


@pytest.fixture(scope="session")
def figure_2() -> tuple[Outcome, ...]:
    """The nineteen documents of the report's Figur 2 as labels would have them, the day being 2014-12-09."""
    plan, other = Kind.ACTION_PLAN, Kind.OTHER
    two_years = automatic("P2Y", 1)
    rows: tuple[dict[str, Any], ...] = (
        {"title": "Överenskommelse i Västmanlands län om samverkan vid brottsoffer- och personsäkerhetsarbete",
         "parties": ("Socialtjänsten i Västmanlands läns kommuner", "Polismyndigheten i Västmanlands län"),
         "subject": "Hur parterna på ett strukturerat sätt kan samverka kring brottsoffer som polisanmält hot, våld "
         "eller trakasserier.", "valid_from": "2010-01-01", "open_ended": True, "signed_on": "2009-11-11",
         "remarks": ("Avtalet upprättat 2009-11-11.",)},
        {"title": "Avtal fastighetsägare", "parties": (IFN, "Fastighetsägare i Västerås"), "open_ended": True,
         "subject": "Samarbetsavtal med fastighetsägare i Västerås kring tilldelning av lägenheter för kommunala "
         "flyktingmottagandet och övriga bostadssociala behov.", "remarks": ("Ett avtal tecknas per fastighetsägare",)},
        {"title": "Avtal om sjukvård för hemlösa", "parties": (IFN, LANDSTING), "valid_from": "2008-01-01",
         "valid_to": "2010-12-31", "renewal": two_years, "subject": "Avtal om den verksamhet som Västerås stad och "
         "landstinget bedriver för att ge hälso- och sjukvård åt hemlösa utan kontakt med sjukvården."},
        {"title": "Samverkansavtal gällande Barnahus", "valid_from": "2010-10-01", "valid_to": "2011-09-30",
         "renewal": automatic("P1Y"), "notice_period": "P3M",
         "parties": ("Socialtjänsten i Västmanlands läns kommuner", "Polismyndigheten i Västmanlands län",
                     "Åklagarkammaren i Västerås", "Barn- och ungdomspsykiatrin", "Barn och ungdomskliniken"),
         "subject": "Avtalet reglerar åtaganden som gäller Barnahus. Barnahus målgrupp är barn och ungdomar som "
         "misstänks vara utsatta för våld främst i nära relation, sexualbrott samt barn som bevittnat våld."},
        {"title": "Samarbetsavtal mellan länets kommuner för gemensam verksamhet, Barnahus", "open_ended": True,
         "parties": ("Västmanlands läns kommuner",), "valid_from": "2013-10-01", "renewal": automatic("P1Y"),
         "subject": "Avtal utifrån ovanstående samverkansavtal som reglerar värdkommunen (Västerås stad) och övriga "
         "kommuners ansvar kring Barnahus."},
        {"title": "Lokal överenskommelse om etablering och introduktion av vissa nyanlända invandrare i Västerås",
         "parties": ("Socialtjänst (Individ och familjenämnden) genom Integrationsenheten och Socialkontor Ekonomi",
                     "Vuxenutbildningscentrum", "Arbetsförmedlingen", "Migrationsverket",
                     "Asyl- och integrationshälsan"), "valid_from": "2014-02-13", "valid_to": "2015-02-12",
         "subject": "Insatser för vissa nyanlända invandrare. Överenskommelsen syftar till att bidra till en gemensam "
         "behovsbild och målsättning.", "registry_number": "2014/10"},
        {"title": "Samarbetsavtal om verksamhet för personer med psykisk funktionsnedsättning i kombination med "
         "missbruksproblematik", "parties": (IFN, "Landstinget (Division Närsjukvård Psykiatri)"),
         "valid_from": "2011-01-01", "valid_to": "2013-12-31", "renewal": two_years,
         "subject": "Samordnade insatser genom verksamheten Spindelns utredning och behandling samt gruppbostäderna "
         "Markörgatan och Skillsta."},
        {"title": "Överenskommelse om samverkansprojekt mellan Landstinget och Individ och familjenämnden om "
         "mottagning för ungdomar som använder droger", "parties": (IFN, LANDSTING), "valid_from": "2009-03-01",
         "valid_to": "2011-02-28", "subject": "Samverka och driva gemensam mottagning (MiniMaria) för ungdomar som "
         "missbrukar alkohol eller andra droger."},
        {"title": "Samarbetsavtal avseende Kramiverksamhet i Västerås", "valid_from": "2013-01-01",
         "valid_to": "2013-12-31", "parties": ("Västerås stad, Sociala nämndernas förvaltning",
                                               "Kriminalvården i Västerås", "Arbetsförmedlingen Västerås"),
         "subject": "Samverka om insatser för arbetslösa, kriminellt belastade ungdomar och vuxna genom verksamheten "
         "Krami."},
        {"title": "Avtal om drift 2014 av den kommunala delen av ungdomsmottagningen", "valid_from": "2014-01-01",
         "valid_to": "2014-12-31", "parties": ("Västerås stad, individ och familjenämnden", LANDSTING),
         "subject": "Avtal kring psykosociala delen av ungdomsmottagningen som drivs av Landstinget på uppdrag av "
         "Västerås stad."},
        {"title": "Överenskommelse om samverkan kring barn med psykisk funktionsnedsättning och/eller sammansatt "
         "social och psykiatrisk problematik", "parties": ("Västerås stad, Sociala nämndernas förvaltning", LANDSTING),
         "valid_from": "2013-06-14", "valid_to": doubtful(day("2015-10-31"), "två slutdatum nämns"),
         "remarks": ("En lokal handlingsplan har upprättats som konkretisering av denna överenskommelse",)},
        {"title": "Överenskommelse om samverkan mellan Landstinget och Västerås stad avseende vuxna personer med "
         "psykisk sjukdom/funktionsnedsättning", "parties": (LANDSTING, "Västerås stad"), "valid_from": "2013-06-14",
         "valid_to": "2015-10-31", "subject": "Överenskommelse om samverkan för att tillgodose behovet av samordnade "
         "insatser som vuxna personer med psykisk funktionsnedsättning har."},
        {"title": "Överenskommelse om Idéburet Offentligt partnerskap", "valid_from": "2012-03-01",
         "valid_to": "2017-02-28", "renewal": option("P1Y", 2), "notice_period": "P6M",
         "parties": ("Västerås stad, Individ och familjenämnden", "Västerås Stadsmission"),
         "subject": "Partnerskap om verksamhet för personer med missbruks- och/eller psykiatrisk problematik, vissa i "
         "kombination med hemlöshet.", "remarks": ("Enligt avtalet ska uppföljningsmöte ske 3 gånger/år",)},
        {"title": "Samverkanöverenskommelse 2 (Överenskommelser kring brottsförebyggande arbete)",
         "parties": ("Västerås stad", "Polismyndigheten i Västmanlands län"), "valid_from": "2014-02-17",
         "valid_to": "2014-12-31", "subject": "Fokusområden som samverkan ska fokusera på: bostadsrelaterade brott, "
         "skadegörelse, tidiga insatser för unga narkotikamissbrukare, våld i offentlig miljö."},
        {"title": "Handlingsplan om lokal samverkan i Västerås kring barn och ungdomar i behov av särskilt stöd",
         "kind": plan, "valid_from": "2013-01-01", "valid_to": "2014-12-31", "revised_on": "2013-08-01",
         "parties": ("Individ och familjenämnden samt nämnden för funktionshindrade",
                     "Landstinget (Primärvård, Handikappcentrum, Barn och ungdomspsykiatrin)",
                     "Barn- och ungdomsnämnden samt Utbildnings- och arbetsmarknadsnämnden"),
         "subject": "Syftar till att säkerställa att mål för barn och ungdomar som far illa eller riskerar att fara "
         "illa uppnås.", "remarks": ("Ska revideras en gång per år",)},
        {"title": "Lokal handlingsplan för riskbruk, missbruk och beroendevård 2013", "kind": plan,
         "valid_from": "2013-01-01", "valid_to": "2013-12-31",
         "parties": ("Västerås stad, Sociala nämndernas förvaltning", "Landstinget (Primärvården)", "Kriminalvården"),
         "subject": "Beskriver lokala arbetet i Västerås med missbruks- och beroendevård."},
        {"title": "Mäns våld mot kvinnor, Strategi 2012-2014", "kind": other, "valid_from": "2012-01-01",
         "valid_to": "2014-12-31", "parties": ("Länsstyrelsen, Västmanlands län", LANDSTING, "Kriminalvården"),
         "subject": "Syftet med strategin är att länets kommuner, landsting och berörda myndigheter samverkar."},
        {"title": "Regionalt styrdokument för missbruks- och beroendevården i Västmanland 2011-2013", "kind": other,
         "valid_from": "2011-01-01", "valid_to": "2013-12-31", "parties": ("Kriminalvården", LANDSTING),
         "subject": "Styrdokument som ska ge stöd åt kommunerna, landstinget och övriga professionellas arbete."},
        {"title": "Trafiknykterhetspolicy för Västmanlands län, SMADIT", "kind": other,
         "parties": (LANDSTING, "Polismyndigheten i Västmanlands län", "Vägverket", "Kriminalvården"),
         "subject": "Samverkansmodell för att minska alkohol- och drograttfylleriet i Västmanlands län.",
         "remarks": ("Policyn är undertecknad april 2009",)},
    )  # fmt: skip
    return tuple(
        outcome(f"vasteras/{number:02} {row['title'][:40].replace('/', '-')}.pdf", agreement(**row))
        for number, row in enumerate(rows, start=1)
    )
