"""A file that could not be read, as the outcome that the user sees."""

from __future__ import annotations

import logging
from pathlib import Path

from pipeline.domain.agreement import Failure, Outcome
from pipeline.errors import DocumentError, TooLargeError, UnexpectedError
from pipeline.lexicon import read_toml

_log = logging.getLogger(__name__)


def failed(file: str, sha256: str, error: Exception, models: Path) -> Outcome:
    """The outcome of a file that could not be read; an error that nobody foresaw goes to the log with its story."""
    if isinstance(error, MemoryError):
        error = TooLargeError(repr(error))
    code = error.code if isinstance(error, DocumentError) else UnexpectedError.code
    if isinstance(error, DocumentError):
        _log.warning("%s: %s", file, error)
    else:
        _log.error("%s: unexpected", file, exc_info=error)
    return Outcome(file, sha256, failure=Failure(code, read_toml(models / "sv" / "errors.toml")[code]))
