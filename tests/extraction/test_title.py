"""The title: chosen among what stands large or early, whole, and without what does not belong to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.domain.document import PageSource
from pipeline.domain.evidence import Finding, Status
from pipeline.domain.text import Text
from pipeline.extraction.findings import Reasons
from pipeline.extraction.kind import KindWords
from pipeline.extraction.title import clean, find_title
from pipeline.lexicon import read_toml
from tests.extraction.papers import paper
from tests.layout.builders import Line, block, lexicon, line, page, text_of, written

KINDS = KindWords.from_table(lexicon().tables["kinds"])
FOOLING = read_toml(Path(__file__).parent / "fooling" / "title.toml")
PROSE = (
    "Parterna ska tillsammans verka för att barn och unga får det stöd som de",
    "behöver, och de ansvarar var för sig för den verksamhet som de bedriver i",
    "de lokaler som anges i bilagan. Samverkan leds av en styrgrupp som möts",
    "fyra gånger om året och som redovisar sitt arbete för de båda nämnderna.",
)
PARAGRAPH = " ".join(PROSE)


def found_in(text: Text) -> Finding[str | None]:
    return find_title(text, KINDS, Reasons(lexicon().sentences))


def title_of(*lines: Line, source: PageSource = PageSource.TEXT_LAYER) -> str | None:
    """The title of a page with these lines above its prose."""
    return found_in(text_of(page(*lines, *block(PROSE, 400), source=source))).value


def test_the_large_line_is_the_title_and_not_the_letterhead() -> None:
    letterhead = [line("Ekby kommun", 40, size=12, bold=True), line("Socialförvaltningen", 56)]
    assert title_of(*letterhead, line("Överenskommelse om stöd", 140, size=18)) == "Överenskommelse om stöd"


def test_a_label_above_the_title_is_no_title() -> None:
    labels = [line("Datum 2014-02-13", 60), line("Dnr KS 2014/112", 76)]
    assert (
        title_of(*labels, line("Samverkansavtal om läxhjälp", 140, size=16, bold=True)) == "Samverkansavtal om läxhjälp"
    )


def test_a_title_over_two_lines_is_one() -> None:
    lines = [line("Överenskommelse om samverkan kring", 100, size=18), line("barn och unga i Ekby", 122, size=18)]
    assert title_of(*lines) == "Överenskommelse om samverkan kring barn och unga i Ekby"


def test_a_title_goes_on_below_a_line_that_cannot_be_its_last() -> None:
    lines = [line("Överenskommelse om läxhjälp i", 100, size=18), line("Ekby kommun", 124, size=13, bold=True)]
    assert title_of(*lines) == "Överenskommelse om läxhjälp i Ekby kommun"


def test_a_larger_line_leads_the_title_below_it() -> None:
    lines = [line("Trygghet för unga i Ekby", 100, size=24), line("Överenskommelse om samverkan", 150, size=14)]
    assert title_of(*lines) == "Trygghet för unga i Ekby Överenskommelse om samverkan"


def test_a_large_letterhead_does_not() -> None:
    lines = [line("Ekby kommun", 100, size=24), line("Överenskommelse om samverkan", 150, size=14)]
    assert title_of(*lines) == "Överenskommelse om samverkan"


def test_a_name_without_a_kind_takes_the_next_line_with_it() -> None:
    lines = [line("Trygghet i Ekby", 100, size=24), line("för alla som bor här", 150, size=14)]
    assert title_of(*lines) == "Trygghet i Ekby för alla som bor här"


def test_a_smaller_subtitle_below_a_whole_title_is_left() -> None:
    lines = [line("Överenskommelse om läxhjälp", 100, size=20), line("Antagen av nämnden i Ekby", 150, size=13)]
    assert title_of(*lines) == "Överenskommelse om läxhjälp"


def test_capitals_are_kept_as_printed() -> None:
    assert title_of(line("AVTAL OM SAMVERKAN", 100, bold=True)) == "AVTAL OM SAMVERKAN"


def test_the_number_of_a_chapter_is_no_part_of_the_title() -> None:
    assert title_of(line("3. Överenskommelse om läxhjälp", 100, size=18)) == "Överenskommelse om läxhjälp"


def test_a_sentence_that_names_the_agreement_is_no_title() -> None:
    sentence = line("Denna överenskommelse om stöd gäller båda parter. Den ses över varje år.", 100)
    assert title_of(sentence, line("Samverkansavtal om läxhjälp", 160, size=18)) == "Samverkansavtal om läxhjälp"


def test_on_a_scan_the_higher_line_is_the_title() -> None:
    lines = [line("Ekby kommun", 60), line("Överenskommelse om läxhjälp", 120, size=17)]
    assert title_of(*lines, source=PageSource.OCR) == "Överenskommelse om läxhjälp"


def test_a_title_on_the_second_page_behind_a_cover() -> None:
    cover = page(line("Ekby kommun", 300, size=11), number=1)
    first = page(line("Överenskommelse om läxhjälp", 100, size=18), *block(PROSE, 300), number=2)
    assert found_in(text_of(cover, first)).value == "Överenskommelse om läxhjälp"


def test_a_heading_of_a_later_chapter_is_no_title() -> None:
    pages = [page(*block(PROSE, 100), number=n) for n in (1, 2)]
    pages.append(page(line("Avtalets ekonomi", 100, size=14), *block(PROSE, 300), number=3))
    assert found_in(text_of(*pages)).value is None


def test_the_title_has_evidence_where_it_stands() -> None:
    lines = [line("Överenskommelse om samverkan kring", 100, size=18), line("barn och unga", 122, size=18)]
    found = found_in(text_of(page(*lines, *block(PROSE, 300))))
    (where,) = found.evidence
    assert (found.status, found.review) == (Status.STATED, False)
    assert (where.page, where.quote) == (1, "Överenskommelse om samverkan kring barn och unga")
    assert len(where.boxes) == 2


def test_a_title_that_names_no_kind_is_asked_about() -> None:
    found = found_in(written("# Trygghet i Ekby", PARAGRAPH, PARAGRAPH))
    assert found.value
    assert found.value.startswith("Trygghet i Ekby")
    assert found.review
    assert found.reason


def test_a_text_without_title_is_asked_about() -> None:
    found = found_in(written(PARAGRAPH, PARAGRAPH))
    assert (found.value, found.status, found.review) == (None, Status.ABSENT, True)


@pytest.mark.parametrize(
    ("printed", "cleaned"),
    [
        ("3. AVTAL OM SAMVERKAN.", "AVTAL OM SAMVERKAN"),
        ("4.2 Avtal om läxhjälp", "Avtal om läxhjälp"),
        ("12) Avtal", "Avtal"),
        ("”Avtal om läxhjälp”", "Avtal om läxhjälp"),
        ("  Avtal \t om\nläxhjälp : ", "Avtal om läxhjälp"),
        ("2014 års avtal", "2014 års avtal"),
        ("Avtal 2014", "Avtal 2014"),
        ("Avtal om t.ex. läxhjälp", "Avtal om t.ex. läxhjälp"),
        ("", ""),
    ],
)
def test_titles_are_tidied(printed: str, cleaned: str) -> None:
    assert clean(printed) == cleaned


@pytest.mark.parametrize("fooling", FOOLING["above"])
def test_what_stands_above_the_title_is_no_part_of_it(fooling: str) -> None:
    title = FOOLING["title"]
    assert found_in(paper(f"{fooling}\n\n# {title}\n{PARAGRAPH}\n{PARAGRAPH}")).value == title


@pytest.mark.parametrize("fooling", FOOLING["below"])
def test_what_stands_below_the_title_is_no_part_of_it(fooling: str) -> None:
    title = FOOLING["title"]
    assert found_in(paper(f"# {title}\n\n{fooling}\n{PARAGRAPH}\n{PARAGRAPH}")).value == title


@pytest.mark.parametrize("whole", FOOLING["whole"], ids=lambda w: w["about"])
def test_a_title_is_whole(whole: dict[str, str]) -> None:
    assert found_in(paper(f"{whole['lines'].strip()}\n{PARAGRAPH}\n{PARAGRAPH}")).value == whole["title"]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("AVTAL", "om gemensam räddningstjänst i Ekby"), "AVTAL om gemensam räddningstjänst i Ekby"),
        (("Överenskommelse", "angående skolskjutsar i Ekby"), "Överenskommelse angående skolskjutsar i Ekby"),
        (("KONTRAKT", "rörande vinterväghållning"), "KONTRAKT rörande vinterväghållning"),
        (("Avtal", "Parter"), "Avtal"),
        (("Avtal", "om parterna är överens förlängs det."), "Avtal"),
    ],
)
def test_what_an_agreement_is_about_belongs_to_the_mere_word_for_it(lines: tuple[str, str], title: str) -> None:
    """A typewriter has one size of letters."""
    above, below = (line(content, top, size=11) for content, top in zip(lines, (100, 130), strict=True))
    assert title_of(above, below) == title


@pytest.mark.parametrize(
    ("names", "title"),
    [
        (
            ("Avtal", "Idéburet offentligt partnerskap", "mellan", "Ekby kommun", "och", "Kvinnojouren Lyktan"),
            "Avtal Idéburet offentligt partnerskap mellan Ekby kommun och Kvinnojouren Lyktan",
        ),
        (("SAMVERKANSAVTAL", "Trygga gator i Ekby"), "SAMVERKANSAVTAL Trygga gator i Ekby"),
        (
            ("Överenskommelse", "mellan Ekby kommun", "och Region Mellanbygden"),
            "Överenskommelse mellan Ekby kommun och Region Mellanbygden",
        ),
    ],
)
def test_a_title_may_fill_a_cover(names: tuple[str, ...], title: str) -> None:
    sizes = (30, *[18] * len(names))
    assert title_of(*(line(n, 80 + 40 * i, size=sizes[i]) for i, n in enumerate(names))) == title


@pytest.mark.parametrize(
    "below",
    [
        "Avtal som reglerar ansvar, bemanning och kostnader",
        "Överenskommelse som visar hur vi arbetar",
        "Handlingsplan för hur vi når målen",
    ],
)
def test_a_line_that_describes_the_document_is_no_part_of_its_name(below: str) -> None:
    name = line("Mobil närvård i Ekby – ett gemensamt åtagande", 100, size=24)
    assert title_of(name, line(below, 140, size=14)) == "Mobil närvård i Ekby – ett gemensamt åtagande"


@pytest.mark.parametrize(
    "clauses",
    [
        ("När rutinen används", "Mål", "Gör så här", "Ansvar för rutinen"),
        ("Vad vi vill åstadkomma", "Tre områden", "Uppföljning", "Kostnader"),
        ("Om planen", "Vilka den gäller", "Åtgärder", "Tid"),
    ],
)
def test_the_heading_of_a_first_clause_is_no_part_of_a_title_without_a_kind(clauses: tuple[str, ...]) -> None:
    lines = [
        part
        for number, clause in enumerate(clauses)
        for part in (line(clause, 160 + 110 * number, size=13, bold=True), *block(PROSE, 180 + 110 * number))
    ]
    assert found_in(text_of(page(line("Hem från sjukhuset på kvällar", 100, size=20), *lines))).value == (
        "Hem från sjukhuset på kvällar"
    )


def test_prose_below_a_title_without_a_kind_is_no_part_of_it() -> None:
    lines = [line("Trygga Ekby – så gör vi", 100, size=20), line("Sedan 2009 lämnas en rapport varje år", 126, size=11)]
    assert title_of(*lines) == "Trygga Ekby – så gör vi"


@pytest.mark.parametrize("label", ["Intern överenskommelse", "Gemensam rutin", "Dokumenttyp: Länsöverenskommelse"])
def test_a_label_in_the_head_is_no_title_but_tells_the_kind(label: str) -> None:
    found = found_in(paper(f"Ekby kommun | {label} | Datum 2016-11-24\n# Måltider till hemtjänsten\n{PARAGRAPH}"))
    assert found.value == "Måltider till hemtjänsten"
    assert not found.review
