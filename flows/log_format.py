"""What a line of a log looks like, in files and in Prefect: nothing of what a document says stands in it.

Personal numbers are masked wherever they come from, file names too. Of an error its kind is told and where it happened;
its text only where we or the operating system have written it, for other libraries quote what they stumbled over.
"""

from __future__ import annotations

import copy
import logging
import re
import traceback
from collections.abc import Mapping
from types import TracebackType
from typing import Any

from flows.stops import brief, story
from pipeline.domain.personal_number import mask_text

FORMAT = "%(asctime)s %(levelname)-7s %(process)d %(name)s: %(message)s"
_PLACE = re.compile(r'  File "[^"]+", line \d+, in \S+$')
_ErrorInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Discreet(logging.Formatter):
    """Formats as logging does, without what documents say."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; errors among its arguments are told as in a traceback."""
        record = copy.copy(record)
        record.exc_text = None  # another formatter may have kept its own there
        record.args = _discreet(record.args)
        record.msg = brief(record.msg) if isinstance(record.msg, BaseException) else record.msg
        return mask_text(super().format(record))

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  # logging's own name
        """The line of a record: what a file's name brings along can neither end it nor speak to a terminal."""
        record.message = "".join(map(_shown, record.message))
        return super().formatMessage(record)

    def formatException(self, ei: _ErrorInfo) -> str:  # noqa: N802  # logging's own name
        """The places that an error came through, the first cause first, and its kind."""
        errors = list(story(ei[1], hidden=False))
        return "\n".join("".join([*_places(one), brief(one)]) for one in reversed(errors))


def _shown(letter: str) -> str:
    """A message's own line feeds as indented lines, everything else that cannot be printed by its number."""
    if letter == "\n":
        return "\n    "
    return letter if letter.isprintable() else letter.encode("unicode_escape").decode("ascii")


def _places(error: BaseException) -> list[str]:
    """Where an error came through; in another process, whose story comes as a text, the files and lines alone."""
    if error.__traceback__ is None:
        return [f"{line}\n" for line in str(error).splitlines() if _PLACE.match(line)]
    return traceback.format_tb(error.__traceback__)


class _Told:
    """Stands for an error wherever its text is asked for."""

    def __init__(self, error: BaseException) -> None:
        self._text = brief(error)

    def __str__(self) -> str:
        return self._text

    __repr__ = __str__


def _discreet(args: tuple[Any, ...] | Mapping[str, Any] | None) -> tuple[Any, ...] | Mapping[str, Any] | None:
    if isinstance(args, Mapping):
        return {name: _Told(one) if isinstance(one, BaseException) else one for name, one in args.items()}
    return args and tuple(_Told(one) if isinstance(one, BaseException) else one for one in args)
