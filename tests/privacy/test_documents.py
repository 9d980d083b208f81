"""docs/dataskydd.md and SECURITY.md tell the truth: every file of a run is in the table, and every path is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.privacy.conftest import Ran

ROOT = Path(__file__).resolve().parents[2]
PAGE, POLICY = ROOT / "docs" / "dataskydd.md", ROOT / "SECURITY.md"
SOMETIMES = ("bara när", "bara under")
_ROW = re.compile(r"^\| `outputs/([^`]+)` \| (.+)$", re.MULTILINE)
_PATH = re.compile(r"`((?:tests|docs|flows|pipeline|deploy)/[^`\s]*|[a-zA-Z]+\.(?:toml|json|md|cdx\.json))`")


def table() -> dict[str, str]:
    """What lies in `outputs/`, without a slash at its end, and what is said of it."""
    content = PAGE.read_text(encoding="utf-8").split("## Vad som lagras")[1].split("\n## ")[0]
    return {name.rstrip("/"): rest for name, rest in _ROW.findall(content)}


def left_by(ran: Ran) -> Iterator[str]:
    """What a run leaves, by its names on the two upper levels that are told apart."""
    for path in ran.outputs.iterdir():
        if path.name != "work":
            yield path.name
    for path in (ran.outputs / "work").iterdir():
        yield f"work/{path.name}"


def test_every_file_that_a_run_leaves_is_in_the_table(ran: Ran) -> None:
    assert set(left_by(ran)) - set(table()) == set()


def test_what_the_table_tells_of_is_there_or_said_to_come_and_go(ran: Ran) -> None:
    here = set(left_by(ran))
    always = {name for name, rest in table().items() if not any(words in rest for words in SOMETIMES)}
    assert len(always) > 12
    assert always - here == set()


@pytest.mark.parametrize("document", [PAGE, POLICY], ids=lambda path: path.name)
def test_paths_that_the_documents_name_exist(document: Path) -> None:
    named = set(_PATH.findall(document.read_text(encoding="utf-8"))) - {"forteckning.json"}
    assert len(named) > 4
    assert [path for path in named if not (ROOT / path).exists()] == []
