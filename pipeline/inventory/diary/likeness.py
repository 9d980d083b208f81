"""When two names of files, registry numbers, titles or parties are the same in a diary and in a document.

Strict where a value is taken because of it, forgiving where it only keeps a reader from being warned of nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz

from pipeline.domain.agreement import Party
from pipeline.inventory.diary.numbers import Number

_SAME_TITLE = 95
"""Out of 100: a letter or two of a long title may be misread; «tolktjänst» and «torktjänst» are two titles."""

_SAME_PARTY = 85
"""Out of 100, of the words that the shorter name has: «Region Västmanland» is in «Region Västmanland, Psykiatri»."""

_REMEMBERED = 4096
"""Titles in their plain form: those of one case are compared with each other."""

_BRACKETS = re.compile(r"\(([^()]{4,})\)")
"""What stands in them may be a name of its own: «Landstinget Västmanland (nu Region Västmanland)»."""

_ENDING = re.compile(r"\.(?:pdf|tiff?|jpe?g|png)$")


def file_name(path: str) -> str:
    r"""A file's name without its folders, as names are compared: small letters, composed.

    >>> file_name("P:\\Avtal\\Krami 2013.PDF")
    'krami 2013.pdf'
    """
    return _parts(path)[-1]


def file_names(path: str) -> tuple[str, str]:
    """What a document of the corpus may be called: with and without its ending."""
    name = file_name(path)
    return name, _ENDING.sub("", name)


def same_folders(given: str, path: str) -> bool:
    """Whether the folders that are given end as those of a file of the corpus do, as far as both tell any.

    >>> same_folders("C:/Avtal/Sala/a.pdf", "sala/a.pdf"), same_folders("a.pdf", "sala/a.pdf")
    (True, False)
    """
    one, other = _parts(given)[:-1], _parts(path)[:-1]
    least = min(len(one), len(other))
    return least > 0 and one[-least:] == other[-least:]


def may_be_same_number(one: Number, other: Number | None) -> bool:
    """Whether nothing in two numbers speaks against their being one."""
    return other is not None and one.akin(other)


def same_title(one: str, other: str) -> bool:
    """Whether two titles have the same figures and, but for a misread letter in a long one, the same letters.

    >>> same_title("AVTAL om tolktjänst.", "Avtal om tolktjänst"), same_title("Avtal 1 om vård", "Avtal 2 om vård")
    (True, False)
    """
    first, second = _plain(one), _plain(other)
    if not first or not second or re.findall(r"\d+", first) != re.findall(r"\d+", second):
        return False
    return fuzz.ratio(first, second) >= _SAME_TITLE


def is_among(name: str, parties: Iterable[Party]) -> bool:
    """Whether a name of the diary is that of one of the parties, in any of the forms in which that is known."""
    whole = [form for p in parties for form in (p.name, p.canonical, p.alias) if form]
    known = [*whole, *(part for form in whole for part in _BRACKETS.findall(form))]
    return any(fuzz.token_set_ratio(_plain(name), _plain(form)) >= _SAME_PARTY for form in known)


def _parts(path: str) -> list[str]:
    return unicodedata.normalize("NFC", path).casefold().replace("\\", "/").split("/")


@lru_cache(maxsize=_REMEMBERED)
def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))
