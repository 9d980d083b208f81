"""Personal identity numbers are masked however they are written; figures of another kind stay."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.personal_number import mask_text
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


# Of ten numbers one has the right check digit by chance: these have.
@pytest.mark.parametrize(
    "text",
    [
        "gäller 2014-02-19 - 2015",
        "2014-02-19 2015",
        "2014.02.19-2015.02.12",
        "2014-02-19 – 2015-02-12",
        "99-12-31 - 1231",
        "tel. 08-12 31 26 01",
        "tel. 08-12 31 2601",
        "99 12 31 1231 st",
        "9 912 311 231 kr",
        "9.912.311.231 kr",
        "99.12311231",
        "9 9 1 2 3 1 1231",
    ],
)
def test_a_check_digit_that_is_right_by_chance_makes_no_number(text: str) -> None:
    assert mask_text(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("991231 12 31", "991231-****"),  # the last four in two pairs
        ("99 12 31 - 1231", "99 12 31-****"),  # the day in three
        ("9 9 1 2 3 1-1 2 3 1", "9 9 1 2 3 1-****"),  # the boxes of a form
        ("1999-12-31-1231", "1999-12-31-****"),
        ("99.12.31-1231", "99.12.31-****"),
        ("991231-1231", "991231-****"),  # the last four might be a day, too: the check digit tells
    ],
)
def test_a_check_digit_that_is_right_tells_a_number(text: str, shown: str) -> None:
    assert mask_text(text) == shown


def test_a_mistyped_number_is_still_somebodys() -> None:
    assert mask_text("640823-3235") == "640823-****"
    assert mask_text("196408233235") == "19640823-****"
    assert mask_text("6408233235") == "6408233235"  # ten digits by themselves may be anything
    assert mask_text("19640823 3235") == "19640823 3235"  # and so may what only a space divides


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("G4O8Z3-3234", "G4O8Z3-****"),  # three letters that OCR gives for figures, not four
        ("G4O8Z3-3Z34", "G4O8Z3-3Z34"),
        ("|40823-3234", "|40823-****"),
        ("|4O8Z3-3Z34", "|4O8Z3-3Z34"),
        ("a 64O823-3234 b", "a 64O823-**** b"),  # no word goes on beside them
        ("a64O823-3234", "a64O823-3234"),
        ("64O823-3234b", "64O823-3234b"),
        ("a640823-3234b", "a640823-****b"),  # beside figures that are read well it may
    ],
)
def test_letters_are_figures_only_where_few_of_them_stand_by_themselves(text: str, shown: str) -> None:
    assert mask_text(text) == shown


def test_numbers_that_overlap_are_both_masked() -> None:
    assert mask_text("6 4 0 8 2 3 0 1 0 7 3 2 3 1") == "6 4 0 8 2 3-****-****"  # 640823-0107 or 230107-3231


def test_several_numbers_in_one_text() -> None:
    assert mask_text("640823-3234, 19640823-3234 och 212000-2080") == "640823-****, 19640823-**** och 212000-2080"


@given(st.text(alphabet="0123456789-+ .OlI|/\u2013\u00a0\nab", max_size=60))
@settings(max_examples=200, deadline=None)
def test_masking_twice_changes_nothing_more(text: str) -> None:
    once = mask_text(text)
    assert mask_text(once) == once
