from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.inventory.diary.numbers import Number, of_cell, parse

MONTHS = {"okt": 10, "jan": 1}
LABELS = ("dnr", "dnr.", "diarienummer")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("KS 2014/10", "KS 2014/10"),
        ("KS 2014/10", "Dnr KS 2014/0010"),
        ("KS 2014/10", "ks2014:10"),
        ("2023/KS 0362", "KS 2023/362"),
        ("2023KS133", "KS 2023-133"),
        ("SN16/76", "SN 2016/76"),
        ("SN 219/2020", "SN 2020/219"),
        ("2014/1039-IFN-012", "2014/1039 IFN 12"),
        ("Diarienummer: 2019-000731", "2019/731"),
    ],
)
def test_two_writings_of_a_number_are_the_same(one: str, other: str) -> None:
    assert parse(one, LABELS).same(parse(other, LABELS))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("KS 2014/10", "SN 2014/10"),
        ("KS 2014/10", "KS 2014/100"),
        ("KS 2014/10", "KS 2015/10"),
        ("KS 2014/10", "2014/10"),
        ("KS", "KS"),
        ("", ""),
    ],
)
def test_two_numbers_are_not_taken_for_one(one: str, other: str) -> None:
    assert not parse(one, LABELS).same(parse(other, LABELS))


@pytest.mark.parametrize(
    ("one", "other", "akin"),
    [
        ("KS 2014/10", "2014/10", True),
        ("KS/2012:628-805", "KS/2012:628", True),
        ("KS 2014/10", "SN 2014/10", False),
        ("KS 2014/10", "KS 2014/11", False),
        ("KS 2014", "KS 2014/11", False),
    ],
)
def test_a_number_may_lack_its_letters_or_its_class(one: str, other: str, akin: bool) -> None:
    assert parse(one, ()).akin(parse(other, ())) is akin
    assert parse(other, ()).akin(parse(one, ())) is akin


@pytest.mark.parametrize(
    ("cell", "shown", "figures"),
    [
        ("okt-14", "okt-14", ("2014", "10")),
        ("okt 2014", "okt 2014", ("2014", "10")),
        ("05-jan", "05-jan", ()),
        ("2014-10-01", "2014-10-01", ("2014", "10")),
        ("2026-05-12", "2026-05-12", ()),
        (datetime(2014, 10, 1), "2014-10-01", ("2014", "10")),  # noqa: DTZ001  # as a spreadsheet has it
        (date(2014, 10, 1), "2014-10-01", ("2014", "10")),
        (time(5, 12), "05:12:00", ()),
        (2014.1, "2014,1", ()),
        ("2014,1", "2014,1", ()),
        (123, "123", ("123",)),
        (123.0, "123", ("123",)),
        ("123", "123", ("123",)),
        ("1,23E+15", "1,23E+15", ()),
        ("#####", "#####", ()),
        ("#VÄRDE!", "#VÄRDE!", ()),
    ],
)
def test_what_a_spreadsheet_has_damaged_is_known(cell: object, shown: str, figures: tuple[str, ...]) -> None:
    assert of_cell(cell, shown, LABELS, MONTHS) == Number(shown, (), figures, damaged=True)


@pytest.mark.parametrize("text", ["KS 2014/10", "2014/10", "2014-000731", "1-306/2019", "KS2016.0871", "2020:2772"])
def test_a_number_that_is_whole_is_not_called_damaged(text: str) -> None:
    number = of_cell(text, text, LABELS, MONTHS)
    assert number
    assert not number.damaged
    assert number.text == text


def test_a_damaged_number_is_never_surely_another() -> None:
    damaged = of_cell("okt-14", "okt-14", (), MONTHS)
    assert damaged
    assert not damaged.same(damaged)
    assert damaged.akin(parse("KS 2014/10", ()))


@given(st.text(max_size=60))
def test_any_text_is_a_number_or_none(text: str) -> None:
    number = of_cell(text, text, LABELS, MONTHS)
    assert (number is None) is (text == "")
