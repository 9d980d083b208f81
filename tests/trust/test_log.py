"""A file's name cannot write a line of its own into the log, nor speak to the terminal that shows it."""

from __future__ import annotations

import logging
import re
from pathlib import Path

from flows import work
from tests.trust.tricks import NAMES, TRICKS


def test_what_a_name_brings_stands_on_the_line_that_tells_of_it(tmp_path: Path) -> None:
    path = tmp_path / "natt.log"
    root = logging.getLogger()
    before, level, raising = root.handlers[:], root.level, logging.raiseExceptions
    try:
        work.log_to(path)
        for name in (*NAMES, *TRICKS):
            logging.getLogger("pipeline.trust").warning("%s: not read", name)
    finally:
        for handler in root.handlers:
            handler.close()
        root.handlers, logging.raiseExceptions = before, raising
        root.setLevel(level)
    content = path.read_text(encoding="utf-8")
    assert all(letter.isprintable() or letter == "\n" for letter in content)
    lines = content.splitlines()
    begun = [line for line in lines if not line.startswith("    ")]
    assert len(begun) == len(NAMES) + len(TRICKS)
    assert all(re.match(r"\d{4}-\d\d-\d\d \S+ WARNING", line) for line in begun)
