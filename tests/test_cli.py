from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows import cli, texts

ROOT = Path(__file__).resolve().parents[1]
HEAVY = ("prefect", "spacy", "pandas", "pdfplumber", "pydantic", "numpy")


def test_help_needs_no_heavy_library() -> None:
    code = f"import flows.cli, sys; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    code = "import sys; from flows.cli import main; sys.exit(main(['rules']))"
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as listing:
        assert listing.stdout
        assert listing.stderr
        assert listing.stdout.readline()
        listing.stdout.close()
        assert listing.stderr.read() == ""


@pytest.mark.parametrize("command", ["", "run", "serve", "trace", "evaluate", "rules", "check"])
def test_help_is_swedish(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        cli.main([*command.split(), "--help"])
    assert done.value.code == 0
    shown = capsys.readouterr().out
    assert shown.startswith("Användning: inventera")
    assert not re.search(r"\b(usage|options|show this|positional|arguments|default)\b", shown)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["run", "--as-of", "igår"], "inget datum"),
        (["radera"], "det finns inget som heter 'radera'"),
        ([], "det saknas: KOMMANDO"),
        (["run", "--fort"], "okänt: --fort"),
        (["trace"], "det saknas: FIL"),
    ],
)
def test_what_is_not_understood_is_told_in_swedish(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as done:
        cli.main(arguments)
    assert done.value.code == 2
    shown = capsys.readouterr().err
    assert told in shown
    assert "--help» för hjälp" in shown


def test_wrong_settings_are_told_in_swedish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "inventera.toml").write_text('corpux = "x"\nworkers = "två"\n[ocr]\ndpi = 20\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert cli.main(["check"]) == 2
    shown = capsys.readouterr().err
    assert "corpux är ingen inställning" in shown
    assert "workers är 'två' men ska vara ett heltal" in shown
    assert "ocr.dpi är 20, vilket är utanför det tillåtna (gräns 100)" in shown


def test_a_missing_corpus_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["run", "--corpus", str(tmp_path / "saknas")]) == 1
    assert "finns inte" in capsys.readouterr().err


def test_a_missing_document_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["trace", "saknas.pdf", "--corpus", str(tmp_path)]) == 1
    assert "saknas.pdf finns varken här eller i" in capsys.readouterr().err


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "fil").write_text("")
    assert cli.main(["run", "--corpus", str(tmp_path), "--outputs", str(tmp_path / "fil" / "ut")]) == 1
    assert "Det gick inte: " in capsys.readouterr().err


def test_rules_are_shown_with_their_examples(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["rules", "validity/"]) == 0
    shown = capsys.readouterr().out
    assert "validity/starts_on" in shown
    assert "  + " in shown
    assert "  – " in shown
    assert "renewal/" not in shown


def test_a_missing_tesseract_is_told_with_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "inventera.toml").write_text('[ocr]\ntesseract_cmd = "/ingenstans/tesseract"\n')
    monkeypatch.chdir(tmp_path)
    assert cli.main(["check"]) == 1
    shown = capsys.readouterr().out
    assert "Tesseract (läser skannade sidor) hittas inte" in shown
    assert "sudo apt install tesseract-ocr" in shown


def test_wrong_mail_settings_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "inventera.toml").write_text('[mail]\nto = "arkiv"\n')
    monkeypatch.chdir(tmp_path)
    assert cli.main(["check"]) == 2
    assert "mail: arkiv är ingen e-postadress" in capsys.readouterr().err


def test_a_mail_server_that_does_not_answer_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "inventera.toml").write_text('[mail]\nto = "a@b.se"\nsender = "i@b.se"\nhost = "finns-inte.invalid"\n')
    monkeypatch.chdir(tmp_path)
    assert cli.main(["check"]) == 1
    shown = capsys.readouterr().out
    assert "E-post: finns-inte.invalid går inte att nå" in shown
    assert "INVENTERA_MAIL__PASSWORD" in shown


@pytest.mark.parametrize(("installed", "advice"), [(False, "make tesserocr"), (True, "tesseract-ocr-xyz")])
def test_what_the_other_engine_lacks_is_told(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    installed: bool,
    advice: str,
) -> None:
    if installed:
        pytest.importorskip("tesserocr")
    else:
        monkeypatch.setitem(sys.modules, "tesserocr", None)
        monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "tesserocr" else name)
    (tmp_path / "corpus").mkdir()
    (tmp_path / "inventera.toml").write_text('[ocr]\nengine = "tesserocr"\nlanguage = "xyz"\n')
    monkeypatch.chdir(tmp_path)
    assert cli.main(["check"]) == 1
    assert advice in capsys.readouterr().out


def literals() -> Iterator[str]:
    """Every name that the program gives to `say`, as far as it is written out."""
    for path in (ROOT / "flows").glob("*.py"):
        yield from re.findall(r'(?<!f)\bsay\(\s*"([a-z_.]+)"', path.read_text(encoding="utf-8"))


def test_every_text_that_is_said_is_there() -> None:
    names = set(literals())
    assert len(names) > 50
    for name in names:
        section, _, key = name.rpartition(".")
        assert isinstance(texts.table(section)[key], str), name


def test_a_round_that_there_is_none_of_is_told_with_those_there_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["run", "--corpus", str(tmp_path), "--outputs", str(tmp_path / "out"), "--oj", "2014", "1999"]) == 2
    told = capsys.readouterr().err
    assert "ingen runda 1999" in told
    assert "2012, 2013, 2014, 2019" in told
    assert not (tmp_path / "out").exists()
