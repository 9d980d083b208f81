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
from pipeline.domain.values import Interval, PartialDate
from pipeline.language.entities import ValueReaders
from pipeline.language.mended import Edit, Mended
from pipeline.language.ocr_figures import Figures
from pipeline.language.ocr_folding import Folding
from pipeline.language.ocr_proposals import VALUES, Proposal, Verdict, judged, proposals
from pipeline.language.swedish import Entity
from pipeline.language.values.patterns import YEAR
from pipeline.lexicon import Lexicon

_VALUE_TABLES = ("numerals", "calendar", "units", "registry")
_SHAPE_TABLES = ("phrases", "qualifiers", "headings")
_ESCAPE = re.compile(r"\\[a-z]")
_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W_](?:[\w|!]*[^\W_])?")
_CUT_DAY = re.compile(rf"(?<!\S)(?!{YEAR}\W*\s)(?:\S*[0-9]\S*|[^\W_iI])\s{{1,2}}\Z")
"""Before the name of a month: what must have been its day («3? december»)."""


def mender(lexicon: Lexicon, readers: ValueReaders, words: Iterable[str]) -> Mender:
    """Build it from the lexicon's confusions; `words` are those that the rules look for.

    The words of values and of shapes are looked for as well: what stands in a shape as letters counts as a word.
    """
    table, tables = lexicon.tables["confusions"], lexicon.tables
    known = {word for name in _VALUE_TABLES + _SHAPE_TABLES for word in _letters(tables[name])}
    folding = Folding(table["groups"], {*words, *known}, table["kept"], table["short"], table["rarer"])
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
    if _has_lost_its_day(entity.value, mended.content[: entity.start]):
        return replace(entity, value=None)
    if not mended.is_changed(entity.start, entity.end):
        return entity
    return replace(entity, misreading=Misreading(seen, mended.content[entity.start : entity.end]))


def _has_lost_its_day(value: object, before: str) -> bool:
    """Whether a month stands alone only because the figures before it cannot be read."""
    date = value.start if isinstance(value, Interval) else value
    return isinstance(date, PartialDate) and date.month is not None and not date.is_day and bool(_CUT_DAY.search(before))


def _cased(word: str, like: str) -> str:
    """The word in capitals, or with one, where the misread one was."""
    capitals = sum(c.isupper() for c in like)
    if 2 * capitals > len(like):
        return word.upper()
    return word.capitalize() if like[0].isupper() else word
