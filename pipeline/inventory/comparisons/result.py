"""What a comparison comes to: an answer for each area and actor of a round, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.inventory.comparisons.rounds import Round


class Verdict(StrEnum):
    """The answers of the survey."""

    YES = "yes"
    NOT_CURRENT = "not_current"
    NO = "no"
    NOT_NEEDED = "not_needed"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Answer:
    """One cell of a round: `area` and `actor` in the round's words.

    `carried_by` are the ids of the rows that the verdict rests on, `numbers` their numbers in the inventory; `why` a
    Swedish sentence; `share` the percentage of municipalities that have it; `survey` what people answered themselves,
    None where they have not told. `measured_on` is the day that it holds for, `until` the last day on which a yes
    stays one unless somebody follows the agreement up. `lacking` are the numbers of agreements in force that name the
    actor but do not show all that the round requires. `tells_existing`: see AreaOfRound.
    """

    area: str
    actor: str
    verdict: Verdict
    carried_by: tuple[str, ...]
    numbers: tuple[int, ...]
    why: str
    share: float | None = None
    survey: Verdict | None = None
    tells_existing: bool = True
    measured_on: date | None = None
    until: date | None = None
    lacking: tuple[int, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether people answered otherwise than the documents bear out; that none is needed no document can tell."""
        if self.survey in {None, Verdict.NOT_NEEDED, Verdict.NOT_APPLICABLE}:
            return False
        return self._shown(self.survey) is not self._shown(self.verdict)

    def _shown(self, verdict: Verdict | None) -> Verdict | None:
        """As the round shows it: some areas have one answer for «none» and for «none that is current»."""
        return Verdict.NO if verdict is Verdict.NOT_CURRENT and not self.tells_existing else verdict


@dataclass(frozen=True, slots=True)
class Comparison:
    """A round held against the inventory: answers on external actors, and on internal units."""

    round: Round
    answers: tuple[Answer, ...]
    internal: tuple[Answer, ...] = ()
