"""Personal identity numbers in a text, in whatever way they are written, and the text without their last four digits.

A number is six or eight digits of a day of birth, a hyphen (a plus sign from the age of a hundred), three digits and a
check digit by the Luhn formula. A co-ordination number has a day that is 60 higher. The number of a legal person never
has a month there: its third digit is at least 2.

What is written with its hyphen is masked even when the check digit is wrong, for a mistyped number is still somebody's.
Other ways to write it, which figures of another kind may share, count only where the check digit is right: so dates
that follow each other («140101-1231»), telephone numbers, registry numbers and amounts stay as they are.

Sources: folkbokforingslagen (1991:481) 18 and 18 a §§; Skatteverket, SKV 704 and SKV 707.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.domain.org_number import luhn

_MASK = "-****"

_SLIPS = str.maketrans("OoQDlIi|!ZzSsGbBgq", "000011111225566899", " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f-.")
"""Letters that OCR gives for digits; what may stand between digits goes."""
_STROKES = "|!"
"""Those of them that are no letters."""
_MOST_SLIPS = 3

_DIGIT = r"[\dOoQDlIi|!ZzSsGbBgq]"
_BLANK = r"[\s\u00a0\u200b\u2060\ufeff]"
_DASHES = "-+\u00ad\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0b\uff0d"
_DASH = re.compile(rf"[{_DASHES}]")
_LOOSE = "~_=.\u00b7\u2022\uff0e/"
"""What stands for a hyphen in print that OCR has read badly, or with people who write a slash."""

_BETWEEN = rf"(?:{_BLANK}|[\-.\u2010-\u2015\u2212])?"
_DATE = _DIGIT + (_BETWEEN + _DIGIT) * 5
_LAST = _DIGIT + (f"{_BLANK}?" + _DIGIT) * 3
_MIDDLE = rf"{_BLANK}{{0,3}}(?:[{_DASHES}{_LOOSE}]{_BLANK}{{0,3}})?"

_FORMS = tuple(
    re.compile(rf"(?<!\d)(?=(?P<date>{date})(?P<middle>{_MIDDLE})(?P<last>{_LAST})(?!\d))")
    for date in (f"{_DIGIT}{_BETWEEN}{_DIGIT}{_BETWEEN}{_DATE}", _DATE)
)
"""With the century and without; nothing is taken where one may begin, so that those that overlap are all found."""

_DAY = re.compile(r"(?:18|19|20)?\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])")
_ENOUGH = re.compile(r"\d(?:\D{0,20}\d){6}")
"""So many figures so near each other have all numbers that have no more slips than allowed; most texts have not."""
_OTHER_LAST = re.compile(r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|(?:[01]\d|2[0-3])[0-5]\d")
"""A day of the year, or a time of day: «20140101-1231», «201402131530»."""
_ISO = re.compile(r"(?:\d\d){1,2}([-.\u2010-\u2015\u2212])\d\d\1\d\d")
_GOES_ON = re.compile(rf"[{_DASHES}.]\d")
"""Another day follows: «2014.02.13-2015.02.12»."""
_MARKED = re.compile(r"[^\w|!\s\u200b\u2060\ufeff]")


def mask_text(text: str) -> str:
    """A running text with its personal numbers masked; other numbers stay.

    >>> mask_text("Bygg, 640823-3234, dnr 2014/10, org.nr 212000-2080, tel. 021-39 00 00")
    'Bygg, 640823-****, dnr 2014/10, org.nr 212000-2080, tel. 021-39 00 00'
    >>> [mask_text(text) for text in ("6408233234", "6408233235", "19640823 3234", "64O823-3234", "640823 \u2013 3234")]
    ['640823-****', '6408233235', '19640823-****', '64O823-****', '640823-****']
    """
    spans = sorted(_spans(text)) if _ENOUGH.search(text) else []
    pieces, behind = [], 0
    for start, end in spans:
        if start >= behind:
            pieces += [text[behind:start], _MASK]
            behind = end
    return "".join([*pieces, text[behind:]])


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where the part that is masked begins and ends, of each number in a text; some may overlap."""
    for form in _FORMS:
        for match in form.finditer(text):
            if _is_personal(text, match):
                yield match.end("date"), match.end("last")


def _is_personal(text: str, match: re.Match[str]) -> bool:
    date, middle, last = match["date"], match["middle"], match["last"]
    day = _digits(date)
    if not _DAY.fullmatch(day) or not _is_read(text, match, date + last):
        return False
    four = _digits(last)
    sure = luhn(day[-6:] + four)
    whole = len(date) == len(day) and len(last) == len(four)
    dashed = _DASH.search(middle) is not None
    if whole and (dashed or (not middle and len(day) > len("YYMMDD"))):
        return sure or not _OTHER_LAST.fullmatch(four)
    return sure and (whole or _is_spaced(text, match, dashed=dashed))


def _is_read(text: str, match: re.Match[str], written: str) -> bool:
    """Whether it is figures, or figures of which OCR has misread a few: then no word goes on beside it."""
    slips = sum(letter.isalpha() or letter in _STROKES for letter in written)
    start, end = match.start("date"), match.end("last")
    beside = text[start - 1 : start] + text[end : end + 1]
    return not slips or (slips <= _MOST_SLIPS and not any(letter.isalnum() for letter in beside))


def _is_spaced(text: str, match: re.Match[str], *, dashed: bool) -> bool:
    """Whether spaces or hyphens inside it are such as people, forms and lines that end put there."""
    date, middle, last = match["date"], match["middle"], match["last"]
    if _ISO.fullmatch(date):
        return dashed and len(middle) == 1 and not _GOES_ON.match(text, match.end("last"))
    if _MARKED.search(date):
        return False
    boxes = all(len(part) == 1 for part in re.split(_BLANK, f"{date} {last}"))
    return dashed or boxes or len(date) == len(_digits(date))


def _digits(written: str) -> str:
    """Its digits in ASCII, whatever alphabet they are from, with OCR's letters read as digits."""
    digits = written.translate(_SLIPS)
    if digits.isascii():
        return digits
    return "".join(str(int(letter)) for letter in digits if letter.isdecimal())
