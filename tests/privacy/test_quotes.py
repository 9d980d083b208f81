"""A quote that is shortened shows no part of a personal identity number."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.inventory.masking import LONGEST_QUOTE, short
from tests.privacy.numbers import numbers


@given(numbers(), st.integers(0, LONGEST_QUOTE + 20), st.sampled_from("x "))
@settings(max_examples=200, deadline=None)
def test_a_quote_is_never_cut_inside_a_number(number: tuple[str, str, str], place: int, filler: str) -> None:
    century, date, last = number
    quote = short(f"{filler * place}{century}{date}-{last}{' ord' * 100}")
    assert len(quote) <= LONGEST_QUOTE
    assert (century + date).startswith("".join(filter(str.isdigit, quote)))
