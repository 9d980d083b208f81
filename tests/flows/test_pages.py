from __future__ import annotations

from itertools import chain

import pytest

from flows.pages import Pages


@pytest.mark.parametrize("count", [1, 2, 7, 40, 100, 1000])
@pytest.mark.parametrize("processes", [1, 2, 16])
def test_every_page_is_handed_out_once_and_in_order(count: int, processes: int) -> None:
    pages = Pages(processes)
    pages.found(count)
    pieces = list(pages.pieces(count))
    assert list(chain(*pieces)) == list(range(1, count + 1))
    assert pages.handed_out == count
    assert max(map(len, pieces)) <= 8
    assert len(pieces[-1]) == 1


def test_while_much_is_left_the_pieces_are_large() -> None:
    pages = Pages(2)
    pages.found(1000)
    assert [len(piece) for piece in pages.pieces(20)] == [8, 8, 4]


def test_the_last_pages_of_a_run_are_handed_out_one_by_one() -> None:
    pages = Pages(2)
    for count in (30, 4, 4):
        pages.found(count)
    sizes = [[len(piece) for piece in pages.pieces(count)] for count in (30, 4, 4)]
    assert sizes == [[4, 4, 3, 3, 3, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1], [1, 1, 1, 1], [1, 1, 1, 1]]
