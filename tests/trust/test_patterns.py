"""No text makes a regular expression of ours slow: each is tried with what its own parse tree says is hardest for it.

All texts, a megabyte each, take hours and are tried with HOSTILE=all in the environment; else there are fewer, so short
that only what grows as their square is noticed.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys
from concurrent.futures import Future

import pebble
import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.trust.adversarial import Slow, slowest
from tests.trust.collect import ROOT, Compiled, written

ALL = os.environ.get("HOSTILE") == "all"
LENGTH, ATTACKS = (1_000_000, 60) if ALL else (6_000, 8)
LIMIT = 30.0
"""Seconds of the processor for one text; most expressions need thousandths of them."""
KILLED = 36_000.0 if ALL else 120.0
"""Seconds for all texts of an expression, however busy the machine is."""

LINES = (
    "Avtal om samverkan kring ungdomsmottagning",
    "Mellan Västerås stad (212000-2080), nedan kallad staden, Region Norrskog och Sjövik har följande avtal träffats.",
    "Avtalet gäller från och med den 1 januari 2012 till och med den 31 december 2013 och förlängs med ett år i taget.",
    "Avtalet kan förlängas, dock högst två gånger. Sjöviks kommun deltar.",
    "Syftet med avtalet är att parterna gemensamt ska driva en ungdomsmottagning i centrum för polisens ungdomar.",
    "Diarienummer KS 2014/10. Avtalet ersätter avtal om ungdomsmottagning 2009-2011.",
    "Västerås den 3 maj 2012. Anna Andersson, socialchef (ordförande)",
)


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> frozenset[Compiled]:
    """All expressions, from a process in which the program does all that it does."""
    folder = tmp_path_factory.mktemp("patterns")
    for owner in ("västerås", "sala"):
        path = folder / "corpus" / owner / "avtal.pdf"
        path.parent.mkdir(parents=True)
        canvas = Canvas(str(path))
        for number, line in enumerate((owner, *LINES)):
            canvas.setFont("Helvetica-Bold" if number == 1 else "Helvetica", 18 if number == 1 else 9)
            canvas.drawString(60, 780 - 40 * number, line)
        canvas.save()
    target = folder / "found.json"
    command = [sys.executable, "-m", "tests.trust.collect", str(folder / "corpus"), str(folder / "out"), str(target)]
    subprocess.run(command, cwd=ROOT, check=True, timeout=400)
    return frozenset(Compiled(**one) for one in json.loads(target.read_text(encoding="utf-8")))


def test_every_expression_is_known(compiled: frozenset[Compiled]) -> None:
    passed = {(one.file, one.line) for one in compiled}
    unseen = [
        f"{file}:{first}"
        for file, first, last, outright in written()
        if outright is None and not any((file, line) in passed for line in range(first, last + 1))
    ]
    assert unseen == [], "made of other parts, and nobody has seen of what: let tests/trust/everything.py pass there"


def test_none_is_slow(compiled: frozenset[Compiled]) -> None:
    every = {(one.given, one.flags): one for one in compiled}
    every |= {(one.given, one.flags): one for *_, one in written() if one}
    context = multiprocessing.get_context("spawn")
    with pebble.ProcessPool(max_workers=2 if ALL else 1, context=context) as pool:
        futures: dict[Compiled, Future[tuple[Slow, bool]]] = {
            one: pool.schedule(slowest, args=[one.given, one.flags, LENGTH, ATTACKS, LIMIT], timeout=KILLED)
            for one in every.values()
        }
        slow = {one: found for one, future in futures.items() if (found := _slow(future))}
    assert {f"{one.file}:{one.line} {one.source[:80]}": found for one, found in slow.items()} == {}


def _slow(future: Future[tuple[Slow, bool]]) -> Slow | None:
    try:
        found, is_slow = future.result()
    except TimeoutError:
        return Slow("?", LENGTH, KILLED)
    return found if is_slow else None
