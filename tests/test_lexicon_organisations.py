"""The lists of organisations: complete, free of contradictions, and true where a fact can be stated twice."""

import tomllib
import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

LEXICON = Path(__file__).parents[1] / "models" / "sv" / "lexicon"


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((LEXICON / f"{name}.toml").read_text(encoding="utf-8"))


MUNICIPALITIES = read("municipalities")
REGIONS: list[dict[str, Any]] = read("regions")["region"]
AUTHORITIES = read("authorities")
PARTY_WORDS = read("party_words")

BY_CODE: dict[str, dict[str, Any]] = {row["code"]: row for row in MUNICIPALITIES["municipality"]}
BY_NAME: dict[str, dict[str, Any]] = {row["name"]: row for row in MUNICIPALITIES["municipality"]}
BODIES: list[dict[str, Any]] = [row for kind in ("authority", "university", "association") for row in AUTHORITIES[kind]]
RENAMINGS: list[dict[str, Any]] = AUTHORITIES["renaming"]


def names_in(county: str) -> set[str]:
    return {row["name"] for code, row in BY_CODE.items() if code.startswith(county)}


# --- municipalities -------------------------------------------------------------------------


def test_there_are_290_municipalities_each_once() -> None:
    assert len(MUNICIPALITIES["municipality"]) == len(BY_CODE) == len(BY_NAME) == 290
    assert all(len(code) == 4 and code.isdigit() for code in BY_CODE)


def test_every_county_has_as_many_municipalities_as_scb_counts() -> None:
    assert Counter(code[:2] for code in BY_CODE) == {
        "01": 26, "03": 8, "04": 9, "05": 13, "06": 13, "07": 8, "08": 12, "09": 1, "10": 5, "12": 33, "13": 6,
        "14": 49, "17": 16, "18": 12, "19": 10, "20": 15, "21": 10, "22": 7, "23": 8, "24": 15, "25": 14,
    }  # fmt: skip


def test_vastmanland_has_its_ten() -> None:
    ten = "Skinnskatteberg Surahammar Kungsör Hallstahammar Norberg Västerås Sala Fagersta Köping Arboga"
    assert names_in("19") == set(ten.split())


def test_orebro_lan_has_its_twelve() -> None:
    twelve = "Askersund Degerfors Hallsberg Hällefors Karlskoga Kumla Laxå Lekeberg Lindesberg Ljusnarsberg Nora Örebro"
    assert names_in("18") == set(twelve.split())


def test_the_genitive_follows_the_rule_but_for_two() -> None:
    by_rule = {name: name if name[-1] in "aeiouyåäösxz" else f"{name}s" for name in BY_NAME}
    irregular = {name: row["genitive"] for name, row in BY_NAME.items() if row["genitive"] != by_rule[name]}
    assert irregular == {"Kalmar": "Kalmar", "Falun": "Falu"}


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Österåker", "Österåkers kommun"), ("Ale", "Ale kommun"), ("Habo", "Habo kommun"), ("Håbo", "Håbo kommun"),
        ("Upplands Väsby", "Upplands Väsby kommun"), ("Malå", "Malå kommun"), ("Kalix", "Kalix kommun"),
        ("Örnsköldsvik", "Örnsköldsviks kommun"), ("Lilla Edet", "Lilla Edets kommun"), ("Falun", "Falu kommun"),
        ("Västerås", "Västerås stad"), ("Gotland", "Region Gotland"), ("Orust", "Orust kommun"),
    ],
)  # fmt: skip
def test_a_municipality_is_printed_as_it_writes_itself(name: str, form: str) -> None:
    row = BY_NAME[name]
    assert row.get("official", f"{row['genitive']} kommun") == form


