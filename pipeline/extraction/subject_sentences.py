"""The sentences of a document that may say what it is about, each with how much it looks like one that does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.domain.text import Clause, Text
from pipeline.extraction.salience import Stems
from pipeline.lexicon import Table

LONGEST = 58
"""Words of a subject at most: it has to be read in a cell."""
_SHORTEST = 6
"""Words of a sentence that may state a subject, at least."""
_LIST = 40
"""Words of the list that a sentence introduces, at most."""
_LONG = 45
"""A sentence with more words is hard to read in a cell."""

# What speaks for a sentence, measured on labelled documents; the score is flat around these values.
_CLAUSE_WEIGHT = {"purpose": 2.0, "background": 0.6, "goal": 0.6}
_STRONG, _WEAK = 3.0, 1.0
_ASIDE = 1.5
_POSITION, _LAST_POSITION = 0.2, 6
_CLAUSE, _LAST_CLAUSE = 0.06, 20
_FLAW, _UNFINISHED = 1.2, 1.5
_LEANING = 0.7
# And for the words in it.
_TOLD_BELOW, _TOLD_STRONG = 2.0, 2.5

_SECTION = re.compile(r"\u00a7|\b(?:19|20)\d\d\b(?!:)")
"""Years and sections: such a sentence tells history or law, not purpose."""
_ABBREVIATION, _LIST_LETTERS = 20, 20_000
"""Letters that an abbreviation has at most, and in which a list that a sentence introduces ends."""
_ITEM = re.compile(r"^(?:\W+|\(?\w{1,2}[.)]\s+)")
_PARAGRAPH = re.compile(r"[^\n]+(?:(?<![.:!?;])\n(?=[a-z\u00e5\u00e4\u00f6]{2})[^\n\t]+)*")
"""Lines up to one that begins anew: a sentence goes on where a line without full stop is followed by a small letter."""


@dataclass(frozen=True, slots=True)
class SubjectWords:
    """Cues of a purpose, and sentences that never are one (`models/sv/lexicon/subject.toml`)."""

    cue: re.Pattern[str]
    strong_cue: re.Pattern[str]
    never: re.Pattern[str]
    weak_start: re.Pattern[str]
    parties: re.Pattern[str]
    abbreviation: re.Pattern[str]
    leaning: re.Pattern[str]
    person: re.Pattern[str]
    clause_end: re.Pattern[str]
    aside: re.Pattern[str]
    amendment: re.Pattern[str]
    amends_nothing: re.Pattern[str]
    bare_topic: re.Pattern[str]
    headings: tuple[tuple[str, re.Pattern[str]], ...]
    stems: Stems

    @classmethod
    def from_table(cls, table: Table, headings: Mapping[str, re.Pattern[str]]) -> SubjectWords:
        """Compile the lexicon's tables."""
        names = (
            "cue",
            "strong_cue",
            "never",
            "weak_start",
            "parties",
            "abbreviation",
            "leaning",
            "clause_end",
            "aside",
            "amendment",
            "amends_nothing",
            "bare_topic",
        )
        shapes = {name: re.compile(table[name], re.IGNORECASE) for name in names}
        person = re.compile(table["person"])  # names begin with capitals
        weighed = tuple((name, headings[name]) for name in _CLAUSE_WEIGHT)
        return cls(**shapes, person=person, headings=weighed, stems=Stems.from_table(table))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that may say what the document is about; offsets into the text."""

    start: int
    end: int
    content: str
    """Its words in one line, with the list that it introduces, shortened where it is too long."""
    weight: float
    """How much it looks like a purpose."""
    stems: frozenset[str]
    told: float
    """How much more its words say than words elsewhere."""
    leaning: bool
    """Whether it goes on with the one before it."""


def sentences_of(text: Text, clause: Clause, index: int, words: SubjectWords) -> Iterator[Sentence]:
    """The sentences of a clause, the `index`-th, that may state a subject."""
    heading = text.content[slice(*clause.heading)]
    bonus = max((_CLAUSE_WEIGHT[n] for n, shape in words.headings if shape.search(heading)), default=0.0)
    told_below = _TOLD_BELOW if bonus == _CLAUSE_WEIGHT["purpose"] else 1.0
    bonus -= _ASIDE * bool(words.aside.search(heading))
    start, end = clause.body
    position = 0
    for paragraph in _PARAGRAPH.finditer(text.content[start:end]):
        if "\t" in paragraph.group():
            continue
        for first, last in _split(paragraph.group(), words):
            content = paragraph.group()[first:last].replace("\n", " ")
            count = len(content.split())
            if not _SHORTEST <= count <= 70 or not content[:1].isupper() or words.never.search(content):
                continue
            if words.person.search(content):
                continue
            strong = bool(words.strong_cue.search(content))
            cue = _STRONG if strong else _WEAK if words.cue.search(content) else 0.0
            leaning = bool(words.leaning.search(content))
            flaws = bool(_SECTION.search(content)) + bool(words.weak_start.search(content))
            at = start + paragraph.start()
            stop = _list_end(text, at + last, end, words)
            unfinished = content[-1] not in ".:!?" or (content[-1] == ":" and stop == at + last)
            weight = bonus + cue - _POSITION * min(position, _LAST_POSITION) - _CLAUSE * min(index, _LAST_CLAUSE)
            weight -= _FLAW * (flaws + (count > _LONG)) + _UNFINISHED * unfinished + _LEANING * leaning
            position += 1
            whole = shortened(_one_line(content, text.content[at + last : stop]), words)
            told = told_below * (_TOLD_STRONG if strong else 1.0)
            yield Sentence(at + first, stop, whole, weight, words.stems.of(whole), told, leaning)


def length(content: str) -> int:
    """Words of a text."""
    return len(re.findall(r"\w+", content))


def shortened(content: str, words: SubjectWords, longest: int = LONGEST) -> str:
    """A sentence that can be read in a cell: cut where one of its clauses ends, else between words."""
    parts = content.split()
    if length(content) <= longest:
        return " ".join(parts)
    while length(head := " ".join(parts)) >= longest:
        parts.pop()
    cuts = [m.start() for m in words.clause_end.finditer(head)]
    return f"{head[: cuts[-1]] if cuts and cuts[-1] > len(head) // 2 else head} \u2026"


def _split(paragraph: str, words: SubjectWords) -> Iterator[tuple[int, int]]:
    """The sentences of a paragraph as offsets, each with its full stop, the first one without the mark of an item."""
    mark = _ITEM.match(paragraph)
    begin = mark.end() if mark else 0
    for stop in re.finditer(r"[.!?]\s+", paragraph):
        following = paragraph[stop.end() : stop.end() + 1]
        before = max(0, stop.start() - _ABBREVIATION)
        if (
            stop.start() > begin
            and following.isupper()
            and not words.abbreviation.search(paragraph, before, stop.start())
        ):
            yield begin, stop.start() + 1
            begin = stop.end()
    yield begin, len(paragraph.rstrip())


def _list_end(text: Text, end: int, limit: int, words: SubjectWords) -> int:
    """Where a sentence ends together with the list that it introduces, up to an item that no subject names."""
    rest = text.content[end : min(limit, end + _LIST_LETTERS)]
    if not rest.startswith("\n") or not (text.content[end - 1] == ":" or _ITEM.match(rest[1:])):
        return end
    last = end
    for item in re.finditer(r"\n([^\n]+)", rest):
        line = item.group(1)
        if not _ITEM.match(line) or words.never.search(line) or len(rest[: item.end()].split()) > _LIST:
            break
        last = end + item.end()
    return last


def _one_line(content: str, items: str) -> str:
    """A sentence and the list that it introduces as one: «… följande: tillsyn; stöd»."""
    lines = [line.strip() for line in items.split("\n") if line.strip()]
    parts = [re.split(r"\.\s", _ITEM.sub("", line), maxsplit=1)[0].rstrip(".,; ") for line in lines]
    whole = content.strip() + (" " + "; ".join(parts) if parts else "")
    return whole if whole[-1] in ".!?" else f"{whole.rstrip(':;,')}."
