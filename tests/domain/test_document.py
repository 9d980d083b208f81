"""Boxes, pages and how legible they are."""

from __future__ import annotations

import math
import pickle
from dataclasses import replace

import pytest

from pipeline.domain.document import BBox, Legibility, Page, PageShape, PageSource, Word

BOX = BBox(380, 340, 420, 360)
PAGE = Page(3, 600, 800, (), PageSource.OCR, "no_text", rotation=90)


def test_a_box_is_moved_to_the_hundredth_of_a_point() -> None:
    assert BBox(1.111, 2.222, 3.333, 4.444).moved(10.002, 20.003) == BBox(11.11, 22.23, 13.34, 24.45)


def test_words_go_from_process_to_process_unchanged() -> None:
    word = Word("avtal", BBox(10, 20, 30, 45), 0.5, 11.5, bold=True)
    assert pickle.loads(pickle.dumps(word)) == word


@pytest.mark.parametrize(
    ("source", "recognised"),
    [
        (PageSource.TEXT_LAYER, False),
        (PageSource.OCR, True),
        (PageSource.SCAN_LAYER, True),
        (PageSource.BLANK, False),
    ],
)
def test_a_scanners_hidden_text_was_recognised_too(source: PageSource, recognised: bool) -> None:
    assert source.is_ocr is recognised


def test_legibility_is_the_swedish_share_of_the_letters() -> None:
    assert Legibility(words=10, letters=80, known=60).share == 0.75
    assert Legibility().share == 0


def test_more_swedish_is_worth_more_and_more_rubbish_less() -> None:
    some = Legibility(words=10, letters=80, known=60)
    assert some.worth == 45
    assert Legibility(words=20, letters=160, known=120).worth > some.worth > Legibility(20, 160, 60).worth


def test_a_page_keeps_its_shape_when_its_words_are_forgotten() -> None:
    assert PAGE.shape == PageShape(number=3, width=600, height=800, rotation=90)


def test_a_box_of_a_level_page_is_seen_where_it_is() -> None:
    assert PAGE.as_it_lies(BOX) is BOX


@pytest.mark.parametrize(
    ("rise", "box", "seen"),
    [
        # the page turns about its middle, (300, 400); with the sides 3, 4 and 5 the sine is 0.6 and the cosine 0.8
        (3, BOX, BBox(388, 400, 432, 440)),
        (-3, BOX, BBox(328, 280, 372, 320)),
        (3, BBox(380.01, 340.04, 420.01, 360.04), BBox(387.98, 400.04, 431.98, 440.04)),
    ],
    ids=["falling to the right", "rising", "to the hundredth"],
)
def test_a_box_of_a_levelled_page_is_seen_askew(rise: float, box: BBox, seen: BBox) -> None:
    askew = replace(PAGE, skew=math.degrees(math.atan2(rise, 4)))
    assert askew.as_it_lies(box) == seen
