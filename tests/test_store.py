from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest

from pipeline import store as module
from pipeline.domain.agreement import Agreement, Failure, Kind, Outcome, Party, Rejection
from pipeline.domain.document import BBox, MissingPage
from pipeline.domain.evidence import Evidence, Finding, How, Status
from pipeline.domain.relation import Relation, RelationKind
from pipeline.domain.values import Duration, PartialDate, Renewal, RenewalMode
from pipeline.sections import Ocr
from pipeline.settings import load
from pipeline.store import Store, fingerprint, sha256_of, write_atomically

SHA = "ab" + "0" * 62


T = TypeVar("T")


def stated(value: T) -> Finding[T]:
    box = BBox(1.5, 2.0, 3.25, 4.0)
    evidence = Evidence(2, "Så står det – «här»", (box,), "validity/starts_on", How.STATED, 0.9)
    return Finding(value, Status.STATED, (evidence,), 0.9, review=True, reason="Läs själv.", derivation="1 + 1")


@pytest.fixture
def outcome() -> Outcome:
    agreement = Agreement(
        pages=(1, 3),
        kind=stated(Kind.ACTION_PLAN),
        title=stated("Överenskommelse"),
        parties=stated((Party("Västerås stad", "Västerås kommun", "212000-2080", "kommunen"), Party("Regionen", "R"))),
        subject=stated(None),
        registry_number=stated("KS 2013/45"),
        valid_from=stated(date(2012, 3, 1)),
        valid_to=stated(date(2015, 2, 28)),
        open_ended=stated(False),
        renewal=stated(Renewal(RenewalMode.AUTOMATIC, Duration(12), None)),
        notice_period=stated(Duration(3, 10)),
        signed_on=stated(None),
        revised_on=stated(None),
        remarks=("Följs upp årligen.",),
        relations=(
            Relation(
                RelationKind.AMENDS,
                "avtalet från mars 2012",
                (PartialDate(2012, 3), PartialDate(2012)),
                "KS 2012/7",
                date(2016, 2, 29),
                stated(None).evidence,
            ),
        ),
        sketch=(3, 4, 4294967295),
    )
    return Outcome("västerås/a.pdf", SHA, (agreement,), missing=(MissingPage(4, "damaged"),))


def test_an_outcome_comes_back_as_it_was(tmp_path: Path, outcome: Outcome) -> None:
    store = Store(tmp_path, "f1")
    assert store.save(outcome)
    assert Store(tmp_path, "f1").load(outcome.file, SHA) == outcome


@pytest.mark.parametrize(
    "other",
    [
        Outcome("a.pdf", SHA, rejection=Rejection("Det är en rapport.", "kind/report")),
        Outcome("a.pdf", SHA, failure=Failure("encrypted", "Filen är lösenordsskyddad.")),
    ],
)
def test_rejections_and_lasting_failures_are_kept(tmp_path: Path, other: Outcome) -> None:
    store = Store(tmp_path, "f1")
    assert store.save(other)
    assert store.load("a.pdf", SHA) == other


@pytest.mark.parametrize(
    "passing",
    [
        Outcome("a.pdf", SHA, failure=Failure("page_timeout", "")),
        Outcome("a.pdf", SHA, failure=Failure("unexpected", "")),
        Outcome("a.pdf", SHA, missing=(MissingPage(1, "page_timeout"),)),
    ],
)
def test_what_may_be_better_tomorrow_is_not_kept(tmp_path: Path, passing: Outcome) -> None:
    store = Store(tmp_path, "f1")
    assert not store.save(passing)
    assert store.load("a.pdf", SHA) is None


def test_a_renamed_file_is_known_by_its_content(tmp_path: Path, outcome: Outcome) -> None:
    store = Store(tmp_path, "f1")
    store.save(outcome)
    assert store.load("nytt namn.pdf", SHA) == dataclasses.replace(outcome, file="nytt namn.pdf")


def test_a_name_that_is_no_utf8_can_be_kept(tmp_path: Path, outcome: Outcome) -> None:
    store = Store(tmp_path, "f1")
    odd = dataclasses.replace(outcome, file="v\udce4ster.pdf")
    store.save(odd)
    assert store.load(odd.file, SHA) == odd


def test_another_fingerprint_is_a_miss_and_forgets_the_old(tmp_path: Path, outcome: Outcome) -> None:
    Store(tmp_path, "f1").save(outcome)
    later = Store(tmp_path, "f2")
    assert later.load(outcome.file, SHA) is None
    later.save(outcome)
    assert Store(tmp_path, "f1").load(outcome.file, SHA) is None


@pytest.mark.parametrize("damage", [b"", b"{", b'{"file": 1}', b"\xff\xfe\x00", b"null"])
def test_a_damaged_file_counts_as_none(tmp_path: Path, outcome: Outcome, damage: bytes) -> None:
    store = Store(tmp_path, "f1")
    store.save(outcome)
    (kept,) = store.folder(SHA).glob("outcome-*.json")
    kept.write_bytes(damage)
    assert store.load(outcome.file, SHA) is None
    store.save(outcome)
    assert store.load(outcome.file, SHA) == outcome


def test_a_failed_write_leaves_the_old_file_and_no_litter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.json"
    write_atomically(path, b"old")

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_fingerprint_follows_rules_and_settings(tmp_path: Path) -> None:
    settings = load(tmp_path).model_copy(update={"models": tmp_path / "models"})
    rule = tmp_path / "models" / "sv" / "rules" / "a.toml"
    rule.parent.mkdir(parents=True)
    rule.write_text('label = "A"')
    first = fingerprint(settings)
    assert first == fingerprint(settings.model_copy(update={"workers": 7, "corpus": tmp_path / "x"}))
    assert first != fingerprint(settings.model_copy(update={"ocr": Ocr(dpi=200)}))
    rule.write_text('label = "B"')
    assert first != fingerprint(settings)


def test_the_fingerprint_follows_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load(tmp_path).model_copy(update={"models": tmp_path})
    monkeypatch.setattr(module, "_PROGRAM", tmp_path / "pipeline")
    for name in ("language/a.py", "inventory/b.py"):
        path = tmp_path / "pipeline" / name
        path.parent.mkdir(parents=True)
        path.write_text("1")
    first = fingerprint(settings)
    (tmp_path / "pipeline" / "inventory" / "b.py").write_text("2")
    assert first == fingerprint(settings)
    (tmp_path / "pipeline" / "language" / "a.py").write_text("2")
    assert first != fingerprint(settings)


def test_sha256_is_of_the_content(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert sha256_of(tmp_path / "a") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
