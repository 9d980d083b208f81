from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

from pipeline.settings import FILE_NAME, PROGRAM, Settings, SettingsError, load


@pytest.fixture(autouse=True)
def _no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [n for n in os.environ if n.startswith("INVENTERA_")]:
        monkeypatch.delenv(name)


def written(folder: Path, content: str) -> Path:
    (folder / FILE_NAME).write_text(content, encoding="utf-8")
    return folder


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    settings = load(tmp_path)
    assert settings.corpus == tmp_path / "corpus"
    assert settings.outputs == tmp_path / "outputs"
    assert settings.models == PROGRAM / "models"
    assert settings.work == tmp_path / "outputs" / "work"
    assert settings.worker_count >= 1
    assert settings.ocr.language == "swe"


def test_folders_are_meant_from_where_the_file_lies(tmp_path: Path) -> None:
    settings = load(written(tmp_path, 'corpus = "avtal"\noutputs = "/srv/ut"\nworkers = 3'))
    assert settings.corpus == tmp_path / "avtal"
    assert settings.outputs == Path("/srv/ut")
    assert settings.worker_count == 3


def test_a_variable_goes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INVENTERA_OCR__DPI", "200")
    monkeypatch.setenv("INVENTERA_CORPUS", "/srv/avtal")
    settings = load(written(tmp_path, '[ocr]\ndpi = 400\nlanguage = "nor"'))
    assert settings.ocr.dpi == 200
    assert settings.ocr.language == "nor"
    assert settings.corpus == Path("/srv/avtal")


def test_a_file_saved_by_windows_notepad_is_read(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"\xef\xbb\xbfworkers = 2\r\n")
    assert load(tmp_path).workers == 2


@pytest.mark.parametrize(
    ("content", "key", "code"),
    [
        ('corpux = "x"', "corpux", "unknown"),
        ('[ocr]\nlangage = "swe"', "ocr.langage", "unknown"),
        ('workers = "två"', "workers", "type"),
        ("workers = -1", "workers", "range"),
        ("[ocr]\ndpi = 20", "ocr.dpi", "range"),
        ('[ocr]\nengine = "abbyy"', "ocr.engine", "choice"),
        ('[schedule]\ntime = "25:00"', "schedule.time", "time"),
        ('[schedule]\ntimezone = "Europe/Sthlm"', "schedule.timezone", "timezone"),
        ("[limits]\nmax_pages = 1.5", "limits.max_pages", "type"),
        ("corpus = avtal", FILE_NAME, "toml"),
        ('[mail]\nto = "arkiv"', "mail", "address"),
        ('[mail]\nto = "a@b.se\\nBcc: x@y.se"', "mail", "address"),
        ('[mail]\nsender = "Arkivet <a@b.se>"', "mail", "address"),
        ('[mail]\nto = "a@b.se"\nsender = "c@b.se"', "mail", "incomplete"),
        ('[mail]\nto = "a@b.se"\nhost = "smtp.b.se"', "mail", "incomplete"),
        ("[mail]\nport = 70000", "mail.port", "range"),
        ('[mail]\nsecurity = "tls"', "mail.security", "choice"),
        ('[mail]\npassword = "hemligt"', "mail.password", "secret"),
        ('[engine]\nkind = "spark"', "engine.kind", "choice"),
        ('[engine]\nkind = "dask"', "engine", "engine_address"),
        ('[engine]\nkind = "dask"\naddress = "dator-a"', "engine", "engine_address"),
        ('[engine]\nkind = "dask"\naddress = "tls://dator-a:8786"', "engine", "engine_tls"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, content: str, key: str, code: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load(written(tmp_path, content))
    (problem,) = caught.value.problems
    assert (problem.key, problem.code) == (key, code)
    assert caught.value.path == tmp_path / FILE_NAME


def test_a_misspelt_variable_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INVENTERA_WORKER", "2")
    with pytest.raises(SettingsError) as caught:
        load(tmp_path)
    assert caught.value.problems[0].key == "INVENTERA_WORKER"


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        load(written(tmp_path, 'corpux = "x"\nworkers = "två"\n[ocr]\ndpi = 20'))
    assert {problem.key for problem in caught.value.problems} == {"corpux", "workers", "ocr.dpi"}


def test_settings_cannot_be_changed_afterwards(tmp_path: Path) -> None:
    settings = load(tmp_path)
    with pytest.raises(ValueError, match="frozen"):
        settings.workers = 7  # type: ignore[misc]


def test_the_shipped_file_shows_every_setting_with_its_default(tmp_path: Path) -> None:
    shown = "\n".join(
        line.removeprefix("# ") if line.startswith("# ") and "=" in line else line
        for line in (PROGRAM / FILE_NAME).read_text(encoding="utf-8").splitlines()
        if not line.startswith("# ") or " = " in line
    )
    content = tomllib.loads(shown)
    defaults = Settings().model_dump(mode="json") | {"models": "models"}
    del defaults["mail"]["password"]  # it never stands in the file
    assert content == defaults


def test_mail_is_sent_to_several_with_a_password_from_a_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INVENTERA_MAIL__PASSWORD", "hemligt")
    mail = load(written(tmp_path, '[mail]\nto = "a@b.se, c@d.se"\nsender = "i@b.se"\nhost = "smtp.b.se"')).mail
    assert mail.recipients == ("a@b.se", "c@d.se")
    assert mail.password.get_secret_value() == "hemligt"
    assert "hemligt" not in repr(mail)


def test_a_wrong_mail_setting_never_shows_the_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INVENTERA_MAIL__PASSWORD", "hemligt")
    with pytest.raises(SettingsError) as caught:
        load(written(tmp_path, '[mail]\nto = "a@b.se"'))
    assert "hemligt" not in f"{caught.value} {caught.value.problems}"
