"""A made county of twelve municipalities, of which everything is known: who has what, current or not, and why."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.domain.actuality import Actuality, Event, EventKind, Sign, Trait
from pipeline.domain.agreement import Agreement, Failure, Outcome, Rejection
from pipeline.domain.values import Duration
from pipeline.inventory.comparisons.county import Line, Overview, overview
from pipeline.inventory.comparisons.county_counting import How, holdings
from pipeline.inventory.comparisons.county_json import overview_json
from pipeline.inventory.comparisons.county_sentences import cell_text, documents_text, summary
from pipeline.inventory.comparisons.county_standing import Standing, todays_areas
from pipeline.inventory.comparisons.county_words import CountyWords
from pipeline.inventory.comparisons.knowledge import Knowledge
from pipeline.inventory.comparisons.rounds import ActorOfRound, AreaOfRound, Round
from pipeline.inventory.labels import Labels
from pipeline.inventory.table import tabulate

MODELS = Path(__file__).parents[3] / "models"
DAY = date(2014, 12, 9)
CHILDREN, DRUGS, VIOLENCE = "Barn och unga", "Missbruk", "Våld mot vuxna"
BUP = "Barn- och ungdomspsykiatrin"
SKETCH = tuple(range(64))

ROUND = Round(
    "2014",
    "made for this test",
    (
        AreaOfRound(
            CHILDREN, ("Barn- och ungdomsvård",), date(2013, 11, 1), Duration(12), (Trait.MANAGEMENT,),
            (ActorOfRound("Skola", "Skola"), ActorOfRound("Polis", "Polis"), ActorOfRound("BUP", BUP)),
        ),
        AreaOfRound(
            DRUGS, ("Missbruk och beroende",), date(2013, 12, 1), Duration(12), (),
            (ActorOfRound("Landstinget", "Landstinget"),),
        ),
        AreaOfRound(
            VIOLENCE, ("Stöd till brottsoffer, vuxna",), date(2014, 1, 15), Duration(24), (Trait.MANAGEMENT,),
            (ActorOfRound("Polis", "Polis"), ActorOfRound("Kvinnojour", "Kvinnojour")),
        ),
    ),
)  # fmt: skip
TWELVE = (
    "Askersund", "Degerfors", "Hallsberg", "Hällefors", "Karlskoga", "Kumla", "Laxå", "Lekeberg", "Lindesberg",
    "Ljusnarsberg", "Nora", "Örebro",
)  # fmt: skip

# Letter by letter the twelve in that order: A current, g in force but not current, r not counted, - none, ? not known.
#
# Askersund      has an agreement with BUP that nobody shows to have been decided, and one on drugs that has run out
# Degerfors      has one with the police that has run out
# Hallsberg      has one with the police, also for Kumla and Laxå; Kumla has a scan of it in its own folder
# Hällefors      has a file that cannot be read, and no other; it is a party to Lindesberg's
# Karlskoga      has one with the school from 2012, between its boards alone
# Laxå           has minutes, which are no agreement
# Lekeberg       has one with Örebro's school and its own preschool: a school of its own it has none
# Lindesberg     has one with a women's shelter, for «Lindesbergs, Nora och Hällefors kommuner»
# Ljusnarsberg   has no folder
# Nora           has a copy of an agreement that is Örebro's alone
# Örebro         has one with its own school
# gemensamt/     holds the county's on drugs, for «länets kommuner»
TRUTH = {
    (CHILDREN, ""):            "rrA?gAAr-?-A",
    (CHILDREN, "Skola"):       "---?g----?-A",
    (CHILDREN, "Polis"):       "-rA?-AA--?--",
    (CHILDREN, "BUP"):         "r--?-----?--",
    (DRUGS, ""):               "AAAAAAAAAAAA",
    (DRUGS, "Landstinget"):    "AAAAAAAAAAAA",
    (VIOLENCE, ""):            "---A----A?A-",
    (VIOLENCE, "Polis"):       "---?-----?--",
    (VIOLENCE, "Kvinnojour"):  "---A----A?A-",
    ("", "Skola"):             "---?g----?-A",
    ("", "Polis"):             "-rA?-AA--?--",
    ("", BUP):                 "r--?-----?--",
    ("", "Landstinget"):       "AAAAAAAAAAAA",
    ("", "Kvinnojour"):        "---A----A?A-",
}  # fmt: skip
LETTERS = dict(zip("Agr-?", Standing, strict=True))

# Which file each cell rests on that is not empty, and how it comes to count there.
OWN, PARTY, DERIVED = How.OWN, How.PARTY, How.DERIVED
RESTS_ON = {
    (CHILDREN, "Skola"): {
        "Karlskoga": [("Karlskoga kommun/skola.pdf", OWN)],
        "Örebro": [("orebro/skola.pdf", OWN), ("Lekeberg/skola.pdf", PARTY), ("Nora/kopia.pdf", PARTY)],
    },
    (CHILDREN, "Polis"): {
        "Degerfors": [("Degerfors/polis.pdf", OWN)],
        "Hallsberg": [("Hallsberg/polis.pdf", OWN)],
        "Kumla": [("Kumla/polis-skannad.pdf", OWN)],
        "Laxå": [("Hallsberg/polis.pdf", PARTY)],
    },
    (CHILDREN, "BUP"): {"Askersund": [("Askersund/bup.pdf", OWN)]},
    (CHILDREN, ""): {
        "Askersund": [("Askersund/bup.pdf", OWN)],
        "Degerfors": [("Degerfors/polis.pdf", OWN)],
        "Hallsberg": [("Hallsberg/polis.pdf", OWN)],
        "Karlskoga": [("Karlskoga kommun/skola.pdf", OWN)],
        "Kumla": [("Kumla/polis-skannad.pdf", OWN)],
        "Laxå": [("Hallsberg/polis.pdf", PARTY)],
        "Lekeberg": [("Lekeberg/skola.pdf", OWN)],
        "Örebro": [("orebro/skola.pdf", OWN), ("Lekeberg/skola.pdf", PARTY), ("Nora/kopia.pdf", PARTY)],
    },
    (DRUGS, "Landstinget"): {name: [("gemensamt/missbruk.pdf", DERIVED)] for name in TWELVE},
    (VIOLENCE, "Kvinnojour"): {
        "Hällefors": [("Lindesberg/kvinnojour.pdf", PARTY)],
        "Lindesberg": [("Lindesberg/kvinnojour.pdf", OWN)],
        "Nora": [("Lindesberg/kvinnojour.pdf", PARTY)],
    },
    (VIOLENCE, "Polis"): {},
}
RESTS_ON |= {
    (DRUGS, ""): RESTS_ON[DRUGS, "Landstinget"],
    (VIOLENCE, ""): RESTS_ON[VIOLENCE, "Kvinnojour"],
    ("", "Skola"): RESTS_ON[CHILDREN, "Skola"],
    ("", "Polis"): RESTS_ON[CHILDREN, "Polis"],
    ("", BUP): RESTS_ON[CHILDREN, "BUP"],
    ("", "Landstinget"): RESTS_ON[DRUGS, "Landstinget"],
    ("", "Kvinnojour"): RESTS_ON[VIOLENCE, "Kvinnojour"],
}


Make = Callable[..., Outcome]


@pytest.fixture(scope="module")
def make(make_agreement: Callable[..., Agreement], make_outcome: Make) -> Make:
    def made(file: str, title: str, parties: Sequence[str], established: str, **values: Any) -> Outcome:
        """One file with one agreement; `decided=False` for one that does not say who decided it."""
        signs = (Sign(Trait.MANAGEMENT, ()),) if values.pop("decided", True) else ()
        since = date.fromisoformat(established)
        plain = {"open_ended": True, "valid_from": established} | values
        agreement = make_agreement(title=title, parties=tuple(parties), **plain)
        told = Actuality((Event(EventKind.ESTABLISHED, since),), signs)
        return make_outcome(file, replace(agreement, actuality=told))

    return made


@pytest.fixture(scope="module")
def county(make: Make) -> tuple[Outcome, ...]:
    far = "Överenskommelse om samverkan kring barn som far illa"
    over = {"open_ended": False, "valid_to": "2012-12-31"}
    polis = ("Hallsbergs kommun", "Kumla kommun", "Laxå kommun", "Polismyndigheten i Örebro län")
    young = {"title": "Samverkan kring unga som begår brott", "parties": polis, "established": "2014-05-01"}
    landsting = "Örebro läns landsting"
    return (
        make("Askersund/bup.pdf", far, ("Askersunds kommun", BUP), "2014-03-01", decided=False),
        make("Askersund/missbruk.pdf", "Avtal om missbruk", ("Askersunds kommun", landsting), "2010-01-01", **over),
        make("Degerfors/polis.pdf", far, ("Degerfors kommun", polis[-1]), "2010-01-01", **over),
        make("Hallsberg/polis.pdf", **young, sketch=SKETCH),
        make("Kumla/polis-skannad.pdf", **young, sketch=SKETCH),
        Outcome("hallefors/skannad.pdf", "h", failure=Failure("encrypted", "Filen är lösenordsskyddad.")),
        make("Karlskoga kommun/skola.pdf", far, ("Socialnämnden", "Grundskolan"), "2012-03-01"),
        Outcome("Laxå/protokoll.pdf", "l", rejection=Rejection("Det är ett protokoll.", "kind/minutes")),
        make(
            "Lekeberg/skola.pdf", far, ("Lekebergs kommun, socialnämnden", "Lekebergs kommun, förskolan",
            "Örebro kommun, grundskolan"), "2014-04-01",
        ),
        make(
            "Lindesberg/kvinnojour.pdf", "Avtal om stöd till våldsutsatta kvinnor",
            ("Lindesbergs, Nora och Hällefors kommuner", "Kvinnojouren Bergslagen"), "2013-01-10",
        ),
        make(
            "Nora/kopia.pdf", "Barn som far illa i Vivalla",
            ("Örebro kommun, socialnämnden", "Örebro kommun, grundskolan"), "2014-06-01",
        ),
        make("orebro/skola.pdf", far, ("Örebro kommun, socialnämnden", "Örebro kommun, grundskolan"), "2014-03-01"),
        make("gemensamt/missbruk.pdf", "Samverkan om missbruk", (landsting, "länets kommuner"), "2014-02-01"),
    )  # fmt: skip


@pytest.fixture(scope="module")
def found(county: Sequence[Outcome], knowledge: Knowledge, labels: Labels) -> Overview:
    result = overview(tabulate(county, DAY, labels), (ROUND,), knowledge, labels.collation)
    assert result
    return result


def line(found: Overview, area: str, actor: str) -> Line:
    return next(one for one in found.lines if (one.area, one.actor) == (area, actor))


def test_the_twelve_stand_in_swedish_order(found: Overview) -> None:
    assert tuple(one.municipality.name for one in found.holdings) == TWELVE


def test_nothing_is_asked_that_the_truth_does_not_hold(found: Overview) -> None:
    assert [(one.area, one.actor) for one in found.lines] == list(TRUTH)


@pytest.mark.parametrize(("area", "actor"), TRUTH)
def test_every_cell_is_right(found: Overview, area: str, actor: str) -> None:
    cells = line(found, area, actor).cells
    assert dict(zip(TWELVE, (one.standing for one in cells), strict=True)) == {
        name: LETTERS[letter] for name, letter in zip(TWELVE, TRUTH[area, actor], strict=True)
    }


@pytest.mark.parametrize(("area", "actor"), TRUTH)
def test_every_cell_says_what_it_rests_on_and_how_that_counts(found: Overview, area: str, actor: str) -> None:
    cells = dict(zip(TWELVE, line(found, area, actor).cells, strict=True))
    rests = {name: sorted((c.row.file, c.how) for c in one.carried) for name, one in cells.items() if one.carried}
    assert rests == {name: sorted(on) for name, on in RESTS_ON[area, actor].items()}


def test_the_same_agreement_in_two_folders_counts_once_for_each(found: Overview) -> None:
    held = {one.municipality.name: [c.row.file for c in one.counted] for one in found.holdings}
    assert [file for name in ("Hallsberg", "Kumla", "Laxå") for file in held[name] if "polis" in file] == [
        "Hallsberg/polis.pdf", "Kumla/polis-skannad.pdf", "Hallsberg/polis.pdf",
    ]  # fmt: skip


def test_a_copy_of_anothers_agreement_does_not_count_where_it_lies(found: Overview) -> None:
    held = {one.municipality.name: {c.row.file for c in one.counted} for one in found.holdings}
    assert "Nora/kopia.pdf" not in held["Nora"]
    assert "Nora/kopia.pdf" in held["Örebro"]


def test_what_counts_tells_its_words(found: Overview) -> None:
    said = {(one.municipality.name, c.row.file): (c.how, c.said) for one in found.holdings for c in one.counted}
    assert said["Hällefors", "Lindesberg/kvinnojour.pdf"] == (PARTY, "Lindesbergs, Nora och Hällefors kommuner")
    assert said["Ljusnarsberg", "gemensamt/missbruk.pdf"] == (DERIVED, "länets kommuner")
    assert said["Karlskoga", "Karlskoga kommun/skola.pdf"] == (OWN, "Karlskoga kommun")


def test_sentences_read_as_the_countys_report(found: Overview, labels: Labels) -> None:
    def told(area: str, actor: str) -> str:
        return summary(line(found, area, actor), found, labels)

    assert told(CHILDREN, "Skola") == (
        "Aktuell överenskommelse finns i Örebro; gällande men inte aktuell överenskommelse finns i Karlskoga; "
        "skriftlig överenskommelse saknas i Askersund, Degerfors, Hallsberg, Kumla, Laxå, Lekeberg, Lindesberg och "
        "Nora; uppgift saknas från Hällefors och Ljusnarsberg."
    )
    assert told(DRUGS, "Landstinget") == "Aktuell överenskommelse finns i samtliga tolv kommuner."
    assert told(CHILDREN, "Polis") == (
        "Aktuell överenskommelse finns i Hallsberg, Kumla och Laxå; dokument som inte räknas finns i Degerfors; "
        "skriftlig överenskommelse saknas i Askersund, Karlskoga, Lekeberg, Lindesberg, Nora och Örebro; "
        "uppgift saknas från Hällefors och Ljusnarsberg."
    )


def test_a_cell_says_how_an_agreement_comes_to_count(found: Overview) -> None:
    def texts(area: str, actor: str) -> Iterator[tuple[str, str]]:
        numbers = {row.row.file: row.row.number for one in found.holdings for row in one.counted}
        for name, one in zip(TWELVE, line(found, area, actor).cells, strict=True):
            text = cell_text(one, found.words)
            for file, number in numbers.items():
                text = text.replace(f"nr {number} ", f"nr {file} ").replace(f"nr {number}\n", f"nr {file}\n")
            yield name, text

    drugs, police = dict(texts(DRUGS, "Landstinget")), dict(texts(CHILDREN, "Polis"))
    assert drugs["Nora"] == "Aktuell\nnr gemensamt/missbruk.pdf (härlett)"
    assert police["Laxå"] == "Aktuell\nnr Hallsberg/polis.pdf (part)"
    assert police["Hallsberg"].startswith("Aktuell\nnr ")
    assert "(" not in police["Hallsberg"]
    assert (police["Nora"], police["Ljusnarsberg"]) == ("Saknas", "Uppgift saknas")


def test_it_says_what_the_cells_rest_on(found: Overview) -> None:
    told = {one.municipality.name: documents_text(one, found.words) for one in found.holdings}
    assert told["Askersund"] == "2 filer"
    assert told["Laxå"] == "1 fil"
    assert told["Hällefors"] == "1 fil\n1 kunde inte läsas"
    assert told["Ljusnarsberg"] == "Uppgift saknas"


def test_json_holds_every_cell(found: Overview, labels: Labels) -> None:
    content = overview_json(found, labels)
    assert [one["name"] for one in content["municipalities"]] == list(TWELVE)
    lines = {(one["area"] or "", one["actor"] or ""): one for one in content["lines"]}
    for (area, actor), letters in TRUTH.items():
        cells = lines[area, actor]["cells"]
        assert [cells[name]["standing"] for name in TWELVE] == [LETTERS[letter].value for letter in letters]
        for name, one in cells.items():
            assert bool(one["carried_by"]) == (name in RESTS_ON[area, actor])


Counts = Callable[..., dict[str, list[tuple[str, How, tuple[str, ...]]]]]


@pytest.fixture(scope="module")
def counts(knowledge: Knowledge, labels: Labels) -> Counts:
    def counted(*outcomes: Outcome) -> dict[str, list[tuple[str, How, tuple[str, ...]]]]:
        """By municipality: file, how it counts there, and the parties that are seen from there."""
        return {
            one.municipality.name: [
                (c.row.file, c.how, tuple(party.name for party in c.row.agreement.parties.value)) for c in one.counted
            ]
            for one in holdings(tabulate(outcomes, DAY, labels), knowledge.municipalities, labels.collation)
        }

    return counted


def test_a_board_without_a_place_is_that_of_the_folder(make: Make, counts: Counts) -> None:
    parties = ("Socialnämnden", "Barn- och utbildningsnämnden", "Örebro kommun, socialnämnden", "Polisen")
    assert counts(make("Kumla/a.pdf", "Avtal", parties, "2014-01-01")) == {
        "Kumla": [("Kumla/a.pdf", OWN, (parties[0], parties[1], parties[3]))],
        "Örebro": [("Kumla/a.pdf", PARTY, (parties[2], parties[3]))],
    }


def test_a_board_without_a_place_in_a_shared_folder_is_nobodys(make: Make, counts: Counts) -> None:
    parties = ("Socialnämnden", "Örebro kommun")
    assert counts(make("gemensamt/a.pdf", "Avtal", parties, "2014-01-01")) == {
        "Örebro": [("gemensamt/a.pdf", PARTY, parties)]
    }


def test_a_copy_byte_for_byte_counts_once(make: Make, counts: Counts) -> None:
    one = make("Kumla/a.pdf", "Avtal", ("Kumla kommun", "Örebro kommun"), "2014-01-01")
    found = counts(one, replace(one, file="orebro/b.pdf"))
    assert {name: [(file, how) for file, how, _ in rows] for name, rows in found.items()} == {
        "Kumla": [("Kumla/a.pdf", OWN)],
        "Örebro": [("orebro/b.pdf", OWN)],
    }


def test_the_folders_own_municipality_is_among_those_of_its_county(make: Make, counts: Counts) -> None:
    found = counts(make("Kumla/a.pdf", "Avtal", ("Örebro kommun", "länets kommuner", "Polisen"), "2014-01-01"))
    assert {name: rows[0][1] for name, rows in found.items()} == {
        name: {"Kumla": OWN, "Örebro": PARTY}.get(name, DERIVED) for name in TWELVE
    }


def test_which_county_is_not_guessed_for_a_shared_folder_between_two(make: Make, counts: Counts) -> None:
    found = counts(
        make("Kumla/a.pdf", "Avtal", ("Kumla kommun",), "2014-01-01"),
        make("Sala/a.pdf", "Avtal", ("Sala kommun",), "2014-01-01"),
        make("gemensamt/a.pdf", "Avtal", ("länets kommuner", "Polisen"), "2014-01-01"),
    )
    assert list(found) == ["Kumla", "Sala"]


def test_a_folder_that_a_person_has_corrected_is_where_it_lies(
    make: Make, knowledge: Knowledge, labels: Labels
) -> None:
    inventory = tabulate([make("inkommet/a.pdf", "Avtal", ("Polisen",), "2014-01-01")], DAY, labels)
    moved = replace(inventory, rows=(replace(inventory.rows[0], owner="Kumla kommun"),))
    (kumla,) = holdings(moved, knowledge.municipalities, labels.collation)
    assert (kumla.municipality.name, kumla.documents, kumla.counted[0].how) == ("Kumla", 1, OWN)


def test_one_municipality_alone_is_no_county(make: Make, knowledge: Knowledge, labels: Labels) -> None:
    alone = [make("orebro/a.pdf", "Avtal om missbruk", ("Örebro kommun", "Kumla kommun", "Landstinget"), "2014-02-01")]
    none = overview(tabulate(alone, DAY, labels), (ROUND,), knowledge, labels.collation)
    assert none is None


def test_a_corpus_about_other_things_has_no_overview(make: Make, knowledge: Knowledge, labels: Labels) -> None:
    roads = [
        make(f"{name}/a.pdf", "Avtal om vägar", (f"{name} kommun", "Trafikverket"), "2014-02-01") for name in TWELVE
    ]
    none = overview(tabulate(roads, DAY, labels), (ROUND,), knowledge, labels.collation)
    assert none is None


def test_the_newest_round_that_asks_for_an_area_defines_it() -> None:
    children, drugs, violence = ROUND.areas
    newer = replace(children, name="Barn", window=Duration(6))
    asked = todays_areas((ROUND, Round("2019", "made", (newer,))), DAY)
    assert [(one.name, one.window, one.measured_on) for one in asked] == [
        ("Barn", Duration(6), DAY),
        (drugs.name, drugs.window, DAY),
        (violence.name, violence.window, DAY),
    ]


def test_a_missing_word_is_told_by_its_name() -> None:
    table = tomllib.loads((MODELS / "sv" / "comparisons.toml").read_text(encoding="utf-8"))["county"]
    del table["finds"]["none"]
    with pytest.raises(ValueError, match="none"):
        CountyWords.parse(table)
