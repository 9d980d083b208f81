"""`make fuzz`: give every reader of foreign bytes as many inputs as it can take, and tell which break a promise.

    python -m benchmarks.fuzz [NAME …] [--minutes 20] [--at-once 1] [--table docs/fuzzning.md]

The targets stand in `tests/fuzz/`. Each runs in a process of its own for so many minutes of CPU, or until an input
breaks it; what it has learnt lies in `.fuzz/` and is where the next run begins. Mend what was found, keep the input
below `tests/fuzz/found/` under a name that says what it is, and start anew. The table adds up all runs since the last
finding; `--minutes 0` runs nothing.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.marked import write
from tests.fuzz.targets import TARGETS

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".fuzz"
_MARK = "<!-- figures -->"
_HEADS = ("fuzzer", "executions", "CPU minutes", "inputs kept", "findings before", "last run", "commit")


@dataclass(frozen=True)
class Run:
    """One process of a fuzzer: how often it ran its target, in how much CPU, and what broke it."""

    started: str
    commit: str
    executions: int
    cpu_seconds: float
    finding: str | None


@dataclass(frozen=True)
class Summary:
    """A fuzzer's runs since the last finding, added up; `findings` are those before."""

    name: str
    executions: int
    cpu_minutes: float
    inputs: int
    findings: int
    last: str
    commit: str

    def __str__(self) -> str:
        cells = (
            self.name, f"{self.executions:,}", f"{self.cpu_minutes:.0f}", f"{self.inputs:,}", str(self.findings),
            self.last, self.commit,
        )  # fmt: skip
        return _row(cells)


def fuzz(name: str, minutes: float, folder: Path) -> bool:
    """Run one fuzzer; whether nothing broke."""
    own = folder / name
    own.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "benchmarks.fuzzer", name, str(60 * minutes), str(own)]
    with (own / "log").open("ab") as log:
        code = subprocess.run(command, cwd=ROOT, stdout=log, stderr=log, check=False).returncode
    last = runs(own)[-1]
    if code and not last.finding:  # a process that was ended has no time to say why
        path = max((own / "runs").glob("*.json"))
        record = json.loads(path.read_text(encoding="utf-8")) | {"finding": f"ended with {code}"}
        path.write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")
    print(summary(name, folder), flush=True)
    if code:
        print(f"  {name}: {runs(own)[-1].finding} – {own}/log", flush=True)
    return code == 0


def runs(folder: Path) -> list[Run]:
    """All runs of a fuzzer, in order."""
    records = (json.loads(path.read_text(encoding="utf-8")) for path in sorted((folder / "runs").glob("*.json")))
    return [Run(**{key: value for key, value in record.items() if key != "target"}) for record in records]


def summary(name: str, folder: Path) -> Summary:
    """What a fuzzer has done since its last finding."""
    every = runs(folder / name)
    broken = [number for number, run in enumerate(every) if run.finding]
    calm = every[broken[-1] + 1 if broken else 0 :]
    return Summary(
        name,
        sum(run.executions for run in calm),
        sum(run.cpu_seconds for run in calm) / 60,
        len(list((folder / name / "corpus").glob("*"))),
        len(broken),
        every[-1].started if every else "",
        every[-1].commit if every else "",
    )


def table(names: Sequence[str], folder: Path) -> Iterator[str]:
    """The summaries as a table of Markdown."""
    yield _row(_HEADS)
    yield _row(["---", *["--:"] * 4, "---", "---"])
    yield from (str(summary(name, folder)) for name in names)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def main() -> int:
    """Run the fuzzers that are named, or all, and print the table; 1 where something broke."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(TARGETS))
    parser.add_argument("--minutes", type=float, default=20.0, help="of CPU for each; 0 only adds up")
    parser.add_argument("--at-once", type=int, default=1, help="processes")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--table", type=Path, help="write the table into this document")
    given = parser.parse_args()
    names, whole = given.names or list(TARGETS), True
    if given.minutes:
        with ThreadPoolExecutor(given.at_once) as pool:
            whole = all(list(pool.map(partial(fuzz, minutes=given.minutes, folder=given.folder), names)))
    lines = "\n".join(table(list(TARGETS), given.folder))
    print(lines)
    if given.table:
        write(given.table, _MARK, lines)
    return 0 if whole else 1


if __name__ == "__main__":
    sys.exit(main())
