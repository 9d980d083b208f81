from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.personal_number import mask_text
from pipeline.inventory.masking import LONGEST_QUOTE, short
from tests.privacy.numbers import FORMS, numbers, tells

AROUND = st.sampled_from(
    ("", "x ", "Bygg AB, ", "(", "org.nr ", "Avtal_", "nr", "12 ", "2014-02-13 ", "§ 5 ", ": ", "\n", "född:")
)
BEHIND = st.sampled_from(("", ".", ", Västerås", ")", "_signerat.pdf", "\n", " 12", "; tel. 021-39 00 00", "/"))


@pytest.mark.parametrize("form", FORMS)
@given(numbers(), AROUND, BEHIND)
@settings(max_examples=60, deadline=None)
def test_no_writing_of_a_number_tells_its_last_four_digits(
    form: str, number: tuple[str, str, str], before: str, behind: str
) -> None:
    century, date, last = number
    written = FORMS[form](century, date, last)
    if any(c.isalpha() for c in written) and (before[-1:].isalnum() or before.endswith("_") or behind.startswith("_")):
        before, behind = "", ""  # a letter that OCR took for a digit is one only where no word goes on beside it
    shown = mask_text(before + written + behind)
    assert not tells(shown.replace("O", "0").replace("l", "1"), date, last), shown
    assert shown.startswith(before)
    assert shown.endswith(behind)


@pytest.mark.parametrize(
    "text",
    [
        "org.nr 212000-2080",
        "162120002080",
        "165560360793",
        "Bankgiro 5050-1055, plusgiro 12 34 56-7",
        "tel. 021-39 00 00, 070-123 45 67, +46 70 123 45 67, 0701-23 45 67",
        "1 234 567 890 kr, 12 000 000 kr, 640 823 323 kr",
        "2014-02-13 – 2015-02-12",
        "2014-02-13--2015-02-12",
        "2014.02.13-2015.02.12",
        "20140213-20150212",
        "20140101-1231",
        "140101-1231",
        "avtalet gäller 2014-02-13 - 2015",
        "20140213153012",
        "201402131530",
        "SFS 2001:453, SOSFS 2011:9, prop. 2006/07:38",
        "651 82 Örebro",
        "2014/1039-IFN-012", "KS 2019/123", "KS/2015:438", "KS/2012:628-805", "KS/2017:190/10", "2023/KS 0362",
        "2021/KS 0280 013", "2023KS133", "2021VFN528 779", "12KS/0282", "SN16/76", "IFO2015/14", "RJL 2015/1895",
        "PPHV170075", "UE/110074", "Af-2013/123456", "S2011/6353/FST", "1-306/2019", "2020:2772", "SN 2015-03-18 § 106",
    ],
)  # fmt: skip
def test_other_numbers_stay(text: str) -> None:
    assert mask_text(text) == text


def test_a_mistyped_number_is_still_somebodys() -> None:
    assert mask_text("640823-3235") == "640823-****"
    assert mask_text("6408233235") == "6408233235"  # ten digits by themselves may be anything


def test_several_numbers_in_one_text() -> None:
    assert mask_text("640823-3234, 19640823-3234 och 212000-2080") == "640823-****, 19640823-**** och 212000-2080"


@given(st.text(alphabet="0123456789-+ .OlI|/\u2013\u00a0\nab", max_size=60))
@settings(max_examples=200, deadline=None)
def test_masking_twice_changes_nothing_more(text: str) -> None:
    once = mask_text(text)
    assert mask_text(once) == once


@given(numbers(), st.integers(0, LONGEST_QUOTE + 20), st.sampled_from("x "))
@settings(max_examples=200, deadline=None)
def test_a_quote_is_never_cut_inside_a_number(number: tuple[str, str, str], place: int, filler: str) -> None:
    century, date, last = number
    quote = short(f"{filler * place}{century}{date}-{last}{' ord' * 100}")
    assert len(quote) <= LONGEST_QUOTE
    assert last[:2] not in quote.replace(century + date, "").replace(date, "")
