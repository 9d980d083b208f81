"""All settings, checked at start: the only reader of `inventera.toml` and of the environment.

Those of a section, such as [ocr], are in `sections.py`.

The file lies in the program's folder or in the one that the command is given in; a variable such as
`INVENTERA_WORKERS` or `INVENTERA_OCR__DPI` goes before the file. Nothing here reads a clock.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from pipeline.sections import Engine, Limits, Mail, Ocr, Privacy, Schedule

PROGRAM = Path(__file__).resolve().parents[1]
"""The folder that the program was installed in: it holds `models/` and, unless told otherwise, all the rest."""

FILE_NAME = "inventera.toml"
PREFIX = "INVENTERA_"
_NESTED = "__"
_FOLDERS = ("corpus", "outputs", "models")


class Settings(BaseSettings):
    """All settings. `corpus`, `outputs` and `models` are absolute once `load` has read them."""

    model_config = SettingsConfigDict(
        frozen=True, extra="forbid", env_prefix=PREFIX, env_nested_delimiter=_NESTED, env_ignore_empty=True
    )

    corpus: Path = Path("corpus")
    outputs: Path = Path("outputs")
    models: Path = PROGRAM / "models"
    workers: int = Field(0, ge=0, le=256)
    ocr: Ocr = Ocr()
    limits: Limits = Limits()
    privacy: Privacy = Privacy()
    engine: Engine = Engine()
    schedule: Schedule = Schedule()
    mail: Mail = Mail()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Variables go before the file, whose content `load` hands in; no .env file, no secrets."""
        del settings_cls, dotenv_settings, file_secret_settings
        return env_settings, init_settings

    @property
    def work(self) -> Path:
        """Where working files lie: safe to delete, costs only time."""
        return self.outputs / "work"

    @property
    def worker_count(self) -> int:
        """Worker processes: as set, else one for each core that this process may use."""
        return self.workers or os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Problem:
    """One setting that is wrong. `code` is one of the words of `models/sv/cli.toml`, [settings]."""

    key: str
    code: str
    given: str
    expected: str


class SettingsError(Exception):
    """The settings are wrong; the command line says it in Swedish (`models/sv/cli.toml`)."""

    def __init__(self, path: Path, problems: tuple[Problem, ...]) -> None:
        """Keep the settings file and every problem found, not just the first."""
        super().__init__(f"{path}: " + "; ".join(f"{p.key}: {p.code}, given {p.given}" for p in problems))
        self.path = path
        self.problems = problems


def load(folder: Path | None = None) -> Settings:
    """Read the settings of `folder`, else of the current folder if it has the file, else of the program's folder.

    Relative folders are meant from where the file lies. Raises SettingsError for anything that is wrong.
    """
    base = (folder or root()).resolve()
    path = base / FILE_NAME
    content = _read(path)
    wrong = (*_unknown_variables(), *_secrets(content))
    if wrong:
        raise SettingsError(path, wrong)
    try:
        settings = Settings(**content)
    except ValidationError as error:
        raise SettingsError(path, tuple(_problems(error))) from None
    absolute = {name: base / getattr(settings, name).expanduser() for name in _FOLDERS}
    return settings.model_copy(update=absolute)


def root() -> Path:
    """The folder whose settings hold: the current one if it has the file, else the program's own."""
    here = Path.cwd()
    return here if (here / FILE_NAME).is_file() else PROGRAM


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise SettingsError(path, (Problem(path.name, "toml", str(error), ""),)) from None


def _unknown_variables() -> Iterator[Problem]:
    for name in sorted(os.environ):
        if name.upper().startswith(PREFIX):
            key = name[len(PREFIX) :].lower().split(_NESTED)[0]
            if key not in Settings.model_fields:
                yield Problem(name, "unknown", os.environ[name], ", ".join(Settings.model_fields))


def _secrets(content: dict[str, Any]) -> Iterator[Problem]:
    section = content.get("mail")
    if isinstance(section, dict) and "password" in section:
        yield Problem("mail.password", "secret", "", f"{PREFIX}MAIL{_NESTED}PASSWORD")


_CODES = {
    "address": "address",
    "engine_address": "engine_address",
    "engine_tls": "engine_tls",
    "incomplete": "incomplete",
    "extra_forbidden": "unknown",
    "greater_than": "range",
    "greater_than_equal": "range",
    "less_than": "range",
    "less_than_equal": "range",
    "string_too_short": "range",
    "literal_error": "choice",
    "string_pattern_mismatch": "time",
    "value_error": "timezone",
}


def _problems(error: ValidationError) -> Iterator[Problem]:
    for one in error.errors():
        where = [str(part) for part in one["loc"]]
        code = _CODES.get(one["type"], "type")
        if code == "unknown":
            expected = ", ".join(_known_in(where[:-1]))
        else:
            limits = one.get("ctx", {})
            expected = str(next((limits[k] for k in ("expected", "ge", "gt", "le", "lt") if k in limits), one["type"]))
        given = "" if where == ["mail"] else repr(one["input"])  # the section as a whole holds the password
        yield Problem(".".join(where), code, given, expected)


def _known_in(section: list[str]) -> list[str]:
    model: type[BaseModel] = Settings
    for part in section:
        inner = model.model_fields[part].annotation
        if not (isinstance(inner, type) and issubclass(inner, BaseModel)):
            return []
        model = inner
    return list(model.model_fields)
