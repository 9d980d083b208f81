"""Which lines make one paragraph, and which paragraphs are headings."""

from __future__ import annotations

import pytest

from pipeline.domain.document import PageSource
from tests.layout.builders import LEFT, LETTER, SPACE, block, body, headings, line, page, row, text_of, written

LONG = (
    "Parterna ska tillsammans verka för att barn och unga får det stöd som de",
    "behöver, och de ansvarar var för sig för den verksamhet som de bedriver i",
    "de lokaler som anges i bilagan.",
)
ONE = " ".join(LONG)


# --- paragraphs -----------------------------------------------------------------------------


def test_a_number_repeated_in_figures_goes_on_with_its_sentence() -> None:
    sentence = [
        "Avtalet gäller tills vidare med en ömsesidig skriftlig uppsägningstid om tolv",
        "(12) månader från det.",
    ]
    assert body(text_of(page(*block(sentence, 100, to=523)))) == [" ".join(sentence)]


def test_a_number_in_brackets_begins_an_item_behind_a_finished_line() -> None:
    lines = block(
        ["Parterna åtar sig följande inom ramen för det gemensamma arbetet i hela länet:", "(1) stöd till barn"],
        100,
        to=523,
    )
    assert len(body(text_of(page(*lines)))) == 2


def test_ragged_lines_are_one_paragraph() -> None:
    assert body(text_of(page(*block(LONG, 200)))) == [ONE]


def test_a_wider_gap_parts_paragraphs() -> None:
    assert body(text_of(page(*block(LONG, 200), *block(LONG, 260)))) == [ONE, ONE]


def test_a_line_that_ends_early_ends_its_paragraph() -> None:
    lines = [*LONG, "Kostnaderna delas lika mellan parterna, och de faktureras en gång om året", "i efterskott."]
    assert body(text_of(page(*block(lines, 200)))) == [ONE, " ".join(lines[3:])]


@pytest.mark.parametrize(
    "marks",
    [
        ("•", "•"), ("-", "-"), ("–", "–"), ("1.", "2."), ("1)", "2)"), ("(1)", "(2)"), ("a)", "b)"),
        ("§ 1", "§ 2"), ("1 §", "2 §"),
    ],
    ids=str,
)  # fmt: skip
def test_every_list_item_is_a_paragraph_of_its_own(marks: tuple[str, str]) -> None:
    items = [f"{marks[0]} Läxhjälp för alla barn i årskurs fyra till nio som vill ha det i Ekby", "eller i Tallstad,"]
    items += [f"{marks[1]} Samtal för deras föräldrar."]
    text = text_of(page(*block(LONG, 200), *block(items, 245)))
    assert body(text) == [ONE, f"{items[0]} {items[1]}", items[2]]


def test_a_sentence_goes_on_over_a_page_break() -> None:
    first, second = page(*block(LONG[:2], 600), number=1), page(*block(LONG[2:], 200), number=2)
    text = text_of(first, second)
    assert body(text) == [ONE]
    assert {(p.page, len(p.boxes)) for p in text.locate(0, text.margin_start)} == {(1, 2), (2, 1)}


def test_a_sentence_that_ended_does_not() -> None:
    pages = page(*block(LONG, 600), number=1), page(*block(["som anges nedan gäller annat."], 200), number=2)
    assert body(text_of(*pages)) == [ONE, "som anges nedan gäller annat."]


def test_a_page_number_between_the_halves_does_not_part_them() -> None:
    first = page(*block(LONG[:2], 700), line("1 (2)", 800, 280), number=1)
    second = page(line("2 (2)", 800, 280), *block(LONG[2:], 200), number=2)
    assert body(text_of(first, second)) == [ONE]


def test_table_rows_do_not_run_together_with_prose() -> None:
    rows = [row(("Insats", "Ansvarig"), 243), row(("Läxhjälp", "Ekby kommun"), 257)]
    assert body(text_of(page(*block(LONG, 200), *rows))) == [ONE, "Insats\tAnsvarig", "Läxhjälp\tEkby kommun"]