def test_fourteen_call_themselves_stad() -> None:
    official = {name: row["official"] for name, row in BY_NAME.items() if "official" in row}
    cities = {name for name, form in official.items() if form.lower() == f"{BY_NAME[name]['genitive']} stad".lower()}
    assert cities == {
        "Borås", "Göteborg", "Haparanda", "Helsingborg", "Landskrona", "Lidingö", "Malmö", "Mölndal", "Solna",
        "Stockholm", "Sundbyberg", "Trollhättan", "Vaxholm", "Västerås",
    }  # fmt: skip
    assert set(official) - cities == {"Gotland", "Orust"}


@pytest.mark.parametrize(
    "name",
    [
        "Ale", "Berg", "Falun", "Hammarö", "Heby", "Hofors", "Håbo", "Kil", "Laholm", "Lund", "Malå", "Mark", "Mora",
        "Nora", "Orsa", "Ovanåker", "Sala", "Solna", "Tjörn", "Tranås", "Vara", "Åre", "Östra Göinge",
    ],
)  # fmt: skip
def test_a_name_that_is_also_a_word_or_a_place_needs_a_kommun_beside_it(name: str) -> None:
    assert BY_NAME[name]["ambiguous"] is True


def test_names_that_ocr_makes_alike_are_ambiguous() -> None:
    def bare(name: str) -> str:
        return "".join(char for char in unicodedata.normalize("NFD", name) if not unicodedata.combining(char))

    alike = Counter(bare(name) for name in BY_NAME)
    twins = {name for name in BY_NAME if alike[bare(name)] > 1}
    assert twins == {"Habo", "Håbo"}
    assert all(BY_NAME[name].get("ambiguous") for name in twins)


def test_what_changed_over_time_points_to_municipalities_of_today() -> None:
    for row in MUNICIPALITIES["county_change"] + MUNICIPALITIES["formed"]:
        assert BY_CODE[row["code"]]["name"] == row["name"]
    for row in MUNICIPALITIES["formed"]:
        assert row["out_of"] in BY_CODE
        assert row["out_of"][:2] == row["code"][:2]
    for row in MUNICIPALITIES["former_name"]:
        assert row["code"] in BY_CODE
    days = [row["from"] for key in ("county_change", "formed") for row in MUNICIPALITIES[key]]
    days += [row["until"] for row in MUNICIPALITIES["former_name"]]
    assert all(type(day) is date for day in days)


# --- regions --------------------------------------------------------------------------------


def test_there_are_21_counties_and_every_municipality_lies_in_one() -> None:
    counties = {row["county"] for row in REGIONS}
    assert len(REGIONS) == len(counties) == 21
    assert len({row["county_name"] for row in REGIONS}) == len({row["name"] for row in REGIONS}) == 21
    assert counties == {code[:2] for code in BY_CODE}


@pytest.mark.parametrize(
    ("region", "since"),
    [
        ("Region Skåne", "1999-01-01"), ("Västra Götalandsregionen", "1999-01-01"), ("Region Gotland", "2011-01-01"),
        ("Region Halland", "2011-01-01"), ("Region Örebro län", "2015-01-01"), ("Region Västmanland", "2017-01-01"),
        ("Region Västernorrland", "2018-02-01"), ("Region Stockholm", "2019-01-01"),
    ],
)  # fmt: skip
def test_the_day_of_the_name_region(region: str, since: str) -> None:
    assert [row["since"] for row in REGIONS if row["name"] == region] == [date.fromisoformat(since)]


def test_the_regions_came_in_five_waves_and_vasternorrland_alone() -> None:
    waves = Counter(row["since"].isoformat() for row in REGIONS)
    assert waves == {
        "1999-01-01": 2, "2011-01-01": 2, "2015-01-01": 6, "2017-01-01": 3, "2018-02-01": 1, "2019-01-01": 7,
    }  # fmt: skip


