"""A small county as PDFs, read by the whole program: the overview says of each municipality what its documents say."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from pipeline.inventory.comparisons.asked import Asked
from pipeline.inventory.comparisons.knowledge import Knowledge
from pipeline.inventory.labels import Labels
from pipeline.lexicon import load
from pipeline.publish import publish
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
WORDS = {"A": "Aktuell", "g": "Ej aktuell", "r": "Räknas inte", "-": "Saknas", "?": "Uppgift saknas"}
STANDINGS = dict(zip("Agr-?", ("current", "not_current", "not_counted", "none", "unknown"), strict=True))

# Letter by letter the twelve; what each letter means stands in WORDS.
TRUTH = {
    (CHILDREN, "Skola"):     "?-??--????-A",
    (CHILDREN, "Polis"):     "ArA?gA????--",
    (CHILDREN, "Tandvård"):  "?-??--????--",
    (DRUGS, "Landstinget"):  "AAAAAAAAAAAA",
}  # fmt: skip


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory, labels: Labels, knowledge: Knowledge) -> Path:
    home = tmp_path_factory.mktemp("county")
    settings, lexicon = load_settings(home), load(PROGRAM / "models")
    settings.corpus.mkdir()
    publish(
        [process(draw(settings.corpus / file, lines), file, settings, lexicon) for file, lines in DOCUMENTS.items()],
        DAY,
        corpus=settings.corpus,
        outputs=settings.outputs,
        labels=labels,
        generated=datetime(2014, 12, 9, tzinfo=UTC),
        program="1.0",
        asked=Asked(knowledge, ["2014"]),
    )
    return settings.outputs


def draw(path: Path, lines: Sequence[str]) -> Path:
    path.parent.mkdir(exist_ok=True)
    canvas = Canvas(str(path), pagesize=A4)
    for number, line in enumerate(lines):
        head = number == 0 or (len(line.split()) <= 3 and "kommun" not in line)
        canvas.setFont("Helvetica-Bold" if head else "Helvetica", 16 if number == 0 else 10)
        canvas.drawString(50, 780 - 26 * number, line)
    canvas.save()
    return path


@pytest.mark.parametrize(("area", "actor"), TRUTH)
def test_the_sheet_says_who_has_what(outputs: Path, area: str, actor: str) -> None:
    heads, *rows = openpyxl.load_workbook(outputs / "forteckning.xlsx")["Kommunöversikt"].iter_rows(values_only=True)
    assert heads == ("Område", "Aktör", "Sammanfattning", *TWELVE)
    (row,) = [row for row in rows if row[:2] == (area, actor)]
    assert [str(cell).split("\n")[0] for cell in row[3:]] == [WORDS[letter] for letter in TRUTH[area, actor]]


@pytest.mark.parametrize(("area", "actor"), TRUTH)
def test_the_json_file_says_who_has_what(outputs: Path, area: str, actor: str) -> None:
    content = json.loads((outputs / "forteckning.json").read_bytes())
    (line,) = [one for one in content["kommunoversikt"]["lines"] if (one["area"], one["actor"]) == (area, actor)]
    assert [line["cells"][name]["standing"] for name in TWELVE] == [STANDINGS[letter] for letter in TRUTH[area, actor]]
    rows = {row["id"] for row in content["rows"]}
    assert {row for cell in line["cells"].values() for row in cell["carried_by"]} <= rows


def test_the_sheet_begins_with_what_it_rests_on_and_is_explained(outputs: Path) -> None:
    book = openpyxl.load_workbook(outputs / "forteckning.xlsx")
    first = [cell.value for cell in book["Kommunöversikt"][2]]
    assert first[0] == "Underlag"
    assert "Aktuell: gäller och är upprättad" in str(first[2])
    assert first[3:] == [
        "1 fil" if name in ("Degerfors", "Karlskoga", "Kumla", "Nora", "Örebro") else "Uppgift saknas"
        for name in TWELVE
    ]
    assert "Kommunöversikt" in [cell.value for cell in book["Läs mig"]["B"]]


def test_a_cell_has_the_colour_of_its_first_word(outputs: Path) -> None:
    sheet = openpyxl.load_workbook(outputs / "forteckning.xlsx")["Kommunöversikt"]
    for ranges in sheet.conditional_formatting:
        assert {rule.text for rule in ranges.rules} == set(WORDS.values())
        assert {rule.type for rule in ranges.rules} == {"beginsWith"}
    coloured = {str(ranges.sqref)[0] for ranges in sheet.conditional_formatting}
    assert coloured == set("DEFGHIJKLMNO")
