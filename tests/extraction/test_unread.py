"""A field that the text speaks of in words that no rule reads is empty, and asks for review with the place."""

from __future__ import annotations

import pytest

from tests.extraction.papers import agreement

PAPER = """
# Samverkansavtal om stöd till unga vuxna
Mellan Tallstads kommun och Region Mellanbygden har träffats följande avtal.
# Syfte
Parterna samverkar om stöd till unga vuxna med psykisk ohälsa.
# {heading}
{text}
# Tvister
Tvister löses i första hand genom förhandling mellan parterna.
{end}
"""


@pytest.mark.parametrize(
    ("field", "heading", "text", "reason"),
    [
        ("valid_to", "Giltighetstid", "Den avtalstid som är kvar firas 2014-06-30.", "giltigheten"),
        (
            "valid_from",
            "Övrigt",
            "Avtalet gäller till och med 2015-12-31. Den giltighet som räknas hör ihop med 2013-07-01.",
            "giltigheten",
        ),
        ("renewal", "Avtalstid", "Förlängning tas upp vid midsommar för de 2 år som väntar.", "förlängning"),
        ("notice_period", "Avtalstid", "Varsel, tre månader, ges till styrgruppen.", "uppsägning"),
        ("notice_period", "Övrigt", "En part kan kliva av. Då väntar vi i tre månader.", "uppsägning"),
        ("renewal", "Övrigt", "Det finns en option. Om den nyttjas blir det ett år.", "förlängning"),
        ("valid_to", "Hur länge", "Ingen vet, men 2015-12-31 vore rimligt.", "giltigheten"),
        ("revised_on", "Övrigt", "Texten har omarbetats av arbetsgruppen, som blev klar 2014-03-01.", "revidering"),
    ],
)
def test_what_no_rule_reads_is_asked_about(field: str, heading: str, text: str, reason: str) -> None:
    finding = getattr(agreement(PAPER.format(heading=heading, text=text, end="")), field)
    if finding.value:
        pytest.fail("a rule reads it by now: find other words")
    assert finding.review
    assert reason in finding.reason


def test_a_day_by_unknown_words_at_the_end_may_be_that_of_the_signatures() -> None:
    end = "Så kom vi överens i Tallstad på kvällen 2014-03-01, alla närvarande."
    finding = agreement(PAPER.format(heading="Övrigt", text="Inget.", end=end)).signed_on
    assert finding.value is None
    assert finding.review
    assert "slutet av sida 1" in (finding.reason or "")


@pytest.mark.parametrize(
    ("field", "heading", "text"),
    [
        ("renewal", "Övrigt", "Deltagarens plats kan förlängas med två månader."),
        ("notice_period", "Övrigt", "Avtalet kan hävas vid väsentligt avtalsbrott som inte rättas inom 30 dagar."),
        ("revised_on", "Uppföljning", "Avtalet ska revideras vartannat år."),
        ("signed_on", "Ekonomi", "Ersättningen betalas senast den 15 mars 2014."),
    ],
)
def test_what_is_read_or_means_another_thing_is_not_asked_about(field: str, heading: str, text: str) -> None:
    finding = getattr(agreement(PAPER.format(heading=heading, text=text, end="")), field)
    assert (finding.value, finding.review) == (None, False)


def test_what_guidelines_say_of_agreements_at_large_is_asked_about() -> None:
    guidelines = """
# Riktlinjer för idéburet offentligt partnerskap
Fastställda av kommunstyrelsen 2022-05-30.
# Avtal
Avtalstiden ska vara högst tre år med möjlighet till förlängning i högst två år. Uppsägningstiden ska vara sex månader.
"""
    read = agreement(guidelines)
    assert read.renewal.review
    assert read.notice_period.review


def test_what_surely_runs_until_further_notice_is_not_asked_for_its_end() -> None:
    text = "Avtalet gäller tills vidare från 2013-07-01. Den avtalstid som är kvar firas 2014-06-30."
    finding = agreement(PAPER.format(heading="Giltighetstid", text=text, end="")).valid_to
    assert (finding.value, finding.review) == (None, False)
