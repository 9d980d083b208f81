"""sammanstallning.docx as a file: what Word, a screen reader and the next run find in it."""

from __future__ import annotations

import itertools
import re
import tomllib
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Cm

from pipeline.domain.agreement import Agreement, Outcome
from pipeline.inventory.comparisons.check import check
from pipeline.inventory.comparisons.knowledge import load_knowledge
from pipeline.inventory.labels import Labels
from pipeline.inventory.narrative import Material, NarrativeWords, narrative_bytes, untouched
from pipeline.inventory.table import tabulate

MakeAgreement = Callable[..., Agreement]
MakeOutcome = Callable[..., Outcome]
MODELS = Path(__file__).parents[2] / "models"
WORDS = NarrativeWords.parse(tomllib.loads((MODELS / "sv" / "narrative.toml").read_text(encoding="utf-8")))
NOW = datetime(2014, 12, 9, 2, 5, tzinfo=UTC)


def material(outcomes: tuple[Outcome, ...], labels: Labels) -> Material:
    inventory = tabulate(outcomes, date(2014, 12, 9), labels)
    return Material(inventory, labels, WORDS, NOW, "0.1.0", check(inventory, load_knowledge(MODELS)))


def opened(content: bytes) -> Document:
    return docx.Document(BytesIO(content))


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


@pytest.fixture(scope="module")
def content(figure_2: tuple[Outcome, ...], labels: Labels) -> bytes:
    return narrative_bytes(material(figure_2, labels))


def test_headings_are_real_and_no_level_is_left_out(content: bytes) -> None:
    document = opened(content)
    assert document.paragraphs[0].style is not None
    assert document.paragraphs[0].style.name == "Title"
    styles = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
    levels = [int(name.removeprefix("Heading ")) for name in styles if name and name.startswith("Heading ")]
    assert levels[0] == 1
    assert set(levels) == {1, 2, 3, 4}
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_contents_lead_to_the_headings(content: bytes) -> None:
    text = parts(content)["word/document.xml"]
    wanted = re.findall(r'w:anchor="([^"]+)"', text)
    places = re.findall(r'<w:bookmarkStart w:id="\d+" w:name="([^"]+)"/>', text)
    assert len(wanted) > 8
    assert set(wanted) <= set(places)
    assert len(set(places)) == len(places)


def test_every_table_repeats_its_heads_and_says_in_words_what_it_shows(content: bytes) -> None:
    tables = opened(content).tables
    assert len(tables) > 10
    for table in tables:
        assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")
        assert all(row._tr.xpath("w:trPr/w:cantSplit") for row in table.rows)
        title, alt = (table._tbl.xpath(f"w:tblPr/w:{name}/@w:val")[0] for name in ("tblCaption", "tblDescription"))
        assert title
        assert alt.endswith(".")
        assert len({len(row._tr.xpath("w:tc")) for row in table.rows}) == 1  # no cell is merged with another


def test_every_table_has_its_numbered_caption_above(content: bytes) -> None:
    body = opened(content).element.body
    captions = []
    for table in body.xpath("w:tbl"):
        above = table.getprevious()
        assert above.xpath("w:pPr/w:pStyle/@w:val") == ["Caption"]
        captions.append("".join(above.xpath(".//w:t/text()")))
    figures = [int(found[1]) for text in captions if (found := re.match(r"Figur (\d+) \S", text))]
    added = [int(found[1]) for text in captions if (found := re.match(r"Tabell (\d+) \S", text))]
    assert figures == [1, 2, 2, 2, 3, 3, 4, 5, 6, 7, 8]
    assert sorted(added) == added == list(range(1, len(added) + 1))
    assert len(figures) + len(added) == len(captions)


def test_pages_are_a4_numbered_and_marked_as_a_draft(content: bytes) -> None:
    document = opened(content)
    sides = [{section.page_width, section.page_height} for section in document.sections]
    assert all(abs(Cm(21) - min(pair)) < 1000 and abs(Cm(29.7) - max(pair)) < 1000 for pair in sides)  # type: ignore[type-var,operator]
    assert [section.orientation for section in document.sections] == [
        WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT,
    ]  # fmt: skip
    assert document.sections[0].header.paragraphs[0].text == "Utkast – ska granskas av handläggare"
    assert all(section.header.is_linked_to_previous for section in list(document.sections)[1:])
    footer = document.sections[0].footer.paragraphs[0]
    fields = [text.strip() for text in footer._p.xpath(".//w:instrText/text()")]
    assert fields == ["PAGE", "NUMPAGES"]
    assert footer.text.endswith("Läget 2014-12-09. Sida 1 av 1")


