"""`inventera check`: is this machine ready, how did the last run go, and if not well, what is to be done."""

from __future__ import annotations

import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from flows.health import Answer, health
from flows.survey import survey
from flows.texts import say
from pipeline.lexicon import load
from pipeline.settings import FILE_NAME, Settings, root

_LIBRARIES = (
    "dateparser", "icalendar", "pandas", "pdfplumber", "pebble", "pypdfium2", "pytesseract", "prefect", "spacy", "tqdm",
    "xlsxwriter",
)  # fmt: skip
_OLDEST = (3, 11)
_LEAST_GIGABYTES = 1
_ORIENTATION = "osd"
"""Tesseract's data for telling how a page is turned."""


def check(settings: Settings) -> tuple[list[str], bool]:
    """The lines of the report, and whether everything is as it should be."""
    results = [
        *_python(),
        *_tesseract(settings),
        *_models(settings),
        *_folders(settings),
        *_mail(settings),
        *health(settings),
        _settings(),
    ]
    ready = all(advice is None for _, advice in results)
    lines = [
        say("check.good", text=text) if advice is None else say("check.bad", text=text, advice=advice)
        for text, advice in results
    ]
    return [*lines, say("check.ready" if ready else "check.not_ready")], ready


def _python() -> Iterator[Answer]:
    fine = sys.version_info >= _OLDEST
    yield say("check.python", version=platform.python_version()), None if fine else say("check.python_advice")
    for name in _LIBRARIES:
        if importlib.util.find_spec(name) is None:
            yield say("check.library", name=name), say("check.library_advice")


def _tesseract(settings: Settings) -> Iterator[Answer]:
    if settings.ocr.engine == "tesserocr":
        yield from _tesserocr(settings)
        return
    program = shutil.which(settings.ocr.tesseract_cmd or "tesseract")
    if program is None:
        yield say("check.tesseract_missing"), say("check.tesseract_advice")
        return
    version = _output(program, "--version").split("\n")[0]
    yield say("check.tesseract", version=version.removeprefix("tesseract ")), None
    installed = _output(program, "--list-langs").split()
    for language in (*settings.ocr.language.split("+"), _ORIENTATION):
        advice = None if language in installed else say("check.data_advice", language=language)
        yield say("check.data", language=language), advice


def _tesserocr(settings: Settings) -> Iterator[Answer]:
    """The engine as a library brings no language data of its own."""
    from pipeline.reading import ReadingOptions, ocr, tesseract_library  # noqa: PLC0415  # slow, and seldom needed

    if importlib.util.find_spec("tesserocr") is None:
        yield say("check.tesserocr_missing"), say("check.tesserocr_advice")
        return
    yield say("check.tesserocr", version=ocr.ENGINES["tesserocr"].version(ReadingOptions())), None
    for language in (*settings.ocr.language.split("+"), _ORIENTATION):
        advice = None if tesseract_library.data_folder(language) else say("check.data_advice", language=language)
        yield say("check.data", language=language), advice


def _output(*command: str) -> str:
    """What a program prints; nothing where it does not run."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)  # noqa: S603  # Tesseract, as set
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout or done.stderr


def _models(settings: Settings) -> Iterator[Answer]:
    try:
        yield say("check.models", count=len(load(settings.models).rules)), None
    except (OSError, ValueError, KeyError) as error:
        yield say("check.models_bad", folder=settings.models, error=error), say("check.models_advice")


def _folders(settings: Settings) -> Iterator[Answer]:
    try:
        yield say("check.corpus", count=len(survey(settings.corpus)), folder=settings.corpus), None
    except OSError:
        yield say("check.corpus_missing", folder=settings.corpus), say("check.corpus_advice")
    try:
        existing = _nearest(settings.outputs)
        with tempfile.TemporaryFile(dir=existing):
            free = shutil.disk_usage(existing).free / 1e9
        told = {"folder": settings.outputs, "free": f"{free:.0f}"}
        if free < _LEAST_GIGABYTES:
            yield say("check.outputs_full", **told), say("check.outputs_full_advice")
        else:
            yield say("check.outputs", **told), None
    except OSError:
        yield say("check.outputs_bad", folder=settings.outputs), say("check.outputs_advice")


def _mail(settings: Settings) -> Iterator[Answer]:
    """Whether the mail server takes us in; nothing is sent."""
    if not settings.mail.recipients:
        return
    from flows.mail import connection  # noqa: PLC0415  # brings the inventory's libraries, which may be missing

    try:
        with connection(settings.mail):
            yield say("check.mail", host=settings.mail.host), None
    except (OSError, ValueError) as error:
        yield say("check.mail_bad", host=settings.mail.host, error=error), say("check.mail_advice")


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest one above it that exists already."""
    return next((one for one in (folder, *folder.parents) if one.exists()), Path(os.sep))


def _settings() -> Answer:
    path = root() / FILE_NAME
    return say("check.settings" if path.is_file() else "check.settings_default", path=path), None
