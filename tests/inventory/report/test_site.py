"""What stands on the pages, and what never does: markup, links and addresses that a document made up."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from pipeline.domain.agreement import Agreement, Failure, Outcome, Party, Rejection
from pipeline.domain.document import BBox, PageShape
from pipeline.domain.evidence import Evidence, Finding, How, Status
from pipeline.domain.relation import Relation, RelationKind
from pipeline.inventory.corrections.correction import Correction
from pipeline.inventory.labels import Labels
from pipeline.inventory.report import WRITTEN, Sources, files, places
from pipeline.inventory.table import tabulate

TEMPLATES = Path(__file__).parents[3] / "models" / "sv" / "report"
DAY = date(2014, 12, 9)
SCRIPT = "<script>alert(1)</script>"
Make = Callable[..., Any]


def found(value: object, page: int = 1, top: float = 100.0, quote: str = "ett citat", **more: Any) -> Finding[Any]:
    box = BBox(72.0, top, 300.0, top + 12)
    evidence = (Evidence(page, quote, (box,), "validity/from_to", How.STATED, 0.95),)
    return Finding(value, Status.STATED, evidence, 0.95, **more)


def outcome(file: str, *agreements: Agreement, pages: int = 2) -> Outcome:
    shapes = tuple(PageShape(number, 595.0, 842.0) for number in range(1, pages + 1))
    return Outcome(file, f"{abs(hash(file)):064x}"[:64], agreements, shapes=shapes)


def site(labels: Labels, *outcomes: Outcome, pictures: bool = True, on: date = DAY) -> dict[str, bytes | Path]:
    sources = Sources(TEMPLATES, lambda sha256, page: Path("page.png") if pictures else None)
    return dict(files(tabulate(outcomes, on, labels), outcomes, labels, sources, "../../corpus"))


def text(content: bytes | Path) -> str:
    assert isinstance(content, bytes)
    return content.decode("utf-8")


def pages(built: dict[str, bytes | Path]) -> dict[str, str]:
    return {name: text(content) for name, content in built.items() if name.endswith(".html")}


class Seen(HTMLParser):
    """The elements of a page, and where its links lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.attributes: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        self.ids += [value or "" for name, value in attrs if name == "id"]


@pytest.fixture
def hostile(make_agreement: Make) -> tuple[Outcome, ...]:
    attack = f"\"'>{SCRIPT}<img src=x onerror=alert(1)>\u202e{{{{ 7*7 }}}}"
    agreement = make_agreement(
        title=found(attack, quote=attack),
        parties=found((Party(attack, attack + "2", alias=attack),), quote=attack),
        subject=found(attack),
        registry_number=found(attack),
        valid_from=Finding(None, Status.CONFLICTING, review=True, reason=attack),
        relations=(Relation(RelationKind.REPLACES, attack),),
        remarks=(attack,),
    )
    return (
        outcome(f"javascript:alert(1)/{SCRIPT} & \"'#?.pdf", agreement),
        outcome("javascript:alert(1).pdf", agreement, pages=0),
        outcome("stray\udce9.pdf", agreement),
        Outcome(f"{SCRIPT}.pdf", "aa", rejection=Rejection(attack, "kind/letter")),
        Outcome("//example.org/x.pdf", "bb", failure=Failure("damaged", attack)),
    )


def test_nothing_that_a_document_says_becomes_markup(hostile: tuple[Outcome, ...], labels: Labels) -> None:
    for name, page in pages(site(labels, *hostile)).items():
        seen = Seen(page)
        assert seen.elements.count("script") == (name == places.INDEX or name.startswith("avtal/")), name
        assert "onerror" not in seen.attributes, name
        assert "49" not in re.findall(r"\b49\b", page), name
        assert "\u202e" not in page, name


def test_every_link_stays_in_the_folder(hostile: tuple[Outcome, ...], labels: Labels) -> None:
    for name, page in pages(site(labels, *hostile)).items():
        way = "../" if "/" in name else ""
        for link in Seen(page).links:
            assert re.match(rf"#|{way}\.\./\.\./corpus/|{way}(?:avtal|sidor)/|{way}[a-z]+\.(?:html|css|js)", link), link
            assert not re.search(r"[\s<>\"]", link)


def test_links_within_the_report_lead_somewhere(figure_2: tuple[Outcome, ...], labels: Labels) -> None:
    built = site(labels, *figure_2)
    ids = {name: set(Seen(page).ids) for name, page in pages(built).items()}
    for name, page in pages(built).items():
        seen = Seen(page)
        assert len(seen.ids) == len(set(seen.ids)), name
        for link in seen.links:
            place, _, part = link.partition("#")
            target = (place.removeprefix("../") if "/" in name else place) or name
            if "corpus/" not in link:
                assert target in built, f"{name}: {link}"
                assert not part or part in ids[target], f"{name}: {link}"


def test_the_same_inventory_gives_the_same_bytes(figure_2: tuple[Outcome, ...], labels: Labels) -> None:
    assert site(labels, *figure_2) == site(labels, *reversed(figure_2))


def test_no_page_may_fetch_anything_or_run_what_it_holds(figure_2: tuple[Outcome, ...], labels: Labels) -> None:
    for page in pages(site(labels, *figure_2)).values():
        assert "default-src 'none'" in page
        assert "unsafe" not in page
        seen = Seen(page)
        assert not seen.attributes & {"style", "onclick", "onload"}
        assert not {"style", "iframe", "object", "form", "base"} & set(seen.elements)
        assert page.startswith('<!doctype html>\n<html lang="sv">')


