"""corpus/rattelser.csv: the corrections as a file that people read and edit in Excel.

Semicolons, UTF-8 with a byte order mark, CRLF. What is read may also have commas or tabs, no mark, or Windows' own
letters (cp1252), and its columns in any order.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from pipeline.inventory.cells import clean, guarded, unguarded
from pipeline.inventory.corrections.correction import OWN, REASON, Correction, Corrections, own_head
from pipeline.inventory.corrections.typed_dates import day_typed
from pipeline.inventory.csv_reading import csv_lines
from pipeline.inventory.identity import key_of
from pipeline.inventory.labels import Labels

_ID = re.compile(r"r[0-9a-f]{11}(?:-\d+)?(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Record:
    """Reads and writes the file with the heads of these labels."""

    labels: Labels

    def read(self, content: bytes) -> Corrections:
        """The corrections of a file's content; of several for one cell the last one counts.

        A line without a value is undone and left out, as is one whose value is what the program had said.
        Raises ValueError where not even heads can be found.
        """
        try:
            lines = csv_lines(content)
        except csv.Error as error:  # a cell of more than 131,072 characters
            raise ValueError(str(error)) from error
        if not any(any(line) for line in lines):
            return Corrections()
        heads = [plain_head(cell) for cell in lines[0]]
        wanted = [plain_head(head) for head in self._heads()]
        if (
            plain_head(self.labels.corrections.value) not in heads
            or plain_head(self.labels.corrections.field) not in heads
        ):
            raise ValueError("rattelser.csv has no heads")
        at = [heads.index(head) if head in heads else None for head in wanted]
        kept: dict[tuple[str, str, str, str], Correction] = {}
        strays: list[tuple[str, ...]] = []
        for line in lines[1:]:
            cells = tuple(unguarded(line[i]) if i is not None and i < len(line) else "" for i in at)
            correction = self._correction(cells)
            if correction is None:
                strays += [cells] if any(cells) else []
            else:
                kept.pop(correction.place, None)
                if self._counts(cells, correction):
                    kept[correction.place] = correction
        return Corrections(tuple(kept.values()), tuple(strays))

    def write(self, corrections: Corrections) -> bytes:
        """The content of the file, in the order of files, pages and columns."""
        order = {key: n for n, key in enumerate(self.labels.columns)}
        lines = sorted(
            corrections.lines,
            key=lambda c: (c.file, _first(c.pages), c.key, order.get(c.field, len(order)), c.field),
        )
        text = StringIO(newline="")
        writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
        writer.writerow(self._heads())
        writer.writerows([guarded(clean(cell)) for cell in self._cells(line)] for line in lines)
        writer.writerows([guarded(clean(cell)) for cell in stray] for stray in corrections.strays)
        return codecs.BOM_UTF8 + text.getvalue().encode("utf-8", errors="replace")

    def field_name(self, field: str) -> str:
        """What a field is called in the file: its head, or that of a person's own column."""
        if field.startswith(OWN):
            return self.labels.corrections.own_column.format(head=own_head(field))
        return self.labels.corrections.reason if field == REASON else self.labels.columns[field]

    def _heads(self) -> tuple[str, ...]:
        says, columns = self.labels.corrections, self.labels.columns
        place = (columns["id"], columns["file"], columns["pages"], columns["title"])
        return (*place, says.field, says.value, says.automatic, says.when, says.changed)

    def _cells(self, line: Correction) -> tuple[str, ...]:
        value = line.value or self.labels.corrections.empty
        place = (line.key, line.file, line.pages, line.title)
        return (*place, self.field_name(line.field), value, line.automatic, line.when, line.changed)

    def _correction(self, cells: tuple[str, ...]) -> Correction | None:
        row, file, pages, title, name, value, automatic, when, changed = cells
        field = self._field(name)
        if field is None or not (_ID.fullmatch(row) or (file and not row) or (not row and field.startswith(OWN))):
            return None
        value = "" if value == self.labels.corrections.empty else value
        days = [str(day_typed(cell, (), "") or cell) for cell in (when, changed)]
        return Correction(key_of(row), field, value, automatic, days[0], file, pages, title, days[1])

    def _counts(self, cells: Sequence[str], correction: Correction) -> bool:
        return bool(cells[5]) and (correction.value == "" or correction.value != correction.automatic)

    def _field(self, name: str) -> str | None:
        says = self.labels.corrections
        before, _, after = says.own_column.partition("{head}")
        if plain_head(name) == plain_head(says.reason):
            return REASON
        if name.startswith(before) and name.endswith(after) and len(name) > len(before + after):
            return OWN + name[len(before) : len(name) - len(after)]
        return known_heads(self.labels.columns).get(plain_head(name))


def known_heads(columns: Mapping[str, str]) -> dict[str, str]:
    """The keys of columns by their heads, as `plain_head` compares them."""
    return {plain_head(head): key for key, head in columns.items()}


def plain_head(text: str) -> str:
    """A head in the form in which heads are compared."""
    return " ".join(clean(text).split()).casefold()


def _first(pages: str) -> int:
    found = re.match(r"\d{1,9}", pages)
    return int(found[0]) if found else 0
