"""How a line of the log looks: what a file's name brings along can neither end it nor speak to a terminal."""

from __future__ import annotations

import logging

FORMAT = "%(asctime)s %(levelname)-7s %(process)d %(name)s: %(message)s"


class LogLines(logging.Formatter):
    """Shows a message's own line feeds as indented lines, and everything else that cannot be printed by its number."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  # logging's own name
        """The line of a record; a traceback follows it as it is."""
        record.message = "".join(map(_shown, record.message))
        return super().formatMessage(record)


def _shown(letter: str) -> str:
    if letter == "\n":
        return "\n    "
    return letter if letter.isprintable() else letter.encode("unicode_escape").decode("ascii")
