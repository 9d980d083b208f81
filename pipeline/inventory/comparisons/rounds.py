"""The rounds of Öppna jämförelser as data: what is asked, as of which day, and what an agreement must hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.domain.actuality import Trait
from pipeline.domain.values import Duration
from pipeline.lexicon import read_toml

_FOLDER = Path("sv") / "oppna_jamforelser"


@dataclass(frozen=True, slots=True)
class ActorOfRound:
    """An actor or internal unit that a round asks for.

    `name` is the round's own word, `known_as` the name in `lexicon/actors.toml`; `share` is the percentage of
    municipalities with a current agreement, None where the source gives none; `requires` what the answer needs beyond
    what its area needs; `verified` is false where no source was at hand.
    """

    name: str
    known_as: str
    share: float | None = None
    requires: tuple[Trait, ...] = ()
    verified: bool = True


@dataclass(frozen=True, slots=True)
class AreaOfRound:
    """An area of the social services in a round.

    `covers` are the names in `lexicon/areas.toml` that belong to it; `window` is how long before the day of
    measurement an event counts; `requires` what an agreement must show. `tells_existing`: the round has a separate
    answer for «there is one, but it is not current»; else that counts as no. `note` is printed below the area.
    """

    name: str
    covers: tuple[str, ...]
    measured_on: date
    window: Duration
    requires: tuple[Trait, ...]
    actors: tuple[ActorOfRound, ...]
    internal: tuple[ActorOfRound, ...] = ()
    tells_existing: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Round:
    """One round: its year, where its definitions were read, its areas in their order."""

    year: str
    source: str
    areas: tuple[AreaOfRound, ...]


def load_rounds(models: Path) -> tuple[Round, ...]:
    """All rounds of `models/sv/oppna_jamforelser`, oldest first.

    Raises ValueError, with the file's name, for a file that does not say what a round must say.
    """
    return tuple(_round(path, read_toml(path)) for path in sorted((models / _FOLDER).glob("*.toml")))


def _round(path: Path, table: Mapping[str, Any]) -> Round:
    try:
        return Round(path.stem, table["source"], tuple(_area(one) for one in table["area"]))
    except (KeyError, ValueError) as error:
        raise ValueError(f"{path.name}: {error!r}") from error


def _area(table: Mapping[str, Any]) -> AreaOfRound:
    return AreaOfRound(
        name=table["name"],
        covers=tuple(table["covers"]),
        measured_on=table["measured_on"],
        window=Duration(table["window_months"]),
        requires=tuple(Trait(one) for one in table["requires"]),
        actors=tuple(_actor(one) for one in table["actor"]),
        internal=tuple(_actor(one) for one in table.get("internal", ())),
        tells_existing=table.get("tells_existing", False),
        note=table.get("note", ""),
    )


def _actor(table: Mapping[str, Any]) -> ActorOfRound:
    return ActorOfRound(
        name=table["name"],
        known_as=table.get("known_as", table["name"]),
        share=table.get("share"),
        requires=tuple(Trait(one) for one in table.get("requires", ())),
        verified=table.get("verified", True),
    )
