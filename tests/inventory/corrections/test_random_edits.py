"""Random edits over random nights against a simple model: no correction is lost, none is invented."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.domain.agreement import Agreement, Outcome
from pipeline.inventory.labels import Labels

MakeAgreement = Callable[..., Agreement]
MakeOutcome = Callable[..., Outcome]

TEXTS = ("Nytt", "=SUMMA(A1)", "-minus", "@vem", "+46 21", "0123", "2014/10", "två\nrader", "a  b", "å")
TYPED: dict[str, tuple[tuple[Any, str], ...]] = {
    "Överenskommelse/avtal": tuple((text, text.replace("  ", " ")) for text in TEXTS if not text.startswith("=")),
    "Samverkande parter": (("Staden; Polisen", "Staden\nPolisen"), ("=Åsa"[1:], "Åsa")),
    "Vad överenskommelsen avser": tuple((text, text.replace("  ", " ")) for text in TEXTS if not text.startswith("=")),
    "Gäller till": (
        ("2016-06-30", "2016-06-30"), (dt.date(2016, 6, 30), "2016-06-30"), ("30 juni 2016", "2016-06-30"),
        ("30/6 2016", "2016-06-30"), (42551, "2016-06-30"), ("31 feb", "31 feb"), (2016, "2016"),
    ),
    "Tills vidare": (("ja", "Ja"), ("Nej", "Nej"), ("kanske", "kanske")),
    "Uppsägningstid": (("3 mån", "tre månader"), ("ett år", "ett år"), ("länge", "länge")),
    "Diarienummer": (("2014/10", "2014/10"), ("00123", "00123"), ("KS 2014/1", "KS 2014/1")),
    "Anteckning": (("Ring", "Ring"), (7, "7"), (dt.date(2026, 1, 2), "2026-01-02")),
    "Handläggare": (("Åsa", "Åsa"), ("-", "-"), (12, "12")),
}  # fmt: skip
OWN = "Handläggare"
PROGRAM = {
    "Överenskommelse/avtal": "Avtal {}", "Samverkande parter": "Staden\nLandstinget",
    "Vad överenskommelsen avser": "Om {}", "Gäller till": "2015-12-31", "Tills vidare": "Nej",
    "Uppsägningstid": "tre månader", "Diarienummer": "", "Anteckning": "", OWN: "",
}  # fmt: skip
NOT_UNDERSTOOD = {"31 feb", "2016", "kanske", "länge"}
NEVER_EMPTY = {"Tills vidare": "Nej"}

DISTURBANCES = (
    "sort", "filter", "hide", "delete row", "delete column", "move column", "rows above", "rename",
)  # fmt: skip


@st.composite
def stories(draw: st.DrawFn) -> list[Any]:
    """A few nights in which a person comes back to a few cells, and disturbs the sheet in other ways, too."""
    places = st.tuples(st.integers(0, 3), st.sampled_from(sorted(TYPED)))
    pool = draw(st.lists(places, min_size=1, max_size=3, unique=True))
    nights = []
    for _ in range(draw(st.integers(2, 3))):
        typed = [
            (document, (head, draw(st.sampled_from([*TYPED[head], (None, ""), ("AUTOMATIC", "AUTOMATIC")]))))
            for document, head in pool
            if draw(st.booleans())
        ]
        disturbed = draw(st.lists(st.sampled_from(DISTURBANCES), max_size=2, unique=True))
        nights.append((typed, disturbed, draw(st.integers(0, 3))))
    return nights


class Model:
    """What a person has corrected, by document and head: just what the README promises."""

    def __init__(self) -> None:
        self.lines: dict[tuple[int, str], str] = {}

    def program(self, document: int, head: str) -> str:
        return PROGRAM[head].format(document)

    def shown(self, document: int, head: str) -> str:
        said = self.lines.get((document, head))
        if said is None or said in NOT_UNDERSTOOD:
            return self.program(document, head)
        return said or NEVER_EMPTY.get(head, "") if head != "Överenskommelse/avtal" else said or "Utan titel"

    def type(self, document: int, head: str, text: str) -> None:
        place, shown = (document, head), self.shown(document, head)
        if text == shown:
            return
        corrected = place in self.lines and self.lines[place] not in NOT_UNDERSTOOD
        if text == self.program(document, head) or (not text and corrected):
            self.lines.pop(place, None)
        else:
            self.lines[place] = text


def test_no_correction_is_lost_and_none_invented(
    make_agreement: MakeAgreement,
    make_outcome: MakeOutcome,
    labels: Labels,
    make_desk: Callable[..., Any],
    tmp_path: Path,
) -> None:
    agreements = [
        make_agreement(
            title=f"Avtal {n}", parties=("Staden", "Landstinget"), subject=f"Om {n}", valid_to="2015-12-31",
            notice_period="P3M",
        )
        for n in range(4)
    ]  # fmt: skip
    runs, first = 0, make_desk(tmp_path / "first", labels)
    first.night(*(make_outcome(f"{n}.pdf", agreements[n], sha256=str(n) * 8) for n in range(4)))

    @settings(max_examples=200, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(stories())
    def hold(story: list[Any]) -> None:
        nonlocal runs
        runs += 1
        names, model = [f"{n}.pdf" for n in range(4)], Model()

        def documents() -> list[Outcome]:
            return [make_outcome(names[n], agreements[n], sha256=str(n) * 8) for n in range(4)]

        with tempfile.TemporaryDirectory() as folder:
            desk = make_desk(Path(folder), labels)
            shutil.copytree(first.outputs, desk.outputs)
            for typed, disturbed, seed in story:
                edit(desk.workbook, typed, disturbed, seed, names, model)
                if "rename" in disturbed:
                    names[seed] = f"ny/{seed}-{len(names[seed])}.pdf"
                desk.night(*documents())
                check(desk, names, model)

    hold()
    assert runs >= 200


def edit(path: Path, typed: list[Any], disturbed: list[str], seed: int, names: list[str], model: Model) -> None:
    """Type, sort, hide and delete as a person does; the model is told what is typed."""
    book = openpyxl.load_workbook(path)
    sheet = book["Förteckning"]
    heads, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    if OWN not in heads:
        heads.append(OWN)
        rows = [[*row, None] for row in rows]
    at = {head: n for n, head in enumerate(heads)}
    for document, (head, (value, text)) in typed:
        row = next(row for row in rows if row[at["Fil"]] == names[document])
        said = model.program(document, head) if text == "AUTOMATIC" else text
        row[at[head]] = said if text == "AUTOMATIC" else value
        model.type(document, head, said)
    if "delete row" in disturbed:
        touched = {names[document] for document, _ in typed}
        rows = [row for row in rows if row[at["Fil"]] in touched or row[at["Fil"]] != names[seed]]
    heads, rows = disturb(heads, rows, disturbed, seed)
    above = [["Till nämnden"], []] if "rows above" in disturbed else []
    write(sheet, [*above, heads, *rows])
    if "filter" in disturbed:
        sheet.auto_filter.add_filter_column(1, ["x"])
    if "hide" in disturbed:
        sheet.row_dimensions[3].hidden = sheet.column_dimensions["E"].hidden = True
    book.save(path)


def disturb(heads: list[Any], rows: list[Any], disturbed: list[str], seed: int) -> tuple[list[Any], list[Any]]:
    """The table sorted, with a column less, with its columns in another order."""
    if "sort" in disturbed:
        column = heads.index("Vad överenskommelsen avser")
        rows.sort(key=lambda row: str(row[column]), reverse=bool(seed % 2))
    if "delete column" in disturbed:
        gone = heads.index(("Id", "Nr", "Status", "Sidor")[seed])
        heads, rows = heads[:gone] + heads[gone + 1 :], [row[:gone] + row[gone + 1 :] for row in rows]
    if "move column" in disturbed:
        heads, rows = heads[5:] + heads[:5], [row[5:] + row[:5] for row in rows]
    return heads, rows


def write(sheet: Worksheet, lines: list[Any]) -> None:
    """Lay the lines on the sheet in place of what was there."""
    sheet.delete_rows(1, sheet.max_row)
    for number, line in enumerate(lines, start=1):
        for column, value in enumerate(line, start=1):
            cell: Any = sheet.cell(number, column)
            cell.value, cell.comment = value, None
            cell.number_format = "yyyy-mm-dd" if isinstance(value, dt.date) else "General"


def check(desk: Any, names: list[str], model: Model) -> None:
    """The record, the workbook and the CSV hold what the model holds, and nothing else."""
    own = f"Egen kolumn: {OWN}"
    kept = {
        (names.index(line["Fil"]), OWN if line["Fält"] == own else line["Fält"]): line["Rättat värde"]
        for line in desk.corrections()
    }
    assert kept == {place: text or "(tomt)" for place, text in model.lines.items()}
    for row in desk.table():
        document = names.index(row["Fil"])
        for head in TYPED:
            shown = row.get(head, "").removeprefix("'").removeprefix("Dnr ")
            expected = model.shown(document, head)
            assert shown == expected or (expected == "Utan titel" and shown.startswith(expected)), head
