"""Running text becomes sentences of tokens in which every value is one token."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.language.entities import ValueReaders
from pipeline.language.swedish import Sentence, Tokenizer
from tests.layout.builders import lexicon

TOKENIZER = Tokenizer()
READERS = ValueReaders(lexicon())


def sentences(text: str) -> list[Sentence]:
    return TOKENIZER.sentences(text, 0, READERS.find_in(text))


def split(text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in sentences(text)]


def entities(text: str) -> list[tuple[str, str]]:
    return [(token.text, token.ent_type_) for s in sentences(text) for token in s.doc if token.ent_type_]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("från den 13 februari 2014", ("den 13 februari 2014", "DATE")),
        ("i tre (3) år", ("tre (3) år", "DURATION")),
        ("perioden 2011-01-01--2013-12-31", ("2011-01-01--2013-12-31", "INTERVAL")),
        ("senast den 1 november varje år", ("1 november", "DAY_OF_YEAR")),
        ("org.nr 212000-1439", ("212000-1439", "ORG_NUMBER")),
        ("diarienummer KS 2014/112", ("KS 2014/112", "REGISTRY")),
    ],
)
def test_a_value_is_one_token(text: str, found: tuple[str, str]) -> None:
    assert any(label == found[1] and found[0] in token for token, label in entities(text)), entities(text)


def test_a_value_keeps_its_place_and_what_it_means() -> None:
    text = "Avtalet gäller från 2014-02-13 i tre år."
    (sentence,) = sentences(text)
    at = next(i for i, token in enumerate(sentence.doc) if token.ent_type_ == "DATE")
    assert text[slice(*sentence.offsets[at])] == "2014-02-13"
    assert str(sentence.entities[at].value) == "2014-02-13"
    assert {str(entity.value) for entity in sentence.entities.values()} >= {"2014-02-13", "P3Y"}


def test_a_date_that_cannot_be_read_is_a_token_without_value() -> None:
    (sentence,) = sentences("Avtalet gäller från 20xx-xx-xx i tre år.")
    dates = [i for i, token in enumerate(sentence.doc) if token.ent_type_ == "DATE"]
    assert [sentence.entities[i].value for i in dates] == [None]


def test_values_do_not_reach_over_a_cell() -> None:
    assert [label for _, label in entities("13 februari\t2014-02-13")].count("DATE") == 1
    assert "2014-02-13" in [token for token, _ in entities("13 februari\t2014-02-13")]


def test_cells_are_parted_by_a_bar() -> None:
    (sentence,) = sentences("Datum\tOrt\tNamn")
    assert [token.text for token in sentence.doc] == ["Datum", "|", "Ort", "|", "Namn"]
    assert sentence.offsets == ((0, 5), (5, 6), (6, 9), (9, 10), (10, 14))


@pytest.mark.parametrize(
    "whole",
    [
        "Enligt 5 kap. 3 § socialtjänstlagen svarar kommunen.",
        "Se 2 kap. Ekby svarar för lokalen.",
        "Det gäller bl.a. Ekby kommun.",
        "Avtalet gäller t.o.m. 2014-02-13.",
        "Avtalet gäller fr. o. m. 2014-02-13 t. o. m. 2015-02-12.",
        "Parterna, m.fl. Ekby kommun, deltar t.ex. Vid möten.",
        "Det gäller dvs. Ekby kommun.",
        "Slut. och sedan.",
        "Belopp 12.500 kronor.",
    ],
)
def test_an_abbreviation_ends_no_sentence(whole: str) -> None:
    assert split(whole) == [whole]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Det gäller. Ekby svarar.", ["Det gäller.", "Ekby svarar."]),
        ("Gäller 12 månader i taget. 2 parter deltar.", ["Gäller 12 månader i taget.", "2 parter deltar."]),
        ("Vem svarar? Ekby svarar! Så är det.", ["Vem svarar?", "Ekby svarar!", "Så är det."]),
        ("Det gäller t.o.m. 2014-02-13. Det förlängs.", ["Det gäller t.o.m. 2014-02-13.", "Det förlängs."]),
        ("Det gäller. Åsmyra svarar.", ["Det gäller.", "Åsmyra svarar."]),
    ],
)
def test_a_full_stop_before_a_capital_or_figure_ends_one(text: str, parts: list[str]) -> None:
    assert split(text) == parts


def test_offsets_count_from_the_stretch_s_own_start() -> None:
    text = "Rubrik\nDet gäller. Ekby svarar."
    found = TOKENIZER.sentences(text[7:], 7, ())
    assert [text[s.start : s.end] for s in found] == ["Det gäller.", "Ekby svarar."]


PIECES = ["Avtalet", "gäller", "t.o.m.", "2014-02-13", ".", ",", "§ 3", "\t", "  ", "kap.", "(dnr"]


@given(st.lists(st.sampled_from(PIECES)).map(" ".join))
@settings(deadline=None, max_examples=60)
def test_tokens_cover_every_letter_once_and_in_order(text: str) -> None:
    offsets = [span for sentence in sentences(text) for span in sentence.offsets]
    covered = [at for start, end in offsets for at in range(start, end)]
    assert covered == sorted(set(covered))
    assert {at for at, char in enumerate(text) if not char.isspace()} <= set(covered)


@pytest.mark.parametrize("mark", ["", ","])
def test_a_sentence_without_end_is_cut(mark: str) -> None:
    text = " ".join(f"ord{n}{mark}" for n in range(2000))
    found = sentences(text)
    assert max(len(sentence.offsets) for sentence in found) <= 250
    assert " ".join(split(text)) == text
    assert all(part.endswith(mark) for part in split(text))


def test_an_empty_stretch_has_no_sentence() -> None:
    assert sentences("") == []
    assert sentences("   ") == []


def test_the_norm_is_the_lower_case_word() -> None:
    (sentence,) = sentences("Avtalet forlangs")
    assert [token.norm_ for token in sentence.doc] == ["avtalet", "forlangs"]
