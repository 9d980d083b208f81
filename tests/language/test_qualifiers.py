"""A cue reaches forward to the mention, unless something ends its reach."""

from __future__ import annotations

import pytest

from pipeline.language.qualifiers import Qualifier, flags, qualifiers
from tests.layout.builders import lexicon

SHIPPED = qualifiers(lexicon().tables["qualifiers"])
TWO = qualifiers(
    {
        "negated": {"cue": r"\binte\b", "termination": r",|\bom\b"},
        "past": {"cue": r"\btidigare\b", "termination": r";", "inside": True},
    }
)


def marked(text: str, known: tuple[Qualifier, ...] = TWO) -> frozenset[str]:
    """The flags of the stretch between [ and ]."""
    start = text.index("[")
    end = text.index("]") - 1
    return flags(text.replace("[", "").replace("]", ""), start, end, known)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Avtalet ska inte [förlängas].", {"negated"}),
        ("Avtalet [förlängas].", set()),
        ("Sägs det inte upp, [förlängs avtalet].", set()),
        ("Det gäller inte om [avtalet förlängs].", set()),
        ("Om, men inte sedan, inte heller då [förlängs avtalet].", {"negated"}),
        ("Det [förlängs avtalet] inte.", set()),
        ("Det [förlängs inte avtalet].", set()),
        ("Ett [tidigare avtal gällde] här.", {"past"}),
        ("Det tidigare avtalet; detta [gäller].", set()),
        ("Det tidigare avtalet ska inte [gälla].", {"past", "negated"}),
        ("INTE HELLER [FÖRLÄNGS DET].", {"negated"}),
    ],
)
def test_a_cue_reaches_as_far_as_its_termination(text: str, expected: set[str]) -> None:
    assert marked(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Överenskommelsen ersätter den som [gällde från 2010-10-01].", {"past"}),
        ("Det tidigare avtalet [upphör 2014-02-12].", {"past"}),
        ("Det ersätter tidigare avtal och gäller [från 2014-02-13].", set()),
        ("Lagen [träder i kraft 2014-02-13].", {"law"}),
        ("Placeringen [gäller i tre månader].", {"other"}),
        ("Avtalet [gäller i tre månader].", set()),
        ("Avtalet kan inte [förlängas].", {"negated"}),
        ("Om avtalet inte sägs upp [förlängs det].", set()),
    ],
)
def test_the_shipped_cues(text: str, expected: set[str]) -> None:
    assert marked(text, SHIPPED) == expected


def test_the_flags_that_extraction_asks_for_are_shipped() -> None:
    assert {"past", "law", "other", "negated"} <= {qualifier.flag for qualifier in SHIPPED}
