"""The time that all pages of a document may take together."""

from __future__ import annotations

import time
from dataclasses import dataclass


@dataclass(slots=True)
class Allowance:
    """So many seconds, which begin when a first page has been read: until then it may only have waited in line."""

    seconds: float
    _end: float | None = None

    def begin(self) -> None:
        """Call when a page has been read, or given up."""
        self._end = self._end or time.monotonic() + self.seconds

    @property
    def left(self) -> float | None:
        """How long to wait; None as long as it does not matter."""
        return None if self._end is None else max(self._end - time.monotonic(), 0.0)

    @property
    def is_spent(self) -> bool:
        """Whether nothing more is waited for."""
        return self.left == 0
