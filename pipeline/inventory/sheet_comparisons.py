"""The sheets of Öppna jämförelser: each round's answers (Figur 3-7, 8), what is left to do, what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.domain.actuality import Actuality, EventKind, Trait, falls_out
from pipeline.domain.terms import TermStatus
from pipeline.domain.values import Duration
from pipeline.inventory.columns import Type
from pipeline.inventory.comparisons.check import Checked
from pipeline.inventory.comparisons.gaps import Gap, Task
from pipeline.inventory.comparisons.placed import Placed
from pipeline.inventory.comparisons.result import Answer, Comparison, Verdict
from pipeline.inventory.comparisons.sheet_texts import SheetTexts, sheet_texts
from pipeline.inventory.comparisons.trial import Known
from pipeline.inventory.row_cells import RowCells
from pipeline.inventory.rows import Inventory
from pipeline.inventory.styles import Look, Styles
from pipeline.inventory.table_sheet import Cell, Column, Explained, Table

_ANSWERS = (
    ("round", Type.CODE, 8),
    ("area", Type.TEXT, 30),
    ("actor", Type.TEXT, 28),
    ("measured_on", Type.DATE, 11),
    ("verdict", Type.TEXT, 15),
    ("numbers", Type.LINK, 8),
    ("why", Type.TEXT, 60),
    ("survey", Type.TEXT, 15),
    ("differs", Type.TEXT, 11),
    ("share", Type.NUMBER, 11),
)
_GAPS = (
    ("task", Type.TEXT, 22),
    ("until", Type.DATE, 12),
    ("area", Type.TEXT, 32),
    ("actor", Type.TEXT, 30),
    ("numbers", Type.LINK, 8),
    ("why", Type.TEXT, 64),
    ("round", Type.CODE, 8),
)
_FACTS = (
    ("number", Type.LINK, 5),
    ("title", Type.TEXT, 32),
    ("areas", Type.TEXT, 26),
    ("actors", Type.TEXT, 30),
    ("established", Type.DATE, 11),
    ("decided", Type.DATE, 11),
    ("followed_up", Type.DATE, 11),
    ("revised", Type.DATE, 11),
    ("until_12", Type.DATE, 13),
    ("until_24", Type.DATE, 13),
    ("shows", Type.TEXT, 46),
    ("silent", Type.TEXT, 22),
)
_COLOURS = {
    Verdict.YES: TermStatus.IN_FORCE,
    Verdict.NOT_CURRENT: TermStatus.OPTION,
    Verdict.NO: TermStatus.EXPIRED,
    Verdict.NOT_NEEDED: TermStatus.NOT_STARTED,
    Verdict.NOT_APPLICABLE: TermStatus.NOT_STARTED,
}
"""Colours that mean nearly the same in the column Status."""


@dataclass(frozen=True, slots=True)
class ComparisonSheets:
    """Makes them for the workbook of an inventory."""

    checked: Checked
    inventory: Inventory

    def __call__(self, styles: Styles, cells: RowCells) -> Iterable[Explained]:
        """The sheets in their order."""
        makers = {
            "sheet_check": self._check,
            "sheet_internal": self._internal,
            "sheet_gaps": self._gaps,
            "sheet_actuality": self._facts,
        }
        for key, make in makers.items():
            says = sheet_texts(self.checked.knowledge.texts, key)
            yield Explained(make(says, styles, cells), says.about)

    def _check(self, says: SheetTexts, styles: Styles, cells: RowCells) -> Table:
        rows = [
            *(line for one in self.checked.comparisons for line in self._answers(one, one.answers, says, cells)),
            *(self._stray(text, says) for text in self.checked.strays),
        ]
        return Table(says.title, self._columns(_ANSWERS, says, styles), rows, says.empty, 2, 3)

    def _internal(self, says: SheetTexts, styles: Styles, cells: RowCells) -> Table:
        rows = [line for one in self.checked.comparisons for line in self._answers(one, one.internal, says, cells)]
        return Table(says.title, self._columns(_ANSWERS, says, styles), rows, says.empty, 2, 3)

    def _gaps(self, says: SheetTexts, styles: Styles, cells: RowCells) -> Table:
        rows = [
            (
                Cell(self._task(gap, says)),
                Cell(gap.answer.until),
                Cell(gap.answer.area),
                Cell(gap.answer.actor),
                self._numbers(gap.answer, cells),
                Cell(gap.answer.why),
                Cell(gap.year),
            )
            for gap in self.checked.gaps
        ]
        return Table(says.title, self._columns(_GAPS, says, styles), rows, says.empty, 2, 1)

    def _task(self, gap: Gap, says: SheetTexts) -> str:
        if gap.task is Task.WRITE and gap.answer.lacking:
            return says.words["complete"].format(numbers=", ".join(str(number) for number in gap.answer.lacking))
        return says.words[gap.task]

    def _facts(self, says: SheetTexts, styles: Styles, cells: RowCells) -> Table:
        known = [one for one in self.checked.known if one.areas]
        rows = [tuple(self._row(one, says, cells)) for one in known]
        return Table(says.title, self._columns(_FACTS, says, styles), rows, says.empty, 1, 2)

    def _row(self, known: Known, says: SheetTexts, cells: RowCells) -> Iterator[Cell]:
        """What an agreement's actuality rests on; a date that the inventory's day has not reached counts not yet."""
        actuality, day = known.row.agreement.actuality, self.inventory.as_of
        latest = actuality.latest(day)
        yield cells.number(known.row)
        yield Cell(known.row.title)
        yield Cell("\n".join(self._named(one) for one in known.areas.values()))
        yield Cell("\n".join(self._named(one) for one in known.actors.values()))
        for kind in EventKind:
            yield Cell(max((event.day for event in actuality.events if event.kind is kind), default=None))
        for months in (12, 24):
            yield Cell(falls_out(latest, Duration(months)) if latest else None)
        yield Cell("\n".join(self._shown(actuality, says)))
        silent = [says.words[trait] for trait in Trait if not actuality.shows(trait)]
        yield Cell("\n".join(silent), look=Look.of(doubtful=bool(silent)))

    def _shown(self, actuality: Actuality, says: SheetTexts) -> Iterator[str]:
        """«Arbetssätt: «kallar till möte», «Mötet hålls»»."""
        for trait in Trait:
            quotes = dict.fromkeys(one.quote.strip(" .,;:") for one in actuality.evidence(trait))
            if quotes:
                told = ", ".join(says.words["quote"].format(quote=quote) for quote in quotes)
                yield says.words["shown"].format(trait=says.words[trait], quotes=told)

    def _named(self, placed: Placed) -> str:
        """«Polis (part: Polismyndigheten)»."""
        words = self.checked.knowledge.words
        return words.say("named", name=placed.name, how=words.named[placed.how], words=placed.evidence)

    def _answers(
        self, one: Comparison, answers: Sequence[Answer], says: SheetTexts, cells: RowCells
    ) -> Iterator[tuple[Cell, ...]]:
        verdicts = self.checked.knowledge.words.verdicts
        for answer in answers:
            yield (
                Cell(one.round.year),
                Cell(answer.area),
                Cell(answer.actor),
                Cell(answer.measured_on),
                Cell(verdicts[answer.verdict]),
                self._numbers(answer, cells),
                Cell(answer.why),
                Cell(verdicts[answer.survey] if answer.survey else None),
                Cell(says.words["differs"] if answer.differs else None, look=Look.of(doubtful=answer.differs)),
                Cell(None if answer.share is None else says.words["share"].format(share=answer.share)),
            )

    def _stray(self, text: str, says: SheetTexts) -> tuple[Cell, ...]:
        """A line of the survey file that fits nowhere, told where it is looked for."""
        cells = [Cell()] * len(_ANSWERS)
        cells[[key for key, _, _ in _ANSWERS].index("why")] = Cell(
            says.words["stray"].format(line=text), look=Look.DOUBTFUL
        )
        return tuple(cells)

    def _numbers(self, answer: Answer, cells: RowCells) -> Cell:
        """The agreement's number, a link where it is one alone."""
        rows = {row.id: row for row in self.inventory.rows}
        if len(answer.carried_by) == 1:
            return cells.number(rows[answer.carried_by[0]])
        return Cell(", ".join(str(number) for number in answer.numbers))

    def _columns(
        self, columns: Sequence[tuple[str, Type, int]], says: SheetTexts, styles: Styles
    ) -> tuple[Column, ...]:
        verdicts = self.checked.knowledge.words.verdicts
        looks = {verdicts[verdict]: styles.status[status] for verdict, status in _COLOURS.items()}
        return tuple(
            Column(says.heads[key], kind, width, looks if key in {"verdict", "survey"} else {})
            for key, kind, width in columns
        )
