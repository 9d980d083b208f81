"""The diary in a run: it is no document, it is read anew each night, and what is wrong with it is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from flows.diary import diary_messages, taken_from_diary
from flows.publishing import labels, messages, publish_all
from flows.summary import load_inventory
from flows.survey import survey
from pipeline.domain.agreement import FIELDS, Agreement, Kind, Outcome
from pipeline.domain.evidence import Finding, Status
from pipeline.publish import Published
from pipeline.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2014, 12, 9)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "corpus").mkdir()
    return Settings(corpus=tmp_path / "corpus", outputs=tmp_path / "outputs", models=ROOT / "models")


@pytest.fixture
def night(settings: Settings) -> Callable[[], Published]:
    values: dict[str, Any] = {name: Finding(None, Status.ABSENT) for name in FIELDS}
    values |= {
        "kind": Finding(Kind.AGREEMENT, Status.STATED),
        "title": Finding("Avtal om Krami", Status.STATED),
        "parties": Finding((), Status.ABSENT),
        "open_ended": Finding(value=False, status=Status.ABSENT),
    }
    outcome = Outcome("avtal.pdf", "0" * 64, (Agreement(pages=(1, 1), **values),))
    return lambda: publish_all([outcome], DAY, settings, load_inventory(settings.outputs / "forteckning.json"))


def said(published: Published, settings: Settings) -> list[str]:
    words = labels(settings)
    return [*diary_messages(published.inventory.diary, words), *messages(published)]


def written(settings: Settings, name: str, text: str) -> None:
    (settings.corpus / name).write_text(text, encoding="utf-8")


def test_a_diary_is_no_document(settings: Settings) -> None:
    for name in ("diarium.csv", "diarium.xlsx", "Diarium.CSV"):
        written(settings, name, "Dnr;Titel")
    assert survey(settings.corpus) == ()


def test_a_night_without_news_but_another_diary_sees_it(settings: Settings, night: Callable[[], Published]) -> None:
    number = lambda published: published.inventory.rows[0].agreement.registry_number.value  # noqa: E731
    assert number(night()) is None
    written(settings, "diarium.csv", "Filnamn;Dnr\navtal.pdf;KS 2014/1\n")
    published = night()
    assert number(published) == "KS 2014/1"
    assert [(change.kind.value, [one.field for one in change.fields]) for change in published.changed or ()] == [
        ("changed", ["registry_number"])
    ]
    assert (settings.outputs / "rapport" / "diarium.html").is_file()
    written(settings, "diarium.csv", "Filnamn;Dnr\navtal.pdf;KS 2014/2\n")
    assert number(night()) == "KS 2014/2"
    (settings.corpus / "diarium.csv").unlink()
    assert number(night()) is None
    assert not (settings.outputs / "rapport" / "diarium.html").exists()


def test_the_diarys_values_are_no_corrections(settings: Settings, night: Callable[[], Published]) -> None:
    written(settings, "diarium.csv", "Filnamn;Dnr;Undertecknat\navtal.pdf;KS 2014/1;2014-03-01\n")
    night()
    published = night()
    assert published.gathered.made == 0
    assert not (settings.corpus / "rattelser.csv").exists()


def test_the_same_diary_gives_the_same_files(settings: Settings, night: Callable[[], Published]) -> None:
    written(settings, "diarium.csv", "Filnamn;Dnr\navtal.pdf;KS 2014/1\n;KS 2014/5\n")
    night()
    night()
    before = {path: path.read_bytes() for path in settings.outputs.iterdir() if path.suffix in {".xlsx", ".csv"}}
    night()
    assert before == {path: path.read_bytes() for path in before}


def test_what_the_diary_is_good_for_is_told(settings: Settings, night: Callable[[], Published]) -> None:
    assert said(night(), settings) == []
    written(settings, "diarium.csv", "Dnr;Titel\nKS 2014/1;Barnahus\n")
    assert said(night(), settings) == [
        "Poster i diarium.csv: 1. Ingen av dem hör till något dokument i corpus/.",
        "Dokument som saknas i diariet (se bladet Avstämning mot diariet): 1",
    ]


def test_a_broken_diary_stops_no_run(settings: Settings, night: Callable[[], Published]) -> None:
    written(settings, "diarium.csv", "Filnamn;Dnr\navtal.pdf;KS 2014/1\n")
    written(settings, "diarium.xlsx", "PK\x03\x04 broken")
    published = night()
    assert len(published.inventory.rows) == 1
    first, second = said(published, settings)
    assert first.startswith("diarium.xlsx gick inte att läsa")
    assert second.startswith("Också diarium.csv finns i corpus/ men används inte")


def test_the_trace_of_a_file_tells_what_came_from_the_diary(settings: Settings, night: Callable[[], Published]) -> None:
    written(settings, "diarium.csv", "Filnamn;Dnr\navtal.pdf;KS 2014/1\n")
    night()
    inventory = json.loads((settings.outputs / "forteckning.json").read_bytes())
    assert list(taken_from_diary(inventory, "avtal.pdf")) == [
        "",
        "Diariet i den senaste körningen: diarium.csv, rad 2 (samma filnamn)",
        "  Diarienummer: «KS 2014/1» hämtat ur diariet",
    ]
    assert list(taken_from_diary(inventory, "annat.pdf")) == []
    assert list(taken_from_diary(None, "avtal.pdf")) == []
