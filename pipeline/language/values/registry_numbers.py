"""Registry numbers (diarienummer) in all the shapes of Swedish municipalities, and whose they are.

The law asks for a number and says nothing of its shape (offentlighets- och sekretesslagen 2009:400, 5 kap. 2 §), so
there are many: «KS 2020/305», «IFN/2023:147», «2014/1039-IFN-012», «2023/KS 0362», «2023KS133», «KS2016.0871»,
«801-4471-2021». After a label nearly anything with figures is one; without a label only a shape that nothing else has.
Statutes («SFS 2001:453»), bills («prop. 2006/07:38»), EU acts and dates are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from pipeline.language.values.found import Found, settle
from pipeline.language.values.patterns import DASH, DASHES, FIGURE, LEFT, YEAR, any_of
from pipeline.language.values.words import RegistryWords, ValueWords

_BEFORE = 40
_SENTENCE = 100
"""How far before a label its sentence is searched; the pattern for that looks at 60 characters behind a word."""
_SHORT_BOARD, _FEWEST, _UNBROKEN = 3, 3, 5
_BOARD = r"[A-Z\u00c5\u00c4\u00d6][A-Za-z\u00c5\u00c4\u00d6\u00e5\u00e4\u00f6]{1,4}"
_CAPITALS = r"[A-Z\u00c5\u00c4\u00d6]{2,5}"
_RIGHT = rf"(?![\w/:])(?!{DASH}\w)(?![.,][0-9])"

# After a label: an abbreviation, then figures and letters joined by signs, then a class or an abbreviation.
_LABELLED = re.compile(
    rf"(?:{_CAPITALS} (?={_CAPITALS}[ /{DASHES}]?[0-9]))?(?P<number>"
    rf"(?:(?P<board>[A-Z\u00c5\u00c4\u00d6][A-Za-z\u00c5\u00c4\u00d6\u00e5\u00e4\u00f6]{{0,5}}(?:-{_CAPITALS})?)"
    rf"[ /.:{DASHES}]?)?"
    rf"(?P<core>[0-9]{{1,12}}[A-Z\u00c5\u00c4\u00d6]{{0,5}}[0-9]{{0,8}}"
    rf"(?:[/:.{DASHES}][0-9A-Z\u00c5\u00c4\u00d6a-z]{{1,10}}){{0,4}})"
    rf"(?:(?<=[A-Z\u00c5\u00c4\u00d6])[ ][0-9]{{2,5}}(?:[ ][0-9]{{2,4}})?"
    rf"|(?<=[A-Z\u00c5\u00c4\u00d6][0-9]{{3}})[ ][0-9]{{3}}"
    rf"|(?<=/[0-9]{{4}})[ ](?!{YEAR})[0-9]{{4}}(?![0-9 ])|(?P<suffix>[ ]{_CAPITALS}(?![ ][0-9])))?)(?!\w)"
)
_DATE = re.compile(
    rf"{YEAR}{DASH}{YEAR}|{YEAR}{DASH}[0-9]{{2}}{DASH}[0-9]{{2}}|[0-9]{{1,2}}[/.][0-9]{{1,2}}[/.{DASHES}]{YEAR}"
)

# Without a label: an authority's letters, a year and a running number, in any order and with any sign between them.
_LETTERS = rf"(?P<board>{_CAPITALS}(?:-{_CAPITALS})?)"
_SIGN = rf"[ /.:{DASHES}]"
_TAIL = rf"(?:[/.{DASHES}][0-9]{{1,4}})?"
_SHAPES = tuple(
    re.compile(rf"{LEFT}{shape}{_RIGHT}")
    for shape in (
        # KS 2020/305, KS.2022.611, SN 2006.0145.737, KS2016.0871, SF 2015:31; no date with full stops
        rf"{_LETTERS}[/.:{DASHES}]? ?{YEAR}[/.:](?![01]?[0-9][.][0-3]?[0-9](?![0-9]))[0-9]{{1,6}}{_TAIL}",
        rf"(?P<board>{_BOARD})[/:{DASHES}]{YEAR}[/:][0-9]{{1,6}}{_TAIL}",  # Kst/2012:214, Af-2013/512
        rf"{_LETTERS}{_SIGN}{YEAR}-(?!{YEAR}{_RIGHT})[0-9]{{3,6}}",  # RM 2015-1187, TE-2023-00916
        rf"{_LETTERS}[ /{DASHES}]?[0-9]{{1,6}}/{YEAR}",  # SN 219/2020
        rf"{_LETTERS}[0-9]{{2}}/[0-9]{{1,5}}",  # SN16/76
        rf"{_LETTERS}{_SIGN}[0-9]{{2}}/[0-9]{{3,5}}",  # BUN 21/0144, KS-13/0187
        rf"{_LETTERS}{_SIGN}?[0-9]{{2}}-(?:0[0-9]{{2,4}}|[0-9]{{4,5}})",  # AN 14-0019, LS-LED19-1802
        rf"{YEAR}[ /.{DASHES}]{_LETTERS}[ /.{DASHES}]?[0-9]{{3,5}}(?: [0-9]{{3}})?",  # 2023/KS 0362, 2018-SN-0165
        rf"{YEAR}{_LETTERS}[0-9]{{2,5}}(?: [0-9]{{3}})?",  # 2023KS133, 2021VFN528 779
        rf"{YEAR}/[0-9]{{1,6}}-{_LETTERS}(?:-[0-9]{{1,4}})?",  # 2014/1039-IFN-012
        rf"[0-9]{{2}}[/.{DASHES}]{_LETTERS}[ /.{DASHES}]?[0-9]{{3,5}}",  # 15/SN 0077
        rf"[0-9]{{2}}{_LETTERS}[/{DASHES}]?[0-9]{{3,5}}{_TAIL}",  # 12LTK291, 12KS/0282, 14UBN0118.600
        rf"(?P<board>[A-Z]){YEAR}/[0-9]{{3,6}}/[A-Z]{{1,4}}",  # S2010/4139/FST
    )
)
# Shapes that other things have as well; without a label they must fill their cell, but for a day beside them.
_WHOLE = tuple(
    re.compile(rf"(?:(?<=\t)|(?<![^\n])) ?(?P<number>{shape})(?=(?: {YEAR}-[0-9]{{2}}-[0-9]{{2}})? ?(?:\t|\n|\Z))")
    for shape in (
        rf"{_LETTERS}/?[0-9]{{6}}",  # LK/060418, RS240957
        rf"(?P<board>)[1-9][0-9.]{{0,5}}-[0-9]{{2,6}}/{YEAR}",  # 1-306/2016, 3.1-0277/2019
        rf"(?P<board>)[1-9][0-9]{{2}}-[0-9]{{3,5}}-(?:{YEAR}|[0-9]{{2}})",  # 801-4312-11
    )
)


class RegistryKind(StrEnum):
    """Whose number a label says it is; NAMED for a body in the genitive, NONE where no label stands."""

    OWN = "own"
    THEIRS = "theirs"
    NAMED = "named"
    CONTRACT = "contract"
    DOCUMENT = "document"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class RegistryNumber:
    """A number as written, without its label."""

    number: str
    kind: RegistryKind

    @property
    def labelled(self) -> bool:
        """Whether a label stands before it."""
        return self.kind is not RegistryKind.NONE


@dataclass(frozen=True, slots=True)
class _Labels:
    label: re.Pattern[str]
    theirs: re.Pattern[str]
    elsewhere: re.Pattern[str]
    own: re.Pattern[str]
    genitive: re.Pattern[str]


@lru_cache(maxsize=4)
def _labels(words: RegistryWords) -> _Labels:
    kinds = "|".join(rf"(?P<{name}>{any_of(getattr(words, name))})" for name in ("contract", "document", "own"))
    return _Labels(
        re.compile(rf"(?<!\w)(?:{kinds})(?!\w)[.:]{{0,2}}\s{{0,40}}", re.IGNORECASE),
        re.compile(rf"(?<!\w){any_of(words.theirs_before)}\s{{1,3}}\Z", re.IGNORECASE),
        re.compile(rf"(?<!\w){any_of(words.elsewhere)}(?!\w)[^.;:\t\n]{{0,60}}\Z", re.IGNORECASE),
        re.compile(rf"(?:(?<!\w){any_of(words.own_before)}|{any_of(words.own_endings)})\s{{1,3}}\Z", re.IGNORECASE),
        re.compile(r"(?<!\w)[^\W\d_a-z\u00e5\u00e4\u00f6]\w{2,40}s[ ]{1,3}\Z"),
    )


def find_registry_numbers(text: str, words: ValueWords) -> tuple[Found[RegistryNumber], ...]:
    """The registry numbers of a text, sorted, without overlaps; each covers the number, not its label.

    >>> found = find_registry_numbers("Dnr: 2019-000731, Ert dnr AF-2013/512", words)
    >>> [(f.value.number, f.value.kind.value) for f in found]
    [('2019-000731', 'own'), ('AF-2013/512', 'theirs')]
    >>> [(f.value.number, f.value.labelled) for f in find_registry_numbers("enligt KS 2020/305 § 12", words)]
    [('KS 2020/305', False)]
    >>> find_registry_numbers("Avtalet ersätter överenskommelsen med dnr KS 2009/114.", words)[0].value.kind.value
    'theirs'
    >>> find_registry_numbers("SFS 2001:453, prop. 2006/07:38, (EU) 2016/679, 212000-0142", words)
    ()
    """
    if not FIGURE.search(text):
        return ()
    labelled = tuple(_labelled(text, words.registry))
    taken = {found.start for found in labelled}
    return settle([*labelled, *(found for found in _unlabelled(text, words.registry) if found.start not in taken)])


def _labelled(text: str, words: RegistryWords) -> Iterator[Found[RegistryNumber]]:
    labels = _labels(words)
    open_since, kind = -1, RegistryKind.OWN
    for label in labels.label.finditer(text):
        start = label.start()
        theirs = labels.theirs.search(text, max(0, start - _BEFORE), start)
        # of labels that stand in a row, as in the head of a letter, the first one owns the first number
        if open_since != (theirs.start() if theirs else start):
            kind = _kind(text, label, labels, theirs=theirs is not None)
        match = _LABELLED.match(text, label.end())
        if match and _is_number(match) and not labels.label.match(text, label.end()):
            end = match.start("suffix") if match["board"] and match["suffix"] else match.end()
            start = match.start("number")
            yield Found(start, end, RegistryNumber(text[start:end], kind))
        open_since = label.end()


def _kind(text: str, label: re.Match[str], labels: _Labels, *, theirs: bool) -> RegistryKind:
    if label["contract"]:
        return RegistryKind.CONTRACT
    if label["document"]:
        return RegistryKind.DOCUMENT
    # in a running sentence a label has no capital
    sentence = max(0, label.start() - _SENTENCE)
    before = max(0, label.start() - _BEFORE)
    genitive = labels.genitive.search(text, before, label.start())
    begins = genitive and text[genitive.start() - 1 : genitive.start()] in {"", "\t", "\n"}
    elsewhere = label[0][0].islower() and not begins and labels.elsewhere.search(text, sentence, label.start())
    if theirs or elsewhere:
        return RegistryKind.THEIRS
    known = genitive and labels.elsewhere.fullmatch(genitive[0])
    own = labels.own.search(text, before, label.start()) and not known
    return RegistryKind.NAMED if genitive and not own else RegistryKind.OWN


def _is_number(match: re.Match[str]) -> bool:
    """Whether figures after a label have the shape of a registry number: not a date, a page, a single year."""
    board: str | None = match["board"]
    core: str = match["core"]
    number: str = match["number"]
    if board and not board.isupper() and len(board) > _SHORT_BOARD:
        return False
    digits, all_digits = (sum(c.isdecimal() for c in part) for part in (core, number))
    if _DATE.fullmatch(core) or all_digits < _FEWEST:
        return False
    return bool(digits < len(core) or digits >= _UNBROKEN)


def _unlabelled(text: str, words: RegistryWords) -> Iterator[Found[RegistryNumber]]:
    for shape in _SHAPES:
        for match in shape.finditer(text):
            if not _is_stopped(match["board"], words):
                yield Found(match.start(), match.end(), RegistryNumber(match[0], RegistryKind.NONE))
    for shape in _WHOLE:
        for match in shape.finditer(text):
            if not _is_stopped(match["board"], words):
                yield Found(*match.span("number"), RegistryNumber(match["number"], RegistryKind.NONE))


def _is_stopped(board: str, words: RegistryWords) -> bool:
    parts = (board.lower(), *board.lower().split("-"))
    return any(part in words.stop or part.endswith(words.stop_endings) for part in parts)
