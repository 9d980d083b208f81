"""Tesseract as a library in this process, through tesserocr: the optional, faster engine.

Its wheel brings the engine, but no language: the data lies where `TESSDATA_PREFIX` says or where Debian, Red Hat and
Homebrew put it. The engine is loaded once in each process and language, which a process for each picture is not.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image

from pipeline.errors import PageTimeoutError, UnexpectedError
from pipeline.reading.engine import Orientation, Task
from pipeline.reading.options import ReadingOptions

_DATA_FOLDERS = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/share/tesseract/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
)
_ORIENTATION = "osd"
_ORIENTATION_ONLY = 0
"""The page segmentation mode that tells orientation and script and reads nothing (PSM.OSD_ONLY)."""


@dataclass(frozen=True, slots=True)
class TesseractLibrary:
    """An `Engine`."""

    def version(self, options: ReadingOptions) -> str:
        """The version that the wheel holds."""
        del options
        return str(_tesserocr().tesseract_version().split()[1])

    def recognise(self, picture: Image.Image, task: Task, options: ReadingOptions) -> str:
        """The picture read by this process's engine."""
        api = _engine(task.language)
        api.SetPageSegMode(task.psm)
        for name, value in task.variables:
            api.SetVariable(name, value)
        try:
            api.SetImage(picture)
            api.SetSourceResolution(task.dpi)
            if not api.Recognize(round(options.limits.page_seconds * 1000)):
                raise PageTimeoutError(f"more than {options.limits.page_seconds} seconds")
            return str(api.GetTSVText(0))
        except RuntimeError as error:
            raise UnexpectedError(f"tesserocr failed: {error}") from error
        finally:
            api.Clear()
            for name, _ in task.variables:
                api.SetVariable(name, _default(name))

    def orientation(self, picture: Image.Image, dpi: int, options: ReadingOptions) -> Orientation | None:
        """The opinion of the engine's data for orientation (osd)."""
        del options
        api = _engine(_ORIENTATION)
        api.SetPageSegMode(_ORIENTATION_ONLY)
        try:
            api.SetImage(picture)
            api.SetSourceResolution(dpi)
            found = api.DetectOrientationScript()
        except RuntimeError:
            return None
        finally:
            api.Clear()
        if not found:
            return None
        # The library tells how the page lies, the program how it must be turned.
        return Orientation(turn=(360 - int(found["orient_deg"])) % 360, confidence=float(found["orient_conf"]))


def data_folder(language: str) -> Path | None:
    """Where the language's data lies; None where it is not installed."""
    told = os.environ.get("TESSDATA_PREFIX")
    folders = (Path(told), Path(told) / "tessdata") if told else map(Path, _DATA_FOLDERS)
    return next((folder for folder in folders if (folder / f"{language}.traineddata").is_file()), None)


@cache
def _engine(language: str) -> Any:
    folder = data_folder(language)
    if folder is None:
        raise UnexpectedError(f"Tesseract's data for {language} is not installed")
    os.environ["OMP_THREAD_LIMIT"] = "1"
    try:
        return _tesserocr().PyTessBaseAPI(path=str(folder), lang=language)
    except RuntimeError as error:
        raise UnexpectedError(f"tesserocr cannot begin: {error}") from error


@cache
def _default(name: str) -> str:
    """A variable's value in an engine that nobody has told anything: they stay from one picture to the next."""
    return str(_engine(_ORIENTATION).GetVariableAsString(name))


def _tesserocr() -> Any:
    try:
        import tesserocr  # noqa: PLC0415  # an optional extra
    except ImportError as error:
        raise UnexpectedError(f"tesserocr is not installed: {error}") from error
    return tesserocr
