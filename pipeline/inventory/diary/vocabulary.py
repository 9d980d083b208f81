"""What a diary's columns are called and how it is marked: `models/sv/lexicon/diary.toml`, ready to be asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pipeline.inventory.cells import clean

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


class Role(StrEnum):
    """What a column of the diary tells."""

    FILE = "file"
    NUMBER = "number"
    TITLE = "title"
    SIGNED = "signed"
    REGISTERED = "registered"
    STARTS = "starts"
    ENDS = "ends"
    PARTIES = "parties"
    SECRET = "secret"  # noqa: S105  # no password: a column for secrecy
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`heads` gives the role of a head and its rank among the heads of that role; all words are in small letters.

    `labels` may stand before a registry number, `months` are what a spreadsheet calls them (1 to 12). `open_words` say
    in a column for secrecy that nothing is secret, `secret_words` elsewhere that it is.
    """

    heads: Mapping[str, tuple[Role, int]]
    labels: tuple[str, ...]
    months: Mapping[str, int]
    open_words: frozenset[str]
    secret_words: frozenset[str]

    @classmethod
    def parse(cls, table: Mapping[str, Any]) -> Vocabulary:
        """Read the parsed file. Raises KeyError for what is missing, ValueError for a head that has two roles."""
        heads: dict[str, tuple[Role, int]] = {}
        for role in Role:
            for rank, head in enumerate(table["heads"][role]):
                if head in heads:
                    raise ValueError(f"diary.toml: the head «{head}» stands twice")
                heads[head] = role, rank
        return cls(
            heads=heads,
            labels=tuple(table["number"]["labels"]),
            months={name: n for n, names in enumerate(table["number"]["months"], start=1) for name in names},
            open_words=frozenset(table["secrecy"]["open"]),
            secret_words=frozenset(table["secrecy"]["words"]),
        )

    def role(self, head: str) -> tuple[Role, int] | None:
        """What the column with this head tells, and its rank among those that tell the same; None for any other."""
        return self.heads.get(plain(_BRACKETS.sub(" ", head)).strip(" .:*"))


def plain(text: str) -> str:
    """A text in the form in which words are compared: small letters, single spaces."""
    return " ".join(clean(text).split()).casefold()
