"""How the time grows with the length of a text: of each regular expression, and of a whole document's understanding.

    python benchmarks/growth.py [--length 1000000] [--attacks 8] [--only patterns] [--write docs/hallfasthet.md]

Each expression is tried with the texts that its own parse tree says are hardest for it (`tests/trust/adversarial.py`),
each document of `tests/trust/large.py` is understood; then the slowest text once more, a quarter as long. Four times
the length costs four times the time; sixteen times is all compared with all. What grows so, or takes longer than
`LIMIT`, is named, and the program ends with 1. Processes of the machine's cores share the work; seconds are the
processor's.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median

import pebble

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # what is tried lies among the tests, which are not installed

from marked import write  # noqa: E402

from pipeline.run import prepare, understand  # noqa: E402
from tests.layout.builders import lexicon  # noqa: E402
from tests.trust.adversarial import seconds, worst  # noqa: E402
from tests.trust.collect import Compiled  # noqa: E402
from tests.trust.expressions import compiled, different  # noqa: E402
from tests.trust.large import DOCUMENTS  # noqa: E402

LIMIT = 600.0
"""Seconds for one text of a megabyte, all that a document is allowed (`[limits] document_seconds`)."""
KILLED = 3_600.0
"""Seconds for all texts of one expression or document; what takes longer is as good as endless."""
NOTICED, SQUARE = 0.15, 9.0
"""Below so many seconds the clock tells nothing of growth; four times the length may cost nine times as much."""
_MARK = "<!-- tillväxt -->"


@dataclass(frozen=True, slots=True)
class Growth:
    """What was tried, the text that took longest, the processor's seconds for it and for a quarter of it."""

    name: str
    text: str
    seconds: float
    quarter: float

    @property
    def ratio(self) -> float:
        """How much the last three quarters cost; 4 for what grows with the length."""
        return self.seconds / self.quarter if self.quarter else 0.0

    @property
    def is_too_fast_growing(self) -> bool:
        """Whether the time grows like the square of the length, or is too long as it is."""
        return self.seconds > LIMIT or (self.seconds > NOTICED and self.ratio > SQUARE)


def of_pattern(one: Compiled, length: int, attacks: int) -> Growth:
    """One regular expression."""
    found = worst(one.given, one.flags, length, attacks)
    quarter = seconds(re.compile(one.given, one.flags), found.attack.text(length // 4))
    return Growth(f"{one.file}:{one.line} {one.source[:60]}", str(found.attack)[:80], found.seconds, quarter)


def of_document(name: str, length: int) -> Growth:
    """One kind of document."""
    prepare(lexicon())
    quarter, whole = (_understanding(name, one) for one in (length // 4, length))
    return Growth(name, name, whole, quarter)


def _understanding(name: str, length: int) -> float:
    made = DOCUMENTS[name](length)
    begun = time.process_time()
    understand(made, lexicon())
    return time.process_time() - begun


def shared_out(jobs: Iterable[Callable[[], Growth]], names: Iterable[str]) -> Iterator[Growth]:
    """The results, in order; one that is killed took forever."""
    context = multiprocessing.get_context("spawn")
    with pebble.ProcessPool(max_workers=os.cpu_count() or 1, context=context) as pool:
        futures = [(name, pool.schedule(job, timeout=KILLED)) for name, job in zip(names, jobs, strict=True)]
        for name, future in futures:
            try:
                yield future.result()
            except TimeoutError:
                yield Growth(name, "?", KILLED, 0.0)


def line(title: str, found: list[Growth], length: int) -> str:
    """A line of the table."""
    slowest = max(found, key=lambda one: one.seconds)
    worst_growth = max((one.ratio for one in found if one.seconds > NOTICED), default=0.0)
    cells = (
        title, f"{len(found)}", f"{length:,}".replace(",", " "), _decimal(median(one.seconds for one in found), 3),
        _decimal(slowest.seconds, 1), _decimal(worst_growth, 1), f"{sum(one.is_too_fast_growing for one in found)}",
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


def _decimal(number: float, places: int) -> str:
    return f"{number:.{places}f}".replace(".", ",")


def main() -> int:
    """Measure, print, and write the table; 1 where something grows too fast."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--length", type=int, default=1_000_000, help="characters")
    parser.add_argument("--attacks", type=int, default=8, help="of an expression's own")
    parser.add_argument("--only", nargs="*", choices=("patterns", "documents"), default=("patterns", "documents"))
    parser.add_argument("--write", type=Path, help="the document whose table is renewed")
    chosen = parser.parse_args()
    lines = [
        "| prövat | antal | tecken | sekunder, median | sekunder, som mest | fyra gånger texten | för snabbt |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    every: list[Growth] = []
    if "patterns" in chosen.only:
        with tempfile.TemporaryDirectory(prefix="growth-") as folder:
            patterns = different(compiled(Path(folder)))
        jobs = [partial(of_pattern, one, chosen.length, chosen.attacks) for one in patterns]
        found = list(_told(shared_out(jobs, [f"{one.file}:{one.line}" for one in patterns])))
        lines.append(line("reguljära uttryck", found, chosen.length))
        every += found
    if "documents" in chosen.only:
        found = list(_told(shared_out([partial(of_document, name, chosen.length) for name in DOCUMENTS], DOCUMENTS)))
        lines.append(line("dokument", found, chosen.length))
        every += found
    lines += ["", f"Mätt {datetime.now(UTC):%Y-%m-%d}; sekunderna är processorns."]
    print(*lines, sep="\n")
    slow = [one for one in every if one.is_too_fast_growing]
    if chosen.write and not slow:
        write(chosen.write, _MARK, "\n".join(lines))
    return 1 if slow else 0


def _told(found: Iterator[Growth]) -> Iterator[Growth]:
    """The same; each that takes a second or grows too fast is printed when it is there."""
    for one in found:
        if one.is_too_fast_growing or one.seconds > 1:
            mark = "!" if one.is_too_fast_growing else " "
            print(f"{mark} {one.seconds:7.1f} s {one.ratio:5.1f} times  {one.name}  {one.text}", flush=True)
        yield one


if __name__ == "__main__":
    raise SystemExit(main())
