"""The diary as systems, spreadsheets and people save it."""

from __future__ import annotations

import codecs
import os
from collections.abc import Callable
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter import Workbook

from pipeline.inventory.diary.entry import Diary, Problem
from pipeline.inventory.diary.fields import EntryReader
from pipeline.inventory.diary.reader import find_diary, read_diary
from pipeline.inventory.diary.vocabulary import Role, Vocabulary
from pipeline.lexicon import read_toml

MODELS = Path(__file__).parents[3] / "models"
HEADS = ["Diarienummer", "Ärendemening", "Motpart", "Undertecknat"]
LINES = [["KS 2014/10", "Avtal om tolktjänst", "Region Västmanland", "2014-03-01"], ["SN 2015/7", "Krami", "", ""]]
MakeWorkbook = Callable[..., bytes]


def text(separator: str, encoding: str = "utf-8") -> bytes:
    return "\r\n".join(separator.join(line) for line in [HEADS, *LINES]).encode(encoding)


def numbers(diary: Diary) -> list[str]:
    return [entry.number.text if entry.number else "" for entry in diary.entries]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_any_usual_separator_will_do(separator: str, reader: EntryReader) -> None:
    diary = read_diary("diarium.csv", text(separator), reader)
    assert diary.problem is None
    first, second = diary.entries
    assert first.number
    assert (first.number.text, first.title, first.parties) == (
        "KS 2014/10", "Avtal om tolktjänst", ("Region Västmanland",)
    )  # fmt: skip
    assert (first.signed, first.line, second.line) == (date(2014, 3, 1), 2, 3)
    assert (second.parties, second.signed) == ((), None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_any_usual_letters_will_do(encoding: str, reader: EntryReader) -> None:
    diary = read_diary("diarium.csv", text(";", encoding), reader)
    assert [entry.title for entry in diary.entries] == ["Avtal om tolktjänst", "Krami"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_end_of_line_will_do(end: str, reader: EntryReader) -> None:
    content = end.join([";".join(HEADS), ";".join(LINES[0])]).encode()
    assert numbers(read_diary("diarium.csv", content, reader)) == ["KS 2014/10"]


def test_heads_are_found_below_titles_and_lines_count_as_a_spreadsheet_counts(make_diary: Callable[..., Diary]) -> None:
    diary = make_diary(
        "sep=;",
        "Kommunstyrelsens diarium",
        "Utskriven 2024-02-02 av Registrator;;;",
        "",
        "Dnr.;Ärenderubrik (kort):;Handläggare;Inkom/Upprättad",
        "",
        '"KS 2014/10";"Avtal om\nsjukvård; och ""vård""";Anna;2014-03-01 10:15',
        ";;;",
        "Dnr.;Ärenderubrik (kort):;Handläggare;Inkom/Upprättad",
        "KS 2014/11;Krami;Anna;3 mars 2014",
    )
    assert [(e.line, e.title, e.registered) for e in diary.entries] == [
        (7, 'Avtal om\nsjukvård; och "vård"', date(2014, 3, 1)),
        (10, "Krami", date(2014, 3, 3)),
    ]
    assert not any("Anna" in cell for e in diary.entries for cell in e.cells.values())


def test_a_lone_quotation_mark_swallows_nothing(make_diary: Callable[..., Diary]) -> None:
    diary = make_diary("Dnr;Titel", 'KS 2014/1;"Krami', "KS 2014/2;Barnahus", "KS 2014/3;Samordning")
    assert numbers(diary) == ["KS 2014/1", "KS 2014/2", "KS 2014/3"]


def test_of_two_columns_for_one_thing_the_better_goes_first(make_diary: Callable[..., Diary]) -> None:
    diary = make_diary("Ärendenummer;Diarienummer;Titel", "5501;KS 2014/1;A", "KS 2014/2;;B")
    assert numbers(diary) == ["KS 2014/1", "KS 2014/2"]


def test_a_workbook_is_read_with_its_types(make_workbook: MakeWorkbook, reader: EntryReader) -> None:
    lines = [
        ["Allmän lista"],
        HEADS,
        ["KS 2014/10", "Avtal", "Region Västmanland; Polisen", date(2014, 3, 1)],
        [datetime(2014, 10, 1), "Mangled", None, 41699],  # noqa: DTZ001  # as a spreadsheet has it
        [123, "Number", None, time(5, 12)],
        [None, None, None, None],
        ["KS 2014/12", "Year only", None, "2014"],
    ]
    diary = read_diary("diarium.xlsx", make_workbook(Blad1=lines), reader)
    assert [(e.line, e.number and e.number.text, e.signed) for e in diary.entries] == [
        (3, "KS 2014/10", date(2014, 3, 1)),
        (4, "2014-10-01", date(2014, 3, 1)),
        (5, "123", None),
        (7, "KS 2014/12", None),
    ]
    assert [bool(e.number and e.number.damaged) for e in diary.entries] == [False, True, True, False]
    assert diary.entries[0].parties == ("Region Västmanland", "Polisen")
    assert {e.sheet for e in diary.entries} == {""}


def test_all_sheets_with_heads_are_read_and_what_stands_twice_is_one(
    make_workbook: MakeWorkbook, reader: EntryReader
) -> None:
    book = make_workbook(
        Förklaring=[["Så här läses listan"], ["Diarienummer är ärendets nummer"]],
        KS=[HEADS, *LINES],
        Urval=[["Not"], HEADS, LINES[0], ["KS 2016/1", "Nytt", "", ""]],
    )
    diary = read_diary("diarium.xlsx", book, reader)
    assert [(e.sheet, e.line) for e in diary.entries] == [("KS", 2), ("KS", 3), ("Urval", 4)]


def test_a_cell_merged_over_several_lines_counts_for_each(reader: EntryReader) -> None:
    target = BytesIO()
    book = Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.merge_range(0, 0, 0, 2, "Diarium 2014")
    sheet.write_row(1, 0, ["Dnr", "Handling", "Datum"])
    sheet.merge_range(2, 0, 4, 0, "KS 2014/10")
    for row, title in enumerate(("Avtal", "Protokoll", "Beslut"), start=2):
        sheet.write(row, 1, title)
    book.close()
    diary = read_diary("diarium.xlsx", target.getvalue(), reader)
    assert [(e.number and e.number.text, e.title) for e in diary.entries] == [
        ("KS 2014/10", "Avtal"), ("KS 2014/10", "Protokoll"), ("KS 2014/10", "Beslut")
    ]  # fmt: skip


def test_a_hidden_sheet_is_not_read(reader: EntryReader) -> None:
    target = BytesIO()
    book = Workbook(target, {"in_memory": True})
    for name, number in (("Nu", "KS 2014/10"), ("Gammalt", "KS 1999/1")):
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, ["Dnr", "Titel"])
        sheet.write_row(1, 0, [number, name])
        if name == "Gammalt":
            sheet.hide()
    book.close()
    assert numbers(read_diary("diarium.xlsx", target.getvalue(), reader)) == ["KS 2014/10"]


def test_a_workbook_is_known_by_its_content(make_workbook: MakeWorkbook, reader: EntryReader) -> None:
    assert numbers(read_diary("diarium.csv", make_workbook(A=[HEADS, *LINES]), reader)) == ["KS 2014/10", "SN 2015/7"]
    assert numbers(read_diary("diarium.xlsx", text(";"), reader)) == ["KS 2014/10", "SN 2015/7"]


@pytest.mark.parametrize(
    ("file", "content", "problem"),
    [
        ("diarium.csv", b"", Problem.EMPTY),
        ("diarium.csv", b"\r\n \r\n", Problem.EMPTY),
        ("diarium.csv", b"Dnr;Titel\r\n;\r\n", Problem.EMPTY),
        ("diarium.csv", b"a;b;c\r\n1;2;3", Problem.NO_HEADS),
        ("diarium.csv", b"Datum;Motpart\r\n2014-01-01;Polisen", Problem.NO_HEADS),
        ("diarium.xlsx", b"PK\x03\x04 no archive", Problem.UNREADABLE),
        ("diarium.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Problem.UNREADABLE),
        ("diarium.xlsx", b"neither workbook nor list", Problem.UNREADABLE),
    ],
)
def test_what_cannot_be_used_is_told(file: str, content: bytes, problem: Problem, reader: EntryReader) -> None:
    diary = read_diary(file, content, reader)
    assert (diary.file, diary.problem, diary.entries) == (file, problem, ())


def test_a_stray_cell_at_the_far_end_does_not_end_the_program(make_workbook: MakeWorkbook, reader: EntryReader) -> None:
    far = BytesIO()
    book = Workbook(far, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Dnr", "Titel"])
    sheet.write(1_048_575, 16_383, "x")
    book.close()
    assert read_diary("diarium.xlsx", far.getvalue(), reader).problem is Problem.UNREADABLE
    long = [["Dnr", "Titel"], *([None, None] for _ in range(50_000)), ["KS 2014/1", "Sist"]]
    assert numbers(read_diary("diarium.xlsx", make_workbook(A=long), reader)) == ["KS 2014/1"]


@given(st.binary(max_size=400), st.sampled_from(["diarium.csv", "diarium.xlsx"]))
def test_no_bytes_stop_a_run(reader: EntryReader, content: bytes, file: str) -> None:
    diary = read_diary(file, content, reader)
    assert bool(diary.entries) is (diary.problem is None)


@given(st.text(max_size=400))
def test_no_text_below_known_heads_stops_a_run(reader: EntryReader, content: str) -> None:
    lines = f"Dnr;Titel;Datum;Motpart;Filnamn\n{content}"
    diary = read_diary("diarium.csv", lines.encode("utf-8", "replace"), reader)
    assert all(entry.line > 1 for entry in diary.entries)


@pytest.fixture(scope="module")
def small_workbook(make_workbook: MakeWorkbook) -> bytes:
    return make_workbook(A=[HEADS, *LINES])


@given(st.data())
def test_no_damaged_workbook_stops_a_run(reader: EntryReader, small_workbook: bytes, data: st.DataObject) -> None:
    content = bytearray(small_workbook)
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(4, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(4, len(content)))
    diary = read_diary("diarium.xlsx", bytes(content[:cut]), reader)
    assert bool(diary.entries) is (diary.problem is None)


def test_personal_numbers_are_masked_and_only_what_is_needed_is_kept(make_diary: Callable[..., Diary]) -> None:
    diary = make_diary("Dnr;Titel;Motpart;Handläggare", "KS 2014/1;Avtal med 640823-3234;Bygg 19640823-3234;Eva Ek")
    entry = diary.entries[0]
    assert entry.title == "Avtal med 640823-****"
    assert entry.parties == ("Bygg 19640823-****",)
    assert set(entry.cells) == {Role.NUMBER, Role.TITLE, Role.PARTIES}


@pytest.mark.parametrize(
    ("line", "secret"),
    [
        ("KS 2014/1;Avtal;Nej;Pågår", False),
        ("KS 2014/1;Avtal;;Pågår", False),
        ("KS 2014/1;Avtal om sekretess;Offentlig;Avslutat", False),
        ("KS 2014/1;Avtal;Ja;Pågår", True),
        ("KS 2014/1;Avtal;OSL 26 kap. 1 §;Pågår", True),
        ("KS 2014/1;***;;Pågår", True),
        ("KS 2014/1;Sekretess;;Pågår", True),
        ("KS 2014/1;Avtal;;Pågår, sekretessmarkerad", True),
    ],
)
def test_a_secret_entry_keeps_its_number_alone(line: str, secret: bool, make_diary: Callable[..., Diary]) -> None:
    entry = make_diary("Dnr;Titel;Sekretess;Status;Motpart", f"{line};Anna Andersson").entries[0]
    assert entry.secret is secret
    assert bool(entry.title or entry.parties) is not secret
    assert ("Anna Andersson" in str(entry)) is not secret
    assert entry.number


@pytest.mark.parametrize("cell", ["2014", "mars 2014", "2014-03", "03/04/2014", "0202-01-01", "2014-02-30", "V. 12"])
def test_what_is_no_whole_day_is_no_day(cell: str, make_diary: Callable[..., Diary]) -> None:
    assert make_diary("Dnr;Undertecknat", f"KS 2014/1;{cell}").entries[0].signed is None


@pytest.mark.parametrize("cell", ["2014-03-01", "2014-03-01 00:00:00", "2014-03-01T10:15", "20140301", "1 mars 2014"])
def test_a_day_may_be_written_in_many_ways(cell: str, make_diary: Callable[..., Diary]) -> None:
    assert make_diary("Dnr;Undertecknat", f"KS 2014/1;{cell}").entries[0].signed == date(2014, 3, 1)


def test_the_day_on_which_a_paper_was_registered_is_not_when_it_was_signed(make_diary: Callable[..., Diary]) -> None:
    entry = make_diary("Dnr;Upprättad", "KS 2014/1;2014-03-01").entries[0]
    assert (entry.signed, entry.registered) == (None, date(2014, 3, 1))


def test_a_corpus_without_a_diary_has_none(tmp_path: Path, reader: EntryReader) -> None:
    (tmp_path / "diarium.txt").write_text("Dnr;Titel")
    (tmp_path / "diarium.csv").mkdir()
    assert find_diary(tmp_path, reader) is None
    assert find_diary(tmp_path / "gone", reader) is None


def test_of_two_diaries_that_changed_last_is_used_and_the_other_is_named(
    tmp_path: Path, reader: EntryReader, make_workbook: MakeWorkbook
) -> None:
    (tmp_path / "Diarium.CSV").write_bytes(text(";"))
    (tmp_path / "diarium.xlsx").write_bytes(make_workbook(A=[HEADS, LINES[0]]))
    os.utime(tmp_path / "Diarium.CSV", (1, 1))
    diary = find_diary(tmp_path, reader)
    assert diary
    assert (diary.file, diary.unused, len(diary.entries)) == ("diarium.xlsx", "Diarium.CSV", 1)
    os.utime(tmp_path / "diarium.xlsx", (0, 0))
    diary = find_diary(tmp_path, reader)
    assert diary
    assert (diary.file, diary.unused, len(diary.entries)) == ("Diarium.CSV", "diarium.xlsx", 2)


def test_a_diary_that_may_not_be_read_is_told(
    tmp_path: Path, reader: EntryReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "diarium.csv").write_bytes(codecs.BOM_UTF8 + text(";"))

    def locked(path: Path) -> bytes:
        raise PermissionError(path)

    monkeypatch.setattr(Path, "read_bytes", locked)
    diary = find_diary(tmp_path, reader)
    assert diary
    assert diary.problem is Problem.LOCKED


def test_a_head_has_one_meaning() -> None:
    table = read_toml(MODELS / "sv" / "lexicon" / "diary.toml")
    heads = {**table["heads"], "file": [*table["heads"]["file"], "dnr"]}
    with pytest.raises(ValueError, match="dnr"):
        Vocabulary.parse({**table, "heads": heads})
    assert all(head == head.strip(" .:").casefold() for heads in table["heads"].values() for head in heads)
