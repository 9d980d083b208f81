"""Why an answer is what it is, in Swedish sentences: what counts, or which condition failed, agreement by agreement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.domain.actuality import Trait
from pipeline.domain.terms import TermStatus
from pipeline.domain.values import add
from pipeline.inventory.comparisons.result import Verdict
from pipeline.inventory.comparisons.rounds import ActorOfRound, AreaOfRound
from pipeline.inventory.comparisons.standing import RUNNING
from pipeline.inventory.comparisons.trial import Tried
from pipeline.inventory.comparisons.words import CheckWords
from pipeline.inventory.rows import Row


@dataclass(frozen=True, slots=True)
class Reasons:
    """Builds the sentences from the words of comparisons.toml."""

    words: CheckWords
    several: bool = False
    """Whether agreements of several owners stand in the inventory: each is then told with its owner."""

    def why(  # all that an answer rests on
        self,
        area: AreaOfRound,
        actor: ActorOfRound,
        verdict: Verdict,
        tried: Sequence[Tried],
        body: str | None,
        hiding: Sequence[Row],
    ) -> str:
        """Every sentence that a reader needs to check the verdict, the agreements that carry it first.

        `hiding` are the agreements of the area whose party is only `body`, which the actor is part of.
        """
        told = [self._of(one, area) for one in tried if one.verdict is verdict or verdict is not Verdict.YES]
        if verdict is Verdict.NOT_CURRENT and not area.tells_existing:
            told.append(self.words.say("counts_as_no"))
        if not tried:
            told.append(self.words.say("none", area=area.name, actor=actor.name))
        if body and hiding and verdict is not Verdict.YES:
            told.append(
                self.words.say(
                    "hidden", numbers=self._list([self._number(row) for row in hiding]), body=body, actor=actor.name
                )
            )
        return " ".join(told)

    def _of(self, tried: Tried, area: AreaOfRound) -> str:
        number, event = self._number(tried.row), tried.event
        first = add(area.measured_on, area.window.times(-1))
        if tried.verdict is Verdict.NO:
            return self.words.say("fails", number=number, reasons=self._list(tuple(self._failures(tried, area))))
        if event is None:
            return self.words.say("not_current_undated", number=number, measured=area.measured_on)
        key = "yes" if tried.verdict is Verdict.YES else "not_current"
        return self.words.say(
            key,
            number=number,
            event=self.words.events[event.kind],
            day=event.day,
            named=self.words.named[tried.named.how],
            words=tried.named.evidence,
            measured=area.measured_on,
            first=first,
        )

    def _failures(self, tried: Tried, area: AreaOfRound) -> Iterator[str]:
        """What keeps it from counting; of one that did not run on the day nothing more need be said."""
        status, agreement = tried.terms.status, tried.row.agreement
        if status in RUNNING:
            yield from (self.words.lacks[trait] for trait in Trait if trait in tried.lacks)
        elif status is TermStatus.NOT_STARTED:
            yield self.words.say("not_yet", day=agreement.valid_from.value or agreement.signed_on.value)
        elif status is TermStatus.EXPIRED:
            yield self.words.say("over", day=tried.terms.current_term_end)
        else:
            yield self.words.say("unknown_term", measured=area.measured_on)

    def _number(self, row: Row) -> str:
        """«16», or «16 (tallstad)» where owners differ."""
        owner = self.several and row.owner
        return self.words.say("of_owner", number=row.number, owner=owner) if owner else str(row.number)

    def _list(self, parts: Sequence[object]) -> str:
        texts = [str(part) for part in parts]
        if len(texts) == 1:
            return texts[0]
        return self.words.say("and", first=", ".join(texts[:-1]), last=texts[-1])
