from __future__ import annotations

import pytest

from pipeline.reading.source import EXCELLENT, LEGIBLE
from pipeline.reading.vocabulary import legibility

SWEDISH = (
    "Överenskommelsen träffas mellan kommunen och regionen om samverkan kring hemsjukvård. Parterna ansvarar var för "
    "sig för sina kostnader, och samverkansöverenskommelsen följs upp av styrgruppen två gånger varje kalenderår. "
    "Uppsägningen ska vara skriftlig och ha kommit motparten till handa senast tre månader före avtalstidens utgång."
)
MISREAD = str.maketrans({"l": "1", "e": "o", "ä": "a"})


def share(text: str) -> float:
    return legibility(text.split()).share


def test_swedish_is_told_from_what_is_nearly_swedish() -> None:
    assert share(SWEDISH) >= EXCELLENT
    without_dots = SWEDISH.translate(str.maketrans("åäöÅÄÖ", "aaoAAO"))
    assert share(without_dots) < LEGIBLE
    assert share(SWEDISH.encode().decode("latin-1")) < LEGIBLE
    assert share(SWEDISH.translate(MISREAD)) < 0.5
    assert share("".join(chr(ord(char) + 3) for char in SWEDISH)) < 0.1
    assert share("The parties shall cooperate in good faith and bear their own costs during the whole term") < LEGIBLE


@pytest.mark.parametrize(
    ("text", "words", "known"),
    [
        ("samverkansöverenskommelse brandskyddsutbildning", 2, 46),
        ("AVTALET Kommunstyrelsens", 2, 23),
        ("SOSFS HSLF LSS 2014-03-12 § 4 på", 0, 0),
        ("hälso- och sjukvård", 1, 8),
        ("uppsäg- ning av avtalet", 1, 7),
        ("xqzw avtalet", 2, 7),
        ("", 0, 0),
    ],
)
def test_what_is_counted(text: str, words: int, known: int) -> None:
    found = legibility(text.split())
    assert (found.words, found.known) == (words, known)
