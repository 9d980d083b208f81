from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from pipeline.domain.agreement import Agreement, Failure, Kind, Outcome, Party, Rejection
from pipeline.domain.document import MissingPage
from pipeline.domain.evidence import Finding, Status
from pipeline.domain.terms import TermStatus
from pipeline.domain.values import Renewal
from pipeline.inventory.corrections.correction import Correction, Corrections
from pipeline.inventory.labels import Labels
from pipeline.inventory.table import tabulate

MakeAgreement = Callable[..., Agreement]
MakeOutcome = Callable[..., Outcome]
DAY = date(2014, 12, 9)


def test_just_five_of_figur_2_have_run_out(figure_2: tuple[Outcome, ...], labels: Labels) -> None:
    inventory = tabulate(figure_2, DAY, labels)
    expired = {int(row.file[9:11]) for row in inventory.rows if row.terms.status is TermStatus.EXPIRED}
    renewed = {int(row.file[9:11]) for row in inventory.rows if row.terms.status is TermStatus.RENEWED}
    assert expired == {3, 8, 9, 16, 18}
    assert renewed == {4, 7}


def test_rows_are_numbered_through_the_three_sections(figure_2: tuple[Outcome, ...], labels: Labels) -> None:
    inventory = tabulate(figure_2, DAY, labels)
    assert [row.number for row in inventory.rows] == list(range(1, 20))
    assert [len(inventory.section(kind)) for kind in Kind] == [14, 2, 3]


def test_order_is_by_start_then_title_and_the_same_every_night(
    make_agreement: MakeAgreement, make_outcome: MakeOutcome, labels: Labels
) -> None:
    titles = ["Öppen vård", "Ängen", "ångest", "Zoo", "avtal", "Wasa", "Vård"]
    outcomes = [make_outcome(f"{n}.pdf", make_agreement(title=title)) for n, title in enumerate(titles)]
    outcomes += [make_outcome("x.pdf", make_agreement(title="Öst", valid_from="2014-01-01"))]
    forwards = [row.title for row in tabulate(outcomes, DAY, labels).rows]
    assert forwards == ["Öst", "avtal", "Vård", "Wasa", "Zoo", "ångest", "Ängen", "Öppen vård"]
    assert [row.title for row in tabulate(outcomes[::-1], DAY, labels).rows] == forwards


def test_every_file_is_in_one_place(make_agreement: MakeAgreement, make_outcome: MakeOutcome, labels: Labels) -> None:
    outcomes = [
        make_outcome("b/two.pdf", make_agreement((1, 2)), make_agreement((3, 4))),
        make_outcome("a/minutes.pdf", rejection=Rejection("Protokoll", "kind/minutes")),
        make_outcome("locked.pdf", failure=Failure("encrypted", "Spara en kopia utan lösenord i corpus/.")),
    ]
    inventory = tabulate(outcomes, DAY, labels)
    assert [(row.file, row.owner) for row in inventory.rows] == [("b/two.pdf", "b")] * 2
    assert [(n.file, n.reason) for n in inventory.not_agreements] == [("a/minutes.pdf", "Protokoll")]
    assert [(f.file, f.code) for f in inventory.failures] == [("locked.pdf", "encrypted")]


@pytest.mark.parametrize("rest", [{}, {"rejection": Rejection("x", "y"), "failure": Failure("empty", "z")}])
def test_a_file_in_no_place_or_in_two_is_an_error(rest: Any, make_outcome: MakeOutcome, labels: Labels) -> None:
    with pytest.raises(ValueError, match=r"avtal\.pdf"):
        tabulate([make_outcome(**rest)], DAY, labels)


def test_a_file_given_twice_is_an_error(make_outcome: MakeOutcome, labels: Labels) -> None:
    twice = [make_outcome(rejection=Rejection("x", "y"))] * 2
    with pytest.raises(ValueError, match="2 times"):
        tabulate(twice, DAY, labels)


def test_ids_follow_content_not_name(make_agreement: MakeAgreement, make_outcome: MakeOutcome, labels: Labels) -> None:
    before = tabulate([make_outcome("old.pdf", make_agreement(), sha256="ab")], DAY, labels).rows[0]
    after = tabulate([make_outcome("new/name.pdf", make_agreement(title="X"), sha256="ab")], DAY, labels).rows[0]
    assert before.id == after.id
    assert before.id[0].isalpha()
    assert len(before.id) == 12


def test_copies_have_their_own_ids_and_know_of_each_other(
    make_agreement: MakeAgreement, make_outcome: MakeOutcome, labels: Labels
) -> None:
    outcomes = [make_outcome(f"{name}.pdf", make_agreement(open_ended=True), sha256="ab") for name in "ab"]
    first, second = tabulate(outcomes, DAY, labels).rows
    assert second.id == f"{first.id}.2"
    assert first.key == second.key == first.id
    assert (first.remarks, second.remarks) == ("Samma innehåll som i b.pdf", "Samma innehåll som i a.pdf")


def test_a_missing_page_is_named_wherever_it_may_belong(
    make_agreement: MakeAgreement, make_outcome: MakeOutcome, labels: Labels
) -> None:
    missing = tuple(MissingPage(page, "damaged") for page in (2, 3, 9))
    two = [make_agreement((1, 2), open_ended=True), make_agreement((3, 5), open_ended=True)]
    first, second = tabulate([make_outcome("x.pdf", *two, missing=missing)], DAY, labels).rows
    assert first.remarks == "Sidorna 2 och 9 kunde inte läsas. Kontrollera giltighetstiden mot dokumentet"
    assert second.remarks.startswith("Sidorna 3 och 9 kunde inte läsas")


