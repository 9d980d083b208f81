from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.document import BBox, PageShape
from pipeline.domain.evidence import Evidence, How
from pipeline.inventory.report.marks import LINE, Mark, PictureOfPage, marks


def quote(text: str, page: int, *boxes: BBox) -> Evidence:
    return Evidence(page, text, boxes, "rule", How.STATED, 0.9)


def line(top: float, x0: float = 72.0, x1: float = 300.0) -> BBox:
    return BBox(x0, top, x1, top + 12)


def test_marks_are_numbered_in_reading_order_and_shared_by_fields() -> None:
    both = quote("2010 till 2011", 2, line(50))
    found = marks({"valid_from": [both], "valid_to": [both], "title": [quote("Avtal", 1, line(90))]})
    assert [(m.number, m.page, m.fields) for m in found] == [(1, 1, ("title",)), (2, 2, ("valid_from", "valid_to"))]


def test_a_quote_within_another_comes_after_it_so_that_it_is_drawn_on_top() -> None:
    found = marks({"kind": [quote("Avtal", 1, line(90, 72, 100))], "title": [quote("Avtal om X", 1, line(90))]})
    assert [m.fields for m in found] == [("title",), ("kind",)]


def test_a_line_is_drawn_only_to_what_begins_where_the_print_does() -> None:
    found = marks({"parties": [quote("A", 1, line(90)), quote("B", 1, line(90, 320, 400))]})
    labels = PictureOfPage(1, PageShape(1, 595, 842), None, found).labels
    assert [label.near for label in labels] == [True, False]


def test_a_quote_without_a_place_has_no_label() -> None:
    found = marks({"title": [quote("Avtal", 1)]})
    assert PictureOfPage(1, PageShape(1, 595, 842), None, found).labels == ()


@given(st.lists(st.tuples(st.floats(0, 830), st.integers(1, 3)), max_size=15))
def test_labels_never_cover_one_another(places: list[tuple[float, int]]) -> None:
    found = tuple(
        Mark(n, 1, "x", (line(top),), ("title",) * fields) for n, (top, fields) in enumerate(sorted(places), start=1)
    )
    labels = PictureOfPage(1, PageShape(1, 595, 842), None, found).labels
    for one, other in pairwise(labels):
        assert other.y - one.y >= LINE * len(one.mark.fields) - 0.02
    if labels and sum(LINE * f + 4 for _, f in places) < 800:
        assert labels[0].y >= LINE - 0.02
        assert labels[-1].y + LINE * (len(labels[-1].mark.fields) - 1) <= 842
