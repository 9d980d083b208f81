"""Tesseract as a program, one process for each picture, through pytesseract: the default engine."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytesseract
from PIL import Image

from pipeline.errors import PageTimeoutError, UnexpectedError
from pipeline.reading.engine import Orientation, Task
from pipeline.reading.options import ReadingOptions


@dataclass(frozen=True, slots=True)
class TesseractProgram:
    """An `Engine`."""

    def version(self, options: ReadingOptions) -> str:
        """The installed program's version."""
        _prepare(options)
        with _errors():
            try:
                return str(pytesseract.get_tesseract_version(cached=True))
            except SystemExit as error:  # how pytesseract reports a version that it cannot read
                raise UnexpectedError(f"tesseract tells no version: {error}") from error

    def recognise(self, picture: Image.Image, task: Task, options: ReadingOptions) -> str:
        """One run of the program."""
        variables = "".join(f" -c {name}={value}" for name, value in task.variables)
        with _as_file(picture) as path, _errors():
            _prepare(options)
            return str(
                pytesseract.image_to_data(
                    str(path),
                    lang=task.language,
                    config=f"--dpi {task.dpi} --psm {task.psm}{variables}",
                    timeout=options.limits.page_seconds,
                )
            )

    def orientation(self, picture: Image.Image, dpi: int, options: ReadingOptions) -> Orientation | None:
        """One run of the program with its data for orientation (osd)."""
        try:
            with _as_file(picture) as path:
                _prepare(options)
                data = pytesseract.image_to_osd(
                    str(path),
                    config=f"--dpi {dpi}",
                    timeout=options.limits.page_seconds,
                    output_type=pytesseract.Output.DICT,
                )
        except (pytesseract.TesseractError, RuntimeError):
            return None
        return Orientation(turn=int(data["rotate"]) % 360, confidence=float(data["orientation_conf"]))


def _prepare(options: ReadingOptions) -> None:
    # With its own threads Tesseract is 6 to 11 times slower on a machine whose cores are all in use.
    os.environ["OMP_THREAD_LIMIT"] = "1"
    pytesseract.pytesseract.tesseract_cmd = options.tesseract_cmd or "tesseract"


@contextmanager
def _as_file(picture: Image.Image) -> Iterator[Path]:
    """The picture as an uncompressed temporary file.

    pytesseract's own PNG costs a fifth more time, and a PGM some hundredths, for Tesseract reads it byte by byte.
    """
    with tempfile.TemporaryDirectory(prefix="inventera-") as folder:
        path = Path(folder) / "page.tif"
        picture.save(path, compression="raw")  # not that of the file that it came from, which may be a fax
        yield path


@contextmanager
def _errors() -> Iterator[None]:
    try:
        yield
    except pytesseract.TesseractNotFoundError as error:
        raise UnexpectedError(f"tesseract is not installed: {error}") from error
    except pytesseract.TesseractError as error:
        raise UnexpectedError(f"tesseract failed: {error}") from error
    except RuntimeError as error:  # how pytesseract reports a timeout
        raise PageTimeoutError(str(error)) from error
