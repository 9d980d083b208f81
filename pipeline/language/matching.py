"""Text -> mentions: recognise the values, cut into sentences, and let every rule look at each sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, cast

from spacy.matcher import Matcher

from pipeline.domain.evidence import Mention
from pipeline.domain.text import Text
from pipeline.language import entities
from pipeline.language.mended import Mended
from pipeline.language.mending import Mender, mender
from pipeline.language.qualifiers import Qualifier, flags, qualifiers
from pipeline.language.rules import Pattern, Rule, compile_rule
from pipeline.language.swedish import Entity, Sentence, Tokenizer
from pipeline.language.triggers import Triggers, marks, needs
from pipeline.language.values.registry_numbers import RegistryNumber
from pipeline.lexicon import Lexicon

_Matches = list[tuple[int, int, int, list[int]]]
"""spaCy's matches: the pattern's key, its first token, the one behind the last, its tokens that matched each."""

_MOST_SETS = 2_000
"""Matchers that are kept, one for each set of patterns that sentences have asked for; most sentences share a few."""

_TOP = 160
"""Characters from the start in which the title stands."""


def annotate(text: Text, lexicon: Lexicon) -> tuple[Mention, ...]:
    """Every mention that a rule or a value reader finds, in the order of the text.

    Values stand as mentions of their own too, labelled by their type («DATE») with the rule «value/date».
    """
    return reader(lexicon).read(text)


@lru_cache(maxsize=2)
def reader(lexicon: Lexicon) -> Reader:
    """The compiled rules of a lexicon, built once for each process."""
    return Reader(lexicon)


class Reader:
    """All rules of a lexicon, compiled."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile the rules. Raises RuleError when a rule file breaks the format."""
        self.rules: tuple[Rule, ...] = tuple(compile_rule(source, lexicon.cues) for source in lexicon.rules)
        self._values = entities.ValueReaders(lexicon)
        self._headings = lexicon.headings
        self._qualifiers: tuple[Qualifier, ...] = qualifiers(lexicon.tables["qualifiers"])
        self._tokenizer = Tokenizer()
        self._patterns = tuple((rule, pattern) for rule in self.rules for pattern in rule.patterns)
        self._triggers = Triggers([needs(pattern.tokens) for _, pattern in self._patterns])
        self._matchers: dict[tuple[int, ...], Matcher] = {}
        words = {word for rule in self.rules for pattern in rule.patterns for word in _norms(pattern.tokens)}
        self._mender: Mender = mender(lexicon, self._values, words)

    def read(self, text: Text) -> tuple[Mention, ...]:
        """All mentions of a text. Of what OCR read, a mended copy is looked at."""
        mentions: list[Mention] = []
        under: dict[tuple[int, int], frozenset[str]] = {}
        for start, end, heading in _stretches(text):
            content, scanned = text.content[start:end], text.is_ocr(text.page_at(start))
            if heading not in under:
                title = text.content[slice(*heading)]
                under[heading] = self._classes(self._mender.words(title).content if scanned else title)
            line, found = self._mender.read(content) if scanned else (Mended.of(content), self._values.find_in(content))
            inside = [_value_mention(entity) for entity in found]
            for sentence in self._tokenizer.sentences(line.content, 0, found):
                inside += self._match(line.content, sentence, under[heading], text.content[:_TOP])
            mentions += [_in_print(mention, line, start) for mention in inside]
        return tuple(sorted(mentions, key=lambda m: (m.start, m.end)))

    def read_sentence(self, sentence: str, heading: str | None = None) -> tuple[Mention, ...]:
        """Mentions in bare words, without a page: for the examples of rules."""
        found = self._values.find_in(sentence)
        classes = self._classes(heading or "")
        return tuple(
            mention
            for part in self._tokenizer.sentences(sentence, 0, found)
            for mention in self._match(sentence, part, classes)
        )

    def _longest(self, sentence: Sentence) -> list[tuple[int, int, int, Sequence[int]]]:
        """The matches that hold to their pattern's bounds, of each pattern the longest where they overlap.

        A match is the pattern's number, its first token, the one behind the last, its tokens that matched each.
        """
        wanted = tuple(self._triggers.of(marks(sentence.doc)))
        if not wanted:
            return []
        strings = self._tokenizer.nlp.vocab.strings
        found = [
            (int(strings[key]), first, last, alignment)
            for key, first, last, alignment in cast(
                "_Matches", self._matcher(wanted)(sentence.doc, with_alignments=True)
            )
        ]
        kept: list[tuple[int, int, int, Sequence[int]]] = []
        for number, first, last, alignment in sorted(found, key=lambda m: (m[1] - m[2], m[1], m[0])):
            free = all(number != other or last <= start or first >= end for other, start, end, _ in kept)
            if free and _within_bounds(self._patterns[number][1], alignment):
                kept.append((number, first, last, alignment))
        return kept

    def _matcher(self, numbers: tuple[int, ...]) -> Matcher:
        """One matcher for some patterns: it walks through a sentence once, and not once for each."""
        matcher = self._matchers.get(numbers)
        if matcher is None:
            if len(self._matchers) >= _MOST_SETS:
                self._matchers.clear()
            matcher = self._matchers[numbers] = Matcher(self._tokenizer.nlp.vocab)
            for number in numbers:
                matcher.add(str(number), [[dict(token) for token in self._patterns[number][1].tokens]])
        return matcher

    def _classes(self, heading: str) -> frozenset[str]:
        return frozenset(name for name, shape in self._headings.items() if heading and shape.search(heading))

    def _match(self, content: str, sentence: Sentence, classes: frozenset[str], top: str = "") -> Iterator[Mention]:
        for number, first, last, alignment in self._longest(sentence):
            rule, pattern = self._patterns[number]
            if rule.under and rule.under not in classes:
                continue
            start, end = sentence.offsets[first][0], sentence.offsets[last - 1][1]
            slots = _slots(pattern, alignment, first)
            values = {name: _value(content, sentence, tokens) for name, tokens in slots.items()}
            plain = content[sentence.start : sentence.end]
            yield Mention(
                label=rule.label,
                start=start,
                end=end,
                rule=rule.id,
                value={**rule.value, **values},
                slots={n: (sentence.offsets[t[0]][0], sentence.offsets[t[-1]][1]) for n, t in slots.items()},
                flags=flags(plain, start - sentence.start, end - sentence.start, self._qualifiers, top) - rule.ignores,
                confidence=rule.confidence,
                sentence=(sentence.start, sentence.end),
                misread=tuple(
                    misreading for tokens in slots.values() for token in tokens
                    if token in sentence.entities and (misreading := sentence.entities[token].misreading)
                ),
            )  # fmt: skip


