"""In which order the words of a page are read, and what of it is a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from pipeline.domain.document import BBox, PageSource, Word
from pipeline.domain.text import Region
from pipeline.layout.lines import printed_lines
from pipeline.reading import read
from tests.layout.builders import HEIGHT, Line, block, body, line, page, row, text_of, texts_of

LEFT_COLUMN = (
    "Kommunen och regionen samarbetar om",
    "stöd till äldre som bor hemma och",
    "som behöver både vård och omsorg i",
    "vardagen under lång tid framöver.",
    "Arbetet leds av en styrgrupp med",
    "två ledamöter från varje part och",
    "en ordförande som växlar varje år.",
)
RIGHT_COLUMN = (
    "Kostnaderna delas lika mellan dem",
    "som deltar och faktureras en gång",
    "om året i efterskott enligt bilaga",
    "ett till denna överenskommelse nu.",
    "Uppföljning sker varje höst av de",
    "båda förvaltningarna gemensamt och",
    "redovisas för nämnderna i december.",
)


def columns(top: float) -> list[Line]:
    """Two newspaper columns, their words in the order in which a PDF may give them: line by line across the page."""
    sides = (block(LEFT_COLUMN, top, 72, to=280), block(RIGHT_COLUMN, top, 315, to=523))
    return [one for pair in zip(*sides, strict=True) for one in pair]


def test_newspaper_columns_are_read_one_after_the_other() -> None:
    assert body(text_of(page(*columns(100)))) == [" ".join(LEFT_COLUMN), " ".join(RIGHT_COLUMN)]


def staggered(top: float, *, right: float = 315) -> list[Line]:
    """Longer columns whose lines are not level, each with a heading of its own somewhere."""
    left = [
        *block(LEFT_COLUMN, top, 72, to=280),
        line("Syfte", top + 110, 72),
        *block(LEFT_COLUMN, top + 126, 72, to=280),
    ]
    end = right + 208
    other = [*block(RIGHT_COLUMN, top, right, to=end), line("Tvist", top + 104, right)]
    return [*left, *other, *block(RIGHT_COLUMN, top + 120, right, to=end)]


@pytest.mark.parametrize("right", [315, 294])
def test_columns_whose_lines_are_not_level_are_read_one_after_the_other(right: float) -> None:
    """Also with a gutter so narrow that one justified line seems to go on in the next column."""
    read_in_order = body(text_of(page(*staggered(100, right=right))))
    assert read_in_order == [
        " ".join(LEFT_COLUMN), "Syfte", " ".join(LEFT_COLUMN), " ".join(RIGHT_COLUMN), "Tvist", " ".join(RIGHT_COLUMN),
    ]  # fmt: skip


def test_what_stands_apart_below_the_columns_comes_after_both() -> None:
    below = line("Ekby 2014-03-01", 360, 72)
    assert body(text_of(page(*staggered(100), below)))[-1] == "Ekby 2014-03-01"


def test_a_long_table_of_many_columns_is_read_row_by_row() -> None:
    rows = [
        row(("stöd i hemmet varje dag", "hemtjänsten i kommunen", "bistånd enligt lagen"), 100 + 14 * n)
        for n in range(16)
    ]
    assert body(text_of(page(*rows)))[0] == "stöd i hemmet varje dag\themtjänsten i kommunen\tbistånd enligt lagen"


def test_a_heading_across_the_page_stands_before_both_columns() -> None:
    title = line("Överenskommelse om stöd i hemmet för äldre i Ekby och Tallstad", 70, size=14, bold=True)
    assert [p.split()[0] for p in body(text_of(page(title, *columns(120))))] == [
        "Överenskommelse", "Kommunen", "Kostnaderna",
    ]  # fmt: skip


def test_a_table_above_columns_stays_a_table() -> None:
    head = [row(("Diarienummer", "2014/112", "Sida"), 60), row(("Datum", "2014-03-01", "1"), 75)]
    assert body(text_of(page(*head, *columns(140)))) == [
        "Diarienummer\t2014/112\tSida",
        "Datum\t2014-03-01\t1",
        " ".join(LEFT_COLUMN),
        " ".join(RIGHT_COLUMN),
    ]


def test_a_table_is_read_row_by_row_and_wrapped_cells_stay_whole() -> None:
    table = [
        ("Insats", "Ansvarig", "Tid"),
        ("Stödsamtal för", "Socialförvaltningen", "2014"),
        ("föräldrar", "", ""),
        ("Öppen", "Ekby kommun", "Varje"),
        ("förskola", "", "vardag"),
        ("Läxhjälp", "Kvinnojouren i", "2015"),
        ("", "Tallstad", ""),
    ]
    text = text_of(page(*(row(cells, 200 + 14 * n) for n, cells in enumerate(table))))
    assert body(text) == [
        "Insats\tAnsvarig\tTid",
        "Stödsamtal för föräldrar\tSocialförvaltningen\t2014",
        "Öppen förskola\tEkby kommun\tVarje vardag",
        "Läxhjälp\tKvinnojouren i Tallstad\t2015",
    ]
    assert {printed.region for printed in text.lines} == {Region.TABLE}


def test_the_prose_around_a_table_is_no_row_of_it() -> None:
    above = line("Parterna ansvarar för insatserna enligt följande uppställning, som ses över varje år:", 180)
    below = line("Kostnaderna bärs av den som ansvarar för insatsen om inget annat har överenskommits här.", 260)
    table = [row(("Läxhjälp", "Ekby kommun"), 205), row(("Stödsamtal", "Tallstads kommun"), 219)]
    assert body(text_of(page(above, *table, below))) == [
        " ".join(w.text for w in above), "Läxhjälp\tEkby kommun", "Stödsamtal\tTallstads kommun",
        " ".join(w.text for w in below),
    ]  # fmt: skip


def test_signatures_side_by_side_are_cells() -> None:
    signing = [row(("För Ekby kommun", "", "För Region Åsmyra"), 500), row(("Vera Lind", "", "Olof Ek"), 560)]
    assert body(text_of(page(*signing))) == ["För Ekby kommun\tFör Region Åsmyra", "Vera Lind\tOlof Ek"]


@pytest.mark.parametrize("gap", [0.3, 0.9, 1.5, 2.2, 2.9])
def test_a_justified_typewriter_line_stays_one_line(gap: float) -> None:
    content = "Avtalet gäller tills vidare med sex månaders ömsesidig"
    letters = sum(map(len, content.split()))
    to = 72 + 10 * (0.5 * letters + gap * (len(content.split()) - 1))
    lines = [line(content, 100, size=10, to=to), line("uppsägningstid från den dag som anges nedan.", 114, size=10)]
    assert body(text_of(page(*lines))) == [f"{content} uppsägningstid från den dag som anges nedan."]


def test_words_of_one_row_need_not_stand_at_quite_one_height() -> None:
    straight = line("Avtalet gäller tills vidare för båda parter", 100)
    skewed = [line(word.text, 100 + 0.6 * index, word.box.x0) for index, word in enumerate(straight)]
    assert body(text_of(page(*skewed))) == ["Avtalet gäller tills vidare för båda parter"]


def test_specks_on_a_scan_are_no_words() -> None:
    specks = [line("— _ |", 140), line("Avtalet gäller tills vidare.", 100)]
    assert body(text_of(page(*specks, source=PageSource.OCR))) == ["Avtalet gäller tills vidare."]


def test_no_word_of_a_page_is_lost_or_read_twice() -> None:
    full = page(*columns(100), *(row((f"a{n}", f"b{n}", f"c{n}"), 400 + 14 * n) for n in range(5)), line("Slut", 700))
    read_words = [word for printed in printed_lines(full) for word in printed.words]
    assert sorted(read_words, key=repr) == sorted(full.words, key=repr)


def test_an_empty_file_has_no_text() -> None:
    assert texts_of() == ()
    assert texts_of(page()) == ()


# --- the same, from a PDF that was drawn -----------------------------------------------------


def drawn(path: Path) -> Iterator[str]:
    """A page with a running head, a ruled table with wrapped cells, and what the layout makes of it."""
    canvas = Canvas(str(path), pagesize=A4)
    for number in (1, 2):
        canvas.setFont("Helvetica", 9)
        canvas.drawString(72, HEIGHT - 40, "Ekby kommun, socialförvaltningen")
        canvas.drawString(500, HEIGHT - 40, f"{number} (2)")
        canvas.setFont("Helvetica", 11)
        for index in range(12):
            canvas.drawString(72, HEIGHT - 150 - 11 * index, f"Stycke {index} om hur parterna samverkar i vardagen.")
        for top in (300, 320, 352):
            canvas.line(70, HEIGHT - top, 520, HEIGHT - top)
        for x in (70, 240, 520):
            canvas.line(x, HEIGHT - 300, x, HEIGHT - 352)
        for x, top, content in [
            (74, 314, "Insats"), (244, 314, "Ansvarig"),
            (74, 333, "Samtal för"), (74, 346, "föräldrar"), (244, 333, f"Nämnd {number}"),
        ]:  # fmt: skip
            canvas.drawString(x, HEIGHT - top, content)
        canvas.showPage()
    canvas.save()
    yield from (p for text in texts_of(*read(path, "a.pdf").pages) for p in text.content.splitlines())


def test_a_drawn_table_and_its_running_head(tmp_path: Path) -> None:
    paragraphs = list(drawn(tmp_path / "a.pdf"))
    for number in (1, 2):
        assert f"Samtal för föräldrar\tNämnd {number}" in paragraphs
    assert paragraphs.count("Insats\tAnsvarig") == 2
    assert [p for p in paragraphs if "socialförvaltningen" in p] == paragraphs[-2:]


def test_a_dash_does_not_draw_its_neighbours_into_a_row_of_their_own() -> None:
    """A scanned dash is a sliver at the middle of the line, nearest to the words without ascenders."""
    words = line("Avtalet gäller 2022 — februari 2027", 100)
    small = replace(words[1], box=BBox(words[1].box.x0, 102.2, words[1].box.x1, 112.2))
    dash = replace(words[3], box=BBox(words[3].box.x0, 106.8, words[3].box.x1, 107.4))
    scan = page((words[0], small, words[2], dash, *words[4:]), source=PageSource.OCR)
    assert [printed.content for printed in printed_lines(scan)] == ["Avtalet gäller 2022 — februari 2027"]


def test_two_cells_that_begin_near_each_other_in_small_print_are_both_kept() -> None:
    near = [Word(text, BBox(x, 200, x + 2, 205), size=5) for text, x in (("1", 100), ("2", 111))]
    assert body(text_of(page(tuple(near)))) == ["1 2"]


def test_a_word_that_lies_over_others_across_the_gutter_is_kept() -> None:
    rows = [*columns(100), *columns(100 + 7 * 13.75)]
    across = Word("UTKAST", BBox(60, 155, 400, 166), size=11)
    assert " ".join(body(text_of(page(*rows, (across,))))).count("UTKAST") == 1
