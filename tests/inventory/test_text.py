from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.inventory.cells import LONGEST_CELL, clean, guarded
from pipeline.inventory.collation import sort_key
from pipeline.inventory.labels import Labels
from pipeline.inventory.links import link
from pipeline.inventory.masking import mask_number, mask_text

LABELS = Path(__file__).parents[2] / "models" / "sv" / "labels.toml"


def test_swedish_alphabetical_order(labels: Labels) -> None:
    right = ["1 avtal", "Ale", "Ale kommun", "Alesund", "émile", "Enköping", "Vara", "Visby", "Wasa", "über", "yt",
             "Zetterlund", "Ånge", "Ängelholm", "Ærø", "Öland", "Østersund"]  # fmt: skip
    shuffled = [*right[1::2], *right[::2]]
    assert sorted(shuffled, key=lambda text: sort_key(text, labels.collation)) == right


def test_punctuation_does_not_count_and_other_scripts_come_last(labels: Labels) -> None:
    texts = ["Ω-avtal", "«Avtal B»", "Avtal C", "- Avtal A"]
    ordered = sorted(texts, key=lambda text: sort_key(text, labels.collation))
    assert ordered == ["- Avtal A", "«Avtal B»", "Avtal C", "Ω-avtal"]


@given(st.text())
def test_every_text_can_be_sorted_cleaned_and_guarded(text: str) -> None:
    labels = Labels.parse(tomllib.loads(LABELS.read_text(encoding="utf-8")))
    sort_key(text, labels.collation)
    cell = guarded(clean(text))
    cell.encode("utf-8")
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_cell_holds_no_more_than_excel_takes() -> None:
    assert len(clean("x" * 100_000)) == LONGEST_CELL


def test_stray_characters_go() -> None:
    assert clean("A\u202eB\ud800\ufeff\uf0b7\x00C\u00a0D") == "ABC D"


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("212000-2080", "212000-2080"),
        ("232100-0156", "232100-0156"),
        ("21200-2916", "21200-2916"),
        ("6408233234", "640823-****"),
        ("640823-3234", "640823-****"),
        ("19640823-3234", "640823-****"),
        ("16556012-5790", "16556012-5790"),
    ],
)
def test_org_numbers_of_persons_are_masked(number: str, shown: str) -> None:
    assert mask_number(number) == shown


@pytest.mark.parametrize(
    "text", ["KS 2014/1039", "2013-01-01 – 2014-12-31", "20130101-20141231", "021-39 00 00", "131001", "212000-2080"]
)
def test_other_numbers_stay(text: str) -> None:
    assert mask_text(text) == text


@pytest.mark.parametrize("text", ["640823-3234", "640823+3234", "19640823-3234", "196408233234", "640883-3234"])
def test_personal_numbers_in_texts_are_masked(text: str) -> None:
    assert mask_text(f"Innehavare {text}.").endswith("-****.")


def test_links_hold_odd_file_names() -> None:
    assert link("../corpus", "å b#c%d?[1].pdf", 2) == "external:../corpus/å%20b%23c%25d%3F%5B1%5D.pdf#page=2"
    assert link("../corpus", "caf\udce9.pdf", 1) is None
    assert link("../corpus", "x" * 3000, 1) is None


def test_a_missing_or_misspelt_label_is_named() -> None:
    table = tomllib.loads(LABELS.read_text(encoding="utf-8"))
    del table["remarks"]["expired"]
    with pytest.raises(ValueError, match=r"\[remarks\].*expired"):
        Labels.parse(table)
    del table["status"]
    with pytest.raises(ValueError, match="status"):
        Labels.parse(table)
