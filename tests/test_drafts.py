from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest

from flows.publishing import messages
from pipeline.drafts import DRAFT, Draft, write_draft
from pipeline.inventory.labels import Labels
from pipeline.inventory.narrative import Material, NarrativeWords, narrative_bytes
from pipeline.inventory.table import tabulate
from pipeline.lexicon import read_toml
from pipeline.publish import Published, publish

SWEDISH = Path(__file__).parents[1] / "models" / "sv"
LABELS = Labels.parse(read_toml(SWEDISH / "labels.toml"))
WORDS = NarrativeWords.parse(read_toml(SWEDISH / "narrative.toml"))


def draft(day: int) -> bytes:
    """The draft of a night in December."""
    return narrative_bytes(
        Material(
            tabulate((), date(2014, 12, day), LABELS), LABELS, WORDS, datetime(2014, 12, day, 2, tzinfo=UTC), "0.1.0"
        )
    )


def write_in(path: Path) -> bytes:
    """Somebody writes in a draft and saves it."""
    document = docx.Document(BytesIO(path.read_bytes()))
    document.add_paragraph("Nämnden har ordet.")
    target = BytesIO()
    document.save(target)
    path.write_bytes(target.getvalue())
    return path.read_bytes()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / DRAFT


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    return tmp_path / "sammanstallning_2.docx"


def test_a_draft_is_replaced_night_after_night(path: Path, beside: Path) -> None:
    for day in (9, 10):
        assert write_draft(path, draft(day)) == Draft(path, ())
        assert path.read_bytes() == draft(day)
    assert not beside.exists()


def test_what_somebody_has_written_stays(path: Path, beside: Path) -> None:
    write_draft(path, draft(9))
    edited = write_in(path)
    for day in (10, 11):
        assert write_draft(path, draft(day)) == Draft(beside, (path,))
        assert path.read_bytes() == edited
        assert beside.read_bytes() == draft(day)


def test_a_draft_that_was_moved_away_makes_room(path: Path, beside: Path) -> None:
    write_draft(path, draft(9))
    write_in(path)
    write_draft(path, draft(10))
    path.rename(path.with_name("till nämnden.docx"))
    assert write_draft(path, draft(11)) == Draft(path, ())
    assert not beside.exists()
    assert path.with_name("till nämnden.docx").exists()


def test_two_that_are_written_in_both_stay(path: Path, beside: Path) -> None:
    write_draft(path, draft(9))
    write_in(path)
    write_draft(path, draft(10))
    kept = write_in(beside), path.read_bytes()
    assert write_draft(path, draft(11)) == Draft(None, (path, beside))
    assert (beside.read_bytes(), path.read_bytes()) == kept


@pytest.mark.parametrize("name", ["~$mmanstallning.docx", ".~lock.sammanstallning.docx#"])
def test_a_draft_that_is_open_is_not_replaced(path: Path, beside: Path, name: str) -> None:
    write_draft(path, draft(9))
    path.with_name(name).write_bytes(b"")
    assert write_draft(path, draft(10)) == Draft(beside, ())
    assert path.read_bytes() == draft(9)
    path.with_name(name).unlink()
    assert write_draft(path, draft(11)) == Draft(path, ())
    assert not beside.exists()


def published(folder: Path) -> Published:
    return publish(
        (),
        date(2014, 12, 9),
        corpus=folder / "corpus",
        outputs=folder / "outputs",
        labels=LABELS,
        generated=datetime(2014, 12, 9, 2, tzinfo=UTC),
        program="0.1.0",
        narrative=WORDS,
    )


def test_a_run_tells_of_the_draft_that_it_has_left_alone(tmp_path: Path) -> None:
    main, beside = tmp_path / "outputs" / DRAFT, tmp_path / "outputs" / "sammanstallning_2.docx"
    first = published(tmp_path)
    assert main in first.files
    assert not first.edited
    assert not list(messages(first))
    write_in(main)
    second = published(tmp_path)
    assert beside in second.files
    assert second.locked == second.edited == (main,)
    assert [text for text in messages(second) if "sammanstallning.docx har ändrats" in text and beside.name in text]
    write_in(beside)
    third = published(tmp_path)
    assert [text for text in messages(third) if "och dess granne har ändrats" in text]
    assert third.edited == (main, beside)


def test_a_draft_that_cannot_be_made_never_costs_the_workbook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: Material) -> bytes:
        raise ValueError("no such style")

    monkeypatch.setattr("pipeline.publish.narrative_bytes", broken)
    result = published(tmp_path)
    assert (tmp_path / "outputs" / "forteckning.xlsx").is_file()
    assert DRAFT not in {path.name for path in result.files}
    assert "no such style" in caplog.text
