"""What the document says of other documents: which it replaces, adds to, prolongs, ends or rests on.

Rules tell where the other one's name begins; where it ends is told by a shape in `models/sv/lexicon/relations.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from pipeline.domain.evidence import How
from pipeline.domain.relation import Relation, RelationKind
from pipeline.domain.text import Text
from pipeline.domain.values import Interval, PartialDate
from pipeline.extraction.candidates import Candidates
from pipeline.extraction.findings import evidence
from pipeline.lexicon import Table

_LONGEST = 160
"""Characters of another document's name that are kept: a name is no copy of a text (quotes stay short, for secrecy)."""
_SAME_WORD = 82
"""Out of 100: two forms of a word («Spindeln», «Spindelns»)."""
_SAYS_NOTHING = 3
"""Letters that a word must have to tell one document from another."""
_STEM = -2
"""Letters at the end of a word that may be its definite form."""
_LENGTHENED = frozenset({RelationKind.AMENDS, RelationKind.PROLONGS})


@dataclass(frozen=True, slots=True)
class RelationWords:
    """How a document speaks of another one (`models/sv/lexicon/relations.toml`)."""

    name_end: re.Pattern[str]
    another: re.Pattern[str]

    @classmethod
    def from_table(cls, table: Table) -> RelationWords:
        """Compile the lexicon's table."""
        return cls(re.compile(table["name_end"], re.IGNORECASE), re.compile(table["another"], re.IGNORECASE))


def find_relations(text: Text, candidates: Candidates, title: str | None, words: RelationWords) -> tuple[Relation, ...]:
    """Each other document once for each kind of relation, in the order of the text; never the document itself."""
    kept: list[Relation] = []
    for relation in _relations(text, candidates, title or "", words):
        same = next((one for one in kept if one.kind is relation.kind and _same(one.says, relation.says)), None)
        if same is None:
            kept.append(relation)
        elif len(relation.says) > len(same.says):
            kept[kept.index(same)] = relation
    replaced = [one.says for one in kept if one.kind is RelationKind.REPLACES]
    return tuple(
        one for one in kept
        if one.kind is not RelationKind.TERMINATES or not any(_same(one.says, other) for other in replaced)
    )  # fmt: skip


def _relations(text: Text, candidates: Candidates, title: str, words: RelationWords) -> Iterator[Relation]:
    new_end = _new_end(candidates)
    for candidate in sorted(candidates.labelled("RELATION"), key=lambda c: c.mention.start):
        mention, kind = candidate.mention, RelationKind(str(candidate.mention.value["kind"]))
        start, head_end = mention.slots["what"]
        end = _name_end(text.content, start, head_end, words)
        in_title = _rest_of_title(text.content[mention.start : head_end], head_end - start, title)
        says = _says(text.content[start:end], in_title, head_end - start, words)
        inside = [m for m in candidates.values(start, start + 2 * _LONGEST) if text.content[m.start : m.end] in says]
        dates = tuple(day for m in inside for day in _days(m.value.get("value")))
        number = next((str(m.value["number"]) for m in inside if m.value.get("number")), None)
        distinct = bool(dates or number or in_title or kind is RelationKind.REPLACES or words.another.search(says))
        if not _tells(says) or not (distinct or _names_another(says, title)):
            continue
        quoted = evidence(text, mention.start, max(end, mention.end), mention.rule, How.STATED, candidate.weight)
        yield Relation(kind, says, dates, number, new_end if kind in _LENGTHENED else None, quoted)


def _name_end(content: str, start: int, head_end: int, words: RelationWords) -> int:
    """Where the name that begins at `start` and holds at least its head ends; a bracket that was opened is closed."""
    found = words.name_end.search(content, head_end, start + _LONGEST)
    if found:
        return found.start()
    end = min(len(content), start + _LONGEST)
    return end if end == len(content) else max(head_end, content.rfind(" ", start, end))


def _rest_of_title(lead: str, head: int, title: str) -> str:
    """The title from the other one's name on, when `lead`, whose last `head` characters begin that name, is in it."""
    words = " ".join(lead.split())
    place = title.casefold().find(words.casefold())
    return title[place + len(words) - head :] if place >= 0 and len(words) > head else ""


def _says(found: str, in_title: str, head: int, words: RelationWords) -> str:
    """The other document's name on one line; from the title, where it goes on over several lines."""
    if in_title:
        found = in_title[: _name_end(in_title, 0, head, words)]
    if found.startswith(","):  # a clause in between: «ersätter, när den godkänts, avtalet om …»
        found = found.lstrip(" ,").partition(",")[2] or found
    says = " ".join(found.split()).strip(" ,-\u2013:")
    return says if says.count("(") == says.count(")") else says.rpartition("(")[0].strip(" ,")


def _days(value: object) -> tuple[PartialDate, ...]:
    if isinstance(value, Interval):
        return (value.start, value.end) if value.end else (value.start,)
    return (value,) if isinstance(value, PartialDate) else ()


def _new_end(candidates: Candidates) -> date | None:
    """The last day that the document gives another one, when it names only one."""
    days = {c.value.last() for c in candidates.having("NEW_END", "end") if isinstance(c.value, PartialDate)}
    return days.pop() if len(days) == 1 else None


def _tells(says: str) -> bool:
    """Whether it says more than «avtalet»: two words, or a compound («ramavtalet»)."""
    words = _words(says)
    return len(words) > 1 or any(len(word) > 2 * _SAYS_NOTHING + 1 for word in words if len(words) == 1)


def _names_another(says: str, title: str) -> bool:
    """Whether some word of it stands in no form in the document's own title («avtalet» is in «Samverkansavtal»)."""
    own = _words(title)
    return not all(
        any(word[:_STEM] in other or fuzz.ratio(word, other) >= _SAME_WORD for other in own) for word in _words(says)
    )


def _same(one: str, other: str) -> bool:
    shorter, longer = sorted((_plain(one), _plain(other)), key=len)
    return shorter in longer or fuzz.ratio(shorter, longer) >= 90


def _words(text: str) -> list[str]:
    return [word for word in _plain(text).split() if len(word) > _SAYS_NOTHING]


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
