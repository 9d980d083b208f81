"""Which row is which, from night to night: an id for every agreement of the corpus."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.domain.agreement import Agreement, Outcome

_ID_DIGITS = 11


@dataclass(frozen=True, slots=True)
class Identified:
    """An agreement of one file with its id."""

    id: str
    outcome: Outcome
    agreement: Agreement


def identify(outcomes: Sequence[Outcome]) -> Iterator[Identified]:
    """Every agreement with an id made from its file's content and its first page.

    The id begins with a letter, so that no spreadsheet takes it for a number. Copies of a file, and agreements that
    begin on the same page, are told apart by a counter in the order of paths and of pages.
    """
    seen: Counter[str] = Counter()
    for outcome in sorted(outcomes, key=lambda o: o.file):
        for agreement in outcome.agreements:
            stem = _stem(outcome.sha256, agreement.pages[0])
            seen[stem] += 1
            yield Identified(stem if seen[stem] == 1 else f"{stem}-{seen[stem]}", outcome, agreement)


def _stem(sha256: str, first_page: int) -> str:
    return "r" + hashlib.sha256(f"{sha256}:{first_page}".encode()).hexdigest()[:_ID_DIGITS]
