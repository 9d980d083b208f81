"""Which limits have left pages unread of documents that are in the inventory all the same: told after a run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.summary import named
from flows.texts import say
from pipeline.domain.agreement import Outcome
from pipeline.errors import PageTimeoutError, TooLargeError

_SHOWN = 3


def limit_messages(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """A line for each kind of limit, with the first of the documents and what can be done."""
    for code in (TooLargeError.code, PageTimeoutError.code):
        files = [one.file for one in outcomes if any(page.code == code for page in one.missing)]
        if files:
            shown = ", ".join(map(named, files[:_SHOWN])) + (" …" if len(files) > _SHOWN else "")
            yield say(f"limits.{code}", count=len(files), files=shown)
