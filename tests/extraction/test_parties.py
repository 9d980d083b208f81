"""Parties: where a name ends, what clings to it, which piece is a unit, and what is no name at all."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.agreement import Party
from pipeline.domain.evidence import Finding, Status
from pipeline.domain.text import Text
from pipeline.extraction.findings import Reasons, absent
from pipeline.extraction.parties import find_parties
from pipeline.extraction.party_list import NamedParty, PartySplitter
from pipeline.extraction.party_words import PartyWords
from pipeline.language import annotate
from pipeline.organisations import organisations
from tests.layout.builders import lexicon, line, page, row, text_of, written

SPLITTER = PartySplitter(PartyWords.from_table(lexicon().tables["parties"]), organisations(lexicon()))
UNTITLED: Finding[str | None] = absent(None, "-")
PURPOSE = "Syftet är att barn och unga i hela området ska få det stöd som de behöver i sin vardag."


def sentence(text: str) -> list[str]:
    return [party.name for party in SPLITTER.sentence(text, 0)]


def item(text: str, *, trusted: bool = False) -> list[str]:
    return [party.name for party in SPLITTER.item(text, 0, trusted=trusted)]


def only(text: str) -> NamedParty:
    (party,) = SPLITTER.item(text, 0)
    return party


# --- one stretch of text --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ekby kommun och Region Åsmyra", ["Ekby kommun", "Region Åsmyra"]),
        ("Ekby kommun, Tallstads kommun och Region Åsmyra", ["Ekby kommun", "Tallstads kommun", "Region Åsmyra"]),
        ("Ekby kommun; Tallstads kommun; samt Region Åsmyra", ["Ekby kommun", "Tallstads kommun", "Region Åsmyra"]),
        ("Ekby kommun samt Region Åsmyra", ["Ekby kommun", "Region Åsmyra"]),
        ("Ekby kommun respektive Region Åsmyra", ["Ekby kommun", "Region Åsmyra"]),
        ("Ekby kommun jämte Region Åsmyra", ["Ekby kommun", "Region Åsmyra"]),
        ("Ekby kommun, socialnämnden, och Region Åsmyra", ["Ekby kommun, socialnämnden", "Region Åsmyra"]),
        ("barn- och ungdomsnämnden och socialnämnden", ["barn- och ungdomsnämnden", "socialnämnden"]),
        ("Individ och familjenämnden samt Region Åsmyra", ["Individ och familjenämnden", "Region Åsmyra"]),
        ("Hälso- och sjukvårdsnämnden, Ekby kommun", ["Hälso- och sjukvårdsnämnden", "Ekby kommun"]),
        ("Lerum, Falun och Ekby kommun", ["Lerum", "Falun", "Ekby kommun"]),
        ("Svenska kyrkan, Ekby pastorat och Ekby kommun", ["Svenska kyrkan, Ekby pastorat", "Ekby kommun"]),
        ("å ena sidan Ekby kommun och å andra sidan Region Åsmyra", ["Ekby kommun", "Region Åsmyra"]),
        (
            "Ekby kommun (genom socialnämnden, äldrenämnden) och Region Åsmyra",
            ["Ekby kommun (genom socialnämnden, äldrenämnden)", "Region Åsmyra"],
        ),
        ("", []),
    ],
)
def test_a_sentence_is_parted_at_commas_and_conjunctions(text: str, names: list[str]) -> None:
    assert sentence(text) == names


def test_a_unit_goes_with_one_body_only() -> None:
    assert sentence("Ekby kommun, socialnämnden, äldrenämnden") == ["Ekby kommun, socialnämnden", "äldrenämnden"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("• Ekby kommun", "Ekby kommun"),
        ("1. Ekby kommun.", "Ekby kommun"),
        ("a) Ekby kommun;", "Ekby kommun"),
        ("Beställare: Ekby kommun", "Ekby kommun"),
        ("Part 2: Ekby kommun", "Ekby kommun"),
        ("Mellan: Ekby kommun", "Ekby kommun"),
        ("Ekby kommun, 212000-1439", "Ekby kommun"),
        ("Ekby kommun (212000-1439)", "Ekby kommun"),
        ("Ekby kommun, org.nr 212000-1439", "Ekby kommun"),
        ("Ekby kommun, organisationsnummer 212000-1439", "Ekby kommun"),
        ("Ekby kommun, Box 12", "Ekby kommun"),
        ("Ekby kommun, Storgatan 4, 123 45 Ekby", "Ekby kommun"),
        ("Ekby kommun, företrädd av socialnämnden", "Ekby kommun"),
        ("Ekby kommun (värdkommun)", "Ekby kommun"),
        ("Ekby kommun, nedan kallad kommunen", "Ekby kommun"),
        ("Ekby kommun (nedan Beställaren)", "Ekby kommun"),
        ("Ekby kommun å ena sidan", "Ekby kommun"),
        ("Ekby kommun, socialnämnden och äldrenämnden", "Ekby kommun, socialnämnden och äldrenämnden"),
        ("Ekby  kommun ,  socialnämnden", "Ekby kommun, socialnämnden"),
        ("*Ekby Bostäder AB*", "Ekby Bostäder AB"),
        ("Ekby kommun (skola", "Ekby kommun skola"),
    ],
)
def test_what_clings_to_a_name_is_left_off(text: str, name: str) -> None:
    assert item(text) == [name]


@pytest.mark.parametrize(
    ("text", "alias"),
    [
        ("Ekby kommun, nedan kallad kommunen", "kommunen"),
        ("Ekby kommun, nedan Beställaren,", "Beställaren"),
        ("Ekby kommun (nedan kallad ”Kommunen”)", "Kommunen"),
        ("Ekby kommun, härefter benämnd Staden", "Staden"),
        ("Ekby kommun (kallad Kommunen)", "Kommunen"),
        ("Ekby kommun, i det följande kallad kommunen", "kommunen"),
        ("Ekby kommun", None),
    ],
)
def test_the_alias_is_kept_beside_the_name(text: str, alias: str | None) -> None:
    assert (only(text).name, only(text).alias) == ("Ekby kommun", alias)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Ekby kommun, org.nr 212000-1439", "212000-1439"),
        ("Ekby kommun (212000 - 1439)", "212000-1439"),
        ("Ekby kommun 212000–1439", "212000-1439"),
        ("Ekby kommun, org. nr. 212000-1439, nedan kallad kommunen", "212000-1439"),
        ("Ekby kommun, tel 021-391439", None),
        ("Ekby kommun", None),
    ],
)
def test_the_organisation_number_is_kept_beside_the_name(text: str, number: str | None) -> None:
    assert only(text).org_number == number


@pytest.mark.parametrize(
    "text",
    [
        "Helena Ramqvist, kyrkoherde", "ordförande i socialnämnden", "kommunen", "parterna", "Vera Lind",
        "Kommunen ansvarar för lokalen", "Överenskommelse med Ekby kommun", "Dnr 2014/112 Ekby kommun",
        "Bilaga till Ekby kommun", "Underskrift", "Socialnämnden som leder arbetet", "",
        "Ekby kommun " + "med dess många delar " * 5,
    ],
)  # fmt: skip
def test_what_is_no_name_is_left_out(text: str) -> None:
    assert item(text) == []


def test_an_unknown_name_is_a_party_only_in_a_list_of_parties() -> None:
    assert item("Läxhjälparna") == []
    assert item("Läxhjälparna", trusted=True) == ["Läxhjälparna"]
    assert item("läxhjälparna", trusted=True) == []
    assert item("Läxhjälparna hjälper barn i hela bygden nu", trusted=True) == []


def test_offsets_lead_to_the_name_and_not_to_what_stands_before_it() -> None:
    text = "Mellan Ekby kommun, org.nr 212000-1439, nedan kallad kommunen, och Region Åsmyra"
    parties = list(SPLITTER.sentence(text, 100))
    assert [text[p.start - 100 : p.start - 100 + len(p.name)] for p in parties] == ["Ekby kommun", "Region Åsmyra"]
    assert all(p.start < p.end <= 100 + len(text) for p in parties)


PIECES = [
    "Ekby kommun",
    "och",
    ",",
    "socialnämnden",
    "(",
    ")",
    "nedan kallad",
    "kommunen",
    "212000-1439",
    "-",
    ".",
    ";",
]


@given(st.lists(st.sampled_from(PIECES)).map(" ".join))
def test_any_list_gives_tidy_names_inside_its_bounds(text: str) -> None:
    for party in SPLITTER.sentence(text, 0):
        assert party.name == party.name.strip(" ,;:.")
        assert party.name.count("(") == party.name.count(")")
        assert 0 <= party.start < party.end <= len(text)


# --- the whole document ---------------------------------------------------------------------


def parties_of(text: Text, title: Finding[str | None] = UNTITLED) -> list[str]:
    return [p.name for p in found_in(text, title).value]


def found_in(text: Text, title: Finding[str | None] = UNTITLED) -> Finding[tuple[Party, ...]]:
    return find_parties(text, annotate(text, lexicon()), title, None, lexicon(), Reasons(lexicon().sentences))


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("## Parter", "Ekby kommun", "Region Åsmyra"),
        ("## Parter", "- Ekby kommun", "- Region Åsmyra"),
        ("## Avtalsparter", "1. Ekby kommun, org.nr 212000-1439", "2. Region Åsmyra"),
        ("## Parter", "Ekby kommun och Region Åsmyra."),
        ("## Parter", "Part 1 | Ekby kommun", "Part 2 | Region Åsmyra"),
        ("Mellan Ekby kommun och Region Åsmyra har träffats följande avtal.",),
        ("Mellan Ekby kommun, 212000-1439, nedan kallad kommunen, och Region Åsmyra träffas följande avtal.",),
        ("Avtalet ingås mellan Ekby kommun och Region Åsmyra.",),
        ("Parter: Ekby kommun samt Region Åsmyra",),
        ("Ekby kommun och Region Åsmyra har enats om följande.",),
        ("Överenskommelsen ingås mellan:", "- Ekby kommun", "- Region Åsmyra"),
    ],
    ids=lambda paragraphs: paragraphs[0][:30],
)
def test_the_places_that_name_parties(paragraphs: tuple[str, ...]) -> None:
    text = written("# Överenskommelse om stöd till unga", *paragraphs, "## Syfte", PURPOSE, PURPOSE, PURPOSE)
    assert parties_of(text) == ["Ekby kommun", "Region Åsmyra"]


def test_parties_are_found_where_they_sign() -> None:
    signing = ("Ekby kommun | Region Åsmyra", "Vera Lind | Olof Ek")
    text = written("# Överenskommelse om stöd", "## Syfte", *[PURPOSE] * 6, *signing)
    assert parties_of(text) == ["Ekby kommun", "Region Åsmyra"]


def test_a_cell_with_a_party_on_each_line() -> None:
    cells = [("Samverkande parter", "Ekby kommun"), ("", "Tallstads kommun"), ("", "Region Åsmyra")]
    table = [row(one, 160 + 14 * n) for n, one in enumerate(cells)]
    prose = [line(PURPOSE, 260 + 20 * n) for n in range(12)]
    text = text_of(page(line("Överenskommelse om stöd", 100, size=18), *table, *prose))
    assert parties_of(text) == ["Ekby kommun", "Tallstads kommun", "Region Åsmyra"]


def test_every_party_has_evidence_that_names_it() -> None:
    between = "Mellan Ekby kommun och Region Åsmyra har träffats följande avtal."
    text = written("# Överenskommelse om stöd", between, "## Syfte", PURPOSE)
    found = found_in(text)
    assert found.status is Status.STATED
    assert not found.review
    for party in found.value:
        assert any(re.match(re.escape(party.name), e.quote) for e in found.evidence)
    assert all(e.page == 1 and e.boxes for e in found.evidence)


def test_a_party_that_is_named_twice_counts_once() -> None:
    listed = ("- Ekby kommun", "- Region Åsmyra", "- EKBY KOMMUN")
    text = written("# Överenskommelse om stöd", "## Parter", *listed, "## Syfte", PURPOSE)
    assert parties_of(text) == ["Ekby kommun", "Region Åsmyra"]


def test_one_party_alone_is_asked_about() -> None:
    found = found_in(written("# Överenskommelse om stöd", "## Parter", "Ekby kommun", "## Syfte", PURPOSE))
    assert [p.name for p in found.value] == ["Ekby kommun"]
    assert found.review
    assert found.reason


def test_a_document_that_names_nobody_is_asked_about() -> None:
    found = found_in(written("# Överenskommelse om stöd", "## Syfte", PURPOSE, PURPOSE))
    assert (found.value, found.status, found.review) == ((), Status.ABSENT, True)


def test_an_earlier_agreement_s_parties_are_not_ours() -> None:
    text = written(
        "# Överenskommelse om stöd",
        "Mellan Ekby kommun och Region Åsmyra har träffats följande avtal.",
        "## Bakgrund",
        "Avtalet ersätter det tidigare avtalet mellan Tallstads kommun och Norrskogs kommun.",
        PURPOSE,
    )
    assert parties_of(text) == ["Ekby kommun", "Region Åsmyra"]