def test_a_field_and_its_mark_lead_to_one_another(make_agreement: Make, labels: Labels) -> None:
    both = found("x", page=2, top=200.0, quote="Gäller 2010-01-01 till 2011-01-01")
    agreement = make_agreement(
        title=found("Avtal om X", quote="Avtal om X"),
        valid_from=Finding(date(2010, 1, 1), Status.STATED, both.evidence),
        valid_to=Finding(date(2011, 1, 1), Status.DERIVED, both.evidence, derivation="2010-01-01 + 1 år − 1 dag"),
    )
    page = next(text(c) for n, c in site(labels, outcome("a.pdf", agreement)).items() if n.startswith("avtal/"))
    field = page[page.index('id="f-valid_to"') : page.index('id="f-open_ended"')]
    assert 'href="#m-2"' in field
    assert "Gäller 2010-01-01 till 2011-01-01" in field
    assert "Uträknat ur det som står i dokumentet" in field
    assert "+ 1 år − 1 dag" in field
    mark = page[page.index('id="m-2"') :][:900]
    assert 'href="#f-valid_from"' in mark
    assert '<rect x="72.0" y="200.0" width="228.0" height="12.0"/>' in mark
    assert "Gäller från, Gäller till" in mark
    assert page.count('class="number') == 2, "the same words are marked once"


def test_an_empty_field_says_why(make_agreement: Make, labels: Labels) -> None:
    agreement = make_agreement(valid_to=Finding(None, Status.ABSENT, reason="Inget slutdatum anges."))
    page = next(text(c) for n, c in site(labels, outcome("a.pdf", agreement)).items() if n.startswith("avtal/"))
    field = page[page.index('id="f-valid_to"') : page.index('id="f-open_ended"')]
    assert "–</p>" in field
    assert "Inget slutdatum anges." in field


def test_a_page_without_a_picture_says_so(make_agreement: Make, labels: Labels) -> None:
    built = site(labels, outcome("a.pdf", make_agreement(title=found("Avtal"))), pictures=False)
    page = next(text(c) for n, c in built.items() if n.startswith("avtal/"))
    assert "Det finns ingen bild av den här sidan" in page
    assert "<img" not in page
    assert 'id="m-1"' in page, "the quote still has its place"


def test_pictures_are_those_of_the_pages_with_evidence(make_agreement: Make, labels: Labels) -> None:
    one = outcome(
        "a.pdf", make_agreement(pages=(3, 9), title=found("Avtal", page=3), signed_on=found(DAY, page=8)), pages=9
    )
    built = [name for name in site(labels, one) if name.startswith("sidor/")]
    assert built == [f"sidor/{one.sha256[:16]}-{page}-0.png" for page in (3, 8)]
    assert all(WRITTEN.fullmatch(name) for name in built)


def test_only_what_comes_and_goes_is_ever_removed(figure_2: tuple[Outcome, ...], labels: Labels) -> None:
    built = site(labels, *figure_2)
    passing = [name for name in built if WRITTEN.fullmatch(name)]
    assert sorted(set(built) - set(passing)) == sorted((*places.PAGES, places.STYLE, places.SCRIPT))
    assert not any(WRITTEN.fullmatch(name) for name in ("avtal/mina egna.html", "sidor/bild.png", "../avtal/r1.html"))


def test_the_day_is_summed_up(figure_2: tuple[Outcome, ...], labels: Labels) -> None:
    failed = Outcome("x.pdf", "aa", failure=Failure("encrypted", "Spara en kopia utan lösenord."))
    built = site(labels, *figure_2, failed)
    facts = re.sub(r"<[^>]+>|\s+", " ", text(built[places.INDEX]).split('class="facts"')[1].split("</ul>")[0])
    assert "19 rader i förteckningen" in " ".join(facts.split())
    assert "5 utgångna" in " ".join(facts.split())
    assert "1 fil som inte kunde läsas" in " ".join(facts.split())
    assert "Spara en kopia utan lösenord." in text(built[places.OTHERS])
    due = text(built[places.INDEX]).split('id="forfaller"')[1]
    days = re.findall(r'<td role="cell" class="day">(\d{4}-\d\d-\d\d)', due)
    assert days == sorted(days) != []


def test_a_correction_shows_the_programs_value_and_what_was_not_understood(
    make_agreement: Make, labels: Labels
) -> None:
    by_hand = Evidence(1, "", (), "corrected", How.CORRECTED, 1.0)
    agreement = make_agreement(valid_to=Finding(date(2016, 1, 1), Status.STATED, (by_hand,)))
    one = outcome("a.pdf", agreement)
    inventory = tabulate((one,), DAY, labels)
    line = Correction(key="", field="valid_to", value="2016-01-01", automatic="2015-12-31")
    row = replace(
        inventory.rows[0],
        corrected={"valid_to": line},
        automatic={"valid_to": "2015-12-31"},
        notices={"signed_on": "«31 feb» är ingen dag.", "own:Pärm": "Okänd kolumn."},
    )
    sources = Sources(TEMPLATES, lambda sha256, page: None)
    built = dict(files(replace(inventory, rows=(row,)), (one,), labels, sources, "../../corpus"))
    page = text(built[places.agreement(row.id)])
    field = page[page.index('id="f-valid_to"') : page.index('id="f-open_ended"')]
    assert "Rättat för hand. Programmets värde: 2015-12-31" in field
    assert "#m-" not in page, "what a person typed stands nowhere in the document"
    for part in (text(built[places.REVIEW]), page):
        assert "«31 feb» är ingen dag." in part
        assert "Pärm" in part
