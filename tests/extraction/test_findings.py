"""How an answer is put together: how sure it is, and when a person is asked."""

from __future__ import annotations

import pytest

from pipeline.domain.document import PageSource
from pipeline.domain.evidence import Evidence, Finding, How, Status
from pipeline.domain.values import Duration
from pipeline.extraction.findings import REVIEW_BELOW, Reasons, absent, derived, doubted, evidence, stated
from tests.layout.builders import lexicon, line, page, text_of

REASONS = Reasons(lexicon().sentences)


def sure(confidence: float) -> Evidence:
    return Evidence(1, "gäller", (), "test", How.STATED, confidence)


def scanned(confidence: float) -> Evidence:
    """Evidence for a date that OCR read so."""
    words = (line("Gäller från", 100), line("2014-02-13", 100, 160, confidence=confidence))
    text = text_of(page(*words, source=PageSource.OCR))
    start = text.content.index("2014")
    (found,) = evidence(text, start, start + 10, "test", How.STATED, 0.95)
    return found


def test_a_sure_value_needs_no_review() -> None:
    found = stated("x", [sure(0.95), sure(0.9)], REASONS)
    assert found == Finding("x", Status.STATED, (sure(0.95), sure(0.9)), 0.9)


@pytest.mark.parametrize(("confidence", "review"), [(REVIEW_BELOW, False), (REVIEW_BELOW - 0.001, True)])
def test_the_weakest_evidence_decides(confidence: float, review: bool) -> None:
    found = stated("x", [sure(0.99), sure(confidence)], REASONS)
    assert found.review is review
    assert bool(found.reason) is review


def test_a_value_without_evidence_is_asked_about() -> None:
    found = stated("x", [], REASONS)
    assert found.review
    assert found.confidence == 0.0


def test_evidence_quotes_what_stands_there() -> None:
    found = scanned(0.9)
    assert (found.page, found.quote, found.rule, found.how, len(found.boxes)) == (
        1,
        "2014-02-13",
        "test",
        How.STATED,
        1,
    )


def test_what_ocr_read_well_keeps_the_rule_s_confidence() -> None:
    assert scanned(0.9).confidence == 0.95
    assert not stated("x", [scanned(0.9)], REASONS).review


def test_what_ocr_read_badly_is_asked_about_and_why() -> None:
    badly, rarely = stated("x", [scanned(0.3)], REASONS), stated("x", [sure(0.7)], REASONS)
    assert badly.review
    assert badly.reason == REASONS.say("unsure_reading")
    assert rarely.reason == REASONS.say("unsure_rule")


def test_a_derived_value_says_how_it_came_about() -> None:
    found = derived("x", [sure(0.95)], REASONS, "2012-03-01 + 3 år − 1 dag")
    assert (found.status, found.derivation) == (Status.DERIVED, "2012-03-01 + 3 år − 1 dag")
    assert {e.how for e in found.evidence} == {How.DERIVED}


def test_what_is_absent_says_why() -> None:
    assert absent(None, "Saknas.") == Finding(None, Status.ABSENT, (), 1.0, review=False, reason="Saknas.")
    assert absent(None, "Saknas.", review=True).confidence == 0.0


def test_doubts_add_up_and_are_told_once() -> None:
    once = doubted(stated("x", [sure(0.95)], REASONS), "Ett skäl.")
    twice = doubted(doubted(once, "Ett annat."), "Ett skäl.")
    assert once.confidence < REVIEW_BELOW
    assert twice.reason == "Ett skäl. Ett annat."
    assert (twice.value, twice.evidence) == (once.value, once.evidence)


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (Duration(36), "3 år"), (Duration(12), "1 år"), (Duration(18), "18 månader"), (Duration(1), "1 månad"),
        (Duration(0, 30), "30 dagar"), (Duration(0, 1), "1 dag"), (Duration(24, 2), "2 år 2 dagar"),
    ],
)  # fmt: skip
def test_lengths_are_said_in_swedish(length: Duration, said: str) -> None:
    assert REASONS.say_length(length) == said


def test_a_sentence_is_filled_in_and_must_be_there() -> None:
    assert REASONS.say("only_title")
    assert "2014-02-13" in REASONS.say("start_is_signing", date="2014-02-13")
    with pytest.raises(KeyError):
        REASONS.say("no_such_sentence")
    with pytest.raises(KeyError):
        REASONS.say("start_is_signing")
