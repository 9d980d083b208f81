"""Registry numbers as they are compared: «KS 2014/10», «2014/KS 0010» and «KS2014:10» are one.

A spreadsheet turns many of them into something else: «2014/10» into October 2014, «00123» into 123. What a number was
before that can be supposed but not known, so such a number is marked as damaged.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.inventory.cells import clean

_TOKEN = re.compile(r"[^\W\d_]+|[0-9]+")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_NAMED_MONTH = re.compile(r"([^\W\d_]{3,4})\.?[- ]([0-9]{2}|[0-9]{4})")
_NAMED_DAY = re.compile(r"[0-9]{1,2}[- ]([^\W\d_]{3,4})\.?")
_DAMAGED = re.compile(
    r"[0-9]+|[0-9]+,[0-9]+|[0-9](?:[.,][0-9]+)?[eE][+-]?[0-9]+|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?|#+|#\w+[!?]?"
)
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?: 00:00:00)?")
_CENTURY = 50
"""Two figures for a year from this one on are of the century before."""


@dataclass(frozen=True, slots=True)
class Number:
    """A registry number: `text` as it is shown, its letters (small) and its figures, the year first, without zeros.

    `damaged`: a spreadsheet has made it something else; its figures are then what it may have been, if anything.
    """

    text: str
    letters: tuple[str, ...]
    figures: tuple[str, ...]
    damaged: bool = False

    @property
    def key(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What two writings of one number have in common."""
        return self.letters, self.figures

    def same(self, other: Number) -> bool:
        """Whether both are writings of one number, surely."""
        return bool(self.figures) and self.key == other.key and not (self.damaged or other.damaged)

    def akin(self, other: Number) -> bool:
        """Whether both may be one number, of which one lacks its letters or a class behind it.

        >>> one, other = parse("KS/2012:628-805", ()), parse("2012/628", ())
        >>> one.akin(other), one.same(other), parse("SN 2012/628", ()).akin(one)
        (True, False, False)
        """
        shorter, longer = sorted((self.figures, other.figures), key=len)
        begins = longer[: len(shorter)] == shorter and (len(shorter) > 1 or len(longer) == 1)
        return bool(shorter) and begins and (self.letters == other.letters or not (self.letters and other.letters))


def parse(text: str, labels: Sequence[str]) -> Number:
    """A number as it stands in a text; the `labels` before it («dnr») are left out.

    >>> [parse(text, ("dnr",)).key for text in ("Dnr KS 2014/0010", "2014/KS 10", "KS2014:10", "SN 219/2020")]
    [(('ks',), ('2014', '10')), (('ks',), ('2014', '10')), (('ks',), ('2014', '10')), (('sn',), ('2020', '219'))]
    >>> parse("SN16/76", ()).key
    (('sn',), ('2016', '76'))
    """
    text = _without(clean(" ".join(text.split())), labels)
    tokens = _TOKEN.findall(text)
    written = [token for token in tokens if token[0] in "0123456789"]
    letters = tuple(token.casefold() for token in tokens if token[0] not in "0123456789")
    year = next((n for n, token in enumerate(written) if _YEAR.fullmatch(token)), None)
    if year is not None:
        written.insert(0, written.pop(year))
    elif len(written) > 1 and len(written[0]) == 2:
        written[0] = ("19" if int(written[0]) >= _CENTURY else "20") + written[0]
    return Number(text, letters, tuple(token.lstrip("0") or "0" for token in written))


def of_cell(cell: object, shown: str, labels: Sequence[str], months: Mapping[str, int]) -> Number | None:
    """The number in a diary's cell, `shown` being its text; None for an empty one.

    `months` are the names that a spreadsheet gives them.

    >>> of_cell("okt-14", "okt-14", (), {"okt": 10})
    Number(text='okt-14', letters=(), figures=('2014', '10'), damaged=True)
    >>> of_cell(123, "123", (), {}).damaged, of_cell("KS 2014/10", "KS 2014/10", (), {}).damaged
    (True, False)
    """
    if not shown:
        return None
    if isinstance(cell, str):
        number = parse(shown, labels)
        return _mangled(number, months) or number
    if isinstance(cell, date):
        return _of_day(shown, cell.year, cell.month, cell.day)
    return Number(
        shown, (), parse(shown, ()).figures if isinstance(cell, int) or shown.isdecimal() else (), damaged=True
    )


def _mangled(number: Number, months: Mapping[str, int]) -> Number | None:
    text = number.text.casefold()
    if (found := _NAMED_MONTH.fullmatch(text)) and found[1] in months:
        short = int(found[2])
        year = short if short > 99 else short + (1900 if short >= _CENTURY else 2000)
        return _of_day(number.text, year, months[found[1]], 1)
    if (found := _NAMED_DAY.fullmatch(text)) and found[1] in months:
        return Number(number.text, (), (), damaged=True)
    if found := _ISO.fullmatch(text):
        return _of_day(number.text, *(int(part) for part in found.groups()))
    if _DAMAGED.fullmatch(text):
        return Number(number.text, (), number.figures if text.isdecimal() else (), damaged=True)
    return None


def _of_day(shown: str, year: int, month: int, day: int) -> Number:
    """What was taken for a month of a year was a year and a number; what was taken for a day may be anything."""
    return Number(shown, (), (str(year), str(month)) if day == 1 else (), damaged=True)


def _without(text: str, labels: Sequence[str]) -> str:
    """The text without the labels before it: a cell may have been joined from two, each with its own."""
    while label := max((label for label in labels if _begins(text, label)), key=len, default=""):
        text = text[len(label) :].lstrip(" .:")
    return text


def _begins(text: str, label: str) -> bool:
    head = text[: len(label)]
    return head.casefold() == label and not text[len(label) : len(label) + 1].isalpha()
