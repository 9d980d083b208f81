"""A line that OCR read -> the same line mended where only one thing can be meant, and the values that stand in it.

Words are mended as such (`ocr_folding`), figures only within a value (`ocr_figures` tries, `ocr_proposals` judges). A
value that rests on something mended says so; where two can be meant («3 1 december», the first or the last) it has no
content.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.domain.evidence import Misreading
from pipeline.domain.values import DayOfYear, Interval, PartialDate
from pipeline.language.entities import ValueReaders
from pipeline.language.mended import Edit, Mended
from pipeline.language.ocr_figures import Figures
from pipeline.language.ocr_folding import Folding
from pipeline.language.ocr_proposals import VALUES, Proposal, Verdict, judged, proposals
from pipeline.language.swedish import Entity
from pipeline.language.values.patterns import DASHES, YEAR
from pipeline.lexicon import Lexicon

_VALUE_TABLES = ("numerals", "calendar", "units", "registry")
_SHAPE_TABLES = ("phrases", "qualifiers", "headings")
_ESCAPE = re.compile(r"\\[a-z]")
_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W_](?:[\w|!]*[^\W_])?")
_CUT_DAY = re.compile(
    rf"(?<!\S)(?!{YEAR}\W*\s)(?:\S*[0-9]\S*(?:\s[lI|!\]])?|[0-3]\si|[^\W_iI]|[A-Zlo|!\]]{{2}})\s{{0,2}}\Z"
)
"""Before the name of a month: what must have been its day («3? december»)."""
_CUT_END = re.compile(rf"[{DASHES}/.]\s?[0-9]\s[A-Zlo|!\]](?!\w)|(?<!\w)[0-9]{{6}}\s[0-9OoDQlI|!SZB]{{2}}(?!\w)")
"""A day in figures that has lost its second one, or eight that were parted («2014-12-3 I», «200109 Ol»)."""
_CUT_SHORT = re.compile(rf"[{DASHES}~_/]\s?\S{{0,4}}[0-9]|(?:\.?|\s[{DASHES}~_/]?)(?:[0-9]|[A-Zlo|]\S?[0-9])")
"""After a year, or a day without one: what must have been the rest («1/1 0 2010»)."""


def mender(lexicon: Lexicon, readers: ValueReaders, words: Iterable[str]) -> Mender:
    """Build it from the lexicon's confusions; `words` are those that the rules look for.

    The words of values and of shapes are looked for as well: what stands in a shape as letters counts as a word.
    """
    table, tables = lexicon.tables["confusions"], lexicon.tables
    known = {word for name in _VALUE_TABLES + _SHAPE_TABLES for word in _letters(tables[name])}
    folding = Folding(
        table["groups"], {*words, *known}, table["kept"], table["short"], table["rarer"], table["figures"]
    )
    phrases = [(re.compile(one["shape"], re.IGNORECASE), one["meant"]) for one in table["phrase"]]
    return Mender(readers, folding, phrases, Figures(table["figures"], readers.words))


def _letters(content: object) -> Iterator[str]:
    """The words in a table: of a shape, every run of letters that is no escape of it."""
    if isinstance(content, str):
        yield from _LETTERS.findall(_ESCAPE.sub(" ", content.lower()))
    elif isinstance(content, Mapping):
        content = list(content.values())
    if isinstance(content, list):
        for part in content:
            yield from _letters(part)


_IN_BOARD = re.compile(r"(?<![0-9])[0158](?=[A-Z]{1,4}(?![A-Za-z]))|(?<=[A-Z])[0158](?=[A-Z])")
_BOARD_LETTERS = {"0": "O", "1": "I", "5": "S", "8": "B"}


class Mender:
    """Mends lines; stateless once it is built."""

    def __init__(
        self, readers: ValueReaders, folding: Folding, phrases: Sequence[tuple[re.Pattern[str], str]], figures: Figures
    ) -> None:
        """`readers` find the values, `folding` knows the words, `figures` tries numbers.

        `phrases` are shapes, and what their group `seen` is meant for.
        """
        self._readers = readers
        self._folding = folding
        self._phrases = phrases
        self._figures = figures

    def words(self, line: str) -> Mended:
        """The line with its words mended."""
        mended = Mended.of(line)
        for shape, meant in self._phrases:
            mended = mended.replaced([(*m.span("seen"), meant) for m in shape.finditer(mended.content)])
        return mended.replaced(self._misread_words(mended.content))

    def read(self, line: str) -> tuple[Mended, tuple[Entity, ...]]:
        """The line mended, and its entities with offsets in the mended line."""
        words = self.words(line)
        seen = self._readers.find_in(words.content)
        offered = proposals(words.content, self._readers, self._figures)
        verdicts = list(judged(words.content, offered, seen))
        taken = [one for verdict, one in verdicts if verdict is Verdict.TAKEN]
        mended = words.replaced((one.start, one.end, one.written) for one in taken)
        entities = self._readers.find_in(mended.content) if taken else seen
        doubts = [(words.span(one.start, one.end), verdict, one) for verdict, one in verdicts]
        return mended, tuple(_marked(entity, mended, doubts) for entity in entities)

    def _misread_words(self, line: str) -> Iterator[Edit]:
        for match in _WORD.finditer(line):
            word = match.group()
            lower = word.lower()
            known = self._folding.fold(lower)
            if known != lower:
                yield match.start(), match.end(), _cased(known, word)


def _marked(entity: Entity, mended: Mended, doubts: list[tuple[tuple[int, int], Verdict, Proposal]]) -> Entity:
    """The entity with what OCR misread in it; without content where there is no telling what it is."""
    if entity.label not in VALUES or entity.value is None:
        return entity
    first, last = mended.span(entity.start, entity.end)
    seen = mended.seen[first:last]
    for (start, end), verdict, proposal in doubts:
        if start < last and first < end and verdict is Verdict.REFUSED:
            return replace(entity, value=None)
        if start < last and first < end and verdict is Verdict.DOUBTED:
            return replace(entity, misreading=Misreading(seen, proposal.written, taken=False))
    if _is_cut(entity, mended.content):
        return replace(entity, value=None)
    if not mended.is_changed(entity.start, entity.end):
        return _with_odd_letters(entity, seen) if entity.label == "REGISTRY" else entity
    return replace(entity, misreading=Misreading(seen, mended.content[entity.start : entity.end]))


def _with_odd_letters(entity: Entity, seen: str) -> Entity:
    """A registry number, doubted where a figure stands among the letters of its board: «5N 2019/77»."""
    read = _IN_BOARD.sub(lambda match: _BOARD_LETTERS[match.group()], seen)
    return entity if read == seen else replace(entity, misreading=Misreading(seen, read, taken=False))


def _is_cut(entity: Entity, line: str) -> bool:
    """Whether a date is short only because the figures beside it cannot be read as the rest of it."""
    value = entity.value
    if isinstance(value, DayOfYear):
        return _CUT_SHORT.match(line, entity.end) is not None
    date = value.start if isinstance(value, Interval) else value
    if not isinstance(date, PartialDate):
        return False
    if date.is_day:
        return _CUT_END.search(line, entity.start, entity.end + 4) is not None
    place = _CUT_DAY.search(line[: entity.start]) if date.month else _CUT_SHORT.match(line, entity.end)
    return place is not None


def _cased(word: str, like: str) -> str:
    """The word in capitals, or with one, where the misread one was; a figure first is mostly one («5\u00f6derby»)."""
    capitals = sum(c.isupper() for c in like)
    if 2 * capitals > len(like):
        return word.upper()
    return word.capitalize() if like[0].isupper() or like[0].isdecimal() else word
