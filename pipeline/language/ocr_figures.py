"""Figures misread by OCR: the readings of a line in which «2O14-l2-3l» or «2014.12,31» stands as it may be meant.

Nothing is decided here. A reading counts only where it makes a value, and the only one (see `mending`): so «lO» may
be tried as 10 before «dagar» although it is no number elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product

from pipeline.language.mended import Edit, Mended
from pipeline.language.values.named_dates import month_spellings
from pipeline.language.values.patterns import DASHES, SPACE, YEAR, any_of, word
from pipeline.language.values.words import ValueWords

_MOST = 8
"""Readings of one line that are tried at most."""
_JOINT = rf"(?:\s?[{DASHES}~_=]\s?|\s?[.,])"
_LOOSE = re.compile(
    rf"(?<![\w/.,])(?:(?<![{DASHES}])|(?<=[0-9][{DASHES}]))(?P<year>{YEAR}){_JOINT}(?P<month>[0-9]{{1,2}}){_JOINT}"
    rf"(?P<day>[0-9]{{1,2}})(?!\w)(?![.,/][0-9])(?![{DASHES}](?!{YEAR})[0-9])"
)
_SPLIT = re.compile(
    r"(?<![\w.,])(?:[0-3l|] [0-9]|2 0[0-9]{2}|(?:19|20) [0-9]{2}|(?:19|20)[0-9] [0-9]"
    r"|(?=[0-9 ]{9}(?![0-9]))(?:19|20)[0-9]{2,5} [0-9]{1,4})(?!\d)(?![.,][0-9])(?! [0-9])"
)
_PARTED = re.compile(r"(?:(?<=[0-9]) /|(?<=[0-9])/ )(?=[0-9])")
_STROKES = frozenset("lI|!i]OoQD")
"""What may be a figure without any other figure beside it."""
_NUMBER = re.compile(r"[lI|][lI|Oo]?")
_DAY = 2
"""Figures of a day; two letters that may be such are tried beside others and before the name of a month."""
_WORDS = frozenset({"i", "II"})
"""The Swedish for «in», and a Roman two: before the name of a month or a unit they are words, as «I» is in front."""
_SENTENCE_END = frozenset(".!?")
_JOINED = frozenset("-/.:")


class Figures:
    """Tries figures for letters; built from the confusions of the lexicon and the words of the value readers."""

    def __init__(self, confusions: Mapping[str, str], words: ValueWords) -> None:
        """`confusions` gives for each figure the characters that OCR reads in its place; one may stand for several."""
        self._digits: dict[str, str] = {}
        for digit, characters in confusions.items():
            for character in characters:
                self._digits[character] = self._digits.get(character, "") + digit
        letters = "".join(map(re.escape, self._digits))
        calendar, units = words.calendar, words.units
        lengths = (*units.year, *units.quarter, *units.month, *units.week, *units.day)
        names = any_of([*month_spellings(calendar), *lengths])
        leads = any_of({w for w in (*calendar.day_lead, *calendar.date_cues, *calendar.until) if w.isalpha()})
        day = rf"(?:[0-9]|[lI|!][lI|!oO]?\s{{0,3}}{names})"
        self._suspect = re.compile(
            rf"[0-9]\S?[{letters}]|[{letters}]\S?[0-9]|\([lI|][lI|oO]?\)|[0-9] [0-9]|[0-9] ?/ ?[0-9]"
            rf"|(?<!\w)[{letters}]{{1,2}}[:.]?\w?\s{{0,3}}{names}"
            rf"|{YEAR}(?!-[0-9]{{2}}-[0-9]{{2}}){_JOINT}[0-9]{{1,2}}{_JOINT}[0-9]|(?<!\w){leads}{day}",
            re.IGNORECASE,
        )
        digit = rf"[0-9{letters}]"
        self._run = re.compile(
            rf"(?<!\w){digit}{{1,10}}(?:(?!\w)|(?={names}(?![^\W0-9])))|(?<=[A-Z]{{2}})(?=[12lIZ]){digit}{{4}}(?=[/:])"
        )
        self._named = re.compile(
            rf"(?::{any_of(calendar.ordinal_endings)}|\.)?\s{{0,3}}{names}(?![^\W0-9])", re.IGNORECASE
        )
        self._glued = re.compile(rf"(?<!\w){leads}(?={day})", re.IGNORECASE)
        self._lead = re.compile(rf"{word(calendar.day_lead)}{SPACE}\Z", re.IGNORECASE)

    def readings(self, line: str) -> Iterator[Mended]:
        """Copies of the line in which all that may be misread figures stand as such; none where nothing looks so."""
        if not self._suspect.search(line):
            return
        apart = Mended.of(line).replaced((m.end() - 1, m.end(), f"{m[0][-1]} ") for m in self._glued.finditer(line))
        runs = [(m.start(), m.end(), self._tried(apart.content, m)) for m in self._run.finditer(apart.content)]
        runs = [run for run in runs if run[2]]
        for tried in islice(product(*(numbers for _, _, numbers in runs)), _MOST):
            edits = ((start, end, number) for (start, end, _), number in zip(runs, tried, strict=True))
            copy = _tightened(_joined(apart.replaced(edits)))
            if copy.content != line:
                yield copy

    def _tried(self, line: str, match: re.Match[str]) -> Sequence[str]:
        """The numbers that a run of figures and letters may be; none for what is one already, or cannot be."""
        run = match.group()
        if run.isdecimal() or not (any(c.isdecimal() for c in run) or self._is_due(line, match)):
            return ()
        return ["".join(digits) for digits in product(*(self._digits.get(c, c) for c in run))]

    def _is_due(self, line: str, match: re.Match[str]) -> bool:
        """Whether letters alone stand where figures are due: «l december», «en (l) m\u00e5nad», «2014-ll-3O»."""
        run, before, after = match.group(), line[: match.start()], line[match.end() :]
        if before.endswith("(") and after.startswith(")"):
            return _NUMBER.fullmatch(run) is not None
        if not set(run) <= _STROKES and (len(run) > _DAY or (run.islower() and run[0] not in _STROKES)):
            return False
        if self._named.match(line, match.end()):
            if run in _WORDS or (len(run) == 1 and _begins_sentence(before)):
                return self._lead.search(before) is not None
            return len(run) == _DAY or _NUMBER.fullmatch(run) is not None
        left = before.split()[-1] if before[-1:] in _JOINED else ""
        right = after.split()[0] if after[:1] in _JOINED else ""
        return any(c.isdecimal() for c in left + right)


def _begins_sentence(before: str) -> bool:
    return not before.strip() or before.rstrip()[-1] in _SENTENCE_END


def _tightened(line: Mended) -> Mended:
    """Year, month and day without the marks and blanks between them that do not belong there."""
    edits: list[Edit] = [
        (m.start(), m.end(), f"{m['year']}-{m['month']:0>2}-{m['day']:0>2}") for m in _LOOSE.finditer(line.content)
    ]
    return line.replaced(edits)


def _joined(line: Mended) -> Mended:
    """Figures without the blank that parts them: «3 1 december», «20 14», «2014 /96»."""
    line = line.replaced((m.start(), m.end(), "/") for m in _PARTED.finditer(line.content))
    return line.replaced(
        (m.start(), m.end(), m[0].replace(" ", "").replace("l", "1").replace("|", "1"))
        for m in _SPLIT.finditer(line.content)
    )
