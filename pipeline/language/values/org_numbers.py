"""Organisation numbers: «212000-0456», checked; a sole trader's is a personal identity number and is marked so.

What the digits tell is said in `pipeline/domain/org_number.py`. Municipalities have
212000 or 222000 first, regions 232100, state authorities 202100. Real agreements hold mistypings («21200-2916»): one
that begins like these, or that a label announces, is found with the value None.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.domain.org_number import OrgNumber
from pipeline.language.values.found import Found, settle
from pipeline.language.values.patterns import DASH, DASHES, any_of
from pipeline.language.values.words import RegistryWords, ValueWords

_BEFORE = 40
_LEFT = rf"(?<!\w)(?<![0-9][{DASHES}/.,:])"
_RIGHT = rf"(?!\w)(?!{DASH}\w)(?![/:][0-9])"
_NUMBER = re.compile(rf"{_LEFT}(?:16|19|20)?(?P<first>[0-9]{{6}})(?:\s?{DASH}\s?|\+)(?P<last>[0-9]{{4}}){_RIGHT}")
_TEN_DIGITS = re.compile(rf"{_LEFT}(?P<first>[0-9]{{6}})(?P<last>[0-9]{{4}}){_RIGHT}")
_MISTYPED = re.compile(rf"{_LEFT}(?P<first>[0-9OolI]{{5,8}})\s?{DASH}\s?(?P<last>[0-9OolI]{{3,5}}){_RIGHT}")
_PUBLIC = ("2120", "2220", "2321", "2021")


def find_org_numbers(text: str, words: ValueWords) -> tuple[Found[OrgNumber], ...]:
    """The organisation numbers of a text, sorted, without overlaps.

    >>> [f.value.valid for f in find_org_numbers("A kommun (212000-0142), B kommun (212000-0143)", words)]
    [True, False]
    >>> find_org_numbers("B kommun, 21200-2916", words)
    (Found(start=10, end=20, value=None),)
    >>> find_org_numbers("tel. 021-39 26 87, dnr 2014/1039", words)
    ()
    """
    label = _label(words.registry)

    def labelled(match: re.Match[str]) -> bool:
        return label.search(text, max(0, match.start() - _BEFORE), match.start()) is not None

    return settle(
        [
            *(Found(m.start(), m.end(), _read(m)) for m in _NUMBER.finditer(text)),
            *(Found(m.start(), m.end(), _read(m)) for m in _TEN_DIGITS.finditer(text) if labelled(m)),
            *(
                Found(m.start(), m.end(), None)
                for m in _MISTYPED.finditer(text)
                if m["first"].startswith(_PUBLIC) or labelled(m)
            ),
        ]
    )


def _read(match: re.Match[str]) -> OrgNumber:
    return OrgNumber.of(match["first"], match["last"])


@lru_cache(maxsize=4)
def _label(words: RegistryWords) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(words.organisation)}[.:]?\s{{0,3}}\Z", re.IGNORECASE)
