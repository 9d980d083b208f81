"""The cells of one line of the diary -> an Entry: what each column tells, and what of it may be shown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from pipeline.inventory.cells import unguarded
from pipeline.inventory.corrections.typed_dates import day_typed, text_of_number
from pipeline.inventory.diary import numbers
from pipeline.inventory.diary.entry import Entry
from pipeline.inventory.diary.lines import Line, Sheet
from pipeline.inventory.diary.vocabulary import Role, Vocabulary, plain
from pipeline.inventory.masking import LONGEST_QUOTE, mask_text

_SEVERAL = re.compile(r"\s{0,9}[;\n|]\s{0,9}")
_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d)?")
_STARS = re.compile(r"(?<![*\s])\s*\*[*\s]*")
"""What systems print instead of a title that not all may read."""

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_NOTHING: tuple[object, str] = (None, "")
_DATES = (Role.SIGNED, Role.REGISTERED, Role.STARTS, Role.ENDS)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the heads of a sheet stand: in line `at` (from 0), and for each role its columns, the first one first."""

    sheet: Sheet
    at: int
    places: Mapping[Role, Sequence[int]]

    @property
    def roles(self) -> frozenset[Role]:
        """What the columns tell."""
        return frozenset(self.places)


@dataclass(frozen=True, slots=True)
class EntryReader:
    """Reads lines; `month_names` and `day_prefix` are those of days in words («den 3 mars 2014»)."""

    vocabulary: Vocabulary
    month_names: Sequence[str] = ()
    day_prefix: str = ""

    def columns(self, sheet: Sheet, at: int) -> Columns:
        """The columns of a sheet if its heads stand in line `at`."""
        ranked: dict[Role, list[tuple[int, int]]] = {}
        for index, cell in enumerate(sheet.lines[at]):
            found = self.vocabulary.role(cell) if isinstance(cell, str) else None
            if found:
                ranked.setdefault(found[0], []).append((found[1], index))
        return Columns(sheet, at, {role: [index for _, index in sorted(places)] for role, places in ranked.items()})

    def entry(self, columns: Columns, index: int) -> Entry | None:
        """The entry in line `index` (from 0); None where nothing in it tells of a document."""
        line = columns.sheet.lines[index]
        given = {role: _first(line, places) for role, places in columns.places.items()}
        cells = {role: _short(mask_text(text)) for role, (_, text) in given.items() if text}
        if not {Role.FILE, Role.NUMBER, Role.TITLE} & set(cells):
            return None
        says, number = self.vocabulary, given.get(Role.NUMBER, _NOTHING)[0]
        secret = self._is_secret(cells)
        days = {role: self._day(*given.get(role, _NOTHING)) for role in _DATES}
        if secret:
            cells = {role: text for role, text in cells.items() if role not in (Role.TITLE, Role.PARTIES)}
        return Entry(
            line=index + 1,
            sheet=columns.sheet.name,
            files=_names(given.get(Role.FILE, _NOTHING)[1]),
            number=numbers.of_cell(number, cells.get(Role.NUMBER, ""), says.labels, says.months),
            title=cells.get(Role.TITLE, ""),
            signed=days[Role.SIGNED],
            registered=days[Role.REGISTERED],
            starts=days[Role.STARTS],
            ends=days[Role.ENDS],
            parties=_names(cells.get(Role.PARTIES, "")),
            secret=secret,
            cells=cells,
        )

    def _is_secret(self, cells: Mapping[Role, str]) -> bool:
        """Whether a column for secrecy says anything but that nothing is secret, or the status or the title does."""
        mark, words = plain(cells.get(Role.SECRET, "")), self.vocabulary.secret_words
        title, status = (plain(cells.get(role, "")) for role in (Role.TITLE, Role.STATUS))
        said = title.strip(" .()*") in words or bool(words & set(re.findall(r"\w+", status)))
        return bool(mark and mark not in self.vocabulary.open_words) or bool(_STARS.fullmatch(title)) or said

    def _day(self, cell: object, text: str) -> date | None:
        """The day in a cell, whose text is given. A month or a year is none, nor is one that only a slip can mean."""
        if isinstance(cell, datetime):
            day: date | None = cell.date()
        elif isinstance(cell, date):
            day = cell
        else:
            if isinstance(cell, int | float) and text.isdecimal():
                text = text_of_number(int(text))
            found = _TIME.fullmatch(text)
            day = day_typed(found[1] if found else text, self.month_names, self.day_prefix)
        return day if day and _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def _first(line: Line, places: Sequence[int]) -> tuple[object, str]:
    """The first of these cells that says anything, and what it says."""
    cells = ((line[place], _text(line[place])) for place in places if place < len(line))
    return next((one for one in cells if one[1]), _NOTHING)


def _text(cell: object) -> str:
    """A cell as a reader sees it."""
    match cell:
        case None | bool():
            return "" if not cell else str(cell).casefold()
        case str():
            return unguarded(cell)
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case float() if cell.is_integer() and abs(cell) < 10**15:
            return str(int(cell))
        case float():
            return str(cell).replace(".", ",")
    return str(cell)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for name in _SEVERAL.split(text.strip()) if name)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 2].rsplit(" ", 1)[0] + " \u2026"