def test_the_document_says_that_it_is_swedish(content: bytes) -> None:
    files = parts(content)
    assert set(re.findall(r'<w:lang [^>]*w:val="([^"]+)"', files["word/styles.xml"])) == {"sv-SE"}
    assert opened(content).core_properties.language == "sv-SE"
    assert '<w:themeFontLang w:val="sv-SE"' in files["word/settings.xml"]


def test_properties_tell_what_it_is_and_when_it_was_made(content: bytes) -> None:
    told = opened(content).core_properties
    assert (told.title, told.subject) == (
        "Sammanställning av skriftliga samverkansöverenskommelser",
        "Läget 2014-12-09",
    )
    assert told.author == told.last_modified_by == "Inventera"
    assert told.created == told.modified == NOW


def test_the_same_material_gives_the_same_bytes(content: bytes, figure_2: tuple[Outcome, ...], labels: Labels) -> None:
    assert narrative_bytes(material(figure_2, labels)) == content
    later = replace(material(figure_2, labels), generated=NOW + timedelta(days=1))
    assert narrative_bytes(later) != content
    with zipfile.ZipFile(BytesIO(content)) as archive:  # or the clock would make them differ every two seconds
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_what_a_document_says_cannot_harm_the_file(
    make_outcome: MakeOutcome, make_agreement: MakeAgreement, labels: Labels
) -> None:
    one = make_agreement(
        title="Avtal\x00 <w:p>\x0b& «640823-3234» \ud800",
        parties=("Bygg, 640823-3234\x07", "]]><evil/>"),
        subject='{n} "citat" \u202e baklänges',
        open_ended=True,
        remarks=("Rad ett\nrad två",),
    )
    content = narrative_bytes(material((make_outcome("a.pdf", one),), labels))
    table = next(table for table in opened(content).tables if table.rows[0].cells[0].text == "Nr")
    cells = [cell.text for cell in table.rows[1].cells]
    assert cells[1] == "Avtal <w:p>& «640823-****»"
    assert cells[2] == "Bygg, 640823-****\n]]><evil/>"
    assert cells[3] == '{n} "citat" baklänges'
    assert cells[5] == "Rad ett\nrad två"
    assert "3234" not in "".join(parts(content).values())


def test_no_date_is_parted_by_the_end_of_a_line(content: bytes) -> None:
    texts = re.findall(r"<w:t [^>]*>([^<]*)</w:t>", parts(content)["word/document.xml"])
    assert not [text for text in texts if re.search(r"\d{4}-\d\d-\d\d", text)]
    assert any("brottsoffer- och" in text for text in texts)  # a word may be
    assert "Läget 2014-12-09" in [paragraph.text for paragraph in opened(content).paragraphs]


def test_parties_are_a_list(content: bytes) -> None:
    table = next(one for one in opened(content).tables if one.rows[0].cells[2].text == "Samverkande parter")
    paragraphs = table.rows[1].cells[2].paragraphs
    assert [paragraph.text for paragraph in paragraphs] == ["Individ och familjenämnden", "Landstinget"]
    style = paragraphs[0].style
    assert style is not None
    assert style.base_style is not None
    assert style.base_style.name == "List Bullet"


def test_a_file_knows_whether_somebody_has_written_in_it(content: bytes) -> None:
    assert untouched(content)
    document = opened(content)
    document.paragraphs[5].add_run(" Nämnden ser allvarligt på detta.")
    target = BytesIO()
    document.save(target)
    assert not untouched(target.getvalue())
    assert not untouched(b"")
    assert not untouched(b"PK\x03\x04 no archive")
    other = BytesIO()
    docx.Document().save(other)
    assert not untouched(other.getvalue())


def test_nothing_is_carried_along_that_nobody_needs(content: bytes) -> None:
    names = set(parts(content))
    assert not [name for name in names if "thumbnail" in name or "customXml" in name or "WithEffects" in name]
    assert len(content) < 100_000
    styles = opened(content).styles
    used = {paragraph.style.name for paragraph in opened(content).paragraphs if paragraph.style}
    assert used <= {style.name for style in styles}
    assert qn("w:tbl") in {child.tag for child in opened(content).element.body}
