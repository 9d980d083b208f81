"""The reader of rule files, given any TOML, and all rules, given any sentence."""

from __future__ import annotations

import copy
import tomllib
from functools import lru_cache

from pipeline.domain.document import PageSource
from pipeline.domain.evidence import Mention
from pipeline.domain.text import Text
from pipeline.language import matching
from pipeline.language.matching import Reader
from pipeline.language.rules import Rule, RuleError, compile_rule
from pipeline.language.triggers import Triggers, needs
from pipeline.lexicon import RuleSource
from tests.layout.builders import lexicon


@lru_cache(maxsize=1)
def reader() -> Reader:
    return matching.reader(lexicon())


def rules(data: bytes) -> None:
    """«t» and a rule file; «o» and a line that OCR read; else a sentence of a text layer."""
    kind, text = data[:1], data[1:].decode("utf-8", "replace")
    if kind == b"t":
        _rule_file(text)
    elif kind == b"o":
        _paragraphs(text, PageSource.OCR)
    else:
        _paragraphs(text, PageSource.TEXT_LAYER)
        for mention in reader().read_sentence(text, text[:80]):
            _is_within(mention, len(text))


def _rule_file(text: str) -> None:
    """A rule file is refused with its name, or it becomes a rule that can be asked."""
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return
    try:
        rule = compile_rule(RuleSource("fuzz/rule", table), lexicon().cues)
    except RuleError as error:
        _is_told(error)
        return
    assert 0 <= rule.confidence <= 1
    for pattern in rule.patterns:
        assert len(pattern.tokens) == len(pattern.names) == len(pattern.most)
    for example in rule.examples:
        assert example.marked is None or example.marked in example.text
        for mention in _asking(rule).read_sentence(example.text, example.heading):
            _is_within(mention, len(example.text))


def _is_told(error: RuleError) -> None:
    assert "fuzz/rule" in str(error)


def _asking(rule: Rule) -> Reader:
    """A reader of this rule alone, with the words of all: these take a second to be made ready."""
    one = copy.copy(reader())
    one.rules = (rule,)
    one._patterns = tuple((rule, pattern) for pattern in rule.patterns)
    one._triggers = Triggers([needs(pattern.tokens) for pattern in rule.patterns])
    one._matchers = {}
    return one


def _paragraphs(content: str, source: PageSource) -> None:
    text = Text(
        "a.pdf", content, anchors=(), lines=(), clauses=(), margin_start=len(content), pages=(1, 1), file_pages=1,
        sources=((1, source),),
    )  # fmt: skip
    mentions = reader().read(text)
    for mention in mentions:
        _is_within(mention, len(content))
    places = [(mention.start, mention.end) for mention in mentions]
    assert places == sorted(places)


def _is_within(mention: Mention, length: int) -> None:
    first, last = mention.sentence if any(mention.sentence) else (0, length)
    assert 0 <= first <= mention.start < mention.end <= last <= length, mention
    for start, end in mention.slots.values():
        assert mention.start <= start < end <= mention.end, mention
    assert 0 <= mention.confidence <= 1
    str(mention.value)
