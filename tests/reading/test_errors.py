from __future__ import annotations

import pickle
import tomllib
from pathlib import Path

import pytest

from pipeline import errors

MODELS = Path(__file__).parents[2] / "models" / "sv"


def test_every_code_has_its_advice_and_nothing_else_has() -> None:
    advice = tomllib.loads((MODELS / "errors.toml").read_text(encoding="utf-8"))
    assert set(advice) == set(errors.CODES)
    assert all(text.endswith(".") for text in advice.values())


@pytest.mark.parametrize("code", errors.CODES)
def test_an_error_survives_the_way_between_processes(code: str) -> None:
    error = pickle.loads(pickle.dumps(errors.error_for(code, "why")))
    assert (error.code, error.detail) == (code, "why")


def test_every_class_has_a_code_of_its_own() -> None:
    assert len(set(errors.CODES)) == len(errors.DocumentError.__subclasses__())


def test_an_unknown_code_is_unexpected_and_keeps_its_name() -> None:
    error = errors.error_for("on_fire", "smoke")
    assert isinstance(error, errors.UnexpectedError)
    assert str(error) == "unexpected: on_fire smoke"
