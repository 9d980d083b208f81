"""Running text -> sentences of tokens, with every value recognised beforehand as one token of its own.

spaCy's blank Swedish tokenizer keeps abbreviations («t.o.m.») and ISO dates whole. Values and fixed phrases are found
first in the running text and become single tokens with an entity type, so that a rule says `ENT_TYPE = "DATE"`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.domain.evidence import Misreading

CELL_TOKEN = "|"  # noqa: S105 - a token of text, not a secret
"""What rules see where one cell of a table row ends and the next begins."""
_SENTENCE_END = frozenset(".!?")
_PAUSE = frozenset({",", ";", CELL_TOKEN})
_LONG, _LONGEST = 200, 250
"""Tokens after which a sentence is cut at the next pause, and at the latest: a rule costs the cube of them."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A recognised value: offsets in the running text, its type, the value (None: there but unreadable).

    `misreading` is what OCR misread in it.
    """

    start: int
    end: int
    label: str
    value: object
    misreading: Misreading | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A spaCy document of one sentence: its tokens' places in the running text, and which of them are values."""

    doc: Doc
    offsets: tuple[tuple[int, int], ...]
    entities: Mapping[int, Entity]

    @property
    def start(self) -> int:
        """The offset of its first character."""
        return self.offsets[0][0]

    @property
    def end(self) -> int:
        """The offset behind its last character."""
        return self.offsets[-1][1]


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int
    entity: Entity | None = None


class Tokenizer:
    """Splits a stretch of text; holds spaCy's vocabulary, built once."""

    def __init__(self) -> None:
        self.nlp: Language = spacy.blank("sv")

    def sentences(self, text: str, start: int, entities: Sequence[Entity]) -> list[Sentence]:
        """The sentences of `text`, which begins at offset `start` of the running text.

        `entities` lie within it, sorted and without overlap.
        """
        tokens = list(self._tokens(text, start, entities))
        return [self._sentence(group) for group in _sentence_groups(tokens)]

    def _tokens(self, text: str, start: int, entities: Sequence[Entity]) -> Iterator[_Token]:
        position = 0
        for entity in entities:
            yield from self._plain(text[position : entity.start - start], start + position)
            inside = text[entity.start - start : entity.end - start]
            yield _Token(inside, entity.start, entity.end, entity)
            position = entity.end - start
        yield from self._plain(text[position:], start + position)

    def _plain(self, text: str, start: int) -> Iterator[_Token]:
        for match in re.finditer(r"\t|[^\t]+", text):
            if match.group() == "\t":
                yield _Token(CELL_TOKEN, start + match.start(), start + match.end())
                continue
            for token in self.nlp.make_doc(match.group()):
                if not token.is_space:
                    begin = start + match.start() + token.idx
                    yield _Token(token.text, begin, begin + len(token.text))

    def _sentence(self, tokens: list[_Token]) -> Sentence:
        words = [t.text.strip() or " " for t in tokens]
        doc = Doc(self.nlp.vocab, words=words, sent_starts=[index == 0 for index in range(len(words))])
        for token, source in zip(doc, tokens, strict=True):
            token.norm_ = source.text.lower()
        entities = {i: t.entity for i, t in enumerate(tokens) if t.entity}
        doc.ents = tuple(Span(doc, i, i + 1, label=entity.label) for i, entity in entities.items())
        return Sentence(doc, tuple((t.start, t.end) for t in tokens), entities)


def _sentence_groups(tokens: list[_Token]) -> Iterator[list[_Token]]:
    """Cut behind a full stop that stands alone and is followed by something that can begin a sentence."""
    group: list[_Token] = []
    for index, token in enumerate(tokens):
        group.append(token)
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        ends = (
            following and token.text in _SENTENCE_END and (following.text[0].isupper() or following.text[0].isdigit())
        )
        if ends or len(group) >= _LONGEST or (len(group) >= _LONG and token.text in _PAUSE):
            yield group
            group = []
    if group:
        yield group
