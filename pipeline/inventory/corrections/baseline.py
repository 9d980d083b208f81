"""What a workbook was written with, carried by the workbook itself in a hidden sheet.

So a workbook of any night, kept open for days, sorted, and saved by any program, can be compared with what it was
written with. One line for each row: its id, its key, which sheet it stands on, and the text of each cell; where a
person's correction is shown, a second line has the program's own value, behind a mark that tells it from no value.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

SHEET = "inventera"
"""The hidden sheet's name."""

ROWS, REJECTED = "rows", "rejected"
"""The sheet of agreements and that of what is no agreement."""

_HEADS = ("id", "key", "sheet")
_AUTOMATIC, _MARK = "automatic", ":"


@dataclass(frozen=True, slots=True)
class Written:
    """One row as it was written: the text of each cell by column, and the program's value where another is shown."""

    id: str
    key: str
    sheet: str
    shown: Mapping[str, str]
    automatic: Mapping[str, str]

    def program(self, column: str) -> str:
        """What the program itself said in a column."""
        return self.automatic.get(column, self.shown.get(column, ""))


@dataclass(frozen=True, slots=True)
class Baseline:
    """All rows of a workbook by id; `token` is the same for the same content."""

    rows: Mapping[str, Written]
    token: str = ""


def lines_of(rows: Sequence[Written]) -> Iterable[tuple[str, ...]]:
    """The lines of the hidden sheet, heads first."""
    columns = tuple(dict.fromkeys(column for row in rows for column in row.shown))
    yield (*_HEADS, *columns)
    for row in rows:
        yield (row.id, row.key, row.sheet, *(row.shown.get(column, "") for column in columns))
        if row.automatic:
            marked = (_MARK + row.automatic[c] if c in row.automatic else "" for c in columns)
            yield (row.id, row.key, _AUTOMATIC, *marked)


def read_lines(lines: Sequence[Sequence[object]]) -> Baseline | None:
    """The baseline of a hidden sheet's lines; None where they are none."""
    heads = [str(cell) for cell in lines[0]] if lines else []
    if tuple(heads[: len(_HEADS)]) != _HEADS:
        return None
    columns, digest = [head for head in heads[len(_HEADS) :] if head], hashlib.sha256()
    rows: dict[str, Written] = {}
    for line in lines[1:]:
        texts = [str(cell) for cell in line]
        digest.update("\x1f".join(texts).encode(errors="replace") + b"\x1e")
        row_id, key, sheet = texts[: len(_HEADS)]
        cells = dict(zip(columns, texts[len(_HEADS) :], strict=False))
        if sheet == _AUTOMATIC and row_id in rows:
            automatic = {column: text.removeprefix(_MARK) for column, text in cells.items() if text.startswith(_MARK)}
            before = rows[row_id]
            rows[row_id] = Written(row_id, key, before.sheet, before.shown, automatic)
        elif sheet in (ROWS, REJECTED):
            rows[row_id] = Written(row_id, key, sheet, cells, {})
    return Baseline(rows, digest.hexdigest()[:16])
