"""What the agreement is about: the sentence in which it says so itself, after the subject that its title names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.domain.evidence import Finding, How
from pipeline.domain.text import Text
from pipeline.extraction.findings import Reasons, absent, doubted, evidence, stated
from pipeline.lexicon import Table

_LONGEST = 55
_SHORTEST = 6
_CLAUSE_WEIGHT = {"purpose": 3.0, "background": 1.4, "goal": 1.0}


@dataclass(frozen=True, slots=True)
class SubjectWords:
    """Cues of a purpose, and sentences that never are one (`models/sv/lexicon/subject.toml`)."""

    cue: re.Pattern[str]
    strong_cue: re.Pattern[str]
    never: re.Pattern[str]
    sentence_end: re.Pattern[str]
    headings: tuple[tuple[str, re.Pattern[str]], ...]

    @classmethod
    def from_table(cls, table: Table, headings: dict[str, re.Pattern[str]]) -> SubjectWords:
        """Compile the lexicon's tables."""
        shapes = {name: re.compile(table[name], re.IGNORECASE) for name in ("cue", "strong_cue", "never")}
        return cls(
            **shapes,
            sentence_end=re.compile(table["sentence_end"]),
            headings=tuple((name, headings[name]) for name in _CLAUSE_WEIGHT),
        )


@dataclass(frozen=True, slots=True)
class _Sentence:
    content: str
    start: int
    end: int
    weight: float


def find_subject(
    text: Text, title: Finding[str | None], words: SubjectWords, reasons: Reasons
) -> Finding[str | None]:
    """One or two of the document's own sentences, at most 55 words in all."""
    sentences = list(_sentences(text, words))
    if not sentences:
        return absent(None, reasons.say("no_subject"), review=True)
    about = _keywords(title.value or "")
    ranked = sorted(sentences, key=lambda s: -(s.weight + _overlap(s, about)))
    chosen = [ranked[0]]
    room = _LONGEST - len(ranked[0].content.split())
    for sentence in ranked[1:]:
        if sentence.weight >= 1.5 and len(sentence.content.split()) <= room:  # noqa: PLR2004
            chosen.append(sentence)
            break
    chosen.sort(key=lambda s: s.start)
    subject = " ".join(_shortened(s.content) for s in chosen)
    best = ranked[0]
    confidence = 0.92 if best.weight >= 2 else 0.8  # noqa: PLR2004
    found = [
        e for s in chosen for e in evidence(text, s.start, s.end, "subject/purpose_sentence", How.STATED, confidence)
    ]
    finding: Finding[str | None] = stated(subject, found, reasons)
    return doubted(finding, reasons.say("subject_guessed")) if confidence < 0.85 else finding  # noqa: PLR2004


def _sentences(text: Text, words: SubjectWords) -> Iterator[_Sentence]:
    """Sentences that may state a subject, each with how much it looks like one."""
    for index, clause in enumerate(text.clauses):
        heading = text.content[slice(*clause.heading)]
        bonus = max((_CLAUSE_WEIGHT[n] for n, shape in words.headings if shape.search(heading)), default=0.0)
        start, end = clause.body
        position = 0
        for paragraph in re.finditer(r"[^\n]+", text.content[start:end]):
            if "\t" in paragraph.group():
                continue
            for sentence in words.sentence_end.split(paragraph.group()):
                at = start + paragraph.start() + paragraph.group().find(sentence)
                count = len(sentence.split())
                if not _SHORTEST <= count <= 70 or words.never.search(sentence):  # noqa: PLR2004
                    continue
                position += 1
                cue = 2.5 if words.strong_cue.search(sentence) else 1.2 if words.cue.search(sentence) else 0.0
                weight = bonus + cue - 0.25 * position - 0.08 * index - (1.0 if count > 45 else 0)  # noqa: PLR2004
                if weight > -1.5:  # noqa: PLR2004
                    yield _Sentence(sentence.strip(), at, at + len(sentence), weight)


def _keywords(title: str) -> frozenset[str]:
    return frozenset(w[:7] for w in re.findall(r"\w{5,}", title.casefold()))


def _overlap(sentence: _Sentence, about: frozenset[str]) -> float:
    words = {w[:7] for w in re.findall(r"\w{5,}", sentence.content.casefold())}
    return min(1.5, 0.35 * len(words & about))


def _shortened(sentence: str) -> str:
    words = sentence.lstrip("•-–*» ").split()
    return " ".join(words) if len(words) <= _LONGEST else " ".join(words[: _LONGEST - 1]) + " …"
