"""Which row another document's words mean: linked when just one fits, else missing or told as ambiguous.

A wrong link hides an agreement that runs, so that several things must agree: the registry number, or the title together
with a date or a party; the other one is the older. Only statements are linked, nothing is guessed from likeness alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.domain.relation import Relation, RelationKind
from pipeline.inventory.blocking import Blocks
from pipeline.inventory.fitting import WordsPassedOver, fit
from pipeline.inventory.identity import Identified
from pipeline.inventory.masking import shown_relation
from pipeline.inventory.twins import twins

_ADDITIONS = (RelationKind.AMENDS, RelationKind.PROLONGS, RelationKind.ANNEX_OF, RelationKind.TERMINATES)


@dataclass(frozen=True, slots=True)
class Link:
    """What a row says of another document, and the ids of the rows that it may mean: one is a link, none is missing."""

    relation: Relation
    rows: tuple[str, ...]

    @property
    def row(self) -> str | None:
        """The row that is meant, when that is certain."""
        return self.rows[0] if len(self.rows) == 1 else None


@dataclass(frozen=True, slots=True)
class Mentioned:
    """What another row says of this one, and the day that the other one runs from.

    `started` when it has surely begun, `surely_later` when it surely has not; neither where the day is doubtful.
    """

    row: str
    relation: Relation
    since: date | None
    started: bool
    surely_later: bool


@dataclass(frozen=True, slots=True)
class Related:
    """How one row stands to the others: what it says of them, what they say of it, and rows that may be the same."""

    links: tuple[Link, ...] = ()
    mentions: tuple[Mentioned, ...] = ()
    twins: tuple[str, ...] = ()

    @property
    def replacement(self) -> Mentioned | None:
        """The running successor, when there is one: then this row is not the head of its chain."""
        replaces = (m for m in self.mentions if m.started and m.relation.kind is RelationKind.REPLACES)
        return min(replaces, key=lambda m: m.since or date.max, default=None)


def relate(items: Sequence[Identified], as_of: date, words: WordsPassedOver) -> Mapping[str, Related]:
    """By row id, how each row stands to the others on the day `as_of`."""
    same, blocks = twins(items), Blocks(items, words)
    links = _settled(items, {item.id: _links(item, blocks, same, words) for item in items})
    mentions: dict[str, list[Mentioned]] = {item.id: [] for item in items}
    for item in items:
        begins = item.agreement.valid_from if item.agreement.valid_from.value else item.agreement.signed_on
        sure = None if begins.review else begins.value
        started, later = (sure is not None and sure <= as_of), (sure is not None and sure > as_of)
        for link in links[item.id]:
            if link.row:
                mentions[link.row].append(Mentioned(item.id, link.relation, begins.value, started, later))
    return {i.id: Related(links[i.id], tuple(mentions[i.id]), tuple(same.get(i.id, ()))) for i in items}


def _links(
    item: Identified, blocks: Blocks, same: Mapping[str, tuple[str, ...]], words: WordsPassedOver
) -> tuple[Link, ...]:
    itself = {item.id, *same.get(item.id, ())}
    return tuple(
        Link(
            shown_relation(relation),
            _meant(relation, item, [one for one in blocks.near(relation, item) if one.id not in itself], same, words),
        )
        for relation in item.agreement.relations
    )


def _meant(
    relation: Relation,
    speaker: Identified,
    others: Sequence[Identified],
    same: Mapping[str, tuple[str, ...]],
    words: WordsPassedOver,
) -> tuple[str, ...]:
    """The rows that fit best; of twins and copies the first counts for all."""
    fits = [(fit(relation, speaker, other, words), other) for other in others]
    best = max((rank for rank, _ in fits), default=0)
    kept: list[Identified] = []
    for rank, other in fits:
        copies = any(other.key == k.key for k in kept)
        if best and rank == best and not copies and not any(k.id in same.get(other.id, ()) for k in kept):
            kept.append(other)
    if len(kept) > 1:
        kept = [one for one in kept if not any(r.kind in _ADDITIONS for r in one.agreement.relations)] or kept
    return tuple(one.id for one in kept)


def _settled(items: Sequence[Identified], links: dict[str, tuple[Link, ...]]) -> Mapping[str, tuple[Link, ...]]:
    """Of several that may be meant the head of their own chain is; two rows never replace one another."""
    replaced = set(_replacements(links))
    for item in items:
        links[item.id] = tuple(_head(link, replaced) for link in links[item.id])
    replaced = set(_replacements(links))
    mutual = {(one, other) for one, other in replaced if (other, one) in replaced}
    return {
        row: tuple(replace(link, rows=()) if (row, link.row) in mutual else link for link in own)
        for row, own in links.items()
    }


def _replacements(links: Mapping[str, tuple[Link, ...]]) -> Iterator[tuple[str, str]]:
    """Pairs of a row and one that it replaces."""
    for row, own in links.items():
        for link in own:
            if link.row and link.relation.kind is RelationKind.REPLACES:
                yield row, link.row


def _head(link: Link, replaced: set[tuple[str, str]]) -> Link:
    heads = tuple(row for row in link.rows if not any((other, row) in replaced for other in link.rows))
    return replace(link, rows=heads or link.rows)
