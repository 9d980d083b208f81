"""The folder models/ is read whole, and what is wrong in it is told by file."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from pipeline.lexicon import load, read_toml

MODELS = Path(__file__).parents[1] / "models"


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """A copy that a test may break."""
    return Path(shutil.copytree(MODELS, tmp_path / "models"))


def test_every_file_is_read() -> None:
    lexicon = load(MODELS)
    assert set(lexicon.tables) == {path.stem for path in (MODELS / "sv" / "lexicon").glob("*.toml")}
    assert [source.id for source in lexicon.rules] == sorted(
        path.relative_to(MODELS / "sv" / "rules").with_suffix("").as_posix()
        for path in (MODELS / "sv" / "rules").rglob("*.toml")
    )
    assert lexicon.sentences
    assert all(word == word.lower() for words in lexicon.cues.values() for word in words)


def test_a_new_rule_is_found_by_its_place(models: Path) -> None:
    (models / "sv" / "rules" / "renewal" / "made_up.toml").write_text('label = "TEST"\n', encoding="utf-8")
    found = {source.id: source.table for source in load(models).rules}
    assert found["renewal/made_up"] == {"label": "TEST"}


def test_headings_are_found_in_any_case() -> None:
    headings = load(MODELS).headings
    assert headings["validity"].search("3. GILTIGHETSTID")
    assert headings["parties"].search("Avtalsparter")
    assert not headings["validity"].search("Tid och plats")


def test_two_lexicons_key_caches_of_their_own() -> None:
    one, other = load(MODELS), load(MODELS)
    assert one != other
    assert len({one, other, one}) == 2


@pytest.mark.parametrize("name", ["lexicon/layout.toml", "rules/kind/agreement_itself.toml", "sentences.toml"])
def test_broken_toml_is_named(models: Path, name: str) -> None:
    (models / "sv" / name).write_text('label = "unfinished', encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(name)):
        load(models)


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"sentences\.toml"):
        load_empty(tmp_path)


def load_empty(folder: Path) -> None:
    (folder / "sv" / "lexicon").mkdir(parents=True)
    for name in ("layout", "headings", "cues"):
        shutil.copy(MODELS / "sv" / "lexicon" / f"{name}.toml", folder / "sv" / "lexicon")
    load(folder)


def test_toml_is_read_as_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "words.toml"
    path.write_bytes('word = "åäö"'.encode())
    assert read_toml(path) == {"word": "åäö"}


@pytest.mark.parametrize("shape", ["1", "- 2 -", "1 (3)", "Sida 1 av 3", "sid 2/4", "Sida 1(2)", "1:3"])
def test_page_numbers_are_recognised(shape: str) -> None:
    assert load(MODELS).layout.furniture.page_number.fullmatch(shape)


@pytest.mark.parametrize("shape", ["2014-02-13", "1 (tre)", "Sida ett", "§ 3", "12 månader", "KS 2014/112"])
def test_other_figures_are_no_page_numbers(shape: str) -> None:
    assert not load(MODELS).layout.furniture.page_number.fullmatch(shape)


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("Överenskommelse om skola", True), ("LOKAL ÖVERENSKOMMELSE", True), ("Samverkansavtal", True),
        ("Partnerskap för unga", True), ("Handlingsplan mot våld", True), ("Våra överenskommelser", False),
        ("Avtalets syfte", False), ("Ekonomi", False),
    ],
)  # fmt: skip
def test_which_headings_name_an_instrument(heading: str, names: bool) -> None:
    assert bool(load(MODELS).layout.instrument.search(heading)) is names


def test_no_list_of_words_lies_unused() -> None:
    """A cue list that no rule names is a leftover: whoever mends it mends nothing."""
    rules = "".join(path.read_text(encoding="utf-8") for path in (MODELS / "sv" / "rules").rglob("*.toml"))
    assert [name for name in load(MODELS).cues if f'"@{name}"' not in rules] == []
