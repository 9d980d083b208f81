"""How a word that is broken over two lines is put together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.layout.hyphenation import join
from pipeline.lexicon import HyphenWords
from tests.layout.builders import block, body, lexicon, page, text_of

WORDS = HyphenWords(frozenset({"och", "samt"}))


@pytest.mark.parametrize(
    ("left", "right", "written"),
    [
        ("samver-", "kan", "samverkan"),
        ("samver\u00ad", "kan", "samverkan"),
        ("samver\u2010", "kan", "samverkan"),
        ("SAMVER\u00ad", "KAN", "SAMVERKAN"),
        ("Norra\u00ad", "Ekby", "NorraEkby"),
        ("vård-", "och", "vård- och"),
        ("vård-", "och,", "vård- och,"),
        ("barn-", "samt", "barn- samt"),
        ("2014-02-", "13", "2014-02-13"),
        ("2014-", "2016", "2014-2016"),
        ("212000-", "1439", "212000-1439"),
        ("021-", "39", "021-39"),
        ("Ekby-", "Tallstad", "Ekby-Tallstad"),
        ("och", "sedan", "och sedan"),
        ("2014", "-02-13", "2014 -02-13"),
        ("-", "kan", "- kan"),
        ("§-", "tecken", "§- tecken"),
        ("12-", "månader", "12- månader"),
        ("samver-", "", "samver- "),
        ("", "kan", " kan"),
    ],
)
def test_halves_are_joined(left: str, right: str, written: str) -> None:
    kept, separator = join(left, right, WORDS)
    assert kept + separator + right == written


@given(st.text(min_size=1), st.text(min_size=1))
def test_nothing_but_a_hyphen_is_ever_dropped(left: str, right: str) -> None:
    kept, separator = join(left, right, WORDS)
    assert separator in ("", " ")
    assert left.removeprefix(kept) in ("", "-", "\u00ad", "\u2010")


@pytest.mark.parametrize("word", ["och", "eller", "samt", "respektive"])
def test_the_shipped_conjunctions_keep_the_hyphen(word: str) -> None:
    assert join("vård-", word, lexicon().layout.hyphens) == ("vård-", " ")


def test_a_date_broken_over_a_line_is_one_date_with_both_its_boxes() -> None:
    printed = block(
        ["Överenskommelsen gäller mellan parterna från och med den dagen 2014-02-", "13 och tills vidare."], 90
    )
    text = text_of(page(*printed))
    assert body(text)[0].endswith("2014-02-13 och tills vidare.")
    start = text.content.index("2014-02-13")
    (place,) = text.locate(start, start + 10)
    assert place.quote == "2014-02- 13"
    assert place.boxes == (printed[0][-1].box, printed[1][0].box)


def test_a_hyphen_inside_a_line_stays() -> None:
    printed = block(["Hälso- och sjukvård för barn- och unga i Ekby- området"], 90)
    assert body(text_of(page(*printed))) == ["Hälso- och sjukvård för barn- och unga i Ekby- området"]


def test_a_broken_word_leads_back_to_both_halves_as_printed() -> None:
    printed = block(
        ["Parterna är överens om att under hela avtalstiden bedriva denna samver-", "kan utan avbrott."], 90
    )
    text = text_of(page(*printed))
    start = text.content.index("samverkan")
    (place,) = text.locate(start, start + len("samverkan"))
    assert place.quote == "samver- kan"
    assert len(place.boxes) == 2
