"""A TOML table of words -> the frozen dataclass that names its keys: no word is missing, and none is left over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, ClassVar, Protocol, TypeVar


class Texts(Protocol):
    """A dataclass whose fields are the keys of one TOML table."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


G = TypeVar("G", bound=Texts)


def texts(kind: type[G], name: str, table: Mapping[str, Any], file: str = "labels.toml") -> G:
    """One TOML table as the dataclass that names its keys; arrays become tuples.

    Raises ValueError, with the names of table and file, for a key that is missing or one too many.
    """
    expected = {f.name for f in fields(kind)}
    if wrong := expected.symmetric_difference(table):
        raise ValueError(f"{file} [{name}]: missing or not known: {', '.join(sorted(wrong))}")
    return kind(**{key: tuple(value) if isinstance(value, list) else value for key, value in table.items()})
