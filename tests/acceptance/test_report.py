"""The report in Chromium, opened from a folder as a person does: search, keyboard, evidence, accessibility."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipeline.domain.agreement import Failure, Outcome, Rejection
from pipeline.domain.document import PageShape
from pipeline.inventory import report
from pipeline.inventory.comparisons.asked import Asked
from pipeline.inventory.comparisons.knowledge import load_knowledge
from pipeline.inventory.diary.fields import EntryReader
from pipeline.inventory.diary.reader import read_diary
from pipeline.inventory.diary.vocabulary import Vocabulary
from pipeline.inventory.labels import Labels
from pipeline.inventory.table import Row
from pipeline.lexicon import load, read_toml
from pipeline.publish import publish
from pipeline.reading import Limits, page_picture
from pipeline.run import process
from pipeline.settings import PROGRAM
from pipeline.settings import load as load_settings
from pipeline.store import write_atomically

pytestmark = pytest.mark.acceptance

playwright_api = pytest.importorskip("playwright.sync_api")
axe_api = pytest.importorskip("axe_playwright_python.sync_playwright")
CHROMIUM = shutil.which("chromium")
PAGES = ("index.html", "tidslinje.html", "granska.html", "ovriga.html", "diarium.html", "jamforelser.html")
DIARY = """Diarienummer;Ärendemening;Filnamn;Motpart
2010/403-IFN-012;Barnahus;;
2012/933-IFN-012;Handlingsplan;;Skolverket
KS 2014/99;Samverkan med polisen;14-samverkansoverenskommelse-1-och-2-brottsforebyggande;
KS 2014/100;<script>throw 1</script>;;
KS 2014/101;Brev;brev.pdf;
"""
WIDE, NARROW = {"width": 1366, "height": 900}, {"width": 320, "height": 640}
WCAG = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]},
    "preload": False,  # axe would fetch the style sheet, which the pages rightly forbid
}


@dataclass
class Visit:
    """The report open in a browser, and what the browser asked for and complained of."""

    page: object
    folder: Path
    rows: tuple[Row, ...]
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, name: str) -> object:
        self.page.goto((self.folder / name).as_uri())
        return self.page

    def row(self, part: str) -> Row:
        return next(row for row in self.rows if part in row.title)

    def shown(self) -> list[str]:
        return self.page.locator("[data-table] tbody tr:not([hidden]) th a").all_inner_texts()


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[Row, ...]]:
    """The report of the example's documents that need no OCR, of one that attacks, and of what is no agreement."""
    folder = tmp_path_factory.mktemp("report")
    corpus, pictures = folder / "corpus", folder / "pictures"
    shutil.copytree(PROGRAM / "corpus" / "exempel" / "vasteras", corpus / "vasteras")
    settings, lexicon = load_settings(PROGRAM), load(PROGRAM / "models")
    outcomes = []
    for number in ("04", "05", "06", "12", "14", "15", "17"):
        path = next((corpus / "vasteras").glob(f"{number}-*.pdf"))
        outcome = process(path, f"vasteras/{path.name}", settings, lexicon)
        outcomes.append(outcome)
        for shape in outcome.pictured:
            write_atomically(pictures / name(outcome.sha256, shape), page_picture(path, shape, Limits()))
    outcomes += [
        Outcome("brev.pdf", "aa", rejection=Rejection("Det är ett brev.", "kind/letter")),
        Outcome("låst.pdf", "bb", failure=Failure("encrypted", "Spara en kopia utan lösenord i corpus/.")),
    ]
    labels = Labels.parse(read_toml(PROGRAM / "models" / "sv" / "labels.toml"))
    vocabulary = Vocabulary.parse(read_toml(PROGRAM / "models" / "sv" / "lexicon" / "diary.toml"))
    published = publish(
        outcomes,
        date(2014, 12, 9),
        corpus=corpus,
        outputs=folder / "outputs",
        labels=labels,
        generated=datetime(2014, 12, 9, 2, tzinfo=UTC),
        program="0.1.0",
        pages=report.Sources(PROGRAM / "models" / "sv" / "report", lambda sha256, page: pictures / name(sha256, page)),
        diary=read_diary("diarium.csv", DIARY.encode(), EntryReader(vocabulary)),
        asked=Asked(load_knowledge(PROGRAM / "models")),
    )
    return folder / "outputs" / "rapport", published.inventory.rows


