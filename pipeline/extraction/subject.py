"""What the agreement is about: the one or two sentences in which it says so itself, led by its title's topic."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from pipeline.domain.evidence import Finding, How
from pipeline.domain.text import Clause, Text
from pipeline.extraction.findings import Reasons, absent, doubted, evidence, stated
from pipeline.extraction.salience import Salience, Stems
from pipeline.lexicon import Table

_LONGEST = 55
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
_FLAW, _UNFINISHED = 0.7, 1.5
_LEAST = -1.5
"""A sentence that weighs less never comes second."""

# What speaks for a choice of one or two sentences.
_SECOND = 0.4
"""What the second sentence's own weight counts beside the first one's."""
_COVERAGE = 6.0
"""What naming all of the document's matter is worth."""
_MATTER, _EMPTY = 0.15, 1.5
"""A sentence that names less than this share of the matter loses up to so much."""
_ADJACENT, _LEANING = 0.3, 1.0
_NAMED = 0.9
"""The share of the title's topic that sentences must name to stand without it."""

_SURE, _MATTER_SURE = 0.5, 0.4
"""A choice without a sentence of this weight, or that names less of the matter, is listed for review."""
_SECTION = re.compile(r"\u00a7|\b(?:19|20)\d\d\b(?!:)")
"""Years and sections: such a sentence tells history or law, not purpose."""
_ITEM = re.compile(r"^(?:\W+|\(?\w{1,2}[.)]\s+)")


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
        )
        shapes = {name: re.compile(table[name], re.IGNORECASE) for name in names}
        person = re.compile(table["person"])  # names begin with capitals
        weighed = tuple((name, headings[name]) for name in _CLAUSE_WEIGHT)
        return cls(**shapes, person=person, headings=weighed, stems=Stems.from_table(table))


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    end: int
    content: str
    """Its words in one line, with the list that it introduces, shortened where it is too long."""
    weight: float


def find_subject(text: Text, title: Finding[str | None], words: SubjectWords, reasons: Reasons) -> Finding[str | None]:
    """One or two of the document's own sentences, with the title's topic before them where they don't name it."""
    topic = _topic(title.value or "", words)
    sentences = [s for i, clause in enumerate(text.clauses) for s in _sentences(text, clause, i, words)]
    if not sentences:
        if not topic:
            return absent(None, reasons.say("no_subject"), review=True)
        return stated(topic, title.evidence, reasons)
    salience = Salience.of(text, topic, words.stems)
    own = [s for s in sentences if s.content.rstrip(".") not in (title.value or "")] or sentences
    chosen = max(_choices(own, topic, words), key=lambda c: _worth(c, topic, salience, words))
    content = _led(chosen, topic, words)
    found = [e for s in chosen for e in evidence(text, s.start, s.end, "subject/purpose_sentence", How.STATED, 0.92)]
    finding: Finding[str | None] = stated(content, found, reasons)
    weak = max(s.weight for s in chosen) < _SURE or salience.covered(words.stems.of(content)) < _MATTER_SURE
    return doubted(finding, reasons.say("weak_subject")) if weak else finding


def _choices(sentences: list[_Sentence], topic: str, words: SubjectWords) -> Iterator[tuple[_Sentence, ...]]:
    """Every sentence alone, and every two that fit into a cell together."""
    for one in sentences:
        yield (one,)
    second = [s for s in sentences if s.weight > _LEAST]
    for pair in combinations(second, 2):
        if _length(_led(pair, topic, words)) <= _LONGEST:
            yield pair


def _worth(chosen: tuple[_Sentence, ...], topic: str, salience: Salience, words: SubjectWords) -> float:
    """How good a subject some sentences make: they look like a purpose and name much of what the document is about."""
    weights = sorted((s.weight - _EMPTY * _emptiness(s, salience, words) for s in chosen), reverse=True)
    content = _led(chosen, topic, words)
    adjacent = len(chosen) == 2 and chosen[1].start - chosen[0].end < 3
    leaning = [bool(words.leaning.search(s.content)) for s in chosen]
    return (
        weights[0]
        + sum(_SECOND * w for w in weights[1:])
        + _COVERAGE * salience.covered(words.stems.of(content))
        + _ADJACENT * adjacent
        - _LEANING * (leaning[0] + any(leaning[1:]) * (not adjacent))
    )


def _emptiness(sentence: _Sentence, salience: Salience, words: SubjectWords) -> float:
    """1 for a sentence that names nothing of what the document is about, 0 for one that names enough of it."""
    return max(0.0, 1 - salience.covered(words.stems.of(sentence.content)) / _MATTER)


