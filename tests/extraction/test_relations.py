"""What a document says of another one: which it is, how it is called, its dates and number; and what only sounds so."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.domain.relation import Relation
from tests.extraction.papers import agreement

BODY = """
# {title}
Mellan Tallstads kommun och Region Mellanbygden har träffats följande avtal.
Avtalet gäller från och med 2019-01-01 till och med 2021-12-31.
"""


def relations(line: str, title: str = "Samverkansavtal om Barnahus") -> tuple[Relation, ...]:
    return agreement(BODY.format(title=title) + line).relations


@pytest.mark.parametrize(
    ("line", "kind", "says"),
    [
        ("Det ersätter avtalet från 2010-10-01.", "replaces", "avtalet från 2010-10-01"),
        ("Avtalet träder i stället för avtal om Krami 2012.", "replaces", "avtal om Krami 2012"),
        ("Härmed upphävs överenskommelsen om skola.", "replaces", "överenskommelsen om skola"),
        ("I och med detta avtal upphör avtalet om skola från 2015 att gälla.", "replaces",
         "avtalet om skola från 2015"),
        ("Avtalet ersätter, när det godkänts, Avtal om skola 2012-2014.", "replaces", "Avtal om skola 2012-2014"),
        ("Planen ersätter handlingsplan mot våld 2012–2014.", "replaces", "handlingsplan mot våld 2012–2014"),
        ("Det är ett tillägg till överenskommelsen om hemsjukvård.", "amends", "överenskommelsen om hemsjukvård"),
        ("Det kompletterar avtalet mellan kommunen, polisen och regionen (KS 2016/41).", "amends",
         "avtalet mellan kommunen, polisen och regionen (KS 2016/41)"),
        ("Härmed förlängs avtalet om Krami med ett år.", "prolongs", "avtalet om Krami"),
        ("Avtalet om skola från 2006 (Bilaga 4) upphör att gälla.", "terminates",
         "Avtalet om skola från 2006 (Bilaga 4)"),
        ("Rutinen utgör bilaga till länsöverenskommelsen om missbruk.", "annex_of",
         "länsöverenskommelsen om missbruk"),
        ("Utifrån ramöverenskommelsen tecknas detta avtal.", "under_framework", "ramöverenskommelsen"),
    ],
)  # fmt: skip
def test_another_document_is_named_as_it_stands(line: str, kind: str, says: str) -> None:
    (relation,) = relations(line)
    assert (relation.kind.value, relation.says) == (kind, says)
    assert says in " ".join(e.quote for e in relation.evidence)


def test_its_dates_and_its_number_are_kept() -> None:
    (relation,) = relations(
        "Avtalet ersätter avtal om skola, daterat 2015-03-01, dnr KS 2015/123, och gäller för alla."
    )
    assert [str(day) for day in relation.dates] == ["2015-03-01"]
    assert relation.registry_number == "KS 2015/123"


@pytest.mark.parametrize(
    ("title", "kind", "says"),
    [
        ("Tilläggsavtal 1 till avtal om sjukvård för hemlösa", "amends", "avtal om sjukvård för hemlösa"),
        ("Ändring av avtal om familjecentral, dnr KS 2015/12", "amends", "avtal om familjecentral, dnr KS 2015/12"),
        ("Förlängning av samverkansavtal om skola 2015-2018", "prolongs", "samverkansavtal om skola 2015-2018"),
        ("Överenskommelse om upphörande av avtal om Krami", "terminates", "avtal om Krami"),
        ("Lokal överenskommelse till länsöverenskommelse om missbruk", "under_framework",
         "länsöverenskommelse om missbruk"),
    ],
)  # fmt: skip
def test_a_title_names_what_the_document_belongs_to(title: str, kind: str, says: str) -> None:
    (relation,) = relations("", title)
    assert (relation.kind.value, relation.says) == (kind, says)


def test_the_new_last_day_of_what_is_prolonged() -> None:
    (relation,) = relations("Avtalet förlängs till och med 2027-12-31.", "Tilläggsavtal 1 till avtal om skola")
    assert relation.new_end == date(2027, 12, 31)


def test_two_days_for_the_end_give_none() -> None:
    line = "Avtalet förlängs t.o.m. 2027-12-31. Avtalet förlängs t.o.m. 2028-12-31."
    (relation,) = relations(line, "Tilläggsavtal 1 till avtal om skola")
    assert relation.new_end is None


@pytest.mark.parametrize(
    "line",
    [
        "Kommunen ersätter regionen för kostnader enligt överenskommelsen om ersättning från 2015.",
        "Parternas samarbete enligt avtalet ersätts med 5000 kronor.",
        "Avtalet ersätter alla skriftliga eller muntliga åtaganden.",
        "Avtalet ersätter inte parternas överenskommelse om lokaler.",
        "Denna överenskommelse ersätts av en ny överenskommelse när den träder i kraft.",
        "Avtalet ersätter avtalet.",
        "Ändringar och tillägg till avtalet ska vara skriftliga.",
        "Ändring av eller tillägg till överenskommelsen om samverkan ska ske skriftligen.",
        "Parterna ansvarar enligt samverkansavtalet om Barnahus för sina kostnader.",
        "Bilaga 1 till samverkansavtal om Barnahus: kontaktpersoner",
        "Uppsägning av avtalet om Barnahus ska vara skriftlig.",
        "Avtalet gäller från 2006 och upphör att gälla 2010-12-31.",
        "Avtalet förlängs med ett år i taget.",
    ],
)
def test_what_only_sounds_like_another_document(line: str) -> None:
    assert relations(line) == ()


def test_a_name_stays_short() -> None:
    (relation,) = relations("Det ersätter överenskommelsen om " + "samverkan kring barn " * 20 + "från 2010.")
    assert len(relation.says) <= 160


def test_each_other_document_once() -> None:
    lines = "Det ersätter avtalet om skola från 2015-03-01.\nAvtalet ersätter avtalet om skola."
    assert [r.says for r in relations(lines)] == ["avtalet om skola från 2015-03-01"]
