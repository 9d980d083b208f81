from __future__ import annotations

import importlib.util
import json
from copy import deepcopy
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.evaluate import load_gold, score
from pipeline.scores import FIELDS, changes

ORACLE = Path(__file__).resolve().parents[2] / "shared" / "score.py"
DAY = date(2014, 12, 9)

LABEL: dict[str, Any] = {
    "title": "Överenskommelse om samverkan",
    "kind": "agreement",
    "parties": ["Västerås stad", "Region Västmanland"],
    "subject_keywords": ["samverkan", "barn och unga", "insatser"],
    "valid_from": "2012-03-01",
    "valid_to": "2013-02-28",
    "open_ended": False,
    "renewal": {"mode": "automatic", "period": "P1Y", "limit": None},
    "notice_period": "P3M",
    "signed_on": None,
    "revised_on": None,
    "registry_number": "KS 2013/45",
    "pages": [1, 2],
}
ROW: dict[str, Any] = {
    **{key: value for key, value in LABEL.items() if key != "subject_keywords"},
    "file": "a/x.pdf",
    "subject": "Samverkan kring insatser för barn och unga.",
    "parties": [{"name": "Västerås stad"}, {"name": "Region Västmanland"}],
    "status": "renewed",
    "current_term_end": "2015-02-28",
    "last_notice_date": "2014-11-30",
    "needs_review": [],
}


def gold(*labels: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"file": "x.pdf", "documents": list(labels)}]


def inventory(*rows: dict[str, Any]) -> dict[str, Any]:
    return {"as_of": DAY.isoformat(), "rows": list(rows)}


def changed(base: dict[str, Any], **values: Any) -> dict[str, Any]:
    return {**deepcopy(base), **values}


def test_a_right_row_has_no_misses() -> None:
    result = score(gold(LABEL), inventory(ROW))
    assert result.misses == []
    assert result.micro_f1 == 1.0
    assert (result.found, result.missed, result.invented) == (1, 0, 0)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Överenskommelsc om samverkan"),  # one letter in ten may be wrong
        ("registry_number", "ks2013-45"),
        ("renewal", {"mode": "automatic", "period": "P12M", "limit": None}),
        ("parties", ["Region  Västmanland", "VÄSTERÅS STAD"]),
    ],
)
def test_what_means_the_same_is_right(field: str, value: Any) -> None:
    assert score(gold(LABEL), inventory(changed(ROW, **{field: value}))).misses == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Avtal om lokaler"),
        ("valid_to", "2014-02-28"),
        ("valid_to", None),
        ("renewal", {"mode": "automatic", "period": "P1Y", "limit": 1}),
        ("renewal", None),
        ("notice_period", "P4M"),
        ("signed_on", "2012-01-01"),
        ("parties", ["Västerås stad"]),
        ("subject", "Hyra av lokaler."),
        ("subject", "samverkan barn och unga insatser " + "ord " * 60),
    ],
)
def test_what_is_wrong_is_silent_unless_it_asks_for_review(field: str, value: Any) -> None:
    wrong = changed(ROW, **{field: value})
    result = score(gold(LABEL), inventory(wrong))
    assert [(miss.field, miss.silent) for miss in result.misses] == [(field, True)]
    warned = score(gold(LABEL), inventory(changed(wrong, needs_review=[field])))
    assert [(miss.field, miss.silent) for miss in warned.misses] == [(field, False)]
    assert warned.silent == 0
    assert warned.review


def test_a_non_agreement_taken_for_one_counts() -> None:
    result = score(gold(), inventory(ROW))
    assert (result.non_agreements, result.non_agreements_taken, result.invented) == (1, 1, 1)
    assert [miss.field for miss in result.misses] == ["document"]


def test_gains_and_losses_tell_what_changed_and_only_that() -> None:
    before = score(gold(LABEL), inventory(changed(ROW, valid_to=None, title="Avtal om lokaler")))
    now = score(gold(LABEL), inventory(changed(ROW, valid_to="2013-12-31", notice_period=None)))
    gains, losses = changes(now, json.loads(json.dumps(before.as_json())))
    assert gains == [("x.pdf", 1, "title")]
    assert [miss.field for miss in losses] == ["notice_period"]


