"""corpus/rattelser.csv as a person may have saved it."""

from __future__ import annotations

import pytest

from pipeline.inventory.corrections.correction import OWN, Correction, Corrections
from pipeline.inventory.corrections.record import Record
from pipeline.inventory.labels import Labels

LINE = Correction("r0123456789a", "valid_to", "2016-06-30", "2015-12-31", "2026-11-22", "a.pdf", "1–2", "Avtal", "")
HEADS = "Id;Fil;Sidor;Överenskommelse/avtal;Fält;Rättat värde;Programmets värde;Ändrad;Dokumentet ändrat"


@pytest.fixture
def record(labels: Labels) -> Record:
    return Record(labels)


def test_what_is_written_is_read_again(record: Record) -> None:
    texts = ("=1+1", "-a", "@b", "\tc", 'a\nb;"c"', "0123", "2014/10", "(inget)", "'x")
    lines = tuple(
        Correction(f"r0123456789a-{n}", "title", text.strip(), "x", "2026-11-22", "a.pdf", "1", "=T")
        for n, text in enumerate(texts)
    )
    emptied = Correction("r0123456789b", "subject", "", "x", "2026-11-22", "a.pdf", "1", "T", "2026-11-23")
    own = Correction("r0123456789b", OWN + "Handläggare", "Åsa", "", "2026-11-22", "a.pdf", "1", "T")
    content = record.write(Corrections((*lines, emptied, own)))
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == len(texts) + 3
    assert "'=1+1" in content.decode()
    assert "Egen kolumn: Handläggare" in content.decode()
    assert set(record.read(content).lines) == {*lines, emptied, own}
    assert record.write(record.read(content)) == content


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_any_separator_encoding_and_order_of_columns(record: Record, separator: str, encoding: str) -> None:
    heads = [
        "Ändrad",
        "Rättat värde",
        "Fält",
        "Min egen",
        "Id",
        "Programmets värde",
        "Fil",
        "Sidor",
        "Överenskommelse/avtal",
    ]
    cells = ["2026-11-22", "'2016-06-30", "gäller till", "x", "r0123456789a", "2015-12-31", "a.pdf", "1–2", "Avtal"]
    content = "\n".join(separator.join(line) for line in (heads, cells)).encode(encoding)
    assert record.read(content).lines == (LINE,)


def test_a_line_is_undone_by_emptying_it_or_typing_the_programs_value(record: Record) -> None:
    cells = (
        "r0123456789a;a.pdf;1;A;Gäller till;;2015-12-31;;",
        "r0123456789b;a.pdf;1;A;Gäller till;2015-12-31;2015-12-31;;",
    )
    undone = "\r\n".join([HEADS, *cells])
    assert record.read(undone.encode()) == Corrections()


def test_of_two_lines_for_a_cell_the_last_counts(record: Record) -> None:
    lines = [
        f"r0123456789a;a.pdf;1–2;Avtal;Gäller till;{v};2015-12-31;2026-11-22;" for v in ("2017-01-01", "2016-06-30")
    ]
    assert record.read("\r\n".join([HEADS, *lines]).encode()).lines == (LINE,)


def test_a_line_that_is_not_understood_stays_as_it_is(record: Record) -> None:
    stray = "r0123456789a;a.pdf;1;A;Gäler till;2016-01-01;;;"
    found = record.read(f"{HEADS}\r\n{stray}\r\n".encode())
    assert (found.lines, len(found.strays)) == ((), 1)
    assert stray in record.write(found).decode()


def test_a_line_by_hand_needs_no_id(record: Record) -> None:
    found = record.read("Fil;Fält;Rättat värde\na.pdf;Gäller till;2016-06-30\n".encode())
    assert found.lines == (Correction("", "valid_to", "2016-06-30", file="a.pdf"),)


def test_a_file_without_heads_is_not_guessed_at(record: Record) -> None:
    with pytest.raises(ValueError, match="heads"):
        record.read(b"PK\x03\x04 something else")
    assert record.read(b"") == Corrections()


def test_a_cell_beyond_what_csv_reads_is_told_like_any_other_damage(record: Record) -> None:
    content = record.write(Corrections()) + b"x" * 131_073
    with pytest.raises(ValueError, match="field larger"):
        record.read(content)
