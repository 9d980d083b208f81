"""Why a run stops before it has written anything, or cannot write: said in Swedish, with what to do.

What is said of any other error is its kind alone: its text may quote a document.
"""

from __future__ import annotations

import errno
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from flows.texts import say
from pipeline.errors import DocumentError
from pipeline.settings import Settings

_log = logging.getLogger(__name__)

_FULL = {errno.ENOSPC, errno.EDQUOT}
_CLOSED = {errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOTDIR}


class StoppedError(Exception):
    """The run has stopped on purpose; its text is Swedish and tells what to do."""


class RunError(Exception):
    """A fault that nobody foresaw has ended the run; the text names its kind, the log has its story."""


@contextmanager
def discreet() -> Iterator[None]:
    """What goes wrong inside leaves as an error that tells nothing of a document: Prefect keeps the texts of errors."""
    try:
        yield
    except (StoppedError, DocumentError, OSError):
        raise
    except Exception as error:  # noqa: BLE001  # whatever it is, it is raised anew
        _log.exception("not foreseen")
        raise RunError(brief(error)) from None


def brief(error: BaseException) -> str:
    """An error's kind; with its text where that is our own or the operating system's."""
    kind, ours = type(error).__name__, isinstance(error, StoppedError | RunError | DocumentError | OSError)
    return f"{kind}: {error}" if ours else kind


def explained(error: BaseException, settings: Settings) -> str | None:
    """What the user can do about an error, in Swedish; None for one that nobody foresaw."""
    for one in story(error):
        if isinstance(one, StoppedError):
            return str(one)
        if isinstance(one, OSError) and one.errno in _FULL:
            return say("stop.disk_full", folder=settings.outputs)
        if isinstance(one, OSError) and one.errno in _CLOSED:
            return say("stop.read_only", folder=settings.outputs, file=one.filename2 or one.filename or "")
    return None


def story(error: BaseException | None, *, hidden: bool = True) -> Iterator[BaseException]:
    """The error and what led to it, the latest first; `hidden`: also what «from None» hides."""
    while error is not None:
        yield error
        seen = hidden or not error.__suppress_context__
        error = error.__cause__ or (error.__context__ if seen else None)
