"""Whether a row of the corpus is the document that another one speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from pipeline.domain.agreement import Agreement
from pipeline.domain.relation import Relation, RelationKind
from pipeline.domain.values import PartialDate
from pipeline.inventory.identity import Identified

SAME_WORD, _SAME_NAME = 82, 90
"""Out of 100: forms of one word («Spindeln», «Spindelns»), spellings of one party."""
_COVERED = 0.7
"""The share of the telling letters that must be found again in the other one's title."""
_TIME = re.compile(r"\b(?:19|20)\d\d(?:-\d\d){0,2}\b|\b\d{1,2}(?= \w+ (?:19|20)\d\d)")


@dataclass(frozen=True, slots=True)
class WordsPassedOver:
    """Words that tell no document from another: «tidigare», «mellan», months; and what documents are called."""

    words: frozenset[str]
    nouns: tuple[str, ...]


def fit(relation: Relation, speaker: Identified, other: Identified, words: WordsPassedOver) -> int:
    """0: it is not; 1: title and a party agree; 2: title and a date; 3: the number; 4: the number and one of these.

    What contradicts rules it out: another registry number, other dates, a younger document (a framework may be younger
    than what was agreed in sight of it).
    """
    one, two = speaker.agreement, other.agreement
    numbers = plain_number(relation.registry_number), plain_number(two.registry_number.value)
    if (all(numbers) and numbers[0] != numbers[1]) or not _is_older(two, one, relation.kind):
        return 0
    dated = _dated(relation.dates, two)
    alike = _is_named(relation, one, two, words)
    if all(numbers):
        return 4 if alike or dated else 3
    if not alike or (relation.dates and dated is False):
        return 0
    if dated:
        return 2
    rests = relation.kind is RelationKind.UNDER_FRAMEWORK
    return 1 if _share_a_party(one, two) or (rests and _share_a_body(one, two, words)) else 0


def _is_older(other: Agreement, speaker: Agreement, kind: RelationKind) -> bool:
    """Whether the other one began before; where either day is unknown nothing speaks against it."""
    before, after = (a.valid_from.value or a.signed_on.value for a in (other, speaker))
    if before is None or after is None or kind is RelationKind.UNDER_FRAMEWORK:
        return True
    return before < after or (before == after and kind is not RelationKind.REPLACES)


def _dated(dates: Iterable[PartialDate], other: Agreement) -> bool | None:
    """Whether one of the dates is one of the other's; None where neither has any to compare."""
    fields = (other.valid_from, other.valid_to, other.signed_on, other.revised_on)
    known = {field.value for field in fields if field.value}
    years = {int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", other.title.value or "")}
    told = [one for one in dates if _exists(one)]
    if not told or not (known or years):
        return None
    of_title = any(one.month is None and one.year in years for one in told)
    return of_title or any(one.first() <= day <= one.last() for one in told for day in known)


def _exists(told: PartialDate) -> bool:
    try:
        return bool(told.first())
    except ValueError:
        return False


def _is_named(relation: Relation, speaker: Agreement, other: Agreement, words: WordsPassedOver) -> bool:
    """Whether its name is the other's title; one without a telling word («avtalet från 2012») means the same matter."""
    title = words_of(other.title.value or "")
    telling = telling_name(relation, words)
    if not telling:
        own = words_of(speaker.title.value or "")
        return max(_covered(telling_words(" ".join(a), words), b) for a, b in ((own, title), (title, own))) >= _COVERED
    names = [word for party in other.parties.value for word in words_of(f"{party.name} {party.canonical}")]
    return _covered(telling, title) > 0 and _covered(telling, title + names) >= _COVERED


def telling_name(relation: Relation, words: WordsPassedOver) -> list[str]:
    """The telling words of what a row calls the other document, its number apart."""
    return telling_words(relation.says.replace(relation.registry_number or "\0", " "), words)


def telling_words(text: str, words: WordsPassedOver) -> list[str]:
    """The words that tell it from others; compound names of documents («ramavtalet») count where nothing else does."""
    plain = [w for w in words_of(_TIME.sub(" ", text)) if w not in words.words and (len(w) > 2 or w.isdigit())]
    others = [word for word in plain if not word.endswith(words.nouns)]
    if any(word.isalpha() for word in others):
        return others
    return [word for word in plain if word not in words.nouns]


def _covered(telling: list[str], among: list[str]) -> float:
    found = sum(len(word) for word in telling if any(_same(word, other) for other in among))
    return found / max(1, sum(len(word) for word in telling))


def _same(word: str, other: str) -> bool:
    if word.isdigit() or len(word) < 4:
        return word == other
    return fuzz.ratio(word, other) >= SAME_WORD


def _share_a_party(one: Agreement, two: Agreement) -> bool:
    ours, theirs = ([p.canonical.casefold() for p in a.parties.value] for a in (one, two))
    return any(fuzz.ratio(a, b) >= _SAME_NAME for a in ours for b in theirs)


def _share_a_body(one: Agreement, two: Agreement, words: WordsPassedOver) -> bool:
    """Whether a party of one is a unit of a party of the other: «Region Skåne» and «Region Skåne/BUP»."""
    ours, theirs = ([set(telling_words(p.canonical, words)) for p in a.parties.value] for a in (one, two))
    return any(wide and wide <= narrow for narrow in ours for wide in theirs)


def plain_number(number: str | None) -> str:
    """A registry number without its signs, as it is compared."""
    return re.sub(r"\W", "", number or "").casefold()


def words_of(text: str) -> list[str]:
    """The words and figures of a text, as they are compared."""
    return re.findall(r"\w+", text.casefold())
