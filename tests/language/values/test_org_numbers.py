"""Organisation numbers, their check digit, and whose they must not show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.org_number import luhn
from pipeline.language.values.org_numbers import find_org_numbers
from pipeline.language.values.words import ValueWords


@pytest.mark.parametrize(
    ("text", "number", "valid", "personal"),
    [
        ("Organisationsnr 232100-0156", "232100-0156", False, False),
        ("A kommun, 212000-1694, 531 88 ORT", "212000-1694", False, False),
        ("(212000-0142)", "212000-0142", True, False),
        ("212000 – 0142", "212000-0142", True, False),
        ("16212000-0142", "212000-0142", True, False),
        ("org.nr: 2120000142", "212000-0142", True, False),
        ("ORG.NR 2120000142", "212000-0142", True, False),
        ("Org.nr 16212000-0142", "212000-0142", True, False),
        ("enskild firma 640823-3234", "640823-3234", True, True),
        ("19640823-3234", "640823-3234", True, True),
    ],
)
def test_a_number_is_read_and_checked(words: ValueWords, text: str, number: str, valid: bool, personal: bool) -> None:
    (found,) = find_org_numbers(text, words)
    assert found.value is not None
    assert text[found.start].isdecimal()  # the label is left out
    covered = "".join(c for c in text[found.start : found.end] if c.isdecimal())
    assert covered[-10:] == number.replace("-", "")
    assert found.value.number == number
    assert found.value.personal is personal
    assert found.value.valid is luhn(number.replace("-", ""))
    if valid:
        assert found.value.valid
    assert found.value.shown == (number[:7] + "****" if personal else number)


@pytest.mark.parametrize("text", ["21200-2916", "org.nr 55667-1234", "org.nr 2120O0-0142", "2120000-142"])
def test_a_mistyped_number_is_reported(words: ValueWords, text: str) -> None:
    (found,) = find_org_numbers(text, words)
    assert found.value is None


@pytest.mark.parametrize(
    "text",
    ["021-39 26 87", "0520-12345", "2021–2023", "2014-12-31", "5050-1055", "801-4471-2021", "24581-2017", "2120000142"],
)
def test_other_numbers_are_none(words: ValueWords, text: str) -> None:
    assert find_org_numbers(text, words) == ()


@given(st.text("0123456789", min_size=9, max_size=9))
def test_just_one_check_digit_fits(nine: str) -> None:
    assert sum(luhn(nine + str(last)) for last in range(10)) == 1