def _value_mention(entity: Entity) -> Mention:
    value: dict[str, object] = {"value": entity.value}
    if isinstance(entity.value, RegistryNumber):
        value |= {"number": entity.value.number, "kind": entity.value.kind.value}
    misread = (entity.misreading,) if entity.misreading else ()
    return Mention(entity.label, entity.start, entity.end, f"value/{entity.label.lower()}", value, misread=misread)


def _in_print(mention: Mention, line: Mended, start: int) -> Mention:
    """The same with offsets in the text, where the line begins at `start`."""

    def place(span: tuple[int, int]) -> tuple[int, int]:
        first, last = line.span(*span)
        return start + first, start + last

    begin, end = place((mention.start, mention.end))
    slots = {name: place(span) for name, span in mention.slots.items()}
    sentence = place(mention.sentence) if any(mention.sentence) else mention.sentence
    return replace(mention, start=begin, end=end, slots=slots, sentence=sentence)


def _stretches(text: Text) -> Iterator[tuple[int, int, tuple[int, int]]]:
    """The paragraphs of the text, each with the heading that it stands below; margins have none."""
    headings = sorted((clause.body, clause.heading) for clause in text.clauses)
    offset, current = 0, 0
    for line in text.content.split("\n"):
        end = offset + len(line)
        while current + 1 < len(headings) and headings[current + 1][0][0] <= offset:
            current += 1
        inside = bool(headings) and offset < text.margin_start
        if line.strip():
            yield offset, end, headings[current][1] if inside else (0, 0)
        offset = end + 1


def _within_bounds(pattern: Pattern, alignment: Sequence[int]) -> bool:
    return all(limit is None or alignment.count(index) <= limit for index, limit in enumerate(pattern.most))


def _slots(pattern: Pattern, alignment: Sequence[int], first: int) -> dict[str, list[int]]:
    """For each named token of the pattern the document's tokens that it matched."""
    slots: dict[str, list[int]] = {}
    for offset, index in enumerate(alignment):
        name = pattern.names[index]
        if name:
            slots.setdefault(name, []).append(first + offset)
    return slots


def _value(content: str, sentence: Sentence, tokens: list[int]) -> object:
    """A recognised value, or else the words as they stand."""
    if len(tokens) == 1 and tokens[0] in sentence.entities:
        return sentence.entities[tokens[0]].value
    return content[sentence.offsets[tokens[0]][0] : sentence.offsets[tokens[-1]][1]]


def _norms(tokens: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for token in tokens:
        norm = token.get("NORM")
        if isinstance(norm, str):
            yield norm
        elif isinstance(norm, Mapping):
            yield from norm.get("IN", ())
