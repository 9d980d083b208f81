"""The pages of a signing service: which of their times are signatures, and which tell that something was sent or seen.

A time is a signature's when its words say so, or else the words right above it in its column. Where no words tell of
any signature (a name, and a time below it), every time that no words explain is one. Logs put the time before the
words, other pages behind them.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.domain.document import BBox
from pipeline.domain.evidence import Mention
from pipeline.domain.text import Text
from pipeline.extraction import signing_rows as rows
from pipeline.extraction.candidates import Candidate

_OUT_OF_LINE = 30.0
"""Points by which a time may be out of line with the head of its column."""
_SIGNING, _OTHER = "signing", "other"


@dataclass(frozen=True, slots=True)
class ServicePages:
    """What the rules found on these pages of one text."""

    text: Text
    mentions: tuple[Mention, ...]

    @classmethod
    def of(cls, text: Text, mentions: tuple[Mention, ...]) -> ServicePages:
        """Only the mentions that stand there."""
        return cls(text, tuple(m for m in mentions if m.start >= text.verification_start))

    def dated(self) -> list[Candidate]:
        """The signatures with their days (None for one that cannot be read), in the order of the text."""
        signed = self._in_one_order(self._labelled("SERVICE_SIGNED"))
        said = {m.slots["date"] for m in signed}
        times = [m for m in self._labelled("SERVICE_TIME") if m.slots["date"] not in said]
        signed += [m for m in times if self._meaning(m, times) == _SIGNING]
        signed = signed or [m for m in times if self._meaning(m, times) is None]
        return [Candidate(m, m.value.get("date"), m.confidence) for m in sorted(signed, key=lambda m: m.start)]

    def _labelled(self, label: str) -> list[Mention]:
        return [m for m in self.mentions if m.label == label]

    def _in_one_order(self, signed: list[Mention]) -> list[Mention]:
        """Without those that take a word from another's time: where it stands between two, the cell's order decides."""
        wrong: set[int] = set()
        for one, two in ((a, b) for a in signed for b in signed if a.start < b.start < a.end):
            if one.slots["date"] != two.slots["date"]:
                time_first = rows.cell(self.text, one.start)[0] == one.slots["date"][0]
                wrong.add(id(two if time_first else one))
        return [m for m in signed if id(m) not in wrong]

    def _meaning(self, time: Mention, times: list[Mention]) -> str | None:
        """What happened then; times in one row, below the names of those who signed, mean the same."""
        in_row = [m for m in times if self._row(m) == self._row(time)]
        return self._told(time) or next((told for m in in_row if (told := self._told(m))), None)

    def _told(self, time: Mention) -> str | None:
        """What the words beside the time say, or else those above it in its column."""
        heads = self._heads()
        beside = [m for m in heads if rows.row(self.text, m.start) == self._row(time)]
        above = [m for m in heads if m.start < time.start and self._stands_above(m, time)]
        nearest = [m for m in above if rows.cell(self.text, m.start) == rows.cell(self.text, above[-1].start)]
        said = {m.value["of"] for m in beside or nearest}
        return (_SIGNING if said == {_SIGNING} else _OTHER) if said else None

    def _heads(self) -> list[Mention]:
        """Words of what happened in cells that hold no day."""
        days = [m.start for m in self.mentions if m.rule == "value/date"]
        spans = [(m, *rows.cell(self.text, m.start)) for m in self._labelled("SERVICE_EVENT")]
        return [m for m, start, end in spans if not any(start <= day < end for day in days)]

    def _stands_above(self, head: Mention, time: Mention) -> bool:
        if self.text.page_at(head.start) != self.text.page_at(time.slots["date"][0]):
            return False
        one, two = self._box(*rows.cell(self.text, head.start)), self._box(*time.slots["date"])
        return one.x0 - _OUT_OF_LINE <= two.x0 <= max(one.x1, one.x0 + _OUT_OF_LINE)

    def _row(self, time: Mention) -> tuple[int, int]:
        return rows.row(self.text, time.slots["date"][0])

    def _box(self, start: int, end: int) -> BBox:
        return self.text.locate(start, end)[0].boxes[0]