def test_an_old_name_leads_to_one_region_and_is_no_name_of_today() -> None:
    old = [name for row in REGIONS for name in row["earlier"] + row.get("earlier_body", []) + row.get("short", [])]
    assert [name for name, count in Counter(old).items() if count > 1] == []
    assert not set(old) & {row["name"] for row in REGIONS} - {"Region Gotland"}
    for row in REGIONS:
        assert row["earlier"] or row["earlier_body"]
        assert all("landsting" in name.lower() or name == "Gotlands kommun" for name in row["earlier"])


def test_a_federation_that_bore_the_regions_name_is_named() -> None:
    borne = {row["name"] for row in REGIONS if row.get("name_before")}
    assert {"Region Blekinge", "Region Dalarna", "Region Värmland", "Region Halland", "Region Västerbotten"} <= borne
    assert all(row["federation"] for row in REGIONS if row.get("name_before"))


# --- authorities ----------------------------------------------------------------------------


def test_no_name_and_no_abbreviation_means_two_bodies() -> None:
    forms = [form for row in BODIES for form in [row["name"], *row.get("short", []), *row.get("also", [])]]
    forms += [form for row in REGIONS for form in row.get("short", [])]
    assert [form for form, count in Counter(forms).items() if count > 1] == []


def test_no_abbreviation_is_a_company_form_or_a_common_word() -> None:
    short = {form.lower() for row in BODIES for form in row.get("short", [])}
    assert not short & {"ab", "hb", "kb", "av", "bo", "do", "i", "en", "ett"}


def test_units_belong_to_a_listed_authority() -> None:
    names = {row["name"] for row in AUTHORITIES["authority"]}
    assert {row["of"] for row in AUTHORITIES["unit"]} <= names
    words = [word for row in AUTHORITIES["unit"] for word in row["word"]]
    assert len(words) == len(set(words))
    assert words == [word.lower() for word in words]


@pytest.mark.parametrize("row", RENAMINGS, ids=lambda row: f"{row['old'][0]}-{row['new']}")
def test_a_renaming_has_a_day_a_source_and_a_successor(row: dict[str, Any]) -> None:
    assert type(row["from"]) is date
    assert date(1995, 1, 1) <= row["from"] <= date(2026, 12, 31)
    assert row["source"]
    assert row["how"] in {"renamed", "merged", "task"}
    known = {body["name"] for body in BODIES} | {region["name"] for region in REGIONS}
    assert row["new"] in known | {old for other in RENAMINGS for old in other["old"]}
    assert row["new"] not in row["old"]


def test_a_name_that_is_printed_with_its_successor_has_only_one() -> None:
    printed = [old for row in RENAMINGS if row["how"] != "task" for old in row["old"]]
    assert [name for name, count in Counter(printed).items() if count > 1] == []


def test_a_body_of_today_is_never_called_former() -> None:
    former = {old for row in RENAMINGS if row["how"] != "task" for old in row["old"]}
    assert not former & {row["name"] for row in BODIES}


def test_renamings_of_renamings_go_forward_in_time() -> None:
    step = {old: (row["new"], row["from"]) for row in RENAMINGS if row["how"] != "task" for old in row["old"]}
    for new, day in step.values():
        successor, changed = new, day
        while successor in step:
            successor, later = step[successor]
            assert later > changed
            changed = later
    assert step[step["Statens räddningsverk"][0]][0] == "Myndigheten för civilt försvar"
    assert step[step["Landstingsförbundet"][0]][0] == "Sveriges Kommuner och Regioner"


