"""Whatever stands on the pages: every word keeps its box, and every offset leads back to print."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.document import Page, PageSource
from pipeline.domain.text import Region
from pipeline.layout import compose
from tests.layout.builders import Line, block, document, lexicon, line, page, row, text_of, texts_of
from tests.layout.covering import clauses_cover

WORD = st.text(st.sampled_from("abcåäöABÅ019-.,:;()§•|/\u00ad\u2010\u2013"), min_size=1, max_size=9)
PRINTED = st.lists(WORD, min_size=1, max_size=9).map(" ".join)


@st.composite
def printed_pages(draw: st.DrawFn) -> list[Page]:
    """A few pages of prose, rows and stray lines, set in any size at any height."""
    pages = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        lines: list[Line] = []
        for _ in range(draw(st.integers(1, 8))):
            top, size = draw(st.floats(10, 810)), draw(st.sampled_from([8.0, 11.0, 11.0, 16.0]))
            if draw(st.booleans()):
                lines.append(line(draw(PRINTED), top, draw(st.floats(20, 300)), size=size, bold=draw(st.booleans())))
            else:
                lines.append(row(draw(st.lists(PRINTED, min_size=2, max_size=3)), top, size=size))
        pages.append(page(*lines, number=number, source=draw(st.sampled_from(list(PageSource)[:2]))))
    return pages


@given(printed_pages())
@settings(max_examples=60, deadline=None)
def test_every_character_of_a_word_lies_in_exactly_one_anchor(pages: list[Page]) -> None:
    for text in texts_of(*pages):
        owners = [0] * len(text.content)
        for anchor in text.anchors:
            for offset in range(anchor.start, anchor.end):
                owners[offset] += 1
        assert all(count == (0 if text.content[at] in " \t\n" else 1) for at, count in enumerate(owners))


@given(printed_pages())
@settings(max_examples=60, deadline=None)
def test_an_anchor_holds_its_printed_word(pages: list[Page]) -> None:
    printed = {(p.number, word.box, word.text) for p in pages for word in p.words}
    for text in texts_of(*pages):
        assert [a.start for a in text.anchors] == sorted(a.start for a in text.anchors)
        for anchor in text.anchors:
            written = text.content[anchor.start : anchor.end]
            assert anchor.printed.removeprefix(written) in ("", "-", "\u00ad", "\u2010")
            assert (anchor.page, anchor.box, anchor.printed) in printed


@given(printed_pages())
@settings(max_examples=40, deadline=None)
def test_clauses_and_lines_cover_the_text_without_gap_or_overlap(pages: list[Page]) -> None:
    for text in texts_of(*pages):
        clauses_cover(text)
        for printed in text.lines:
            assert printed.start < printed.end
            assert (printed.region is Region.MARGIN) == (printed.start >= text.margin_start)
        assert all(one.end <= other.start for one, other in zip(text.lines, text.lines[1:], strict=False))


@given(printed_pages())
@settings(max_examples=60, deadline=None)
def test_no_printed_word_is_lost_but_specks_of_a_scan(pages: list[Page]) -> None:
    kept = [(a.page, a.box, a.printed) for text in texts_of(*pages) for a in text.anchors]
    for one in pages:
        for word in one.words:
            places = kept.count((one.number, word.box, word.text))
            same = sum((w.box, w.text) == (word.box, word.text) for w in one.words)
            alone = one.source is PageSource.OCR or word.text.strip("-\u00ad\u2010") == ""
            assert places == same or (alone and places == 0)


def test_a_quote_has_the_printed_words_and_one_box_a_line() -> None:
    printed = block(
        ["Denna överenskommelse gäller mellan parterna från och med den första", "mars 2014 och tills vidare."], 200
    )
    text = text_of(page(*printed))
    start, end = text.content.index("första"), text.content.index("2014") + 4
    (place,) = text.locate(start, end)
    assert place.quote == "första mars 2014"
    assert place.boxes == (printed[0][-1].box, printed[1][0].box.union(printed[1][1].box))


def test_the_cells_of_a_row_make_one_box_for_each_printed_line() -> None:
    rows = [row(("Stödsamtal för", "Ekby kommun"), 200), row(("föräldrar", ""), 214)]
    text = text_of(page(line("Insatserna fördelas så här mellan parterna i avtalet:", 170), *rows))
    start = text.content.index("Stödsamtal")
    (place,) = text.locate(start, start + len("Stödsamtal för föräldrar"))
    assert (place.quote, len(place.boxes)) == ("Stödsamtal för föräldrar", 2)


def test_the_confidence_of_a_place_is_its_worst_word() -> None:
    words = [line("Avtalet gäller", 200), line("från", 200, 160, confidence=0.4), line("2014-02-13", 200, 190)]
    text = text_of(page(*words, source=PageSource.OCR))
    (whole,), (first,) = text.locate(0, 100), text.locate(0, 7)
    assert (whole.confidence, first.confidence) == (0.4, 1.0)


def test_pages_without_words_count_and_pages_know_how_they_were_read() -> None:
    pages = [page(*block(["Avtal om vård i Ekby.", "Det gäller tills vidare."], 200), number=1)]
    pages += [page(number=2, source=PageSource.BLANK)]
    pages += [page(*block(["Det är undertecknat av båda parter i Ekby."], 200), number=3, source=PageSource.OCR)]
    (text,) = compose(document(*pages), lexicon())
    assert (text.pages, text.file_pages) == ((1, 3), 3)
    assert [text.is_ocr(number) for number in (1, 2, 3)] == [False, False, True]
    assert text.page_at(text.content.index("undertecknat")) == 3


def test_a_scan_with_nothing_but_specks_gives_no_words() -> None:
    assert all(not text.content.strip() for text in texts_of(page(line("— _ |", 300), source=PageSource.OCR)))


def test_a_watermark_is_kept_with_the_margins_and_struck_words_are_counted() -> None:
    sheet = page(*block(["Avtal om stöd", "Parterna samverkar."], 100))
    text = text_of(replace(sheet, across=line("UTKAST", 300, size=90), struck=line("2014-01-01", 130)))
    assert text.content[text.margin_start :].split() == ["UTKAST"]
    assert "2014" not in text.content
    assert text.struck == (1,)


def test_on_a_page_that_lies_askew_a_quote_is_found_where_it_is_seen() -> None:
    level = page(line("Avtalet gäller från", 100), line("2014-02-13 tills vidare", 120))
    askew = replace(level, source=PageSource.OCR, skew=3.0)
    text = text_of(askew)
    (place,) = text.locate(0, len("Avtalet"))
    assert place.boxes == (askew.as_it_lies(level.words[0].box),)
    assert place.boxes != (level.words[0].box,)
    assert text_of(level).locate(0, len("Avtalet"))[0].boxes == (level.words[0].box,)
