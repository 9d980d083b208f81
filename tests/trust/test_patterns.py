"""No text makes a regular expression of ours slow: each is tried with what its own parse tree says is hardest for it.

The texts are so long that what never ends is killed, and so short that all the rest takes a moment. How the time of
each grows up to a megabyte is measured by `benchmarks/growth.py`.
"""

from __future__ import annotations

import multiprocessing
from concurrent.futures import Future

import pebble
import pytest

from tests.trust.adversarial import Worst, worst
from tests.trust.collect import Compiled, written
from tests.trust.expressions import compiled, different

LENGTH, ATTACKS = 6_000, 8
KILLED = 120.0
"""Seconds for all texts of an expression, however busy the machine is; most need hundredths."""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> frozenset[Compiled]:
    return compiled(tmp_path_factory.mktemp("patterns"))


def test_every_expression_is_known(found: frozenset[Compiled]) -> None:
    passed = {(one.file, one.line) for one in found}
    unseen = [
        f"{file}:{first}"
        for file, first, last, outright in written()
        if outright is None and not any((file, line) in passed for line in range(first, last + 1))
    ]
    assert unseen == [], "made of other parts, and nobody has seen of what: let tests/trust/everything.py pass there"


def test_none_is_slow(found: frozenset[Compiled]) -> None:
    with pebble.ProcessPool(max_workers=1, context=multiprocessing.get_context("spawn")) as pool:
        tried: dict[Compiled, Future[Worst]] = {
            one: pool.schedule(worst, args=[one.given, one.flags, LENGTH, ATTACKS], timeout=KILLED)
            for one in different(found)
        }
        endless = [f"{one.file}:{one.line} {one.source[:80]}" for one, future in tried.items() if _is_endless(future)]
    assert endless == []


def _is_endless(future: Future[Worst]) -> bool:
    try:
        future.result()
    except TimeoutError:
        return True
    return False
