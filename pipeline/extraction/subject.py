"""What the agreement is about: its title's topic, then the sentences in which it says so itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.domain.evidence import Evidence, Finding, How
from pipeline.domain.text import Text
from pipeline.extraction.findings import Reasons, absent, doubted, evidence, stated
from pipeline.extraction.salience import Salience
from pipeline.extraction.subject_sentences import LONGEST, Sentence, SubjectWords, length, sentences_of, shortened

__all__ = ["SubjectWords", "find_subject"]

_MOST = 2
"""Sentences of a subject at most, its topic not counted."""
_KEPT = 25
"""Choices that are tried further with one sentence more."""
_LOOK = 3.0
"""What looking like a purpose counts beside what an ordinary word of the document says."""
_LEAST = -1.0
"""A sentence that looks less like a purpose is never chosen beside another."""
_GAIN = 1.0
"""Ordinary words that a sentence must be worth."""
_TELLING, _SURE = 3, 2.0
"""A topic of fewer words is listed for review without a sentence of this weight; one of a single word always."""
_YEARS = re.compile(r"\b(?:19|20)\d\d(?:\s?[-\u2013]\s?(?:(?:19|20)?\d\d)?)?\b(?!:)")
_NUMBER = re.compile(r"^[\W\d]+|\s{0,9}\([^)]{0,300}\)\s{0,9}$")
_Choice = tuple[Sentence, ...]


def find_subject(text: Text, title: Finding[str | None], words: SubjectWords, reasons: Reasons) -> Finding[str | None]:
    """The title's topic where the sentences don't name it, and up to three of the document's own sentences."""
    topic = _topic(title.value or "", words)
    changed, places = _changed(text, title.value or "", words)
    lead = f"{topic}: {changed}" if changed else topic
    sentences = [s for i, clause in enumerate(text.clauses) for s in sentences_of(text, clause, i, words)]
    own = [s for s in sentences if s.content.rstrip(".") not in (title.value or "")] or sentences
    chosen = _best(own, lead, Salience.of(text, _told(own), words.stems), words)
    if not chosen and not lead:
        return absent(None, reasons.say("no_subject"), review=True)
    if not chosen:
        return stated(_led((), lead, words), (*title.evidence, *places), reasons)
    content = _led(chosen, lead, words)
    found = [e for s in chosen for e in evidence(text, s.start, s.end, "subject/purpose_sentence", How.STATED, 0.92)]
    finding: Finding[str | None] = stated(content, [*places, *found], reasons)
    topical = len(words.stems.own(lead))
    weak = topical < _TELLING - 1 or (topical < _TELLING and max(s.weight for s in chosen) < _SURE)
    return doubted(finding, reasons.say("weak_subject")) if weak else finding


def _best(sentences: list[Sentence], lead: str, salience: Salience, words: SubjectWords) -> _Choice:
    """The sentences that together look most like a purpose and say most of what the document is about."""
    named = words.stems.of(lead)
    telling = [s for s in sentences if s.told > 1 or s.stems & salience.matter] or sentences

    def worth(choice: _Choice) -> float:
        said = salience.named(named.union(*(s.stems for s in choice)))
        look = sum(s.weight for s in choice)
        return said + _LOOK * look - _GAIN * len(choice)

    best: _Choice = ()
    kept: list[_Choice] = [()]
    for _ in range(_MOST):
        kept = sorted(_longer(kept, telling, lead, words), key=worth, reverse=True)[:_KEPT]
        if not kept or (best and worth(kept[0]) <= worth(best)):
            break
        best = kept[0]
    return best


def _longer(kept: list[_Choice], sentences: list[Sentence], lead: str, words: SubjectWords) -> list[_Choice]:
    """Each choice with one sentence more, where they fit into a cell together; a single one is shortened to fit."""
    room = LONGEST - length(lead)
    lengths = {s: length(s.content) for s in sentences}

    def fits(choice: _Choice) -> bool:
        taken = sum(lengths[s] for s in choice)
        return taken <= room or (taken <= LONGEST and _names(" ".join(s.content for s in choice), lead, words))

    found: dict[_Choice, None] = {}
    for choice in kept:
        for s in sentences:
            apart = all(s.end <= c.start or s.start >= c.end for c in choice)
            if not choice or (s.weight > _LEAST and apart):
                longer = tuple(sorted((*choice, s), key=lambda c: c.start))
                if not choice or fits(longer):
                    found[longer] = None
    return list(found)


def _told(sentences: list[Sentence]) -> dict[str, float]:
    """How much more the words of purpose sentences say."""
    told: dict[str, float] = {}
    for sentence in sentences:
        for stem in sentence.stems:
            if sentence.told > 1:
                told[stem] = max(told.get(stem, 1.0), sentence.told)
    return told


def _led(chosen: _Choice, lead: str, words: SubjectWords, longest: int = LONGEST) -> str:
    """The sentences, with the topic before them unless they name it."""
    content = " ".join(s.content for s in chosen)
    if not lead or _names(content, lead, words):
        return content or lead
    lead = f"{lead[:1].upper()}{lead[1:]}"
    return f"{lead}. {shortened(content, words, longest - length(lead))}" if content else lead


def _names(content: str, lead: str, words: SubjectWords) -> bool:
    """Whether some sentences name a topic: as it stands, or its only word."""
    alone = len(words.stems.own(lead)) < 2 and words.stems.of(lead) <= words.stems.of(content)
    return alone or lead.casefold() in content.casefold()


def _topic(title: str, words: SubjectWords) -> str:
    """A title without the parties that it names and without its years, unless too little is left of it."""
    topic = words.parties.sub(" ", title)
    if not words.stems.own(topic) or words.bare_topic.search(topic):
        topic = title
    topic = re.sub(r"(?<!\s)\s+(?=[.,:;!])", "", _YEARS.sub("", topic))
    topic = topic.capitalize() if topic.isupper() else topic
    return " ".join(topic.split()[:30]).strip(" .,-\u2013")


def _changed(text: Text, title: str, words: SubjectWords) -> tuple[str, tuple[Evidence, ...]]:
    """What an amendment changes, by its headings: «bemanning; ersättning»; nothing for any other document."""
    if not words.amendment.search(title):
        return "", ()
    changed = dict(_changes(text, title, words))
    spans = changed.values()
    return "; ".join(changed), tuple(e for s in spans for e in evidence(text, *s, "subject/heading", How.STATED, 0.9))


def _changes(text: Text, title: str, words: SubjectWords) -> Iterator[tuple[str, tuple[int, int]]]:
    """The headings of an amendment that name what it changes, and where they stand."""
    for clause in text.clauses:
        name = _NUMBER.sub("", text.content[slice(*clause.heading)]).strip()
        if name and name not in title and length(name) <= 6 and not words.amends_nothing.search(name):
            yield f"{name[:1].lower()}{name[1:]}", clause.heading
