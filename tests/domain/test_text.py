"""Every offset of a text leads back to printed words, pages and boxes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.document import BBox, PageSource
from pipeline.domain.text import Anchor, Text


def word(start: int, printed: str, box: BBox, page: int = 1, confidence: float = 1.0) -> Anchor:
    return Anchor(start, start + len(printed), page, box, confidence, printed)


TEXT = Text(
    file="a.pdf",
    content="gäller från 2014-02-13\nutan avbrott\n",
    anchors=(
        word(0, "gäller", BBox(72, 100, 102, 110)),
        word(7, "från", BBox(106, 101, 126, 111)),
        Anchor(12, 20, 1, BBox(130, 100, 170, 110), 0.5, "2014-02-"),
        word(20, "13", BBox(72, 114, 82, 124)),
        word(23, "utan", BBox(72, 50, 92, 60), page=2),
        word(28, "avbrott", BBox(96, 50, 130, 60), page=2),
    ),
    lines=(),
    clauses=(),
    margin_start=36,
    pages=(1, 2),
    file_pages=2,
    sources=((1, PageSource.OCR), (2, PageSource.TEXT_LAYER)),
)
EMPTY = Text("a.pdf", "", (), (), (), 0, (3, 4), 4, ())


@pytest.mark.parametrize(
    ("start", "end", "printed"),
    [
        (0, 6, ["gäller"]),
        (0, 7, ["gäller"]),
        (6, 7, []),
        (6, 8, ["från"]),
        (5, 8, ["gäller", "från"]),
        (12, 22, ["2014-02-", "13"]),
        (19, 21, ["2014-02-", "13"]),
        (20, 22, ["13"]),
        (0, 0, []),
        (35, 99, []),
        (30, 99, ["avbrott"]),
    ],
)
def test_a_stretch_touches_its_words(start: int, end: int, printed: list[str]) -> None:
    assert [anchor.printed for anchor in TEXT.anchors_in(start, end)] == printed


@given(st.integers(0, 40), st.integers(1, 40))
def test_the_search_finds_what_a_plain_look_finds(start: int, length: int) -> None:
    end = start + length
    plain = [a for a in TEXT.anchors if a.start < end and a.end > start]
    assert list(TEXT.anchors_in(start, end)) == plain


def test_a_place_quotes_the_print_with_one_box_a_line() -> None:
    (place,) = TEXT.locate(7, 22)
    assert place.quote == "från 2014-02- 13"
    assert place.boxes == (BBox(106, 100, 170, 111), BBox(72, 114, 82, 124))
    assert place.confidence == 0.5


def test_a_stretch_over_a_page_break_has_a_place_on_each_page() -> None:
    assert [(place.page, place.quote) for place in TEXT.locate(20, 27)] == [(1, "13"), (2, "utan")]


def test_nothing_stands_where_no_word_is() -> None:
    assert TEXT.locate(6, 7) == ()
    assert EMPTY.locate(0, 10) == ()


@pytest.mark.parametrize(("offset", "page"), [(0, 1), (22, 1), (23, 2), (99, 2)])
def test_an_offset_knows_its_page(offset: int, page: int) -> None:
    assert TEXT.page_at(offset) == page


def test_the_page_of_an_empty_text_is_its_first() -> None:
    assert EMPTY.page_at(0) == 3


def test_pages_know_whether_ocr_read_them() -> None:
    assert [TEXT.is_ocr(number) for number in (1, 2, 3)] == [True, False, False]
    scanner = replace(TEXT, sources=((1, PageSource.SCAN_LAYER), (2, PageSource.BLANK)))
    assert [scanner.is_ocr(number) for number in (1, 2)] == [True, False]


def test_neighbouring_columns_keep_boxes_of_their_own() -> None:
    anchors = (word(0, "a", BBox(300, 200, 310, 210)), word(2, "b", BBox(72, 100, 82, 110)))
    text = Text("a.pdf", "a b\n", anchors, (), (), 4, (1, 1), 1, ())
    assert text.locate(0, 3)[0].boxes == (anchors[0].box, anchors[1].box)


def test_boxes_join_and_measure() -> None:
    joined = BBox(10, 20, 30, 40).union(BBox(5, 25, 20, 50))
    assert joined == BBox(5, 20, 30, 50)
    assert (joined.width, joined.height, joined.middle) == (25, 30, 35)


def test_the_page_before_the_first_word_is_that_of_the_first_word() -> None:
    text = replace(TEXT, anchors=(word(12, "2014-02-13", BBox(72, 100, 132, 110)), *TEXT.anchors[4:]))
    assert text.page_at(3) == 1


@pytest.mark.parametrize(
    ("box", "lines"),
    [
        (BBox(110, 100, 140, 110), 1),
        (BBox(110, 105, 140, 115), 1),
        (BBox(110, 106, 140, 116), 2),
        (BBox(110, 95, 140, 105), 1),
        (BBox(110, 94, 140, 104), 2),
        (BBox(72, 100, 80, 110), 1),
        (BBox(71, 100, 80, 110), 2),
    ],
    ids=["level", "lower", "below", "higher", "above", "over the first", "left of the first"],
)
def test_a_word_belongs_to_the_line_that_its_middle_stands_in(box: BBox, lines: int) -> None:
    anchors = (word(0, "gäller", BBox(72, 100, 102, 110)), word(7, "från", box))
    (place,) = replace(TEXT, anchors=anchors).locate(0, 11)
    assert len(place.boxes) == lines


def test_a_third_word_still_belongs_to_a_line_that_two_have_made() -> None:
    anchors = [word(4 * n, "ett", BBox(72 + 20 * n, 100, 87 + 20 * n, 110)) for n in range(3)]
    (place,) = replace(TEXT, anchors=tuple(anchors)).locate(0, 11)
    assert place.boxes == (BBox(72, 100, 127, 110),)


def test_words_of_a_page_that_lies_askew_are_shown_where_they_are_seen() -> None:
    first = replace(word(0, "gäller", BBox(72, 100, 102, 110)), seen=BBox(70, 90, 101, 102))
    second = replace(word(7, "från", BBox(106, 100, 126, 110)), seen=BBox(104, 92, 125, 104))
    below = replace(word(12, "nu", BBox(72, 120, 82, 130)), seen=BBox(69, 110, 80, 122))
    (place,) = replace(TEXT, anchors=(first, second, below)).locate(0, 14)
    assert place.boxes == (BBox(70, 90, 125, 104), BBox(69, 110, 80, 122))


@pytest.mark.parametrize(
    ("sources", "scanned"),
    [
        ((PageSource.OCR, PageSource.OCR, PageSource.TEXT_LAYER), True),
        ((PageSource.OCR, PageSource.TEXT_LAYER), False),
        ((PageSource.SCAN_LAYER, PageSource.SCAN_LAYER, PageSource.OCR), False),
        ((), False),
    ],
    ids=["most by us", "half", "by the scanner's program", "no pages"],
)
def test_a_text_is_scanned_when_most_of_its_pages_were_read_by_ocr(
    sources: tuple[PageSource, ...], scanned: bool
) -> None:
    assert replace(TEXT, sources=tuple(enumerate(sources, 1))).is_scanned is scanned


def test_a_digital_signature_counts_unless_the_file_is_a_scan() -> None:
    signed = replace(TEXT, signed=(date(2024, 5, 6),))
    assert signed.is_signed_electronically
    assert not TEXT.is_signed_electronically
    assert not replace(signed, sources=((1, PageSource.OCR),)).is_signed_electronically


def test_the_pages_of_a_signing_service_come_last_and_are_no_margins() -> None:
    text = replace(TEXT, content="Avtal\nDnr 1\nSigned", margin_start=6, verification_start=12, signed=())
    assert text.has_service_pages
    assert text.is_signed_electronically
    assert text.margins == "Dnr 1\n"


def test_without_a_signing_service_the_margins_go_to_the_end() -> None:
    text = Text("a.pdf", "Avtal\nDnr 1\n", (), (), (), 6, (1, 1), 1, ())
    assert text.margins == "Dnr 1\n"
    assert not text.has_service_pages
    assert not text.is_signed_electronically


def test_a_paper_may_be_nothing_but_a_signing_services_pages() -> None:
    text = Text("a.pdf", "Signed", (), (), (), 0, (1, 1), 1, (), verification_start=0)
    assert text.has_service_pages
    assert text.margins == ""
