"""Words misread by OCR are mended where only one known word can be meant."""

from __future__ import annotations

import pytest

from pipeline.language.entities import ValueReaders
from pipeline.language.matching import reader
from pipeline.language.mending import Mender
from pipeline.language.ocr_folding import Folding
from tests.layout.builders import lexicon

CONFUSIONS = [["m", "rn"], ["l", "1", "i"], ["o", "ö"], ["a", "å", "ä"]]
NEGATIONS = {"inte", "ej", "icke", "aldrig", "utan", "ingen", "inget", "inga", "ingendera"}


def shipped() -> Mender:
    return reader(lexicon())._mender


@pytest.mark.parametrize(
    ("word", "mended"),
    [
        ("forlangs", "förlängs"),
        ("f0rlängs", "f0rlängs"),
        ("tilis", "tills"),
        ("månad", "månad"),
        ("rnånad", "månad"),
        ("annat", "annat"),
        ("till", "till"),
        ("ar", "ar"),
    ],
)
def test_a_misread_word_is_mended_when_only_one_word_fits(word: str, mended: str) -> None:
    folding = Folding(CONFUSIONS, ["förlängs", "tills", "månad", "till", "år"])
    assert folding.fold(word) == mended


def test_two_words_that_fit_leave_it_as_it_stands() -> None:
    folding = Folding(CONFUSIONS, ["halla", "hålla", "gäller"])
    assert folding.fold("hälla") == "hälla"
    assert folding.fold("galler") == "gäller"


def test_a_word_that_rules_know_is_never_changed() -> None:
    folding = Folding(CONFUSIONS, ["gäller", "galler"])
    assert (folding.fold("galler"), folding.fold("gäller")) == ("galler", "gäller")


def test_an_ordinary_word_that_looks_like_one_of_the_rules_is_kept() -> None:
    folding = Folding(CONFUSIONS, ["ändra"], kept=["andra"])
    assert (folding.fold("andra"), folding.fold("ändra"), folding.fold("åndra")) == ("andra", "ändra", "åndra")


def test_one_rare_confusion_is_undone_in_a_long_word() -> None:
    folding = Folding(CONFUSIONS, ["oktober", "stat", "lokal", "total"], rarer=[["t", "l"], ["k", "t"]])
    assert folding.fold("oklober") == "oktober"
    assert folding.fold("slat") == "slat"  # too short
    assert folding.fold("oklooer") == "oklooer"


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("fôrlängs och förIängs", "förlängs och förlängs"),
        ("f0rlängs, fö1jande", "förlängs, följande"),
        ("uppsâgning, iippsägning, uppsägnlng", "uppsägning, uppsägning, uppsägning"),
        ("tilIs vidare", "tills vidare"),
        ("till|s vidare", "till|s vidare"),
        ("Giltighctstid och GALLER", "Giltighetstid och GÄLLER"),
        ("vidarc mänader rnånader manad", "vidare månader månader månad"),
        ("överenskornmelse", "överenskommelse"),
        ("ﬁnns", "finns"),
        ("tva tvä trc ocb", "två två tre och"),
        ("med ett år 1 taget eller l sänder", "med ett år i taget eller i sänder"),
        ("ett år ål gången", "ett år åt gången"),
        ("fr.o.rn. 2014 t.o.nn. 2015", "fr.o.m. 2014 t.o.m. 2015"),
        ("Falköp1ng och 5öderhamn", "Falköplng och Söderhamn"),
    ],
)
def test_the_usual_confusions_are_mended(line: str, mended: str) -> None:
    assert shipped().words(line).content == mended


@pytest.mark.parametrize(
    "line",
    [
        "Ändra eller andra, vara eller våra, saga eller säga, värd eller vård",
        "är en part inte med, säger den ej upp",
        "KS2014 12KS 2013 3b GA4 EQ5D 6månader Bilaga1",
        "Det är tre är det nog, punkt 3 är klar",
        "i mars, I mars, vid 1 maj",
    ],
)
def test_ordinary_words_stay(line: str) -> None:
    assert shipped().words(line).content == line


def test_no_known_word_becomes_or_stops_being_a_negation_or_a_unit() -> None:
    folding = shipped()._folding
    units = {word for words in lexicon().tables["units"].values() if isinstance(words, list) for word in words}
    ordinary = {*folding._known}
    assert {word for word in ordinary if folding.fold(word) != word} == set()
    assert all(folding.fold(word) == word for word in NEGATIONS | units)


def test_a_misread_negation_is_a_negation() -> None:
    text = "Avtalet förlängs lnte, och cj heller intc"
    assert shipped().words(text).content == "Avtalet förlängs inte, och ej heller inte"


def test_the_mended_line_is_what_the_values_are_read_from() -> None:
    readers = ValueReaders(lexicon())
    line, entities = shipped().read("gäller tilIs vidare")
    assert [e.label for e in readers.find_in("gäller tilIs vidare")] != [e.label for e in entities]
    assert [line.span(e.start, e.end) for e in entities if e.label == "OPEN"] == [(7, 19)]