def test_files_that_the_baseline_lacks_are_neither_gains_nor_losses() -> None:
    before = score([], inventory())
    assert changes(score(gold(LABEL), inventory()), before.as_json()) == ([], [])


def test_doubtful_labels_are_left_out(tmp_path: Path) -> None:
    lines = [json.dumps({"file": "a.pdf", "documents": []}), "", json.dumps({"file": "b.pdf", "doubt": True})]
    (tmp_path / "gold.jsonl").write_text("\n".join(lines))
    assert [label["file"] for label in load_gold(tmp_path / "gold.jsonl")] == ["a.pdf"]


# --- against the project's reference scorer, where it is at hand ---------------------------------


@pytest.fixture(scope="module")
def oracle() -> ModuleType:
    if not ORACLE.is_file():
        pytest.skip("the reference scorer is not here")
    spec = importlib.util.spec_from_file_location("reference_score", ORACLE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


DATES = st.none() | st.sampled_from(["2012-03-01", "2013-02-28", "2014-12-31", "2020-01-01"])
PERIODS = st.sampled_from(["P1Y", "P12M", "P3M", "P30D", "P2W"])
RENEWALS = st.none() | st.fixed_dictionaries(
    {
        "mode": st.sampled_from(["automatic", "option"]),
        "period": PERIODS,
        "limit": st.none() | st.integers(1, 3),
    }
)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "title": st.sampled_from(["Avtal om lokaler", "Avtal om lokal", "Handlingsplan mot våld", "Plan"]),
    "kind": st.sampled_from(["agreement", "action_plan"]),
    "parties": st.lists(st.sampled_from(["Västerås stad", "Väster-\nås stad", "Polisen", "Regionen"]), max_size=3),
    "valid_from": DATES,
    "valid_to": DATES,
    "open_ended": st.booleans(),
    "renewal": RENEWALS,
    "notice_period": st.none() | PERIODS,
    "signed_on": DATES,
    "revised_on": DATES,
    "registry_number": st.none() | st.sampled_from(["KS 2013/45", "KS2013/45", "12"]),
    "pages": st.sampled_from([[1, 2], [3, 3], [2, 5]]),
}
LABELS = st.fixed_dictionaries(
    VALUES | {"subject_keywords": st.lists(st.sampled_from(["lokaler", "barn och unga", "våld"]), max_size=3)}
)
ROWS = st.fixed_dictionaries(
    VALUES
    | {
        "file": st.sampled_from(["a/x.pdf", "y.pdf"]),
        "subject": st.none() | st.sampled_from(["", "Barn och unga, lokal", "Våld i nära relationer"]),
        "status": st.sampled_from(["expired", "in_force"]),
        "current_term_end": DATES,
        "last_notice_date": DATES,
        "needs_review": st.lists(st.sampled_from(FIELDS), unique=True),
    }
)


@settings(max_examples=200, deadline=None)
@given(
    labels=st.lists(LABELS, max_size=3),
    others=st.lists(LABELS, max_size=2),
    rows=st.lists(ROWS, max_size=4),
    day=st.sampled_from([date(2012, 1, 1), date(2013, 2, 28), DAY, date(2030, 6, 1)]),
)
def test_the_reference_scorer_agrees(
    oracle: ModuleType, labels: list[Any], others: list[Any], rows: list[Any], day: date
) -> None:
    lines = [{"file": "x.pdf", "documents": labels}, {"file": "y.pdf", "documents": others}]
    content = {"as_of": day.isoformat(), "rows": rows}
    expected, got = oracle.score(lines, content, day), score(lines, content)
    counted = {n: {"tp": c.tp, "fp": c.fp, "fn": c.fn, "f1": c.f1} for n, c in got.fields.items()}
    assert counted == expected["fields"]
    assert (got.micro_f1, got.silent, got.review, got.cells) == tuple(
        expected[key] for key in ("micro_f1", "silent", "review", "cells")
    )
    assert {name: getattr(got, name) for name in expected["documents"]} == expected["documents"]
    assert [(m.file, m.field, m.gold, m.got) for m in got.misses] == [tuple(error) for error in expected["errors"]]