def name(sha256: str, page: PageShape) -> str:
    return f"{sha256}-{page.number}.png"


@pytest.fixture(scope="module")
def chromium() -> Iterator[object]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not here")
    with playwright_api.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: object, written: tuple[Path, tuple[Row, ...]]) -> Iterator[Visit]:
    page = chromium.new_page(viewport=WIDE, reduced_motion="reduce")
    it = Visit(page, *written)
    page.on("request", lambda request: it.requests.append(request.url))
    page.on("console", lambda message: it.complaints.append(message.text))
    page.on("pageerror", lambda error: it.complaints.append(str(error)))
    yield it
    page.close()
    assert it.complaints == []
    assert [url for url in it.requests if not url.startswith("file://")] == []


def test_a_search_leaves_the_rows_that_hold_all_its_words(visit: Visit) -> None:
    page = visit.open("index.html")
    everything = visit.shown()
    assert len(everything) == len(visit.rows)
    page.get_by_label("Sök titel").fill("barnahus polismyndigheten")
    assert visit.shown() == ["Samverkansavtal gällande Barnahus i Västmanland"]
    assert page.get_by_role("status").inner_text() == f"1 av {len(visit.rows)} rader visas."
    page.get_by_label("Sök titel").fill("2010/403")
    assert len(visit.shown()) == 1, "the registry number is searched too"
    page.get_by_label("Sök titel").fill("finns inte")
    assert visit.shown() == []
    assert "Ingen rad" in page.get_by_role("status").inner_text()
    page.get_by_role("button", name="Visa alla").click()
    assert visit.shown() == everything


def test_filters_narrow_one_another(visit: Visit) -> None:
    page = visit.open("index.html")
    page.get_by_label("Avdelning").select_option(label="Handlingsplaner")
    plans = visit.shown()
    assert plans == [row.title for row in visit.rows if row.kind == "action_plan"] != []
    page.get_by_label("Att granska").select_option(label="Inget att granska")
    assert set(visit.shown()) <= set(plans)
    page.get_by_role("button", name="Visa alla").click()
    page.get_by_label("Status").select_option(label="Gäller")
    assert visit.shown() == [row.title for row in visit.rows if row.standing == "in_force"]
    page.get_by_label("Ägare").select_option(label="vasteras")
    assert visit.shown() == [row.title for row in visit.rows if row.standing == "in_force"]


def test_the_table_is_searched_sorted_and_opened_without_a_mouse(visit: Visit) -> None:
    page = visit.open("index.html")
    keys = page.keyboard
    keys.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    keys.press("Enter")
    keys.press("Tab")
    for _ in range(12):
        if page.evaluate("document.activeElement.id") == "sok":
            break
        keys.press("Tab")
    keys.type("etablering")
    assert len(visit.shown()) == 1
    keys.press("Escape")
    assert len(visit.shown()) == len(visit.rows)
    keys.type("etablering")
    keys.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "A"
    keys.press("Enter")
    page.wait_for_url("**/avtal/*.html")
    assert "etablering" in page.locator("h1").inner_text()


def test_a_head_sorts_and_tells_it(visit: Visit) -> None:
    page = visit.open("index.html")
    button = page.get_by_role("button", name="Överenskommelse/avtal")
    button.press("Enter")
    up = visit.shown()
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("Överenskommelse/avtal")
    assert "stigande" in page.get_by_role("status").inner_text()
    button.press("Enter")
    assert visit.shown() == up[::-1]
    assert up[-1].startswith("Överenskommelse"), "å, ä and ö come last"


