"""What once broke a promise breaks none any more, and the targets themselves are sound."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import FOUND, TARGETS, Target

CASES = [(target, path) for target in TARGETS.values() for path in target.found()]
SEEDS = 40
"""Of each target's seeds, evenly chosen: the rest would take minutes."""


@pytest.mark.parametrize(("target", "path"), CASES, ids=[f"{target.name}/{path.name}" for target, path in CASES])
def test_what_was_found_is_mended(target: Target, path: Path) -> None:
    target.run(path.read_bytes())


def test_every_case_that_is_kept_belongs_to_a_target() -> None:
    assert {path.name for path in FOUND.iterdir()} <= set(TARGETS)


@pytest.mark.parametrize("target", TARGETS.values(), ids=list(TARGETS))
def test_seeds_break_nothing(target: Target) -> None:
    seeds = target.seeds()
    for seed in seeds[:: max(1, len(seeds) // SEEDS)]:
        assert len(seed) <= target.longest
        target.run(seed)


@pytest.mark.parametrize("target", TARGETS.values(), ids=list(TARGETS))
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_comes_of_the_seeds_breaks_nothing(target: Target, data: st.DataObject) -> None:
    seeds = target.seeds()
    one, other = (data.draw(st.sampled_from(seeds)) for _ in range(2))
    kept = data.draw(st.integers(0, len(one)))
    target.run(one[:kept] + data.draw(st.binary(max_size=20)) + other[data.draw(st.integers(0, len(other))) :])
