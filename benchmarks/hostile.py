"""What the program does with hostile files: whole runs over some hundred of them, and the table in docs/hallfasthet.md.

    python benchmarks/hostile.py --write docs/hallfasthet.md

The files are those of `tests/hostile`, and a collection of other projects' test files where it lies beside the
repository. Everything is run twice, each time with new outputs, which must be the same; with --each then each category
by itself, for its time and memory. Linux only.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # the variants lie among the tests, which are not installed

from marked import write  # noqa: E402
from memory import peak_megabytes  # noqa: E402

from pipeline.errors import PageTimeoutError  # noqa: E402
from tests.hostile import places  # noqa: E402
from tests.hostile.pdf_writing import VALID_FROM, VALID_TO  # noqa: E402
from tests.hostile.variant import NO_AGREEMENT, PROPER, READ, ROW  # noqa: E402
from tests.hostile.variants import variants  # noqa: E402

COLLECTION = ROOT.parent / "shared" / "hostile"
LIMITS = {
    "INVENTERA_OCR__DPI": "100",
    "INVENTERA_LIMITS__MAX_PAGES": "200",
    "INVENTERA_LIMITS__MAX_PIXELS": "10000000",
    "INVENTERA_LIMITS__PAGE_SECONDS": "60",
    "INVENTERA_LIMITS__DOCUMENT_SECONDS": "120",
    "INVENTERA_LIMITS__READING_SECONDS": "900",
    "INVENTERA_LIMITS__MEMORY_MEGABYTES": "2000",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "600",
}
"""Lower than usual, for the question is what survives."""

DAY = "2014-12-09"
_HUMBLE = (
    "import ctypes, os, sys; libc = ctypes.CDLL(None)\n"
    "assert not any(libc.prctl(24, right, 0, 0, 0) for right in (1, 2))\n"  # PR_CAPBSET_DROP, CAP_DAC_…
    "os.execv(sys.argv[1], sys.argv[1:])"
)
"""Gives up root's right to read what nobody may read (capabilities(7)), and becomes another program."""
_MARK = "<!-- provat -->"
_BUSY = PageTimeoutError.code
"""How far a page comes in its seconds depends on what else the machine does."""
_CATEGORIES = {
    "collection": "Andra projekts testfiler",
    "truncated": "Avklippta, vid varje tjugondel",
    "flipped": "Vända bitar, 1–1 000 i en fil",
    "rebuilt": "Delar på fel plats, trasig innehållstabell",
    "lying": "Lögner: 10 000 sidor, omöjliga mått, cirklar",
    "greedy": "Glupska: packade bomber, sidor på 200 tum, en miljon tecken",
    "locked": "Lösenord och kryptering",
    "disguised": "Något annat än namnet säger",
    "pictures": "Bilder: avklippta, ljugande, bomber",
    "names": "Namn: radbrytning, 255 byte, inte UTF-8, tvillingar",
    "links": "Länkar: inåt, utåt, brutna, i cirkel",
    "special": "Rör, uttag, utan läsrätt, 1 TB",
}


@dataclass(frozen=True, slots=True)
class Ran:
    """One run: the outcome of each file, the inventory without its times, seconds and megabytes at most."""

    outcomes: Mapping[str, str]
    inventory: Mapping[str, Any]
    seconds: float
    megabytes: float


def lay(corpus: Path) -> dict[str, frozenset[str]]:
    """Lay all files below a folder, each in that of its category; what must come of each that is a document."""
    expected: dict[str, frozenset[str]] = {}
    if COLLECTION.is_dir():
        shutil.copytree(
            COLLECTION, corpus / "collection", ignore=lambda _, names: [n for n in names if n[-4:] != ".pdf"]
        )
        expected |= {f"collection/{path.name}": PROPER for path in COLLECTION.glob("*.pdf")}
    for one in variants():
        path = corpus / one.category / one.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(one.content)
        expected[f"{one.category}/{one.name}"] = one.expected
    wanted = list(places.places())
    places.lay(wanted, corpus)
    laid = [one for one in wanted if one.expected and os.path.lexists(corpus / one.category / one.name)]
    return expected | {f"{one.category}/{one.name}": one.expected for one in laid}


def run(corpus: Path, outputs: Path) -> Ran:
    """One `inventera run`; a root that may not read everything. Raises RuntimeError where it fails."""
    outputs.mkdir()
    keep = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "INVENTERA_"))}
    command = [sys.executable, "-m", "flows.cli", "run", "--as-of", DAY]
    command += ["--corpus", str(corpus), "--outputs", str(outputs)]
    if os.geteuid() == 0:
        command = [sys.executable, "-c", _HUMBLE, *command]
    start = time.perf_counter()
    peak = peak_megabytes(command, ROOT, keep | LIMITS | {"HOME": str(outputs)})
    seconds = time.perf_counter() - start
    inventory = json.loads((outputs / "forteckning.json").read_text(encoding="utf-8"))
    found: dict[str, str] = {}
    for name, outcome in [
        *((file, ROW) for file in dict.fromkeys(row["file"] for row in inventory["rows"])),
        *((one["file"], NO_AGREEMENT) for one in inventory["not_agreements"]),
        *((one["file"], one["code"]) for one in inventory["failures"]),
    ]:
        if name in found:
            raise RuntimeError(f"{name!r} is both {found[name]} and {outcome}")
        found[name] = outcome
    return Ran(found, {**inventory, "generated": ""}, seconds, peak)


