"""Lengths as agreements write them, and ages, which are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.values.durations import find_durations
from pipeline.language.values.words import ValueWords

LENGTHS = [
    ("tolv (12) månader", "P1Y"),
    ("12 mån", "P1Y"),
    ("3 år", "P3Y"),
    ("ett år", "P1Y"),
    ("ett (1) år", "P1Y"),
    ("1 (ett) år", "P1Y"),
    ("6 månaders", "P6M"),
    ("sex (6)\nmånader", "P6M"),
    ("tre kalendermånaders", "P3M"),
    ("ett halvårs", "P6M"),
    ("ett halvår", "P6M"),
    ("halvår", "P6M"),
    ("ett halvt år", "P6M"),
    ("ett och ett halvt år", "P18M"),
    ("två och ett halvt år", "P30M"),
    ("1 1/2 år", "P18M"),
    ("1 ½ år", "P18M"),
    ("1,5 år", "P18M"),
    ("ett kvartal", "P3M"),
    ("30 dagar", "P30D"),
    ("tio (10) dagar", "P10D"),
    ("två veckor", "P14D"),
    ("fyraårs", "P4Y"),
    ("ettårig", "P1Y"),
    ("ettårigt", "P1Y"),
    ("treårsperiod", "P3Y"),
    ("tvåårsperiod", "P2Y"),
    ("12-månaders", "P1Y"),
    ("18 månader", "P18M"),
    ("tjugofyra månader", "P2Y"),
    ("trettiosex (36) månader", "P3Y"),
    ("etthundra (100) dagar", "P100D"),
]


@pytest.mark.parametrize(("text", "value"), LENGTHS)
@pytest.mark.parametrize("around", ["{}", "förlängs med {}, om", "gäller under {}\nfrån"])
def test_a_length_is_read_and_covered(words: ValueWords, text: str, value: str, around: str) -> None:
    whole = around.format(text)
    (found,) = find_durations(whole, words)
    assert (whole[found.start : found.end], str(found.value)) == (text, value)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1+1 år", ["P1Y", "P1Y"]),
        ("2 + 1 + 1 år", ["P2Y", "P1Y", "P1Y"]),
        ("12+12 månader", ["P1Y", "P1Y"]),
        ("ett (1) år + ett (1) år", ["P1Y", "P1Y"]),
        ("tre (3) år med option på ett (1) + ett (1) år", ["P3Y", "P1Y", "P1Y"]),
        ("ett år i taget och sex månaders uppsägningstid", ["P1Y", "P6M"]),
        ("t.o.m. 2014-12-31 - 3 månaders uppsägningstid", ["P3M"]),
        ("fr.o.m. 2020 3 år", ["P3Y"]),
        ("1+1+1+1+1+1 år", ["P1Y"] * 6),
        ("tre (4) + ett (1) år", ["None", "P1Y"]),
        ("två plus ett år", ["P2Y", "P1Y"]),
        ("personer över 65 år omfattas i 3 år", ["P3Y"]),
        ("sexåriga barn i en treårsperiod", ["P3Y"]),
        ("bilaga B-3 år, gäller 2 år", ["P2Y"]),
        ("TOLV (12) MÅNADER", ["P1Y"]),
        ("12‑månadersavtal", ["P1Y"]),
        ("12–månadersavtal", ["P1Y"]),
    ],
)
def test_several_lengths_stay_several(words: ValueWords, text: str, values: list[str]) -> None:
    assert [str(found.value) for found in find_durations(text, words)] == values


@pytest.mark.parametrize(
    "text",
    [
        "tre (4) år",
        "en (l) månad",
        "l2 månader",
        "1O dagar",
        "två till tre månader",
        "tre till fem år",
        "4–5 veckor",
        "två–tre år",
        "två till 3 år",
        "noll år",
        "0 månader",
        "1,5 dagar",
        "1,5 månader",
        "ſju och ett halvt år",
    ],
)
def test_no_definite_length_is_reported(words: ValueWords, text: str) -> None:
    (found,) = find_durations(text, words)
    assert (text[found.start : found.end], found.value) == (text, None)


@pytest.mark.parametrize(
    "text",
    [
        "barn 0–6 år",
        "ungdomar 13-25 år",
        "personer under 18 år",
        "personer över 65 år",
        "under 18 år",
        "som fyllt 20 år",
        "fyllda 18 år",
        "i åldern 16 år",
        "barn och unga från 7 år",
        "3 års ålder",
        "18 år och äldre",
        "18 år gammal",
        "sexåriga barn",
        "femåringar",
        "årligen",
        "årsvis",
        "varje år",
        "vart tredje år",
        "3 ggr/år",
        "2014 års avtal",
        "i årskurs 4",
        "10 arbetsdagar",
        "1 kvartal 2018",
        "halvtid",
        "bilaga B-3 år",
        "ett halvår 2014",
    ],
)
def test_ages_rhythms_and_years_are_no_lengths(words: ValueWords, text: str) -> None:
    assert find_durations(text, words) == ()


UNITS = {"år": ("P{}Y", 1), "dagar": ("P{}D", 1), "veckor": ("P{}D", 7)}


@given(number=st.integers(2, 99), unit=st.sampled_from(sorted(UNITS)))
def test_a_length_is_read_back(words: ValueWords, number: int, unit: str) -> None:
    form, times = UNITS[unit]
    (found,) = find_durations(f"i {number} {unit}", words)
    assert str(found.value) == form.format(number * times)


def test_lengths_that_are_added_are_covered_one_by_one(words: ValueWords) -> None:
    text = "ett (1) + ett (1) år, 2+1 år"
    assert [text[found.start : found.end] for found in find_durations(text, words)] == [
        "ett (1)", "ett (1) år", "2", "1 år",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("under 11 år", "P11Y"),
        ("under 12 år", None),
        ("UNDER 18 ÅR", None),
        ("under arton år", "P18Y"),
        ("under 18 (arton) år", "P18Y"),
        ("under l8 år", "None"),
    ],
)
def test_a_figure_after_under_is_an_age_from_twelve_on(words: ValueWords, text: str, value: str | None) -> None:
    assert [str(found.value) for found in find_durations(text, words)] == ([] if value is None else [value])
