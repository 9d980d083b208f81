"""Renewal and notice from whole clauses: what the rules and the precedence between them make of real wordings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import pytest

from pipeline.domain.document import BBox, PageSource
from pipeline.domain.evidence import Finding
from pipeline.domain.text import Anchor, Text
from pipeline.domain.values import Duration, Renewal
from pipeline.extraction.candidates import Candidates
from pipeline.extraction.findings import Reasons
from pipeline.extraction.renewal import find_notice, find_renewal
from pipeline.language import annotate
from pipeline.lexicon import Lexicon, load, read_toml

ROOT = Path(__file__).parents[2]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    return load(ROOT / "models")


def text_of(content: str) -> Text:
    words = [
        Anchor(m.start(), m.end(), 1, BBox(10.0 * n, 10.0, 10.0 * n + 9, 20.0), 1.0, m.group())
        for n, m in enumerate(re.finditer(r"\S+", content))
    ]
    return Text("a.pdf", content, tuple(words), (), (), len(content), (1, 1), 1, ((1, PageSource.TEXT_LAYER),))


def findings(content: str) -> tuple[Finding[Renewal | None], Finding[Duration | None]]:
    text = text_of(content)
    candidates = Candidates(text, annotate(text, lexicon()), lexicon())
    reasons = Reasons(lexicon().sentences)
    renewal = find_renewal(text, candidates, reasons)
    return renewal, find_notice(text, candidates, renewal, reasons)


def written(content: str) -> tuple[str, str]:
    """«automatic P1Y ∞» and «P6M»; «?» behind what a person is asked to look at, «–» for nothing."""
    renewal, notice = findings(content)
    told = "–"
    if renewal.value:
        limit = "∞" if renewal.value.limit is None else str(renewal.value.limit)
        told = f"{renewal.value.mode.value} {renewal.value.period} {limit}"
    return told + "?" * renewal.review, str(notice.value or "–") + "?" * notice.review


WORDINGS = read_toml(Path(__file__).with_name("renewal_wordings.toml"))["wording"]


@pytest.mark.parametrize("wording", WORDINGS, ids=lambda w: w["text"][:60])
def test_renewal_and_notice(wording: Mapping[str, str]) -> None:
    assert written(wording["text"]) == (wording["renewal"], wording["notice"])


def test_a_notice_by_day_says_so() -> None:
    _, notice = findings("Om ingen av parterna säger upp avtalet senast 1/11 förlängs det med ett år i taget.")
    assert notice.value is None
    assert notice.reason == lexicon().sentences["notice_by_day"]


def test_into_open_is_no_renewal_and_asks_only_where_nothing_says_open() -> None:
    renewal, _ = findings("Om avtalet inte sägs upp förlängs det tills vidare med tre månaders uppsägningstid.")
    assert renewal.value is None
    assert renewal.reason == lexicon().sentences["renews_into_open"]


def test_a_renewal_has_its_words_as_evidence() -> None:
    renewal, notice = findings("Om avtalet inte sägs upp med sex månaders varsel förlängs det med ett år i taget.")
    assert [e.quote for e in renewal.evidence] == ["förlängs det med ett år i taget."]
    assert [e.quote for e in notice.evidence] == ["inte sägs upp med sex månaders varsel"]
