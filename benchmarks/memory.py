"""The peak memory of a command with all its child processes, in megabytes (Linux).

Each process counts with its proportional set size (PSS), so that what several processes share is counted once.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

_EVERY = 0.25


def peak_megabytes(arguments: Sequence[str], folder: Path, environment: Mapping[str, str]) -> float:
    """Runs a command to its end and watches it. Raises RuntimeError when it fails."""
    running = subprocess.Popen(arguments, cwd=folder, env=environment, stdout=subprocess.DEVNULL)
    peak = 0.0
    while running.poll() is None:
        peak = max(peak, sum(map(_pss, _family(running.pid))) / 1000)
        time.sleep(_EVERY)
    if running.returncode:
        raise RuntimeError(f"{arguments} failed")
    return peak


def _family(root: int) -> list[int]:
    """The process and all that descend from it."""
    parents: dict[int, int] = {}
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            try:
                stat = Path(entry.path, "stat").read_text(encoding="ascii", errors="replace")
                parents[int(entry.name)] = int(stat.rpartition(")")[2].split()[1])
            except (OSError, IndexError, ValueError):
                continue
    family = {root}
    for _ in range(6):
        family |= {child for child, parent in parents.items() if parent in family}
    return sorted(family)


def _pss(process: int) -> float:
    """Kilobytes."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next((float(line.split()[1]) for line in lines if line.startswith("Pss:")), 0.0)
