"""What Övrigt says of a row's relations to other rows, and what they make doubtful."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from textwrap import shorten

from pipeline.domain.agreement import Agreement
from pipeline.domain.relation import RelationKind
from pipeline.inventory.fitting import WordsPassedOver
from pipeline.inventory.labels import Labels
from pipeline.inventory.relations import Mentioned, Related
from pipeline.inventory.review import end_doubted

_LONGEST_TITLE = 70
"""Characters of another row's title; its number tells it, too."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands in the inventory."""

    number: int
    title: str
    file: str


@dataclass(frozen=True, slots=True)
class Told:
    """One row's relations, to be put into words; `places` are all rows by id."""

    related: Related
    places: Mapping[str, Place]
    labels: Labels

    def replaced(self) -> str:
        """By which row, and from when: «Ersatt av nr 7 (…) från 2015-01-01»; nothing for the head of a chain."""
        by = self.related.replacement
        return self._say(self.labels.relations.replaced, by) if by else ""

    def others(self) -> tuple[str, ...]:
        """What the row says of others, what they say of it, and what may be the same document."""
        return tuple(dict.fromkeys((*self._links(), *self._mentions(), *self._twins())))

    def doubts(self, agreement: Agreement) -> Agreement:
        """The agreement with its end to be reviewed where another document changes it; never changed here."""
        doubts = (self._doubt(mention, agreement) for mention in self.related.mentions)
        return end_doubted(agreement, (doubt for doubt in doubts if doubt))

    def _links(self) -> Iterator[str]:
        says = self.labels.relations
        for link in self.related.links:
            phrase, name = getattr(says, link.relation.kind), link.relation.says
            if link.row:
                place = self.places[link.row]
                yield says.linked.format(phrase=phrase, number=place.number, title=_short(place.title))
            elif link.rows:
                rows = says.either.join(f"nr {self.places[row].number}" for row in link.rows)
                yield says.ambiguous.format(phrase=phrase, says=name, rows=rows)
            else:
                yield says.missing.format(phrase=phrase, says=name)

    def _mentions(self) -> Iterator[str]:
        says = self.labels.relations
        templates = {
            RelationKind.AMENDS: says.amended,
            RelationKind.PROLONGS: says.prolonged,
            RelationKind.TERMINATES: says.terminated,
            RelationKind.ANNEX_OF: says.has_annex,
        }
        for mention in self.related.mentions:
            kind = mention.relation.kind
            if kind is RelationKind.REPLACES and not mention.started:
                yield self._say(says.to_be_replaced if mention.surely_later else says.perhaps_replaced, mention)
            elif mention.relation.new_end:
                yield self._say(says.prolonged_to, mention, day=mention.relation.new_end)
            elif kind in templates:
                yield self._say(templates[kind], mention)

    def _twins(self) -> Iterator[str]:
        for row in self.related.twins:
            place = self.places[row]
            yield self.labels.relations.twin.format(number=place.number, file=place.file)

    def _doubt(self, mention: Mentioned, agreement: Agreement) -> str:
        says, kind, end = self.labels.relations, mention.relation.kind, mention.relation.new_end
        if kind is RelationKind.TERMINATES:
            return self._say(says.ended, mention)
        if end and end != agreement.valid_to.value:
            return self._say(says.new_end, mention, day=end)
        return self._say(says.new_end_open, mention) if kind is RelationKind.PROLONGS and not end else ""

    def _say(self, template: str, mention: Mentioned, **more: object) -> str:
        place = self.places[mention.row]
        return template.format(**({"number": place.number, "title": _short(place.title), "day": mention.since} | more))


def passed_over(labels: Labels) -> WordsPassedOver:
    """The words that tell no document from another."""
    nouns = tuple(form for noun in labels.nouns for form in noun.forms)
    return WordsPassedOver(frozenset(labels.relations.passed_over), nouns)


def _short(title: str) -> str:
    return shorten(title, _LONGEST_TITLE, placeholder=" …")