# --- headings -------------------------------------------------------------------------------


def test_bold_above_plain_text_is_a_heading() -> None:
    text = written("# Överenskommelse om stöd", "## Syfte", ONE, "## Giltighetstid", "Gäller från 2014-02-13.")
    assert headings(text) == ["Överenskommelse om stöd", "Syfte", "Giltighetstid"]
    bodies = [text.content[slice(*clause.body)].strip() for clause in text.clauses]
    assert bodies == ["", ONE, "Gäller från 2014-02-13."]


def test_the_text_before_the_first_heading_is_a_clause_without_one() -> None:
    text = written(ONE, "## Syfte", ONE)
    assert [clause.heading == (0, 0) for clause in text.clauses] == [True, False]
    assert text.content[slice(*text.clauses[0].body)] == f"{ONE}\n"


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        ("3 Giltighet", "3"), ("3. Giltighet", "3"), ("4.2 Ekonomi", "4.2"), ("§ 7 Tvist", "7"), ("7 § Tvist", "7"),
        ("Tvist", None),
    ],
)  # fmt: skip
def test_a_numbered_heading_gives_its_number(heading: str, number: str | None) -> None:
    text = written(ONE, f"## {heading}", ONE)
    assert [(text.content[slice(*c.heading)], c.number) for c in text.clauses[1:]] == [(heading, number)]


def test_capitals_are_a_heading() -> None:
    assert headings(
        written(ONE, "GILTIGHETSTID", "Gäller tills vidare från det att båda parter har skrivit under.")
    ) == ["GILTIGHETSTID"]


def test_larger_print_is_a_heading() -> None:
    text = text_of(page(*block(LONG, 200), line("Giltighetstid", 260, size=13), *block(LONG, 290)))
    assert headings(text) == ["Giltighetstid"]


@pytest.mark.parametrize("source", [PageSource.OCR, PageSource.SCAN_LAYER])
def test_on_a_scan_a_short_line_above_longer_text_is_a_heading(source: PageSource) -> None:
    clause = "Överenskommelsen gäller tills vidare från det att båda parter har skrivit under."
    text = written(ONE, "Giltighetstid", clause, ONE, source=source)
    assert headings(text) == ["Giltighetstid"]


@pytest.mark.parametrize(
    "no_heading",
    [
        "• Läxhjälp", "- Läxhjälp", "* Läxhjälp", "o Läxhjälp", "Ekby kommun, Tallstads kommun,",
        "Gäller tills vidare.", "Överenskommelsen ingås mellan:", "och parterna", "2014-02-13",
    ],
)  # fmt: skip
@pytest.mark.parametrize("source", list(PageSource)[:2])
def test_what_only_looks_like_a_heading_is_none(no_heading: str, source: PageSource) -> None:
    prefix = "## " if source is PageSource.TEXT_LAYER else ""
    assert headings(written(ONE, prefix + no_heading, ONE, source=source)) == []


def test_a_short_label_with_a_colon_is_a_heading() -> None:
    assert headings(written(ONE, "## Parter:", ONE)) == ["Parter:"]


def test_a_bold_paragraph_is_no_heading() -> None:
    assert headings(written(ONE, f"## {ONE}", ONE)) == []


def test_the_last_line_is_no_heading_for_nothing_follows() -> None:
    assert headings(written(ONE, "## Underskrifter")) == []


@pytest.mark.parametrize(
    ("x", "found"), [(LEFT + (LETTER + SPACE) * 11, ["Vilka vi är"]), (LEFT, ["Vilka vi är", "Vägverket"])]
)
def test_an_item_of_a_scanned_list_that_lost_its_bullet_is_no_heading(x: float, found: list[str]) -> None:
    text = text_of(
        page(
            line("Vilka vi är", 100),
            line("« Landstinget Västmanland", 120),
            line("Vägverket", 140, x),
            line("« Västmanlands kommuner och landsting (VKL)", 160),
            line("Parterna träffas två gånger om året för att följa upp det gemensamma arbetet.", 190),
            source=PageSource.OCR,
        )
    )
    assert headings(text) == found