def test_a_mark_lies_on_its_words(visit: Visit) -> None:
    row = visit.row("Samverkansavtal gällande Barnahus")
    evidence = row.agreement.valid_from.evidence[0]
    page = visit.open(f"avtal/{row.id}.html")
    page.locator("#f-valid_from .quotes a").click()
    assert page.url.endswith(page.locator("#f-valid_from .quotes a").get_attribute("href"))
    mark = page.locator(f"{page.url[page.url.index('#') :]}")
    figure = page.locator(f"#sida-{evidence.page}")
    sheet = figure.locator("img").bounding_box()
    assert sheet["width"] > 400
    width, height = (float(number) for number in figure.locator("svg").get_attribute("viewBox").split()[2:])
    for box, rect in zip(evidence.boxes, mark.locator("rect").all(), strict=True):
        seen = rect.bounding_box()
        scale = sheet["width"] / width
        assert sheet["height"] / height == pytest.approx(scale, rel=0.01)
        assert seen["x"] - sheet["x"] == pytest.approx(box.x0 * scale, abs=3)
        assert seen["y"] - sheet["y"] == pytest.approx(box.top * scale, abs=3)
        assert seen["width"] == pytest.approx(box.width * scale, abs=4)
    top = mark.locator("rect").first.bounding_box()["y"]
    assert 0 < top < WIDE["height"], "the page has been scrolled to the mark"
    mark.focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#f-open_ended") or page.url.endswith("#f-valid_from")


def test_who_comes_to_a_value_sees_its_mark(visit: Visit) -> None:
    row = visit.row("Samverkansavtal gällande Barnahus")
    page = visit.open("granska.html")
    visit.page.goto((visit.folder / "avtal" / f"{row.id}.html").as_uri() + "#f-notice_period")
    page.wait_for_selector(".pointed")
    for what in (page.locator("#f-notice_period"), page.locator(".pointed rect").first):
        seen = what.bounding_box()
        assert 0 <= seen["y"] < WIDE["height"]


def test_every_picture_is_there(visit: Visit) -> None:
    for row in visit.rows:
        page = visit.open(f"avtal/{row.id}.html")
        sizes = page.locator(".sheet img").evaluate_all("images => images.map(image => image.naturalWidth)")
        assert sizes
        assert min(sizes) > 500


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_axe_finds_no_violation(visit: Visit, size: dict[str, int]) -> None:
    visit.page.set_viewport_size(size)
    rows = [f"avtal/{row.id}.html" for row in visit.rows[:3]]
    for place in (*PAGES, *rows, f"{rows[0]}#f-title"):
        visit.page.goto("about:blank")
        page = visit.page
        page.goto((visit.folder / place.partition("#")[0]).as_uri() + place[len(place.partition("#")[0]) :])
        found = axe_api.Axe().run(page, options=WCAG)
        assert found.violations_count == 0, f"{place}\n{found.generate_report()}"


@pytest.mark.parametrize("place", [*PAGES, "agreement"])
def test_nothing_is_cut_off_at_320_pixels(visit: Visit, place: str) -> None:
    visit.page.set_viewport_size(NARROW)
    page = visit.open(f"avtal/{visit.rows[0].id}.html" if place == "agreement" else place)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_without_javascript_only_search_is_gone(chromium: object, written: tuple[Path, tuple[Row, ...]]) -> None:
    folder, rows = written
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((folder / "index.html").as_uri())
    assert page.locator("[data-table] tbody tr").count() == len(rows)
    assert not page.get_by_label("Sök titel").is_visible()
    page.locator("[data-table] tbody a").first.click()
    assert page.locator(".sheet rect").count() > 0
    context.close()


@pytest.mark.skipif("REPORT_PICTURES" not in os.environ, reason="REPORT_PICTURES names no folder to put pictures in")
def test_pictures_for_a_person_to_look_at(visit: Visit) -> None:
    target = Path(os.environ["REPORT_PICTURES"])
    for place in (*PAGES, f"avtal/{visit.row('Barnahus i Västmanland').id}.html"):
        for label, size in (("wide", WIDE), ("narrow", NARROW)):
            visit.page.set_viewport_size(size)
            visit.open(place).screenshot(path=target / f"{Path(place).stem}-{label}.png", full_page=True)
