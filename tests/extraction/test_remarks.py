"""What Övrigt says of a document itself: when it is reviewed, that it is a draft."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.domain.agreement import Agreement
from pipeline.domain.values import Duration
from pipeline.extraction.extract import extract
from pipeline.language import annotate
from tests.extraction.papers import agreement, lexicon, paper

BODY = """
# Samverkansavtal om Barnahus
Mellan Tallstads kommun och Region Mellanbygden har träffats följande avtal.
Avtalet gäller från och med 2019-01-01 till och med 2021-12-31.
"""


@pytest.mark.parametrize(
    ("line", "remark"),
    [
        ("Avtalet ska revideras årligen.", "Ska följas upp eller revideras: revideras årligen."),
        ("Avtalet ses över vartannat år.", "Ska följas upp eller revideras: ses över vartannat år."),
        ("Upprättad i Tallstad 2018-12-03", "Upprättat 2018-12-03."),
    ],
)
def test_one_sentence_for_each_kind(line: str, remark: str) -> None:
    assert remark in agreement(BODY + line).remarks


KNOWN = lexicon().tables["rhythms"]["rhythm"]


@pytest.mark.parametrize(
    ("words", "months"),
    [
        *((one["example"], one["months"]) for one in KNOWN),
        ("revideras 1 gång/år", 12),
        ("följs upp minst en gång per år", 12),
        ("revideras en gång per mandatperiod", None),
        ("ses över efter varje allmänt val", None),
    ],
)
def test_how_often_it_is_reviewed_where_that_is_a_length(words: str, months: int | None) -> None:
    every = agreement(f"{BODY}Avtalet {words}.").review_every
    assert every == (Duration(months) if months else None)


@pytest.mark.parametrize("line", ["UTKAST" + BODY, BODY + "\n~ Utkast med ändringsmarkeringar 2025-03-18"])
def test_a_draft_is_told(line: str) -> None:
    assert any("Utkast" in remark for remark in agreement(line).remarks)


@pytest.mark.parametrize(
    "line",
    [
        "Kommunen ersätter regionen för kostnader.",
        "Styrgruppen träffas fyra gånger per år.",
        "Ändringar och tillägg till avtalet ska vara skriftliga.",
        "Avtalet ersätter alla skriftliga eller muntliga åtaganden.",
        "Styrgruppen tar fram ett utkast till verksamhetsplan.",
    ],
)
def test_what_only_sounds_like_it(line: str) -> None:
    assert agreement(BODY + line).remarks == ()


def test_a_remark_stays_short() -> None:
    line = "Avtalet revideras " + "av samverkansgruppen " * 20 + "varje år."
    assert all(len(remark) < 200 for remark in agreement(BODY + line).remarks)


UNSIGNED = "Underskrifter\nOrt och datum ____________\nNamnförtydligande ____________"


def test_a_copy_that_nobody_signed_is_told_and_no_day_is_invented() -> None:
    found = agreement(BODY + UNSIGNED)
    assert "Inte undertecknat exemplar." in found.remarks
    assert found.signed_on.value is None
    assert not found.signed_on.review


@pytest.mark.parametrize(
    "signatures",
    [
        "Underskrifter\nTallstad den 4 december 2018\nFör Tallstads kommun",
        "Avtalet undertecknades den 4 december 2018.\nOrt och datum ____________",
        "Underskrifter\nTallstad 2018-12-04\nOrt och datum ____________",
    ],
)
def test_a_copy_that_somebody_signed_is_not_called_unsigned(signatures: str) -> None:
    assert "Inte undertecknat exemplar." not in agreement(BODY + signatures).remarks


def test_a_draft_is_not_called_unsigned_as_well() -> None:
    assert agreement("UTKAST" + BODY + UNSIGNED).remarks == ("Utkast eller förslag, inte undertecknat.",)


def test_gaps_of_a_draft_are_not_filled_in() -> None:
    lines = "UTKAST\n" + BODY.replace("2019-01-01", "20XX-XX-XX").replace(
        "2021-12-31", "[Klicka här för att ange datum]"
    )
    found = agreement(lines)
    assert (found.valid_from.value, found.valid_to.value, found.signed_on.value) == (None, None, None)
    assert "inte ifyllt" in (found.valid_from.reason or "")


def test_struck_words_are_told_with_their_page() -> None:
    text = replace(paper(BODY), struck=(1,))
    found = extract(text, annotate(text, lexicon()), lexicon())
    assert isinstance(found, Agreement)
    assert "Text är överstruken på sida 1 och räknas inte med." in found.remarks
