"""How far a run has come, counted in pages: how many are known, handed out to the workers, read, recognised."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Never

from tqdm import tqdm

from flows.texts import say

_LARGEST_PIECE = 8
"""Pages: enough to open the file seldom."""
_SHARES = 4
"""Of what is left, each process gets a quarter of its share, so that all of them end at the same time."""


class Pages:
    """The counts; several threads may tell and ask at once."""

    def __init__(self, processes: int) -> None:
        """Nothing is known yet; `processes` share the work."""
        self._processes = processes
        self._lock = threading.Lock()
        self._bar: tqdm[Never] | None = None
        self.known = self.handed_out = self.read = self.recognised = 0

    def found(self, count: int) -> None:
        """So many more pages lie in a document that was looked at."""
        with self._lock:
            self.known += count
            self._show()

    def finished(self, count: int, recognised: int = 0) -> None:
        """So many more pages have been read, some of them recognised in a picture."""
        with self._lock:
            self.read += count
            self.recognised += recognised
            self._show()

    def pieces(self, count: int) -> Iterator[range]:
        """The pages of one document, from 1, in pieces: small ones when little is left, so that no core waits long."""
        start = 1
        while start <= count:
            with self._lock:
                left = max(self.known - self.handed_out, count - start + 1)
                size = min(max(left // (_SHARES * self._processes), 1), _LARGEST_PIECE, count - start + 1)
                self.handed_out += size
            yield range(start, start + size)
            start += size

    @contextmanager
    def shown(self) -> Iterator[None]:
        """A progress bar in pages, with the time that is left; on a terminal only."""
        with tqdm(desc=say("run.progress"), unit=" " + say("run.unit"), smoothing=0, disable=None) as bar:
            self._bar = bar
            with self._lock:
                self._show()
            try:
                yield
            finally:
                self._bar = None

    def _show(self) -> None:
        if self._bar is not None:
            self._bar.total = self.known
            self._bar.update(self.read - self._bar.n)
            self._bar.refresh()
