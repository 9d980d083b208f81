"""All that comparisons know: the rounds, how areas and actors are recognised, the words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.inventory import word_tables as tables
from pipeline.inventory.comparisons.actors import ActorShape, actor_shapes
from pipeline.inventory.comparisons.areas import AreaShape, area_shapes
from pipeline.inventory.comparisons.rounds import Round, load_rounds
from pipeline.inventory.comparisons.words import CheckWords, SurveyWords
from pipeline.lexicon import Table, read_toml


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Read once for a run; `texts` is the whole of comparisons.toml, a table for each output."""

    rounds: tuple[Round, ...]
    areas: tuple[AreaShape, ...]
    actors: tuple[ActorShape, ...]
    words: CheckWords
    survey: SurveyWords
    texts: Table

    def round(self, year: str) -> Round | None:
        """A round by its name."""
        return next((one for one in self.rounds if one.year == year), None)


def load_knowledge(models: Path) -> Knowledge:
    """Read it from `models/sv`. Raises OSError for a missing file, ValueError (with its name) for a wrong one."""
    texts: Any = read_toml(models / "sv" / "comparisons.toml")
    lexicon = models / "sv" / "lexicon"
    try:
        areas = area_shapes(read_toml(lexicon / "areas.toml"))
        actors = actor_shapes(read_toml(lexicon / "actors.toml"))
    except (KeyError, re.error) as error:
        raise ValueError(f"areas.toml or actors.toml: {error!r}") from error
    words = CheckWords.parse(texts["check"])
    survey = tables.texts(SurveyWords, "survey", texts["survey"])
    return Knowledge(load_rounds(models), areas, actors, words, survey, texts)