def judge(expected: Mapping[str, frozenset[str]], ran: Ran) -> list[str]:
    """What is not as it must be, a line each: a file lost or found that nobody laid, an outcome that may not be."""
    wrong = []
    names = {file: file if file in ran.outcomes else unicodedata.normalize("NFC", file) for file in expected}
    for file, name in names.items():
        outcome = ran.outcomes.get(name, "lost")
        if outcome not in expected[file]:
            wrong.append(f"{file!r}: {outcome}, not {', '.join(sorted(expected[file]))}")
    wrong += [f"{name!r}: nobody laid it" for name in ran.outcomes if name not in names.values()]
    for row in ran.inventory["rows"]:
        if row["file"].startswith(("truncated/avtal", "rebuilt/")):
            days = row["valid_from"] in (None, VALID_FROM), row["valid_to"] in (None, VALID_TO)
            if not all(days):
                wrong.append(f"{row['file']!r}: a wrong date, {row['valid_from']} to {row['valid_to']}")
    return wrong


def table(expected: Mapping[str, frozenset[str]], whole: Sequence[Ran], parts: Mapping[str, Ran]) -> str:
    """The lines for the document; `parts` are the categories that were run by themselves."""
    lines = [
        "| prövat | filer | i förteckningen | inga avtal | kunde inte läsas, med orsak | sekunder | minne, MB |",
        "|---|---:|---:|---:|---|---:|---:|",
    ]
    first = whole[0]
    for category, name in {**_CATEGORIES, "": "**alla i en körning**"}.items():
        count = sum(file.startswith(f"{category}/") or not category for file in expected)
        if count:
            found = Counter(what for file, what in first.outcomes.items() if file.startswith(category))
            lines.append(_line([name, count, *_counts(found), *_cost(parts.get(category) if category else first)]))
    total = Counter(first.outcomes.values())
    failed = sum(total.values()) - total[ROW] - total[NO_AGREEMENT]
    told = (
        f"{len(expected)} filer lades in, och {total[ROW]} + {total[NO_AGREEMENT]} + {failed} = {len(first.outcomes)} "
        "kom ut. En andra körning från början gav samma utfall för varje fil och samma `forteckning.json` så när som "
        f"på klockslaget. Mätt {datetime.now(UTC):%Y-%m-%d} på {os.cpu_count()} kärnor; i sekunderna ingår programmets "
        "start."
    )
    return "\n".join([*lines, "", told])


def _counts(found: Counter[str]) -> list[object]:
    failed = sorted((code, number) for code, number in found.items() if code not in READ)
    return [found[ROW], found[NO_AGREEMENT], ", ".join(f"{code} {number}" for code, number in failed)]


def _cost(ran: Ran | None) -> list[str]:
    return [f"{ran.seconds:.0f}", f"{ran.megabytes:.0f}"] if ran else ["", ""]


def _line(cells: Sequence[object]) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def main() -> int:
    """Run everything, and print or write the table; 1 where something is not as it must be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path, help="the document whose table is renewed")
    parser.add_argument("--each", action="store_true", help="run each category by itself, too, for its time and memory")
    parser.add_argument("--folder", type=Path, help="where files and outputs are put, and left")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hostile-") as temporary:
        folder = chosen.folder or Path(temporary)
        folder.mkdir(exist_ok=True, parents=True)
        corpus = folder / "corpus"
        expected = lay(corpus)
        whole = [run(corpus, folder / f"whole-{number}") for number in (1, 2)]
        wrong = judge(expected, whole[0])
        differing = [key for key in whole[0].inventory if whole[0].inventory[key] != whole[1].inventory.get(key)]
        wrong += [f"the second run has other {key}" for key in differing]
        parts: dict[str, Ran] = {}
        for category in _CATEGORIES if chosen.each else ():
            if (corpus / category).is_dir():
                parts[category] = run(corpus / category, folder / f"part-{category}")
                alone = {f"{category}/{name}": outcome for name, outcome in parts[category].outcomes.items()}
                together = {name: what for name, what in whole[0].outcomes.items() if name.startswith(f"{category}/")}
                wrong += [
                    f"{name!r} alone: {alone.get(name)}, not {what}"
                    for name, what in together.items()
                    if alone.get(name) != what and _BUSY not in (alone.get(name), what)
                ]
        for path in corpus.rglob("forbjuden"):
            path.chmod(0o700)  # so that it can be removed
    lines = table(expected, whole, parts)
    print(lines, *wrong, sep="\n")
    if chosen.write and not wrong:
        write(chosen.write, _MARK, lines)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