def test_an_end_that_an_unread_page_may_change_is_to_be_reviewed(
    make_agreement: MakeAgreement, make_outcome: MakeOutcome, labels: Labels
) -> None:
    missing = (MissingPage(3, "page_timeout"),)
    both = [make_agreement((1, 2), valid_to=date(2015, 12, 31)), make_agreement((3, 5), valid_to=date(2016, 12, 31))]
    first, second = tabulate([make_outcome("x.pdf", *both, missing=missing)], DAY, labels).rows
    assert not first.agreement.valid_to.review
    assert second.agreement.valid_to.review
    assert second.agreement.valid_to.value == date(2016, 12, 31)
    assert second.agreement.valid_to.reason == (
        "Sidan 3 kunde inte läsas. Där kan något annat stå om när avtalet slutar."
    )


def test_a_rejection_says_which_pages_it_has_not_seen(make_outcome: MakeOutcome, labels: Labels) -> None:
    outcome = make_outcome(rejection=Rejection("Protokoll.", "kind/minutes"), missing=(MissingPage(4, "damaged"),))
    assert tabulate([outcome], DAY, labels).not_agreements[0].reason == "Protokoll. Sidan 4 kunde inte läsas"


def test_a_document_without_title_is_called_by_its_file(
    make_agreement: MakeAgreement, make_outcome: MakeOutcome, labels: Labels
) -> None:
    row = tabulate([make_outcome("a/b.pdf", make_agreement(title=None))], DAY, labels).rows[0]
    assert row.title == "Utan titel (b.pdf)"
    assert row.agreement.title.value is None


def test_the_users_notes_come_to_their_rows(
    make_agreement: MakeAgreement, make_outcome: MakeOutcome, labels: Labels
) -> None:
    outcome = make_outcome("a.pdf", make_agreement())
    row = tabulate([outcome], DAY, labels).rows[0]
    note = Corrections((Correction(row.key, "note", "Ring Polisen"),))
    assert tabulate([outcome], DAY, labels, note).rows[0].note == "Ring Polisen"


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"valid_to": "9999-12-31", "period": "P1Y", "notice_period": "P3M"}, TermStatus.IN_FORCE),
        ({"valid_to": "2010-12-31", "period": "P9000Y"}, TermStatus.UNKNOWN),
        ({"valid_to": "2010-12-31", "period": "P0D"}, TermStatus.EXPIRED),
        ({"valid_to": "0001-01-01", "notice_period": "P3M"}, TermStatus.EXPIRED),
    ],
)
def test_a_misread_year_does_not_stop_the_night(
    values: dict[str, Any],
    status: TermStatus,
    make_agreement: MakeAgreement,
    make_outcome: MakeOutcome,
    automatically: Callable[..., Renewal],
    labels: Labels,
) -> None:
    rest = dict(values)
    renewal = automatically(rest.pop("period")) if "period" in rest else None
    row = tabulate([make_outcome("a.pdf", make_agreement(renewal=renewal, **rest))], DAY, labels).rows[0]
    assert row.terms.status is status


def test_personal_numbers_never_reach_a_row(
    make_agreement: MakeAgreement, make_outcome: MakeOutcome, under_review: Callable[..., Finding[Any]], labels: Labels
) -> None:
    secret = "640823-3234"
    owner = Party(f"Bygg och Bo, {secret}", "Bygg och Bo", org_number=secret, alias=f"entreprenören {secret}")
    party = Party("Västerås stad", "Västerås stad", org_number="212000-2080")
    agreement = make_agreement(
        title=f"Avtal med {secret}",
        parties=(owner, party),
        subject=under_review(f"Se 19640823-3234 och {secret}.", f"nämner {secret}", f"innehavare {secret} " * 40),
        remarks=(f"Tecknat av {secret}",),
    )
    row = tabulate([make_outcome("a.pdf", agreement)], DAY, labels).rows[0]
    assert "3234" not in repr(row)
    assert [p.org_number for p in row.agreement.parties.value] == ["640823-****", "212000-2080"]
    assert max(len(e.quote) for e in row.agreement.subject.evidence) <= 300


def test_rows_cannot_be_changed(figure_2: tuple[Outcome, ...], labels: Labels) -> None:
    row = tabulate(figure_2, DAY, labels).rows[0]
    with pytest.raises(dataclasses.FrozenInstanceError):
        row.number = 2  # type: ignore[misc]


def test_a_finding_that_is_absent_is_no_reason_to_warn(
    make_agreement: MakeAgreement, make_outcome: MakeOutcome, labels: Labels
) -> None:
    absent = Finding(None, Status.ABSENT, reason="inget datum nämns")
    row = tabulate([make_outcome("a.pdf", make_agreement(valid_from=absent, open_ended=True))], DAY, labels).rows[0]
    assert row.remarks == ""


def test_copies_share_keys_and_agreements_on_a_page_do_not(
    make_agreement: MakeAgreement, make_outcome: MakeOutcome, labels: Labels
) -> None:
    two = make_agreement((1, 1), title="A"), make_agreement((1, 2), title="B")
    rows = tabulate([make_outcome(f"{name}.pdf", *two, sha256="ab") for name in "xy"], DAY, labels).rows
    stem = rows[0].key
    assert sorted(row.key for row in rows) == [stem, stem, f"{stem}-2", f"{stem}-2"]
    assert sorted(row.id for row in rows) == [stem, f"{stem}-2", f"{stem}-2.2", f"{stem}.2"]
