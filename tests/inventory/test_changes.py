from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from pipeline.domain.agreement import Agreement, Failure, Outcome, Rejection
from pipeline.inventory.changes import Change, Content, changes
from pipeline.inventory.json_file import json_bytes
from pipeline.inventory.labels import Labels
from pipeline.inventory.table import tabulate

MakeAgreement = Callable[..., Agreement]
MakeOutcome = Callable[..., Outcome]
DAY = date(2014, 12, 9)


def content(outcomes: list[Outcome], labels: Labels, day: date = DAY) -> Content:
    data = json_bytes(tabulate(outcomes, day, labels), labels, generated=datetime(2014, 12, 9, tzinfo=UTC), program="1")
    found: Content = json.loads(data)
    return found


def told(found: tuple[Change, ...] | None) -> list[tuple[str, str | None, list[tuple[str, Any, Any]]]]:
    assert found is not None
    return [(one.kind.value, one.title, [(f.field, f.old, f.new) for f in one.fields]) for one in found]


def test_without_an_earlier_inventory_there_is_nothing_to_compare(labels: Labels) -> None:
    assert changes(None, content([], labels)) is None
    assert changes({"rows": [{"file": "av en annan version"}]}, content([], labels)) is None


def test_nothing_has_changed(figure_2: tuple[Outcome, ...], labels: Labels) -> None:
    same = content(list(figure_2), labels)
    assert changes(same, same) == ()


def test_new_and_gone(make_agreement: MakeAgreement, make_outcome: MakeOutcome, labels: Labels) -> None:
    before = [make_outcome(f"{name}.pdf", make_agreement(title=name)) for name in ("kvar", "borta", "brev", "läst")]
    after = [
        before[0],
        make_outcome("ny.pdf", make_agreement(title="ny")),
        make_outcome("brev.pdf", rejection=Rejection("Dokumentet är ett brev.", "letter")),
        make_outcome("läst.pdf", failure=Failure("encrypted", "Filen är lösenordsskyddad.")),
    ]
    found = changes(content(before, labels), content(after, labels))
    assert told(found) == [("new", "ny", []), ("gone", "borta", []), ("gone", "brev", []), ("gone", "läst", [])]
    assert [one.whereabouts for one in found or ()] == [None, "left_corpus", "rejected", "unreadable"]
    assert [one.number for one in found or ()][1:] == [None] * 3


def test_an_agreement_that_runs_out_by_itself_is_told(
    make_agreement: MakeAgreement, make_outcome: MakeOutcome, labels: Labels
) -> None:
    outcomes = [make_outcome("a.pdf", make_agreement(title="Avtal", valid_to="2014-12-08"))]
    found = changes(content(outcomes, labels, date(2014, 12, 8)), content(outcomes, labels))
    assert told(found) == [("expired", "Avtal", [("status", "in_force", "expired")])]


def test_a_value_is_told_as_it_was_and_as_it_is(
    make_agreement: MakeAgreement, make_outcome: MakeOutcome, labels: Labels
) -> None:
    def outcome(**values: Any) -> list[Outcome]:
        return [make_outcome("a.pdf", make_agreement(title="Avtal", **values), sha256="f" * 64)]

    old = outcome(valid_to="2015-01-01", parties=("A", "B"), remarks=("x",))
    new = outcome(valid_to="2016-01-01", parties=("A", "C"), remarks=("y",))
    assert told(changes(content(old, labels), content(new, labels))) == [
        (
            "changed",
            "Avtal",
            [
                ("parties", ["A", "B"], ["A", "C"]),
                ("valid_to", "2015-01-01", "2016-01-01"),
                ("current_term_end", "2015-01-01", "2016-01-01"),
            ],
        )
    ]


def test_a_renamed_file_is_the_same_agreement(
    make_agreement: MakeAgreement, make_outcome: MakeOutcome, labels: Labels
) -> None:
    old, new = ([make_outcome(name, make_agreement(title="Avtal"), sha256="f" * 64)] for name in ("a.pdf", "b.pdf"))
    found = changes(content(old, labels), content(new, labels))
    assert told(found) == [("changed", "Avtal", [("file", "a.pdf", "b.pdf")])]


def test_a_file_with_new_content_is_compared_with_what_it_held(
    make_agreement: MakeAgreement, make_outcome: MakeOutcome, labels: Labels
) -> None:
    old, new = (
        [make_outcome("a.pdf", make_agreement((3, 4), title=title), sha256=sha * 64)]
        for title, sha in (("Gamla", "e"), ("Nya", "f"))
    )
    found = changes(content(old, labels), content(new, labels))
    assert told(found) == [("changed", "Nya", [("title", "Gamla", "Nya")])]


def test_what_an_earlier_version_did_not_write_is_no_change(figure_2: tuple[Outcome, ...], labels: Labels) -> None:
    after = content(list(figure_2), labels)
    before = {**after, "rows": [{k: v for k, v in row.items() if k != "last_notice_date"} for row in after["rows"]]}
    assert changes(before, after) == ()
