"""The whole check of a day: all rounds asked for, people's answers beside them, and what is left to do."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from pipeline.inventory.comparisons.compare import compare
from pipeline.inventory.comparisons.county import Overview, overview
from pipeline.inventory.comparisons.gaps import Gap, gaps
from pipeline.inventory.comparisons.knowledge import Knowledge
from pipeline.inventory.comparisons.result import Comparison
from pipeline.inventory.comparisons.survey import Survey, answered, unplaced
from pipeline.inventory.comparisons.trial import Known, know
from pipeline.inventory.labels import Collation
from pipeline.inventory.rows import Inventory


@dataclass(frozen=True, slots=True)
class Checked:
    """`known` are all rows with their areas and actors, `strays` the lines of the survey file that fit nowhere."""

    comparisons: tuple[Comparison, ...]
    gaps: tuple[Gap, ...]
    known: tuple[Known, ...]
    strays: tuple[str, ...]
    knowledge: Knowledge

    def county(self, inventory: Inventory, alphabet: Collation) -> Overview | None:
        """The overview of the municipalities, by the rounds that were asked for; None where there is only one."""
        return overview(inventory, [one.round for one in self.comparisons], self.knowledge, alphabet)


def check(
    inventory: Inventory, knowledge: Knowledge, survey: Survey | None = None, years: Collection[str] = ()
) -> Checked | None:
    """Hold an inventory against the rounds of `years` (all of them); `survey` is what people answered.

    None where no agreement has to do with the social services and there is no survey: nothing is to be shown then.
    """
    known = know(inventory.rows, knowledge)
    if survey is None and not any(one.areas for one in known):
        return None
    given = survey or Survey()
    comparisons = tuple(answered(compare(known, one, knowledge), given) for one in knowledge.rounds)
    return Checked(
        comparisons=tuple(one for one in comparisons if not years or one.round.year in years),
        gaps=gaps(known, knowledge, inventory.as_of, given),
        known=known,
        strays=unplaced(given, comparisons),
        knowledge=knowledge,
    )
