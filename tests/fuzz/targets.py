"""What is fuzzed: each target takes any bytes and raises only where the program breaks a promise.

`make fuzz` feeds them with inputs that reach new code (benchmarks/fuzz.py), the tests with those that once broke one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipeline.inventory.corrections.record import Record
from tests.fuzz import corrections, diary, layout, rules, values
from tests.layout.builders import MODELS, lexicon

FOUND = Path(__file__).parent / "found"
"""For each target a folder of inputs that broke it, named by what they are."""

_WORD = re.compile(r"[^\W_]{2,}|[^\w\s]")
_CONFUSED = "\u017f\u0131\u0130\u212a\u00bd\u00b2\u0661\u2163\u2028\u00a0"
"""Letters and figures about which lower case, regular expressions and int() disagree."""


@dataclass(frozen=True, slots=True)
class Target:
    """`run` is what is fuzzed, `seeds` makes inputs to begin with, `longest` is how many bytes are tried."""

    name: str
    run: Callable[[bytes], None]
    seeds: Callable[[], Sequence[bytes]]
    longest: int

    def found(self) -> Sequence[Path]:
        """The inputs that broke it once."""
        return sorted((FOUND / self.name).glob("*"))

    def words(self) -> Iterator[str]:
        """What the seeds are made of, each once, for a fuzzer to put together anew."""
        known = dict.fromkeys(_CONFUSED)
        for seed in self.seeds():
            known |= dict.fromkeys(_WORD.findall(seed.decode("utf-8", "ignore")))
        yield from known


@lru_cache(maxsize=1)
def _sentences() -> tuple[str, ...]:
    """The examples of all rules."""
    examples = (e for source in lexicon().rules for kind in ("example", "counterexample") for e in source.table[kind])
    return tuple(dict.fromkeys(example["text"] for example in examples))


def _texts() -> list[bytes]:
    more = [
        "den 31:a december -14, 14april 2015, March 4, 2021, 31/12 2014, 20141231, 14-12-31, datum 131001",
        "läsåret 2014/15, ht 2009, årsskiftet 2014/2015, fjärde kvartalet 2018, åren 2012–14, under 2014, 2010–",
        "1/1–31/12 2014, mars–juni 2014, 3/14/2023 8:51 AM, 2O14-l2-3l, 2026-__-__, 1+1 år, 1 1/2 år, tre (3) år",
        "org.nr 212000-0142, 212000 0142, 640823-3234, 21200-2916, 1 045 210 kr, hundra, tjugofyra och en halv, ½",
        "Dnr: 2019-000731, Ert dnr AF-2013/512, KS 2020/305, 2023/KS 0362, 2021VFN528 779, 801-4312-11, LS-LED19-1802",
    ]
    return [sentence.encode() for sentence in (*_sentences(), *more)]


def _rules() -> list[bytes]:
    files = [path.read_bytes() for path in sorted((MODELS / "sv" / "rules").rglob("*.toml"))]
    sentences = [text.encode() for text in _sentences()]
    return [
        *(b"t" + file for file in files if len(file) < RULES.longest),
        *(b"s" + sentence for sentence in sentences),
        *(b"o" + sentence for sentence in sentences),
    ]


def _layouts() -> list[bytes]:
    """Commands by hand: a letter, a table, two columns, a scan, running heads on several pages."""
    title, text = bytes([8, 30, 25, 0, 50]), bytes([2, 30, 40, 20, 240])
    table = b"".join(bytes([4 + 64, 30, 80 + 5 * row, 9 * row, 72]) for row in range(9))
    columns = bytes([2, 25, 40, 5, 96, 2, 140, 40, 30, 96])
    page, scan, marked = bytes([7, 0, 0, 0, 0]), bytes([7, 1, 0, 0, 0]), bytes([7, 0, 1, 0, 0])
    head = bytes([0, 30, 5, 2, 48])
    return [
        title + text, title + table + text, columns * 2, scan + title + text + columns,
        (head + title + text + page) * 4, marked + head + text, bytes([6, 10, 10, 60, 7, 6, 12, 10, 61, 255]),
    ]  # fmt: skip


def _corrections() -> list[bytes]:
    typed = (
        "31 december 2014", "den 3 mars 2014", "2014-12-31", "41000", "tre månader", "3 mån och 2 dagar", "ett halvår",
        "ett år i taget", "möjlig, två år, högst två gånger", "två år, en gång", "Ja", "1–3", "Inte avtal", "Staden; A",
        "P3M", "2014/10", "'00123", "=SUMMA(A1)",
    )  # fmt: skip
    record = Record(corrections.labels())
    heads = ";".join(record._heads())
    lines = (
        f"{heads}\r\nr0123456789a;a.pdf;1–2;Avtal;Gäller till;2015-12-31;2014-12-31;2026-11-20;\r\n;b.pdf;;;Titel;;;;"
    )
    parts = corrections.parts()
    return [
        *(b"c" + text.encode() for text in typed),
        b"n" + bytes(8), b"n\0\0\0\0\0\x04\xe4@", b"n\0\0\0\0\0\0\xf8\x7f", b"n\x0b\x30\x10\0\0\0\0\0",
        b"r" + lines.encode(), b"r" + lines.replace(";", ",").encode("utf-16"),
        b"w" + corrections.packed(parts),
        *(kind + parts[name] for kind, name in corrections.PARTS.items()),
    ]  # fmt: skip


def _diaries() -> list[bytes]:
    lines = (
        "KS 2014/10;Avtal om tolktjänst;Region Västmanland;2014-03-01;a.pdf;Nej\r\nSN 2015/7;Krami;;;;OSL 26 kap. 1 §",
        'okt-14;"Avtal om\nvård";Polisen; 3 mars 2014;P:\\Avtal\\b.pdf;\r\n123;***;Bygg 640823-3234;20140301;;Ja',
        "Dnr. dnr KS 2014/10;A;B;2014-03-01T10:15;c.pdf;offentlig",
    )  # fmt: skip
    heads = ";".join(diary.HEADS)
    parts = diary.parts()
    return [
        *(b"h" + text.encode() for text in lines),
        *(b"c" + f"Diarium\n\n{heads}\n{lines[0]}".replace(";", sign).encode(code)
          for sign, code in ((",", "utf-8-sig"), ("\t", "utf-16"), ("|", "cp1252"))),
        b"w" + diary.packed(parts),
        *(kind + parts[name] for kind, name in diary.PARTS.items()),
    ]  # fmt: skip


RULES = Target("rules", rules.rules, _rules, 4_000)
TARGETS = {
    target.name: target
    for target in (
        Target("dates", values.dates, _texts, 400),
        Target("numbers", values.numbers, _texts, 400),
        RULES,
        Target("layout", layout.layout, _layouts, 400),
        Target("corrections", corrections.corrections, _corrections, 12_000),
        Target("diary", diary.diary, _diaries, 8_000),
    )
}
