"""Real files without Prefect and worker processes: what is read, what is known, what is told, what is written."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable
from concurrent.futures import Future
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from flows import contents
from flows.batch import Batch, begun
from flows.publishing import publish_all
from flows.stops import StoppedError
from flows.summary import load_inventory
from flows.up_to_date import Made, Told
from pipeline import store
from pipeline.domain.agreement import Outcome
from pipeline.settings import Settings, load

DAY = date(2014, 12, 9)


class Here:
    """An engine without processes: each job is done at once, one at a time, for PDFium knows no threads."""

    processes = 1
    alone = threading.RLock()

    def __init__(self, settings: Settings, log: Path | None, temporary: Path) -> None:
        pass

    def submit(self, job: Callable[..., Any], *arguments: object, seconds: float) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            with self.alone:
                future.set_result(job(*arguments))
        except Exception as error:  # noqa: BLE001  # as from a process
            future.set_exception(error)
        return future

    def close(self) -> None:
        pass

    stop = close


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr("flows.batch.chosen", Here)
    monkeypatch.setattr(contents.time, "sleep", lambda seconds: None)
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number in (1, 2):
        document(corpus / f"{number}.pdf", number)
    return load(tmp_path).model_copy(update={"corpus": corpus, "outputs": tmp_path / "outputs", "workers": 1})


def document(path: Path, number: int) -> None:
    canvas = Canvas(str(path), pagesize=A4, invariant=True)
    canvas.drawString(60, 760, f"Samverkansavtal {number} om familjecentral")
    canvas.drawString(60, 720, "Mellan Västerås stad och Region Västmanland har följande avtal träffats.")
    canvas.drawString(60, 680, f"Avtalet gäller från och med den 1 januari 200{number} till och med 2015-12-31.")
    canvas.save()


def run(settings: Settings) -> tuple[list[str], list[Outcome]]:
    """The files that were read, and what all are."""
    with begun(settings) as batch:
        return list(batch.reading), batch.outcomes()


def night(settings: Settings, day: date = DAY) -> bool:
    """One whole run without Prefect; whether anything was written."""
    with begun(settings) as batch:
        made = Made.of(batch.contents, day, settings)
        if not batch.reading and made.told():
            return False
        before, outcomes = load_inventory(made.before()), batch.outcomes()
        made.begin()
        publish_all(outcomes, day, settings, before)
        made.done(Told(), Made.of(batch.contents, day, settings))
        return True


def codes(outcomes: list[Outcome]) -> list[str | None]:
    return [one.failure and one.failure.code for one in outcomes]


def test_renamed_and_moved_files_are_known_by_their_content(settings: Settings) -> None:
    read, first = run(settings)
    assert read == ["1.pdf", "2.pdf"]
    (settings.corpus / "västerås").mkdir()
    (settings.corpus / "1.pdf").rename(settings.corpus / "västerås" / "flyttad.pdf")
    read, second = run(settings)
    assert read == []
    assert [one.file for one in second] == ["2.pdf", "västerås/flyttad.pdf"]
    assert second[1].agreements == first[0].agreements


def test_new_rules_are_applied_to_the_words_that_are_kept(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    _, first = run(settings)
    monkeypatch.setattr(store, "fingerprint", lambda settings: "another")
    monkeypatch.setattr("flows.workers.Workers.process", None)  # nothing may be read
    read, second = run(settings)
    assert read == ["1.pdf", "2.pdf"]
    assert second == first


@pytest.mark.parametrize("damage", [b"", b"x\x9cK\x02", b"{}"])
def test_kept_words_that_are_damaged_are_read_again(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, damage: bytes
) -> None:
    _, first = run(settings)
    for path in settings.work.rglob("read-*.json.z"):
        path.write_bytes(damage)
    monkeypatch.setattr(store, "fingerprint", lambda settings: "another")
    assert run(settings)[1] == first


def test_a_kept_outcome_that_is_damaged_is_made_again(settings: Settings) -> None:
    _, first = run(settings)
    for path in settings.work.rglob("outcome-*.json"):
        path.write_bytes(b"{")
    assert run(settings)[1] == first


def test_the_words_depend_on_reading_and_not_on_the_rules(settings: Settings, tmp_path: Path) -> None:
    other = settings.model_copy(update={"models": tmp_path})
    assert store.reading_fingerprint(other) == store.reading_fingerprint(settings)
    assert store.fingerprint(other) != store.fingerprint(settings)
    coarse = settings.model_copy(update={"ocr": settings.ocr.model_copy(update={"dpi": 200})})
    assert store.reading_fingerprint(coarse) != store.reading_fingerprint(settings)


def test_a_file_that_changes_while_it_is_read_is_left_for_the_next_run(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = settings.corpus / "1.pdf"
    whole = path.read_bytes()
    path.write_bytes(whole[:-100])

    def grown(found: object, index: object, max_bytes: float) -> tuple[contents.Content, ...]:
        result = real(found, index, max_bytes)  # type: ignore[arg-type]
        path.write_bytes(whole)
        (settings.corpus / "2.pdf").unlink()
        return result

    real = contents.contents
    monkeypatch.setattr(contents, "contents", grown)
    _, outcomes = run(settings)
    assert codes(outcomes) == ["changing", "vanished"]
    assert all(one.failure and one.failure.message for one in outcomes)
    assert list(settings.work.rglob("outcome-*.json")) == []
    assert list(settings.work.rglob("read-*.json.z")) == []
    monkeypatch.setattr(contents, "contents", real)
    assert codes(run(settings)[1]) == [None]


def test_an_empty_corpus_never_replaces_a_full_inventory(settings: Settings) -> None:
    assert night(settings)
    before = (settings.outputs / "forteckning.json").read_bytes()
    for path in settings.corpus.iterdir():
        path.unlink()
    with pytest.raises(StoppedError, match="i den förra förteckningen fanns 2 filer"):
        night(settings)
    settings.corpus.rmdir()
    with pytest.raises(StoppedError, match="finns inte eller går inte att läsa"):
        night(settings)
    assert (settings.outputs / "forteckning.json").read_bytes() == before


def test_an_empty_corpus_is_fine_on_the_first_day(settings: Settings) -> None:
    for path in settings.corpus.iterdir():
        path.unlink()
    assert night(settings)


def test_many_files_gone_at_once_and_folders_that_are_closed_are_told(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert looked(settings).messages == ()
    monkeypatch.setattr("flows.batch._MANY", 1)
    (settings.corpus / "1.pdf").unlink()
    (settings.corpus / "2.pdf").rename(settings.corpus / "kvar.pdf")
    assert looked(settings).messages == ()  # one of two
    (settings.corpus / "kvar.pdf").unlink()
    document(settings.corpus / "3.pdf", 3)
    (message,) = looked(settings).messages
    assert message.startswith("OBS! 1 av 1 filer")

    (settings.corpus / "stängd").mkdir()
    real = os.scandir

    def closed(folder: Any) -> object:
        if str(folder).endswith("stängd"):
            raise PermissionError(13, "Permission denied")
        return real(folder)

    monkeypatch.setattr("flows.survey.os.scandir", closed)
    (message,) = looked(settings).messages
    assert message.startswith(f"Mappen {settings.corpus / 'stängd'} fick inte läsas")


def looked(settings: Settings) -> Batch:
    with begun(settings) as batch:
        batch.outcomes()
    return batch


def test_nothing_is_written_where_nothing_has_changed(settings: Settings) -> None:
    assert night(settings)
    states = {path: path.stat().st_mtime_ns for path in settings.outputs.rglob("*") if "work" not in path.parts}
    assert not night(settings)
    for path, state in states.items():
        assert path.stat().st_mtime_ns == state
    assert night(settings, date(2014, 12, 10))
    assert not night(settings, date(2014, 12, 10))


@pytest.mark.parametrize(
    "change",
    ["workbook", "page", "page gone", "picture gone", "calendar", "open", "corrections", "diary", "removed", "renamed"],
)
def test_whatever_the_outputs_depend_on_makes_them_anew(settings: Settings, change: str) -> None:
    assert night(settings)
    outputs, corpus = settings.outputs, settings.corpus
    page, picture = (next((outputs / "rapport" / name).iterdir()) for name in ("avtal", "sidor"))
    ways: dict[str, Callable[[], object]] = {
        "workbook": (outputs / "forteckning.xlsx").touch,
        "page": lambda: page.write_bytes(b"touched"),
        "page gone": page.unlink,
        "picture gone": picture.unlink,
        "calendar": (outputs / "bevakning.ics").unlink,
        "open": (outputs / "~$forteckning.xlsx").touch,
        "corrections": lambda: (corpus / "rattelser.csv").write_text(""),
        "diary": lambda: (corpus / "diarium.csv").write_text("Dnr;Titel\n"),
        "removed": (corpus / "2.pdf").unlink,
        "renamed": lambda: (corpus / "2.pdf").rename(corpus / "ny.pdf"),
    }
    ways[change]()
    assert night(settings)
    content = json.loads((outputs / "forteckning.json").read_text(encoding="utf-8"))
    assert len(content["rows"]) == (1 if change == "removed" else 2)
    assert (outputs / "bevakning.ics").is_file()
    if change in {"page", "page gone"}:
        assert b"<html" in page.read_bytes()


def test_a_removed_file_leaves_the_inventory_and_is_told(settings: Settings) -> None:
    assert night(settings)
    (settings.corpus / "2.pdf").unlink()
    with begun(settings) as batch:
        made = Made.of(batch.contents, DAY, settings)
        published = publish_all(batch.outcomes(), DAY, settings, load_inventory(made.before()))
    assert published.changed
    assert [(one.kind, one.file) for one in published.changed] == [("gone", "2.pdf")]
