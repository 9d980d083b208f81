"""The diary, from any file: entries, or a sentence that says why there are none."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from pipeline.inventory.diary import numbers
from pipeline.inventory.diary.entry import Diary, Entry
from pipeline.inventory.diary.fields import EntryReader
from pipeline.inventory.diary.matching import Document, match
from pipeline.inventory.diary.reader import read_diary
from pipeline.inventory.diary.reconciling import Reconciliation
from pipeline.inventory.diary.telling import about
from pipeline.inventory.diary.vocabulary import Role, Vocabulary
from pipeline.inventory.masking import mask_text
from tests.fuzz.corrections import labels
from tests.fuzz.sheets import PARTS, packed, workbook
from tests.layout.builders import lexicon

HEADS = ("Diarienummer", "Ärendemening", "Motpart", "Undertecknat", "Filnamn", "Sekretess")
_FIRST, _LAST = date(1900, 1, 1), date(2100, 12, 31)


@lru_cache(maxsize=1)
def reader() -> EntryReader:
    says = labels().corrections
    return EntryReader(Vocabulary.parse(lexicon().tables["diary"]), says.month_names, says.day_prefix)


@lru_cache(maxsize=1)
def parts() -> dict[str, bytes]:
    lines = [HEADS, ("KS 2014/10", "Avtal om tolktjänst", "Region Västmanland", "2014-03-01", "a.pdf", "Nej"), (1, 2)]
    return workbook({"Blad1": lines, "Blad2": lines})


def diary(data: bytes) -> None:
    """By the first byte: «h» lines below known heads, «c» a text, «w» a workbook, else a part of one."""
    kind, content = data[:1], data[1:]
    name = "diarium.csv"
    if kind == b"h":
        content = ";".join(HEADS).encode() + b"\r\n" + content
    elif kind in PARTS:
        name, content = "diarium.xlsx", packed(parts(), kind, content)
    elif kind == b"w":
        name = "diarium.xlsx"
    _is_sound(read_diary(name, content, reader()))


def _is_sound(found: Diary) -> None:
    assert bool(found.entries) is (found.problem is None)
    told = list(about(Reconciliation(found), labels()))
    assert all(found.file in sentence and sentence.endswith(".") for sentence in told), told
    for entry in found.entries:
        _is_entry(entry)
    if found.entries:
        _is_matched(found.entries)


def _is_entry(entry: Entry) -> None:
    assert entry.line > 0
    assert {Role.FILE, Role.NUMBER, Role.TITLE} & set(entry.cells) or entry.secret, entry
    for text in (entry.title, *entry.parties, *entry.cells.values()):
        assert mask_text(text) == text, entry
    assert not entry.secret or not (entry.title or entry.parties), entry
    for day in (entry.signed, entry.registered, entry.starts, entry.ends):
        assert day is None or _FIRST <= day <= _LAST, entry
    if entry.number and not entry.number.damaged:
        again = numbers.parse(entry.number.text, reader().vocabulary.labels)
        assert again.key == entry.number.key, entry


def _is_matched(entries: tuple[Entry, ...]) -> None:
    """Each entry and each document is in one place."""
    documents = tuple(
        Document(f"{n}.pdf", str(n), entry.number, entry.title, entry.days) for n, entry in enumerate(entries[:4])
    )
    found = match(entries, documents)
    placed = [
        *(pair.entry for pair in found.pairs),
        *(entry for group in found.unclear for entry in group.entries),
        *found.entries,
    ]
    assert sorted((e.sheet, e.line) for e in placed) == sorted((e.sheet, e.line) for e in entries)
    assert len(found.pairs) <= len(documents)
