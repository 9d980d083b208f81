from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from flows.accuracy import accuracy_table, write_accuracy
from flows.cli import main
from pipeline.evaluate import score
from pipeline.settings import PROGRAM

LABEL: dict[str, Any] = {
    "title": "Avtal om tolkar",
    "kind": "agreement",
    "parties": ["Sala kommun", "Heby kommun"],
    "valid_from": "2012-01-01",
    "valid_to": "2012-12-31",
    "pages": [1, 1],
}


@pytest.fixture
def baselines(tmp_path: Path) -> Path:
    folder = tmp_path / "baselines"
    folder.mkdir()
    row = {**LABEL, "file": "x.pdf", "parties": [{"name": "Sala kommun"}], "status": "expired", "needs_review": []}
    row["current_term_end"] = "2012-12-31"
    result = score([{"file": "x.pdf", "documents": [LABEL]}], {"as_of": "2014-12-09", "rows": [row]})
    (folder / "mine.json").write_text(json.dumps(result.as_json(as_of="2014-12-09")), encoding="utf-8")
    return folder


def test_the_table_has_a_column_for_each_kept_score(baselines: Path) -> None:
    lines = accuracy_table(baselines).splitlines()
    assert lines[:3] == ["| uppgift, F1 | mine |", "| --- | ---: |", "| räknat på dagen | 2014-12-09 |"]
    assert "| parter | 0.667 |" in lines
    assert "| reviderat | – |" in lines
    assert "| fel bland värden utan märkning | 1 av 7 |" in lines
    assert "| avtal och planer hittade | 1 av 1 |" in lines


def test_only_what_stands_between_the_marks_is_replaced(baselines: Path, tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("before\n<!-- accuracy -->\nold\n<!-- /accuracy -->\nafter\n", encoding="utf-8")
    write_accuracy(readme, baselines)
    written = readme.read_text(encoding="utf-8")
    assert written.startswith("before\n<!-- accuracy -->\n| uppgift")
    assert written.endswith("|\n<!-- /accuracy -->\nafter\n")


def test_a_file_without_a_place_for_the_table_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    readme, gold = tmp_path / "README.md", tmp_path / "gold.jsonl"
    readme.write_text("nothing", encoding="utf-8")
    gold.write_text("", encoding="utf-8")
    (tmp_path / "f.json").write_text('{"as_of": "2014-12-09", "rows": []}', encoding="utf-8")
    assert main(["evaluate", str(gold), "--inventory", str(tmp_path / "f.json"), "--readme", str(readme)]) == 1
    assert "ingen plats" in capsys.readouterr().err
    assert readme.read_text(encoding="utf-8") == "nothing"


def test_the_readme_shows_the_scores_that_the_repository_keeps() -> None:
    assert accuracy_table() in (PROGRAM / "README.md").read_text(encoding="utf-8")