def _led(chosen: tuple[_Sentence, ...], topic: str, words: SubjectWords) -> str:
    """The sentences, with the title's topic before them where they name less than most of it."""
    content = " ".join(s.content for s in chosen)
    named = words.stems.of(topic)
    if not named or len(words.stems.of(content) & named) >= _NAMED * len(named):
        return content
    return f"{topic[:1].upper()}{topic[1:]}. {_shortened(content, words, _LONGEST - _length(topic))}"


def _length(content: str) -> int:
    return len(re.findall(r"\w+", content))


def _topic(title: str, words: SubjectWords) -> str:
    """A title without the parties that it names and without its years, unless nothing else is left of it."""
    topic = words.parties.sub(" ", title)
    if not words.stems.of(topic):
        topic = title
    topic = re.sub(r"\b(?:19|20)\d\d(?:\s?[-\u2013]\s?(?:(?:19|20)?\d\d)?)?\b", "", topic)
    topic = topic.capitalize() if topic.isupper() else topic
    return " ".join(topic.split()[:30]).strip(" .,-\u2013")


def _sentences(text: Text, clause: Clause, index: int, words: SubjectWords) -> Iterator[_Sentence]:
    """Sentences that may state a subject, each with how much it looks like one."""
    heading = text.content[slice(*clause.heading)]
    bonus = max((_CLAUSE_WEIGHT[n] for n, shape in words.headings if shape.search(heading)), default=0.0)
    bonus -= _ASIDE * bool(words.aside.search(heading))
    start, end = clause.body
    position = 0
    for paragraph in re.finditer(r"[^\n]+", text.content[start:end]):
        if "\t" in paragraph.group():
            continue
        for first, last in _split(paragraph.group(), words):
            content = paragraph.group()[first:last]
            count = len(content.split())
            if not _SHORTEST <= count <= 70 or not content[:1].isupper() or words.never.search(content):
                continue
            if words.person.search(content):
                continue
            cue = _STRONG if words.strong_cue.search(content) else _WEAK if words.cue.search(content) else 0.0
            flaws = bool(_SECTION.search(content)) + bool(words.weak_start.search(content))
            at = start + paragraph.start()
            stop = _list_end(text, at + last, end)
            unfinished = content[-1] not in ".:!?" or (content[-1] == ":" and stop == at + last)
            weight = bonus + cue - _POSITION * min(position, _LAST_POSITION) - _CLAUSE * min(index, _LAST_CLAUSE)
            weight -= _FLAW * (flaws + (count > _LONG)) + _UNFINISHED * unfinished
            position += 1
            whole = _one_line(text.content[at + first : stop])
            yield _Sentence(at + first, stop, _shortened(whole, words), weight)


def _split(paragraph: str, words: SubjectWords) -> Iterator[tuple[int, int]]:
    """The sentences of a paragraph as offsets, each with its full stop."""
    begin = 0
    for stop in re.finditer(r"[.!?]\s+", paragraph):
        following = paragraph[stop.end() : stop.end() + 1]
        if following.isupper() and not words.abbreviation.search(paragraph[: stop.start()]):
            yield begin, stop.start() + 1
            begin = stop.end()
    yield begin, len(paragraph.rstrip())


def _list_end(text: Text, end: int, limit: int) -> int:
    """Where a sentence ends together with the list that it introduces."""
    rest = text.content[end:limit]
    if not rest.startswith("\n") or not (text.content[end - 1] == ":" or _ITEM.match(rest[1:])):
        return end
    last = end
    for item in re.finditer(r"\n([^\n]+)", rest):
        if not _ITEM.match(item.group(1)) or len(rest[: item.end()].split()) > _LIST:
            break
        last = end + item.end()
    return last


def _one_line(content: str) -> str:
    """A list as one sentence: «… följande: tillsyn; stöd»."""
    lines = [line.strip() for line in content.split("\n") if line.strip()]
    items = [re.split(r"\.\s", _ITEM.sub("", line), maxsplit=1)[0].rstrip(".,; ") for line in lines[1:]]
    whole = lines[0] + (" " + "; ".join(items) if items else "")
    return whole if whole[-1] in ".!?" else f"{whole.rstrip(':;,')}."


def _shortened(content: str, words: SubjectWords, longest: int = _LONGEST) -> str:
    """A sentence that can be read in a cell: cut where one of its clauses ends, else between words."""
    parts = content.split()
    if _length(content) <= longest:
        return " ".join(parts)
    while _length(head := " ".join(parts)) >= longest:
        parts.pop()
    cuts = [m.start() for m in words.clause_end.finditer(head)]
    return f"{head[: cuts[-1]] if cuts and cuts[-1] > len(head) // 2 else head} \u2026"
