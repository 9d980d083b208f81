"""What a document tells of its own freshness, of who decided, and of what it governs."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.domain.actuality import EventKind, Trait
from tests.extraction.papers import agreement

BODY = """
# Samverkansavtal om Barnahus
Mellan Tallstads kommun och Region Mellanbygden har träffats följande avtal.
Avtalet gäller från och med 2019-01-01 och tills vidare. Det förlängs med ett år i taget.
"""
SIGNED = """
Tallstad 2018-12-03
Anna Granlund
förvaltningschef, barn- och ungdomspsykiatrin
"""


def events(lines: str) -> set[tuple[EventKind, str]]:
    return {(one.kind, one.day.isoformat()) for one in agreement(BODY + lines).actuality.events}


@pytest.mark.parametrize(
    ("line", "event"),
    [
        ("Socialnämnden godkände avtalet den 20 november 2018.", (EventKind.DECIDED, "2018-11-20")),
        ("Fastställd av lokala gruppen för Barnahus 2018-11-21", (EventKind.DECIDED, "2018-11-21")),
        ("Avtalet följdes upp av parterna den 14 maj 2020.", (EventKind.FOLLOWED_UP, "2020-05-14")),
        ("Avtalet är reviderat den 1 juni 2020.", (EventKind.REVISED, "2020-06-01")),
        ("Tallstad den 3 december 2018\nAnna Granlund, förvaltningschef", (EventKind.ESTABLISHED, "2018-12-03")),
    ],
)
def test_dated_events_are_read(line: str, event: tuple[EventKind, str]) -> None:
    assert event in events(line)


@pytest.mark.parametrize(
    "line",
    [
        "En uppföljning görs den 14 maj 2020.",
        "Avtalet ska följas upp senast 2020-05-14.",
        "Avtalet följdes upp våren 2020.",
        "Avtalet förlängdes den 14 maj 2020.",
    ],
)
def test_what_is_planned_or_has_no_day_or_is_a_renewal_is_no_follow_up(line: str) -> None:
    assert not {kind for kind, _ in events(line)} & {EventKind.FOLLOWED_UP}


def test_each_event_shows_where_it_stands() -> None:
    (found,) = [
        one
        for one in agreement(BODY + "Avtalet följdes upp av parterna den 14 maj 2020.").actuality.events
        if one.day == date(2020, 5, 14)
    ]
    assert "14 maj 2020" in found.evidence[0].quote


def test_who_signs_names_the_unit() -> None:
    found = agreement(BODY + SIGNED).actuality.evidence(Trait.MANAGEMENT)
    assert [one.quote for one in found] == ["förvaltningschef, barn- och ungdomspsykiatrin"]


def test_a_head_who_settles_disputes_has_not_signed() -> None:
    line = "Oenighet lyfts till enhetschef och därefter till förvaltningschef hos respektive part.\n" * 3
    assert not agreement(BODY + line).actuality.shows(Trait.MANAGEMENT)


def test_who_leads_a_group_has_not_signed() -> None:
    assert not agreement(BODY + "Ordförande är skolchefen.\n" * 3).actuality.shows(Trait.MANAGEMENT)


@pytest.mark.parametrize(
    ("lines", "trait"),
    [
        ("Samtycke från den enskilde krävs.\nVid behov får barnet en samordnad individuell plan.", Trait.INDIVIDUAL),
        ("Styrgruppen leder arbetet.", Trait.GENERAL),
        ("Den som ser behovet kallar till möte.", Trait.PROCEDURE),
        ("Regionen svarar för läkemedel.", Trait.RESPONSIBILITY),
        ("# Gemensamma mål\nIngen ska vänta.", Trait.GOALS),
    ],
)
def test_what_it_governs(lines: str, trait: Trait) -> None:
    assert agreement(BODY + lines).actuality.shows(trait)
    assert not agreement(BODY).actuality.shows(trait)


def test_one_sentence_on_single_cases_is_not_what_governs_them() -> None:
    line = "Myndigheternas insatser ska hänga ihop i varje enskilt ärende."
    assert not agreement(BODY + line).actuality.shows(Trait.INDIVIDUAL)


def test_words_of_actuality_leave_the_other_fields_alone() -> None:
    plain, more = agreement(BODY), agreement(BODY + "Den som ser behovet kallar till möte. Styrgruppen leder arbetet.")
    assert (plain.valid_from, plain.open_ended, plain.renewal) == (more.valid_from, more.open_ended, more.renewal)
