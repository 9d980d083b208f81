"""corpus/oppna_jamforelser.csv: what the municipality answered in the survey, in its own column beside the check.

Neither overwrites the other: a survey may rest on routines that lie nowhere in the corpus.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pipeline.inventory.cells import clean, unguarded
from pipeline.inventory.comparisons.result import Answer, Comparison, Verdict
from pipeline.inventory.comparisons.words import CheckWords, SurveyWords
from pipeline.inventory.csv_reading import csv_lines
from pipeline.inventory.masking import mask_text

FILE = "oppna_jamforelser.csv"

_Place = tuple[str, str, str]
"""Round, area and actor, as `_plain` compares them."""


@dataclass(frozen=True, slots=True)
class Survey:
    """The answers by place, and the lines that name no round, area or actor of ours, or no answer, as they stand."""

    answers: Mapping[_Place, Verdict] = field(default_factory=dict)
    strays: tuple[str, ...] = ()


def read_survey(content: bytes, words: SurveyWords, check: CheckWords) -> Survey:
    """The file's content; of several lines for one place the last counts. Raises ValueError where heads are missing."""
    lines = [[unguarded(cell) for cell in line] for line in csv_lines(content)]
    heads = [_plain(cell) for cell in lines[0]] if lines else []
    try:
        at = [heads.index(_plain(head)) for head in (words.round, words.area, words.actor, words.answer)]
    except ValueError as error:
        raise ValueError(f"{FILE}: {error}") from error
    known = {_plain(text): verdict for verdict, text in check.verdicts.items()}
    known |= {_plain(text): Verdict(verdict) for text, verdict in words.also.items()}
    answers: dict[_Place, Verdict] = {}
    strays: list[str] = []
    for line in lines[1:]:
        cells = [_plain(line[index]) if index < len(line) else "" for index in at]
        if all(cells) and cells[3] in known:
            answers[cells[0], cells[1], cells[2]] = known[cells[3]]
        elif any(cells):
            strays.append("; ".join(clean(cell) for cell in line))
    return Survey(answers, tuple(strays))


def answered(comparison: Comparison, survey: Survey) -> Comparison:
    """The comparison with people's answers beside the program's."""
    year = comparison.round.year

    def beside(answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
        return tuple(
            replace(one, survey=survey.answers.get((_plain(year), _plain(one.area), _plain(one.actor))))
            for one in answers
        )

    return replace(comparison, answers=beside(comparison.answers), internal=beside(comparison.internal))


def unplaced(survey: Survey, comparisons: tuple[Comparison, ...]) -> tuple[str, ...]:
    """Answers on a round, area or actor that no round has, and lines that were not understood."""
    places = {
        (_plain(one.round.year), _plain(answer.area), _plain(answer.actor))
        for one in comparisons
        for answer in (*one.answers, *one.internal)
    }
    lines = (*survey.strays, *("; ".join(place) for place in survey.answers if place not in places))
    return tuple(mask_text(line) for line in lines)


def _plain(text: str) -> str:
    """A text in the form in which texts are compared."""
    return " ".join(clean(text).replace("\u2013", "-").split()).casefold()
