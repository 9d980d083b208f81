"""A small county as PDFs, read by the whole program: the overview says of each municipality what its documents say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from pipeline.inventory.comparisons.county import Overview, overview
from pipeline.inventory.comparisons.county_standing import Standing
from pipeline.inventory.comparisons.knowledge import load_knowledge
from pipeline.inventory.labels import Labels
from pipeline.inventory.table import tabulate
from pipeline.lexicon import load
from pipeline.run import process
from pipeline.settings import PROGRAM
from pipeline.settings import load as load_settings

DAY = date(2014, 12, 9)
CHILDREN, DRUGS = "Sociala barn- och ungdomsvården", "Missbruks- och beroendevård"
PROCEDURE = (
    "När socialtjänsten eller en annan part får kännedom om ett barn kallar den till samverkansmöte inom en vecka.",
    "Varje enskilt ärende har en ansvarig handläggare, och i varje enskilt ärende upprättas en samordnad plan.",
    "Socialtjänsten ansvarar för utredningen och den andra parten ansvarar för sina egna insatser.",
    "Målet för samverkan är att den enskilde får rätt insats i rätt tid, och parternas gemensamma mål är detta.",
)


def agreement(title: str, parties: Sequence[str], valid: str, signed: str) -> tuple[str, ...]:
    return (
        title, "Parter", *parties, "Syfte",
        f"Syftet med överenskommelsen är att parterna ska samverka. {title}.",
        "Arbetssätt och ansvar", *PROCEDURE, "Giltighetstid", valid, "Underskrifter",
        f"Örebro den {signed}", "Anna Ek, ordförande i socialnämnden", "Bo Ask, förvaltningschef",
    )  # fmt: skip


YOUNG = "Överenskommelse om samverkan kring barn som far illa"
DOCUMENTS = {
    "orebro/skola.pdf": agreement(
        YOUNG, ("Örebro kommun, socialnämnden", "Örebro kommun, grundskolan"),
        "Överenskommelsen gäller från och med den 3 mars 2014 och tills vidare.", "3 mars 2014",
    ),
    "Karlskoga/polis.pdf": agreement(
        YOUNG, ("Karlskogas kommun, socialnämnden", "Polismyndigheten i Örebro län"),
        "Överenskommelsen gäller från och med den 1 februari 2011 och tills vidare.", "1 februari 2011",
    ),
    "Kumla kommun/polis.pdf": agreement(
        YOUNG, ("Kumla kommun", "Hallsbergs kommun", "Askersunds kommun", "Polismyndigheten i Örebro län"),
        "Överenskommelsen gäller från och med den 1 maj 2014 och tills vidare.", "2 april 2014",
    ),
    "Degerfors/polis.pdf": agreement(
        YOUNG, ("Degerfors kommun", "Polismyndigheten i Örebro län"),
        "Överenskommelsen gäller från och med den 1 januari 2010 till och med den 31 december 2012.", "4 december 2009",
    ),
    "gemensamt/missbruk.pdf": agreement(
        "Överenskommelse om samverkan kring personer med missbruk och beroende",
        ("Örebro läns landsting", "länets kommuner"),
        "Överenskommelsen gäller från och med den 1 februari 2014 och tills vidare.", "15 januari 2014",
    ),
    "Nora/protokoll.pdf": (
        "Sammanträdesprotokoll", "Socialnämnden i Nora kommun", "Sammanträdesdatum 2014-05-06", "Plats: Rådhuset",
        "§ 41 Informationsärenden", "Förvaltningschefen informerar om läget i länet.",
        "§ 42 Nästa sammanträde", "Nämnden sammanträder nästa gång den 3 juni 2014.", "Justerat 2014-05-09",
    ),
}  # fmt: skip

TWELVE = (
    "Askersund", "Degerfors", "Hallsberg", "Hällefors", "Karlskoga", "Kumla", "Laxå", "Lekeberg", "Lindesberg",
    "Ljusnarsberg", "Nora", "Örebro",
)  # fmt: skip
LETTERS = dict(zip("Agr-?", Standing, strict=True))
TRUTH = {
    (CHILDREN, "Skola"):     "?-??--????-A",
    (CHILDREN, "Polis"):     "ArA?gA????--",
    (CHILDREN, "Tandvård"):  "?-??--????--",
    (DRUGS, "Landstinget"):  "AAAAAAAAAAAA",
}  # fmt: skip


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory, labels: Labels) -> Overview | None:
    home = tmp_path_factory.mktemp("county")
    corpus = home / "corpus"
    corpus.mkdir()
    settings, lexicon = load_settings(home), load(PROGRAM / "models")
    outcomes = [process(draw(corpus / file, lines), file, settings, lexicon) for file, lines in DOCUMENTS.items()]
    knowledge = load_knowledge(PROGRAM / "models")
    rounds = [one for one in knowledge.rounds if one.year == "2014"]
    return overview(tabulate(outcomes, DAY, labels), rounds, knowledge, labels.collation)


def draw(path: Path, lines: Sequence[str]) -> Path:
    path.parent.mkdir(exist_ok=True)
    canvas = Canvas(str(path), pagesize=A4)
    for number, line in enumerate(lines):
        head = number == 0 or (len(line.split()) <= 3 and line[0].isupper() and "kommun" not in line)
        canvas.setFont("Helvetica-Bold" if head else "Helvetica", 16 if number == 0 else 10)
        canvas.drawString(50, 780 - 26 * number, line)
    canvas.save()
    return path


def cells(found: Overview) -> Iterator[tuple[tuple[str, str], dict[str, Standing]]]:
    names = [one.municipality.name for one in found.holdings]
    for line in found.lines:
        yield (line.area, line.actor), dict(zip(names, (one.standing for one in line.cells), strict=True))


@pytest.mark.parametrize(("area", "actor"), TRUTH)
def test_the_documents_say_who_has_what(found: Overview | None, area: str, actor: str) -> None:
    assert found
    assert dict(cells(found))[area, actor] == {
        name: LETTERS[letter] for name, letter in zip(TWELVE, TRUTH[area, actor], strict=True)
    }
