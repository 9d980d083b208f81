"""What the command line says in Swedish: `models/sv/cli.toml`. Standard library only, for `--help` must be quick."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).resolve().parents[1] / "models" / "sv" / "cli.toml"


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def table(name: str) -> dict[str, Any]:
    """All texts below one heading of the file."""
    found = _tables()
    for part in name.split("."):
        found = found[part]
    return found


def say(text: str, /, **values: object) -> str:
    """The text with this name («run.done»), its {places} filled in. Raises KeyError for a name that is not there."""
    section, _, name = text.rpartition(".")
    return str(table(section)[name]).format(**values)
