"""What the end of a process tells of the file that it was working on."""

from __future__ import annotations

import signal

from pebble import ProcessExpired

from pipeline.errors import DamagedError, PageTimeoutError, TooLargeError

_CRASHES = frozenset({signal.SIGSEGV, signal.SIGABRT, signal.SIGILL, signal.SIGFPE}) | {
    number
    for name in ("SIGBUS", "SIGTRAP")
    if (number := getattr(signal, name, None))  # not on Windows
}
"""How a library in C ends a process that it has led astray, or that it can get no memory for."""


def blamed(error: Exception) -> Exception:
    """The DocumentError for a file that took too long, wanted too much memory, or made the libraries crash.

    Any other error as it is: a process that was killed from outside (SIGKILL), or ended by itself, tells nothing.
    """
    if isinstance(error, TimeoutError):
        return PageTimeoutError(str(error))
    if isinstance(error, MemoryError):
        return TooLargeError(repr(error))
    if isinstance(error, ProcessExpired) and -error.exitcode in _CRASHES:
        return DamagedError(f"{signal.Signals(-error.exitcode).name} in its process")
    return error
