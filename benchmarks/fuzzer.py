"""One fuzzer in a process of its own; `benchmarks/fuzz.py` starts it.

    python -m benchmarks.fuzzer NAME SECONDS FOLDER

It runs until it has used so many seconds of CPU, or has found an input that breaks its target: then it ends with an
error, and the input lies in FOLDER as libFuzzer names it. A file in FOLDER/runs tells how far it has come.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import atheris

with atheris.instrument_imports(include=["pipeline"]):
    from tests.fuzz.targets import TARGETS, Target

_SLOW = 10.0
"""Seconds of CPU for one input; an input is a few thousand bytes at most."""
_STOPPED = 3_600
"""Seconds by the clock after which libFuzzer takes an input for endless: the machine may be doing something else."""
_MEMORY = 4 * 2**30
_EVERY = 5.0


class TooSlowError(AssertionError):
    """An input of a few thousand bytes took longer than any should."""


class Watched:
    """A target that counts how often it ran, keeps that in a file, and ends the process when its time is up."""

    def __init__(self, target: Target, seconds: float, runs: Path) -> None:
        self._run: Callable[[bytes], None] = target.run
        self._seconds, self._started, self._kept = seconds, time.process_time(), 0.0
        now = datetime.now(UTC)
        self._path = runs / f"{now:%Y%m%dT%H%M%S}-{os.getpid()}.json"
        self._record: dict[str, Any] = {
            "target": target.name, "started": f"{now:%Y-%m-%d %H:%M}", "commit": _commit(), "executions": 0,
            "cpu_seconds": 0.0, "finding": None,
        }  # fmt: skip
        self._keep()

    def __call__(self, data: bytes) -> None:
        """Run the target on one input. Raises whatever it raises, and TooSlowError."""
        began = time.process_time()
        try:
            self._run(data)
            _in_time(time.process_time() - began)
        except BaseException as error:
            self._record["finding"] = f"{type(error).__name__}: {error}"[:300]
            self._keep()
            raise
        self._record["executions"] += 1
        if began - self._started - self._kept > _EVERY:
            self._keep()
            if self._kept > self._seconds:
                os._exit(0)  # libFuzzer offers no other way out

    def _keep(self) -> None:
        self._kept = time.process_time() - self._started
        self._record["cpu_seconds"] = round(self._kept, 1)
        new = self._path.with_suffix(".new")
        new.write_text(json.dumps(self._record, ensure_ascii=False) + "\n", encoding="utf-8")
        new.replace(self._path)


def main(name: str, seconds: float, folder: Path) -> None:
    """Fuzz with what earlier runs have kept, the seeds, and the inputs that broke the target once."""
    target = TARGETS[name]
    corpus, seeds, runs = (folder / part for part in ("corpus", "seeds", "runs"))
    for path in (corpus, seeds, runs):
        path.mkdir(parents=True, exist_ok=True)
    inputs = (*target.seeds(), *(path.read_bytes() for path in target.found()))
    for number, seed in enumerate(inputs):
        (seeds / f"{number:05}").write_bytes(seed)
    words = folder / "words.dict"
    words.write_text("".join(f'"{_escaped(word)}"\n' for word in target.words()), encoding="ascii")
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    options = (
        f"-max_len={target.longest}", f"-dict={words}", f"-artifact_prefix={folder}/", f"-timeout={_STOPPED}",
        "-rss_limit_mb=3000", "-print_final_stats=1",
    )  # fmt: skip
    atheris.Setup([sys.argv[0], str(corpus), str(seeds), *options], Watched(target, seconds, runs))
    atheris.Fuzz()


def _in_time(seconds: float) -> None:
    if seconds > _SLOW:
        raise TooSlowError(f"{seconds:.1f} seconds of CPU")


def _escaped(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode("utf-8", "replace"))


def _commit() -> str:
    found = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return found.stdout.strip()


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), Path(sys.argv[3]))