@pytest.mark.parametrize(
    ("old", "new", "day"),
    [
        ("Rikspolisstyrelsen", "Polismyndigheten", "2015-01-01"),
        ("Vägverket", "Trafikverket", "2010-04-01"),
        ("Länsarbetsnämnden", "Arbetsförmedlingen", "2008-01-01"),
        ("Riksförsäkringsverket", "Försäkringskassan", "2005-01-01"),
        ("Kronofogdemyndigheten i {place}", "Kronofogdemyndigheten", "2006-07-01"),
        ("Riksåklagaren", "Åklagarmyndigheten", "2005-01-01"),
        ("Kriminalvårdsstyrelsen", "Kriminalvården", "2006-01-01"),
        ("Statens invandrarverk", "Migrationsverket", "2000-07-01"),
        ("Socialstyrelsen", "Inspektionen för vård och omsorg", "2013-06-01"),
        ("Specialpedagogiska institutet", "Specialpedagogiska skolmyndigheten", "2008-07-01"),
        ("Statens folkhälsoinstitut", "Folkhälsomyndigheten", "2014-01-01"),
        ("Handisam", "Myndigheten för delaktighet", "2014-05-01"),
        ("Länsrätten", "Förvaltningsrätten", "2010-02-15"),
        ("SKL", "Sveriges Kommuner och Regioner", "2019-11-27"),
    ],
)
def test_renamings_of_common_parties(old: str, new: str, day: str) -> None:
    assert [row["from"].isoformat() for row in RENAMINGS if old in row["old"] and row["new"] == new] == [day]


# --- party words ----------------------------------------------------------------------------

LISTS = [(f"{table}.{key}", words) for table, lists in PARTY_WORDS.items() for key, words in lists.items()]


@pytest.mark.parametrize(("name", "words"), LISTS, ids=[name for name, _ in LISTS])
def test_a_word_list_is_filled_and_repeats_nothing(name: str, words: list[str]) -> None:
    assert words
    assert len(words) == len(set(words))
    assert all(word == word.strip() for word in words)
    if not name.startswith(("legal_form.", "civil_name.")):
        assert words == [word.lower() for word in words]


def test_collectives_use_known_placeholders() -> None:
    for phrase in (phrase for phrases in PARTY_WORDS["collective"].values() for phrase in phrases):
        phrase.format(county="", county_genitive="", number="", place="")


def test_an_alias_is_no_body_of_its_own() -> None:
    aliases = {word for words in PARTY_WORDS["alias"].values() for word in words}
    others = {word for words in PARTY_WORDS["not_a_party"].values() for word in words}
    assert not aliases & others
    assert {"kommunen", "staden", "regionen", "landstinget", "beställaren", "utföraren", "parterna"} <= aliases


def reads_as_public_body(name: str) -> bool:
    """The plainest use of the lists, so that a missing word shows."""
    words = name.lower().replace(",", " ").split()
    single = {word for listed in PARTY_WORDS["public_word"].values() for word in listed}
    endings = tuple(word for listed in PARTY_WORDS["public_ending"].values() for word in listed)
    false = set(PARTY_WORDS["false_ending"]["words"])
    return any(word in single or (word.endswith(endings) and word not in false) for word in words)


@pytest.mark.parametrize(
    "name",
    [
        "Västerås stad", "barn- och ungdomsnämnden", "Proaros skol- och fritidsförvaltningen", "Integrationsenheten",
        "Division Närsjukvård Psykiatri", "Räddningstjänsten Mälardalen", "Kommunstyrelsen", "beroendemottagningen",
        "Samordningsförbundet Norra Västmanland", "Socialkontor Ekonomi", "Vuxenpsykiatriska kliniken", "BUP",
    ],
)  # fmt: skip
def test_public_bodies_are_recognised_by_their_words(name: str) -> None:
    assert reads_as_public_body(name)


@pytest.mark.parametrize(
    "words",
    ["ovannämnd part", "lägenheten hyrs ut", "en lägenhet", "regelverket gäller", "Bo Norberg", "lång erfarenhet"],
)
def test_ordinary_words_are_no_public_bodies(words: str) -> None:
    assert not reads_as_public_body(words)


def test_every_false_ending_is_needed() -> None:
    tables = ("public_ending", "civil_ending")
    endings = tuple(word for table in tables for listed in PARTY_WORDS[table].values() for word in listed)
    assert [word for word in PARTY_WORDS["false_ending"]["words"] if not word.endswith(endings)] == []
