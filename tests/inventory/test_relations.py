"""How rows stand to one another: what replaces, adds to, prolongs and rests on what, and when that is not certain."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from pipeline.domain.agreement import Agreement, Outcome
from pipeline.domain.evidence import Finding
from pipeline.domain.relation import Relation, RelationKind
from pipeline.domain.terms import TermStatus
from pipeline.domain.values import PartialDate
from pipeline.inventory.csv_file import csv_bytes
from pipeline.inventory.json_file import json_bytes
from pipeline.inventory.labels import Labels
from pipeline.inventory.review import needs_review
from pipeline.inventory.table import Inventory, Row, tabulate
from pipeline.inventory.workbook import workbook_bytes

MakeAgreement = Callable[..., Agreement]
DAY = date(2020, 6, 1)
PARTIES = ("Tallstads kommun", "Region Mellanbygden")
TITLE = "Samverkansavtal om Barnahus"


def says(kind: RelationKind, words: str, *dates: PartialDate, **rest: Any) -> Relation:
    return Relation(kind, words, dates, **rest)


def replaces(words: str, *dates: PartialDate, **rest: Any) -> Relation:
    return says(RelationKind.REPLACES, words, *dates, **rest)


def tabulated(labels: Labels, agreements: dict[str, Agreement], as_of: date = DAY) -> Inventory:
    outcomes = [Outcome(f"{name}.pdf", name, (agreement,)) for name, agreement in agreements.items()]
    return tabulate(outcomes, as_of, labels)


def rows(labels: Labels, as_of: date = DAY, **agreements: Agreement) -> dict[str, Row]:
    return {row.file.removesuffix(".pdf"): row for row in tabulated(labels, agreements, as_of).rows}


@pytest.fixture
def barnahus(make_agreement: MakeAgreement) -> MakeAgreement:
    """One agreement on the same matter between the same parties, from a year on."""

    def made(year: int, *relations: Relation, **rest: Any) -> Agreement:
        values = {"title": TITLE, "parties": PARTIES, "valid_from": f"{year}-01-01", "open_ended": True} | rest
        return make_agreement(relations=relations, **values)

    return made


def test_only_the_head_of_a_chain_of_three_runs(barnahus: MakeAgreement, labels: Labels) -> None:
    found = rows(
        labels,
        first=barnahus(2005),
        second=barnahus(2010, replaces("avtalet från 2005-01-01", PartialDate(2005, 1, 1))),
        third=barnahus(2015, replaces("tidigare samverkansavtal om Barnahus")),
    )
    first, second, third = found["first"], found["second"], found["third"]
    assert [row.replaced_by for row in (first, second, third)] == [second.id, third.id, None]
    assert [row.terms.status for row in found.values()] == [TermStatus.IN_FORCE] * 3
    assert [labels.status[row.standing] for row in (first, second, third)] == ["Ersatt", "Ersatt", "Gäller"]
    assert first.remarks == "Ersatt av nr 2 (Samverkansavtal om Barnahus) från 2010-01-01"
    assert third.remarks == "Ersätter nr 2 (Samverkansavtal om Barnahus)"


def test_a_successor_that_has_not_begun_replaces_nothing_yet(barnahus: MakeAgreement, labels: Labels) -> None:
    found = rows(labels, old=barnahus(2010), new=barnahus(2021, replaces("avtalet från 2010", PartialDate(2010))))
    assert found["old"].replaced_by is None
    assert found["old"].standing == TermStatus.IN_FORCE
    assert found["old"].remarks == "Ersätts av nr 2 (Samverkansavtal om Barnahus) från 2021-01-01"


def test_a_successor_with_a_doubtful_start_hides_nothing(
    barnahus: MakeAgreement, under_review: Callable[..., Finding[Any]], labels: Labels
) -> None:
    start = under_review(date(2018, 1, 1), "går inte att läsa")
    new = barnahus(2018, replaces("tidigare avtal"), valid_from=start)
    old = rows(labels, old=barnahus(2010), new=new)["old"]
    assert old.replaced_by is None
    assert "kontrollera om det har börjat gälla" in old.remarks


def test_what_is_not_in_the_corpus_is_told(barnahus: MakeAgreement, labels: Labels) -> None:
    new = barnahus(2018, replaces("överenskommelsen om hemsjukvård från 2011-04-01", PartialDate(2011, 4, 1)))
    found = rows(labels, old=barnahus(2010), new=new)
    assert found["old"].remarks == ""
    assert found["new"].remarks == (
        "Ersätter «överenskommelsen om hemsjukvård från 2011-04-01», som saknas bland dokumenten"
    )


def test_of_two_that_may_be_meant_none_is_linked(barnahus: MakeAgreement, labels: Labels) -> None:
    new = barnahus(2018, replaces("tidigare samverkansavtal om Barnahus"))
    found = rows(labels, one=barnahus(2009), other=barnahus(2011), new=new)
    assert [found[name].replaced_by for name in ("one", "other")] == [None, None]
    assert found["new"].remarks == "Ersätter «tidigare samverkansavtal om Barnahus»; det kan vara nr 1 eller nr 2"


def test_a_registry_number_settles_it(barnahus: MakeAgreement, labels: Labels) -> None:
    new = barnahus(2018, replaces("avtalet KS 2011/7", registry_number="KS 2011/7"))
    found = rows(labels, one=barnahus(2009), other=barnahus(2011, title="Annat", registry_number="KS 2011/7"), new=new)
    assert found["other"].replaced_by == found["new"].id
    assert found["one"].replaced_by is None


def test_nothing_replaces_itself_nor_what_is_younger(barnahus: MakeAgreement, labels: Labels) -> None:
    own = replaces("samverkansavtal om Barnahus", PartialDate(2018, 1, 1), registry_number="KS 1/18")
    found = rows(labels, one=barnahus(2018, own, registry_number="KS 1/18"), younger=barnahus(2019))
    assert all(row.replaced_by is None for row in found.values())
    assert found["one"].related.links[0].rows == ()


def test_two_never_replace_one_another(barnahus: MakeAgreement, labels: Labels) -> None:
    undated = {"valid_from": None, "signed_on": None}
    a, b = replaces("avtal KS 2/18", registry_number="KS 2/18"), replaces("avtal KS 1/18", registry_number="KS 1/18")
    found = rows(
        labels,
        one=barnahus(2018, a, registry_number="KS 1/18", **undated),
        two=barnahus(2018, b, registry_number="KS 2/18", **undated),
    )
    assert all(link.row is None for row in found.values() for link in row.related.links)


def test_other_parties_or_another_day_are_another_agreement(barnahus: MakeAgreement, labels: Labels) -> None:
    new = barnahus(2018, replaces("tidigare samverkansavtal om Barnahus"))
    other = barnahus(2010, parties=("Björkmo kommun", "Polismyndigheten"))
    assert rows(labels, other=other, new=new)["other"].replaced_by is None
    new = barnahus(2018, replaces("avtalet om Barnahus från 2012-03-01", PartialDate(2012, 3, 1)))
    assert rows(labels, other=barnahus(2010), new=new)["other"].replaced_by is None


def test_another_matter_of_the_same_parties_is_another_agreement(barnahus: MakeAgreement, labels: Labels) -> None:
    new = barnahus(2018, replaces("avtalet från 2010-01-01", PartialDate(2010, 1, 1)))
    found = rows(labels, other=barnahus(2010, title="Avtal om hemsjukvård"), new=new)
    assert found["other"].replaced_by is None


def test_an_amendment_is_told_on_both_and_changes_no_date(barnahus: MakeAgreement, labels: Labels) -> None:
    addition = says(RelationKind.AMENDS, "samverkansavtal om Barnahus", new_end=date(2022, 12, 31))
    found = rows(
        labels,
        parent=barnahus(2017, valid_to="2019-12-31", open_ended=False),
        more=barnahus(2019, addition, title="Tilläggsavtal 1 till samverkansavtal om Barnahus"),
        again=barnahus(2020, addition, title="Tilläggsavtal 2 till samverkansavtal om Barnahus"),
    )
    parent = found["parent"]
    assert parent.agreement.valid_to.value == date(2019, 12, 31)
    assert parent.terms.status is TermStatus.EXPIRED
    assert "valid_to" in needs_review(parent.agreement, DAY)
    assert "är sista dagen 2022-12-31" in str(parent.agreement.valid_to.reason)
    assert "Förlängs till 2022-12-31 genom nr 2" in parent.remarks
    assert found["more"].remarks.startswith("Tillägg till nr 1 (Samverkansavtal om Barnahus)")
    assert found["again"].related.links[0].row == parent.id


def test_an_agreement_that_another_ends_is_to_be_reviewed(barnahus: MakeAgreement, labels: Labels) -> None:
    end = says(RelationKind.TERMINATES, "avtalet om Barnahus från 2010", PartialDate(2010))
    found = rows(labels, old=barnahus(2010), new=barnahus(2018, end, title="Överenskommelse om avslut"))
    assert found["old"].replaced_by is None
    assert found["old"].agreement.valid_to.review
    assert "Avslutas genom nr 2" in found["old"].remarks


def test_a_framework_that_is_missing_is_told(barnahus: MakeAgreement, labels: Labels) -> None:
    local = barnahus(2018, says(RelationKind.UNDER_FRAMEWORK, "ramöverenskommelsen om psykisk hälsa"))
    frame = barnahus(2016, title="Ramöverenskommelse om psykisk hälsa i Mellanbygden")
    assert rows(labels, local=local)["local"].remarks == (
        "Bygger på «ramöverenskommelsen om psykisk hälsa», som saknas bland dokumenten"
    )
    found = rows(labels, local=local, frame=frame)
    assert found["local"].related.links[0].row == found["frame"].id
    assert found["frame"].standing == TermStatus.IN_FORCE


def test_a_framework_binds_the_body_whose_unit_signs(barnahus: MakeAgreement, labels: Labels) -> None:
    says_so = says(RelationKind.UNDER_FRAMEWORK, "ramöverenskommelsen")
    local = barnahus(2018, says_so, parties=("Region Mellanbygden/BUP", "Tallstads kommun"))
    frame = barnahus(2019, title="Ramöverenskommelse om hälsa", parties=("Region Mellanbygden", "länets kommuner"))
    assert rows(labels, local=local, frame=frame)["frame"].id in {
        link.row for link in rows(labels, local=local, frame=frame)["local"].related.links
    }


def test_a_replaced_agreement_no_longer_speaks_of_notice(
    barnahus: MakeAgreement, automatically: Callable[..., Any], labels: Labels
) -> None:
    old = barnahus(2010, valid_to="2010-12-31", open_ended=False, renewal=automatically("P1Y"), notice_period="P3M")
    found = rows(labels, old=old, new=barnahus(2018, replaces("tidigare avtal")))
    assert found["old"].remarks == "Ersatt av nr 2 (Samverkansavtal om Barnahus) från 2018-01-01"


def test_every_output_tells_it(barnahus: MakeAgreement, labels: Labels) -> None:
    chain = {"old": barnahus(2010), "new": barnahus(2018, replaces("tidigare avtal"), replaces("avtalet om skola"))}
    inventory = tabulated(labels, chain)
    made = json.loads(json_bytes(inventory, labels, generated=datetime(2020, 6, 1, tzinfo=UTC), program="0"))
    old, new = made["rows"]
    assert (old["status"], old["replaced_by"], old["relations"]) == ("in_force", new["id"], [])
    assert new["relations"] == [
        {"kind": "replaces", "says": "tidigare avtal", "row": old["id"], "evidence": []},
        {"kind": "replaces", "says": "avtalet om skola", "row": None, "evidence": []},
    ]
    assert ';"Ersatt";' in csv_bytes(inventory, labels).decode("utf-8-sig")
    book = load_workbook(BytesIO(workbook_bytes(inventory, labels, corpus="../corpus")))
    sheet = book[labels.workbook.flat]
    assert "Ersatt" in {cell.value for cell in sheet[2]}
    formulas = {rule.formula[0] for rules in sheet.conditional_formatting for rule in rules.rules}
    assert '"Ersatt"' in formulas


def test_personal_numbers_are_masked_in_what_is_said(barnahus: MakeAgreement, labels: Labels) -> None:
    row = rows(labels, new=barnahus(2018, replaces("avtalet med 640823-3234")))["new"]
    assert "3234" not in repr(row)
