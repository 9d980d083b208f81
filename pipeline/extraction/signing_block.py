"""Where people sign: which dated lines of a text are signatures, and which only look like it.

A date is a signature's when its line or cell holds little else and stands among such lines, below the words that close
an agreement or at its end. A letterhead's date stands at the top, a meeting's in a sentence, an activity's in a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.domain.evidence import Mention
from pipeline.domain.text import Text
from pipeline.domain.values import DayOfYear, PartialDate
from pipeline.extraction import signing_rows as rows
from pipeline.extraction.candidates import Candidate, Candidates

_REACH = 2500
"""Characters below the words that close an agreement in which its signatures stand."""
_TAIL = 0.5
"""Without such words, signatures are looked for from this share of the text on."""
_HEAD = 0.2
"""In this share of the text a dated place is a letterhead; below it, a signature only right above one who signs."""
_SIGNER = 900
"""Characters from a date to the title or name of the one who signs."""
_NEAR = 200
"""Characters from a date on a line of its own to the one who signs."""
_SHORT_CELL = 8
_BEFORE = 2
"""Words before the place of a signature in its cell: a party's name that slipped into it."""
_SHORT_LINE = 14
_BOARD = 5
"""Letters of an abbreviation that a decision's day follows («KF 2018-11-26»)."""
_MARKS = " .,:;'\"*|\u2013\u2014-"
_SENTENCE_END = re.compile(r"[.!?]\s+")
_DAY = re.compile(r"([0-3]?\d)\s?/\s?([01]?\d)")
_YEAR = re.compile(r"(?:^|[\s|])((?:19|20)\d\d)\s*$")


