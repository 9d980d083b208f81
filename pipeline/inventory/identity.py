"""Which row is which, from night to night: an id for every agreement of the corpus."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.domain.agreement import Agreement, Outcome

_ID_DIGITS = 11
_COPY = "."


@dataclass(frozen=True, slots=True)
class Identified:
    """An agreement of one file with its id.

    `key` is what copies of a file have in common, and what a person's corrections belong to: the content and the
    place in it.
    """

    id: str
    key: str
    outcome: Outcome
    agreement: Agreement


def identify(outcomes: Sequence[Outcome]) -> Iterator[Identified]:
    """Every agreement with an id made from its file's content and its first page.

    The id begins with a letter, so that no spreadsheet takes it for a number. Agreements that begin on the same page
    are told apart by a counter in the order of pages, copies of a file by another one in the order of paths.
    """
    copies: Counter[str] = Counter()
    for outcome in sorted(outcomes, key=lambda o: o.file):
        same_page: Counter[str] = Counter()
        for agreement in outcome.agreements:
            stem = _stem(outcome.sha256, agreement.pages[0])
            same_page[stem] += 1
            key = stem if same_page[stem] == 1 else f"{stem}-{same_page[stem]}"
            copies[key] += 1
            yield Identified(key if copies[key] == 1 else f"{key}{_COPY}{copies[key]}", key, outcome, agreement)


def file_key(outcome: Outcome) -> str:
    """The key of a file that holds no agreement: that of an agreement on its first page."""
    return _stem(outcome.sha256, 1)


def key_of(row_id: str) -> str:
    """The key in a row's id.

    >>> key_of("r0123456789a-2.3")
    'r0123456789a-2'
    """
    return row_id.partition(_COPY)[0]


def _stem(sha256: str, first_page: int) -> str:
    return "r" + hashlib.sha256(f"{sha256}:{first_page}".encode()).hexdigest()[:_ID_DIGITS]
