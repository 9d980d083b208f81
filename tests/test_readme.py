"""The documents are true: commands, options, files and links that they name are there."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.cli import _parser, main
from pipeline.language.rule_format import KEYS
from pipeline.lexicon import read_toml

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = (
    "README.md",
    "LATHUND.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "models/README.md",
    "SECURITY.md",
    "docs/dataskydd.md",
    "docs/drift.md",
    "docs/hallfasthet.md",
    "corpus/LÄS MIG.txt",
)
PARTS = ("pipeline", "models", "flows", "tests", "corpus", "scripts", "docs", "requirements", "inventera.toml")
"""What paths in the documents begin with; `outputs/` is made by a run and `.venv/` by make."""
PICTURE_BYTES = 300_000

_BLOCK = re.compile(r"^\s*```[^\n]*\n(.*?)^\s*```", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_COMMAND = re.compile(r"(?:^|[\s/])inventera ([a-z]+)\b([^\n#]*)")
_MAKE = re.compile(r"(?:^|\s)make ([a-z]+)\b", re.MULTILINE)
_FILE = re.compile(r"[\w-]+\.(?:py|toml|md|sh|lock|txt|jsonl)")
_TREE = re.compile(r"( *)((?:[\w.-]+(?:/|\.py)(?:/[\w.-]+)*/?\s*)+)")


def text(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


def code(document: str) -> list[str]:
    """What stands as code: each block and each span between backticks."""
    content = text(document)
    return [*_BLOCK.findall(content), *_SPAN.findall(_BLOCK.sub("", content))]


def options() -> dict[str, set[str]]:
    """The subcommands, each with its options."""
    subparsers = next(a for a in _parser()._actions if isinstance(a, argparse._SubParsersAction))
    return {
        name: {option for action in parser._actions for option in action.option_strings}
        for name, parser in subparsers.choices.items()
    }


def folders_and_files(document: str) -> Iterator[str]:
    for piece in code(document):
        for word in re.split(r"[\s'\"(),:]+", piece):
            path = word.split("::")[0].rstrip(".")
            if path.startswith(PARTS) and ("/" in path or _FILE.fullmatch(path)) and not re.search(r"[<>*{}…]", path):
                yield path


@pytest.mark.parametrize("document", DOCUMENTS)
def test_commands_exist(document: str) -> None:
    known = options()
    for piece in code(document):
        for name, rest in _COMMAND.findall(piece):
            assert name in known, f"inventera {name}"
            assert set(re.findall(r"--[a-z-]+", rest)) <= known[name], f"inventera {name}{rest}"


@pytest.mark.parametrize("document", DOCUMENTS)
def test_make_targets_exist(document: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", text("Makefile"), re.MULTILINE))
    assert {name for piece in code(document) for name in _MAKE.findall(piece)} <= targets


def test_every_command_is_in_the_readme() -> None:
    named = {name for piece in code("README.md") for name, _ in _COMMAND.findall(piece)}
    assert named == set(options())


@pytest.mark.parametrize("document", DOCUMENTS)
def test_files_and_folders_exist(document: str) -> None:
    missing = [path for path in folders_and_files(document) if not (ROOT / path).exists()]
    assert not missing


@pytest.mark.parametrize("document", DOCUMENTS)
def test_files_named_without_their_folder_exist(document: str) -> None:
    names = {path.name for part in ("pipeline", "models", "tests", "corpus") for path in (ROOT / part).rglob("*.*")}
    names |= {path.name for path in ROOT.iterdir()}
    assert {piece for piece in code(document) if _FILE.fullmatch(piece)} <= names


def test_the_tree_in_the_readme_exists() -> None:
    tree = next(block for block in _BLOCK.findall(text("README.md")) if block.startswith("pipeline/"))
    folder = ROOT
    for line in tree.splitlines():
        match = _TREE.match(line)
        assert match, line
        above = folder if match[1] else ROOT
        for name in match[2].split():
            assert (above / name).exists(), name
        folder = folder if match[1] else ROOT / match[2].split()[0]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_somewhere(document: str) -> None:
    for link in _LINK.findall(text(document)):
        target = link.partition("#")[0]
        if target and not re.match(r"[a-z]+:", target):
            assert ((ROOT / document).parent / target).exists(), link


@pytest.mark.parametrize("document", DOCUMENTS)
def test_nothing_of_one_machine_is_named(document: str) -> None:
    assert not re.search(r"(?<!\w)/(?:work|tmp|home|root)/", text(document))


def test_the_readme_shows_what_the_program_prints(capsys: pytest.CaptureFixture[str]) -> None:
    blocks = _BLOCK.findall(text("README.md").split("## Follow one agreement")[1].split("## How accurate")[0])
    assert blocks[0].startswith(".venv/bin/inventera trace")
    assert main(["trace", *(str(ROOT / a) if "/" in a else a for a in blocks[0].split()[2:])]) == 0
    printed = {line.strip() for line in capsys.readouterr().out.splitlines()}
    shown = [line.strip() for block in blocks[1:] for line in block.splitlines() if line.strip() != "…"]
    assert [line for line in shown if line not in printed] == [], "the README tells of another version"


def test_the_picture_is_small() -> None:
    assert all(path.stat().st_size < PICTURE_BYTES for path in (ROOT / "docs").glob("*.png"))


def test_the_readme_has_its_place_for_accuracy() -> None:
    assert re.search(r"<!-- accuracy -->\n.+\n<!-- /accuracy -->", text("README.md"), re.DOTALL)


def test_what_the_readme_counts_is_so() -> None:
    gold = text("corpus/exempel/vasteras/gold.jsonl").splitlines()
    assert len(gold) == 19
    assert sum(line.count('"title":') for line in gold) == 20
    assert sum('"scan": null' not in line for line in gold) == 8


def test_the_language_as_data_is_described() -> None:
    described = text("models/README.md")
    rules = [read_toml(path) for path in (ROOT / "models" / "sv" / "rules").rglob("*.toml")]
    words = {rule["label"] for rule in rules} | {path.name for path in (ROOT / "models" / "sv").glob("*.toml")}
    words |= {path.name for path in (ROOT / "models" / "sv" / "lexicon").glob("*.toml")}
    assert {word for word in words if f"`{word}`" not in described} == set()
    table = described.split("| key | what it means |")[1].split("\n\n")[0]
    assert set(re.findall(r"^\| `\[*(\w+)\]*` \|", table, re.MULTILINE)) == KEYS