@dataclass(frozen=True, slots=True)
class SigningBlock:
    """The lines by the signatures of one text."""

    text: Text
    candidates: Candidates

    def dated(self) -> list[Candidate]:
        """The dated lines, surest place first: below the closing words, else at the end of the text."""
        labelled = [c for c in self.candidates.having("SIGNED", "date") if self._is_short(c.mention)]
        columns = [c for c in self.candidates.having("DATE", "value") if self._is_headed(c.mention)]
        titled = [c for c in self.candidates.having("DATE", "value") if self._is_before_title(c.mention)]
        lines = [*labelled, *columns, *titled, *self._split_dates()]
        closed = [c for c in lines if self._is_closed(c.mention.start)]
        found = closed or [c for c in lines if self._is_at_end(c.mention)]
        return [*found, *self._beside(found)]

    def unreadable(self) -> list[tuple[int, int]]:
        """Dated lines in the same places whose day cannot be read."""
        known = {c.mention.start for c in self._split_dates()}
        signed = [m for m in self.candidates.unreadable("SIGNED") if any(c.isdecimal() for c in self._day(m)[:6])]
        lines = [*signed, *(c.mention for c in self.candidates.labelled("SIGNED_UNREADABLE"))]
        found = [m for m in lines if m.start not in known and self._is_short(m)]
        lines_found = [(m.start, m.end) for m in found if self._is_closed(m.start) or self._is_at_end(m)]
        return [*lines_found, *self._unread_cells()]

    def blank(self) -> list[Mention]:
        """Lines for signatures on which nobody has written a day."""
        found = [c.mention for c in self.candidates.labelled("UNSIGNED")]
        return [m for m in found if self._is_in_short_cell(m) and m.start >= self._tail]

    def alone(self) -> list[tuple[Candidate, bool]]:
        """Dates that fill a line, alone or side by side, near those who sign, and whether one signs right below."""
        signers = [c.mention.start for c in self.candidates.labelled("SIGNER") if self._is_in_short_cell(c.mention)]
        heads = [c.mention.end for c in self.candidates.labelled("SIGNING_HEAD")]
        found = []
        dates = self.candidates.having("DATE", "value")
        for c in dates:
            start, end = c.mention.start, c.mention.end
            beside = rows.fill_row(self.text, start, [(d.mention.start, d.mention.end) for d in dates])
            if not beside:
                continue
            reach = self._end_of_line(end, lines=3 if beside > 1 else 2)
            right_below = any(end <= s < reach for s in signers)
            headed = any(head <= start and not self.text.content[head:start].strip(" :\n") for head in heads)
            near = any(end <= s <= end + _NEAR for s in signers)
            if near and (self._is_closed(start) or start >= self._tail):
                found.append((c, headed or (right_below and (beside > 1 or self._is_closed(start)))))
        return found

    def in_margin(self) -> list[Candidate]:
        """Dated lines at the foot of a page that the layout took for a running foot: they stand there once only."""
        text, first = self.text, self.text.pages[0]
        mentions = [*self.candidates.anywhere("SIGNED"), *self.candidates.anywhere("SIGNED_IN_TEXT")]
        return [
            Candidate(m, m.value["date"], m.confidence)
            for m in mentions
            if m.start >= text.margin_start and self._is_short(m) and isinstance(m.value.get("date"), PartialDate)
            and (text.page_at(m.start) > first or text.pages[1] == first)
            and text.content.count(text.content[m.start : m.end]) == 1
        ]  # fmt: skip

    @property
    def _tail(self) -> float:
        return self.text.margin_start * _TAIL

    def _is_closed(self, start: int) -> bool:
        """Whether it stands right below «har upprättats i två exemplar» or a heading on signatures."""
        return any(c.mention.start <= start <= c.mention.end + _REACH for c in self.candidates.labelled("EXECUTION"))

    def _is_at_end(self, mention: Mention) -> bool:
        """Whether it stands towards the end, and names or titles of those who sign beside it."""
        signers = [c.mention for c in self.candidates.labelled("SIGNER") if self._is_in_short_cell(c.mention)]
        if mention.start < self._tail:
            below = [s for s in signers if mention.end <= s.start < self._end_of_line(mention.end, lines=2)]
            return mention.start >= self.text.margin_start * _HEAD and bool(below)
        return any(mention.start <= s.start <= mention.end + _SIGNER for s in signers) or self._is_among_short(mention)

    def _end_of_line(self, offset: int, *, lines: int) -> int:
        for _ in range(lines):
            offset = self.text.content.find("\n", offset) + 1 or len(self.text.content)
        return offset

    def _is_among_short(self, mention: Mention) -> bool:
        """Whether the lines that follow, or else the line before, are as short as names are."""
        lines = [
            line for line in self.text.content[mention.end : self.text.margin_start].split("\n")[1:] if line.strip()
        ]
        if not lines:
            above = self.text.content[: mention.start].rsplit("\n", 2)
            lines = above[-2:-1]
        return bool(lines) and all(_is_name_line(line) for line in lines[:3])

    def _is_short(self, mention: Mention) -> bool:
        """Whether the cell that it stands in holds little else; two dated places may share one line."""
        start, end = self._cell(mention)
        before, after = self.text.content[start : mention.start].split(), self.text.content[mention.end : end].split()
        if not after:  # the last words of a paragraph: «… avgörs av nämnderna. Tallstad den 12 december 2018»
            before = _SENTENCE_END.split(self.text.content[start : mention.start])[-1].split()
        dated_before = any(c.isdecimal() for c in "".join(before))
        return (
            (len(before) <= _BEFORE or dated_before) and len(before) + len(after) <= _SHORT_CELL and not _goes_on(after)
        )

    def _is_in_short_cell(self, mention: Mention) -> bool:
        start, end = self._cell(mention)
        return len(self.text.content[start:end].split()) <= _SHORT_CELL

    def _is_headed(self, mention: Mention) -> bool:
        """Whether it stands alone in a cell below a head that says that signatures are dated here."""
        if not self._is_closed(mention.start):
            return False
        cell = self.text.content[slice(*self._cell(mention))]
        heads = [c.mention for c in self.candidates.labelled("SIGNING_HEAD")]
        return (
            len(cell.split()) <= _SHORT_CELL // 2
            and "\u00a7" not in cell
            and any(
                0 <= mention.start - head.end <= _REACH and rows.may_share_column(self.text, head.start, mention.start)
                for head in heads
            )
        )

    def _is_before_title(self, mention: Mention) -> bool:
        """Whether it begins a cell that goes on with the title of one who signs: «210618 Kultur- och fritidschef»."""
        start, end = self._cell(mention)
        if self.text.content[start : mention.start].strip() or not self._is_closed(mention.start):
            return False
        titles = (c.mention for c in self.candidates.labelled("SIGNER"))
        return self._is_in_short_cell(mention) and any(mention.end <= title.start < end for title in titles)

    def _beside(self, dated: list[Candidate]) -> Iterator[Candidate]:
        """Days in the same row as a signature whose place OCR misread: «Falkvik 2018-05-04 | :VWSala 2018-05-11»."""
        known = {c.mention.end for c in dated}
        for c in self.candidates.having("DATE", "value"):
            if c.mention.end in known:
                continue
            start, end = self._cell(c.mention)
            before = self.text.content[start : c.mention.start].split()
            first, last = rows.row(self.text, c.mention.start)
            placed = 0 < len(before) <= _BEFORE + 1 and before[0].strip(_MARKS)[:1].isupper()
            board = any(word.isupper() and len(word) <= _BOARD for word in before)
            whole = not self.text.content[c.mention.end : end].strip(_MARKS)
            if (
                c.mention.end not in known
                and placed
                and whole
                and not board
                and any(first <= day <= last for day in known)
            ):
                yield c

    def _unread_cells(self) -> Iterator[tuple[int, int]]:
        """Cells with figures and no day below the head of a column in which signatures are dated."""
        dates = [c.mention.start for c in self.candidates.having("DATE", "value")]
        for head in (c.mention for c in self.candidates.labelled("SIGNING_HEAD")):
            if head.start >= self._tail:
                yield from rows.unread_below(self.text, head.start, head.end, dates)

    def _day(self, mention: Mention) -> str:
        return self.text.content[slice(*mention.slots.get("date", (mention.start, mention.end)))]

    def _cell(self, mention: Mention) -> tuple[int, int]:
        content = self.text.content
        start = max(content.rfind(mark, 0, mention.start) for mark in "\n\t|") + 1
        ends = [e for e in (content.find(mark, mention.end) for mark in "\n\t|") if e >= 0]
        return start, min(ends, default=len(content))

    def _split_dates(self) -> Iterator[Candidate]:
        """Days whose year slipped to the next line of a narrow cell: «Kvarnebo 10/10», below it «2016»."""
        for candidate in self.candidates.having("SIGNED_UNREADABLE", "day"):
            below = self.text.content[candidate.mention.end : self.text.margin_start].split("\n")[1:3]
            year = next((found for line in below if (found := _YEAR.search(line)) and len(line.split()) <= 2), None)
            day = _day_and_month(candidate.value)
            if day and year and (value := _real_day(int(year[1]), *day)):
                yield Candidate(candidate.mention, value, candidate.weight)


def _goes_on(words: list[str]) -> bool:
    """Whether a sentence or a list goes on after the date; a time of day, a name or a second place may follow."""
    first = next((word for word in words if any(c.isalnum() for c in word)), "")
    return bool(first) and first[:1].islower()


def _is_name_line(line: str) -> bool:
    return len(line.split()) <= _SHORT_LINE and not line.rstrip().endswith(".")


def _day_and_month(value: object) -> tuple[int, int] | None:
    if isinstance(value, DayOfYear):
        return value.month, value.day
    written = _DAY.fullmatch(str(value))
    return (int(written[2]), int(written[1])) if written else None


def _real_day(year: int, month: int, day: int) -> PartialDate | None:
    try:
        date(year, month, day)
    except ValueError:
        return None
    return PartialDate(year, month, day)
