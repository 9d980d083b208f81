"""Why a run stops before it has written anything, or cannot write: said in Swedish, with what to do."""

from __future__ import annotations

import errno
from collections.abc import Iterator

from flows.texts import say
from pipeline.settings import Settings

_FULL = {errno.ENOSPC, errno.EDQUOT}
_CLOSED = {errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOTDIR}


class StoppedError(Exception):
    """The run has stopped on purpose; its text is Swedish and tells what to do."""


def explained(error: BaseException, settings: Settings) -> str | None:
    """What the user can do about an error, in Swedish; None for one that nobody foresaw."""
    for one in _story(error):
        if isinstance(one, StoppedError):
            return str(one)
        if isinstance(one, OSError) and one.errno in _FULL:
            return say("stop.disk_full", folder=settings.outputs)
        if isinstance(one, OSError) and one.errno in _CLOSED:
            return say("stop.read_only", folder=settings.outputs, file=one.filename2 or one.filename or "")
    return None


def _story(error: BaseException | None) -> Iterator[BaseException]:
    """The error and what led to it, the latest first."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
