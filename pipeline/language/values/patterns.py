"""The pieces that the patterns of all value readers are built of.

Every repetition in a pattern has an upper bound and no repetition stands inside another, so that a hostile text of
a megabyte costs time in proportion to its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

DASHES = r"\-\u2010-\u2015\u2212"
"""Hyphens, dashes and the minus sign, for the inside of a character class."""

DASH = f"[{DASHES}]"
GAP = r"\s{0,3}"
SPACE = r"\s{1,3}"
YEAR = r"(?:19|20)[0-9]{2}"

FIGURE = re.compile("[0-9]")
"""Most paragraphs hold none, and then most readers need not look at them."""

LEFT = rf"(?<!\w)(?<!\w[{DASHES}/])(?<![0-9][:.,])"
"""Nothing before it that would make figures the tail of a longer number («2014/1039-12», «2012/13:10»)."""

RIGHT = rf"(?!\w)(?![/:.,][0-9])(?!{DASH}\w)"
"""Nothing after it that would make figures the head of a longer number."""


def any_of(words: Iterable[str]) -> str:
    r"""A group that matches any of the words, the longest first; a blank stands for short white space.

    What begins with none of their letters is passed over at once.

    >>> print(any_of(["tom", "t o m", "fram till"]))
    (?:(?=[ft])(?:fram\s{1,3}till|t\s{1,3}o\s{1,3}m|tom))
    """
    ordered = sorted(set(words), key=lambda w: (-len(w), w))
    if not ordered:
        return "(?!)"
    first = "".join(sorted({re.escape(w[0]) for w in ordered}))
    return rf"(?:(?=[{first}])(?:" + "|".join(re.escape(w).replace(r"\ ", SPACE) for w in ordered) + "))"


def word(words: Iterable[str]) -> str:
    """The same as `any_of`, as whole words."""
    return rf"(?<!\w){any_of(words)}(?!\w)"


def short_year(two_digits: str) -> int | None:
    """The year that two digits stand for: 1990 to 2040; other digits are no year of an agreement.

    >>> short_year("14"), short_year("98"), short_year("67")
    (2014, 1998, None)
    """
    number = int(two_digits)
    if number <= 40:
        return 2000 + number
    return 1900 + number if number >= 90 else None
