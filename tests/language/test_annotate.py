"""A text's mentions: where they stand, below which heading, and that no text makes the rules run wild."""

from __future__ import annotations

from functools import lru_cache

import pytest

from pipeline.domain.document import PageSource
from pipeline.language import annotate, reader
from pipeline.language.matching import Reader
from tests.layout.builders import lexicon, line, page, text_of, written

PROSE = "Parterna ska tillsammans verka för att barn och unga får det stöd som de behöver i vardagen."


@lru_cache(maxsize=1)
def shipped() -> Reader:
    return reader(lexicon())


def test_the_rules_are_compiled_once() -> None:
    assert reader(lexicon()) is shipped()


def test_mentions_point_into_the_text_in_its_order() -> None:
    text = written(
        "# Avtal om stöd", "## Giltighetstid", "Avtalet gäller från 2014-02-13 till 2015-02-12.", "## Syfte", PROSE
    )
    mentions = annotate(text, lexicon())
    assert [m.start for m in mentions] == sorted(m.start for m in mentions)
    assert all(0 <= m.start < m.end <= len(text.content) for m in mentions)
    ends = [m for m in mentions if m.label == "END" or "valid_to" in m.value or m.rule.startswith("validity/")]
    assert any("2014-02-13" in text.content[m.start : m.end] for m in ends)
    assert any(place.quote for m in ends for place in text.locate(m.start, m.end))


def test_values_are_mentions_of_their_own() -> None:
    text = written("Datum 2014-02-13 i Ekby.", "Diarienummer KS 2014/112")
    found = {m.label: m for m in annotate(text, lexicon()) if m.rule.startswith("value/")}
    assert str(found["DATE"].value["value"]) == "2014-02-13"
    assert found["REGISTRY"].value["number"] == "KS 2014/112"


def test_a_value_in_the_margin_is_found() -> None:
    pages = [
        page(line("Diarienummer KS 2014/112", 40), *[line(PROSE, 200 + 14 * n) for n in range(4)], number=n)
        for n in (1, 2)
    ]
    text = text_of(*pages)
    places = [m.start for m in annotate(text, lexicon()) if m.label == "REGISTRY"]
    assert len(places) == 2
    assert min(places) >= text.margin_start


def test_ocr_confusions_are_mended_on_scanned_pages_only() -> None:
    sentence = "Avtalet ska därefter forlangas automatiskt med ett år i taget om det inte sägs upp."
    labels = {
        source: {m.rule for m in annotate(written(PROSE, sentence, source=source), lexicon()) if m.label == "RENEWAL"}
        for source in (PageSource.OCR, PageSource.TEXT_LAYER)
    }
    assert labels[PageSource.OCR] > labels[PageSource.TEXT_LAYER]


@pytest.mark.parametrize(
    "part",
    [
        "mellan Ekby kommun och Region Åsmyra , har ",
        "avtalet förlängs med ett år i taget om inte uppsägning sker senast sex månader före avtalstidens utgång , ",
        "avtalet gäller från och med 2014-02-13 till och med 2015-02-12 ",
        "parterna är kommunen och regionen och ",
        "om inte ",
    ],
)
def test_a_sentence_of_two_thousand_tokens_makes_no_more_of_itself(part: str) -> None:
    text = " ".join((part * 2000).split()[:2000])
    every_rule = shipped()._matcher(tuple(range(len(shipped()._patterns))))
    sentences = shipped()._tokenizer.sentences(text, 0, shipped()._values.find_in(text))
    for sentence in sentences:
        assert len(every_rule(sentence.doc)) < len(sentence.doc) ** 2
    assert len(shipped().read_sentence(text)) < 2000
