"""What the agreement is about: the sentence in which it says so itself, led by the topic that its title names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.domain.evidence import Finding, How
from pipeline.domain.text import Clause, Text
from pipeline.extraction.findings import Reasons, absent, evidence, stated
from pipeline.lexicon import Table

_LONGEST = 55
"""Words of a subject at most: it has to be read in a cell."""
_SHORTEST = 6
_FULL = 22
"""A sentence shorter than this may take the next one with it."""
_CLAUSE_WEIGHT = {"purpose": 2.0, "background": 0.6, "goal": 0.6}
_STRONG, _WEAK = 3.0, 1.0
_SURE = 2.5
"""A sentence that weighs this much says in so many words what the document is for."""
_LONG = 45
_FIGURES = re.compile(r"\b(?:19|20)\d\d\b(?!:)|\u00a7")
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
    headings: tuple[tuple[str, re.Pattern[str]], ...]

    @classmethod
    def from_table(cls, table: Table, headings: Mapping[str, re.Pattern[str]]) -> SubjectWords:
        """Compile the lexicon's tables."""
        names = ("cue", "strong_cue", "never", "weak_start", "parties", "abbreviation")
        shapes = {name: re.compile(table[name], re.IGNORECASE) for name in names}
        return cls(**shapes, headings=tuple((name, headings[name]) for name in _CLAUSE_WEIGHT))


@dataclass(frozen=True, slots=True)
class _Sentence:
    content: str
    start: int
    end: int
    limit: int
    """Where its clause ends."""
    weight: float


def find_subject(text: Text, title: Finding[str | None], words: SubjectWords, reasons: Reasons) -> Finding[str | None]:
    """One or two of the document's own sentences, with the title's topic before them where they don't name it."""
    topic = _topic(title.value or "", words)
    stems = _stems(topic)
    sentences = [s for i, clause in enumerate(text.clauses) for s in _sentences(text, clause, i, words)]
    if not sentences:
        if not topic:
            return absent(None, reasons.say("no_subject"), review=True)
        return stated(topic, title.evidence, reasons)
    best = max(sentences, key=lambda s: s.weight + min(1.5, 0.35 * len(_stems(s.content) & stems)))
    end = _extended(text, best, words)
    content = _one_line(text.content[best.start : end])
    if stems and len(_stems(content) & stems) < 0.6 * len(stems):  # most of the topic
        content = f"{topic[:1].upper()}{topic[1:]}. {content}"
    confidence = 0.92 if best.weight >= _SURE or len(_stems(content) & stems) > 1 else 0.8
    found = evidence(text, best.start, end, "subject/purpose_sentence", How.STATED, confidence)
    return stated(_shortened(content), found, reasons)


def _topic(title: str, words: SubjectWords) -> str:
    """A title without the parties that it names and without its years."""
    topic = words.parties.sub(" ", title)
    topic = re.sub(r"\b(?:19|20)\d\d(?:\s?[-\u2013]\s?(?:(?:19|20)?\d\d)?)?\b", "", topic)
    topic = topic.capitalize() if topic.isupper() else topic
    return " ".join(topic.split()[:30]).strip(" .,-\u2013")


def _sentences(text: Text, clause: Clause, index: int, words: SubjectWords) -> Iterator[_Sentence]:
    """Sentences that may state a subject, each with how much it looks like one."""
    heading = text.content[slice(*clause.heading)]
    bonus = max((_CLAUSE_WEIGHT[n] for n, shape in words.headings if shape.search(heading)), default=0.0)
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
            cue = _STRONG if words.strong_cue.search(content) else _WEAK if words.cue.search(content) else 0.0
            flaws = (count > _LONG, bool(_FIGURES.search(content)), bool(words.weak_start.search(content)))
            unfinished = content[-1] not in ".:!?"
            weight = bonus + cue - 0.2 * min(position, 6) - 0.06 * index - 0.7 * (sum(flaws) + unfinished)
            at = start + paragraph.start()
            position += 1
            yield _Sentence(content, at + first, at + last, end, weight)


def _split(paragraph: str, words: SubjectWords) -> Iterator[tuple[int, int]]:
    """The sentences of a paragraph as offsets, each with its full stop."""
    begin = 0
    for stop in re.finditer(r"[.!?:]\s+", paragraph):
        following = paragraph[stop.end() : stop.end() + 1]
        if following.isupper() and not words.abbreviation.search(paragraph[: stop.start()]):
            yield begin, stop.start() + 1
            begin = stop.end()
    yield begin, len(paragraph.rstrip())


def _extended(text: Text, best: _Sentence, words: SubjectWords) -> int:
    """Where the subject ends: with the next sentence if the first is short, or with the list that it introduces."""
    rest = text.content[best.end : best.limit]
    room = _LONGEST - len(best.content.split())
    unfinished = best.content.endswith(":")
    if rest.startswith("\n") and (unfinished or _ITEM.match(rest[1:])):
        end = best.end
        for item in re.finditer(r"\n([^\n]+)", rest):
            if not _ITEM.match(item.group(1)) or len(rest[: item.end()].split()) > room:
                break
            end = best.end + item.end()
        return end
    paragraph = rest.split("\n", 1)[0]
    if (unfinished or len(best.content.split()) < _FULL) and paragraph.strip():
        first, last = next(iter(_split(paragraph.strip(), words)))
        if last - first and len(paragraph[:last].split()) <= room and not words.never.search(paragraph[: last + 1]):
            return best.end + last + (len(paragraph) - len(paragraph.lstrip()))
    return best.end


def _stems(content: str) -> frozenset[str]:
    return frozenset(w[:6] for w in re.findall(r"\w{5,}", content.casefold()))


def _one_line(content: str) -> str:
    """A list as one sentence: «… följande: tillsyn; stöd»."""
    lines = [line.strip() for line in content.split("\n") if line.strip()]
    items = [re.split(r"\.\s", _ITEM.sub("", line), maxsplit=1)[0].rstrip(".,; ") for line in lines[1:]]
    return lines[0] + (" " + "; ".join(items) + "." if items else "")


def _shortened(content: str) -> str:
    words = content.split()
    return " ".join(words) if len(words) <= _LONGEST else " ".join(words[: _LONGEST - 1]) + " \u2026"
