from __future__ import annotations

import pytest

from pipeline.domain.document import BBox, Word
from pipeline.reading.scan_layer import with_confidence

BOX = BBox(0, 0, 10, 10)


def words(text: str) -> tuple[Word, ...]:
    return tuple(Word(word, BOX) for word in text.split())


def confidences(share: float, recognised: str = "") -> list[float]:
    layer = words("Avtalet gäller från 2014-02-13, diarienr 2009/1123")
    return [word.confidence for word in with_confidence(layer, share, words(recognised))]


@pytest.mark.parametrize(
    ("share", "recognised", "words_and_figures"),
    [
        (0.98, "", [0.98] * 6),
        (0.9, "", [0.9, 0.9, 0.9, 0.8, 0.9, 0.8]),
        (0.9, "Avtaiet gäller från (2014-02-13) diarienr 2OO9/1123", [0.9, 0.9, 0.9, 0.95, 0.9, 0.8]),
        (0.6, "2009/1123", [0.6, 0.6, 0.6, 0.6, 0.6, 0.95]),
    ],
    ids=["excellent", "figures that nothing confirms", "one figure confirmed", "poor"],
)
def test_figures_are_as_sure_as_they_are_confirmed(
    share: float, recognised: str, words_and_figures: list[float]
) -> None:
    assert confidences(share, recognised) == words_and_figures
