"""How agreements name their parties, each wording of the domain notes by its number."""

from __future__ import annotations

import pytest

from tests.extraction.papers import agreement

TITLE = "# Överenskommelse om samverkan kring ungdomar"

WORDINGS = {
    "90 the title, with genitives": (
        "# Samverkansavtal mellan Ekby kommun, Norrskogs kommun och Sjöviks kommun avseende räddningstjänst",
        ["Ekby kommun", "Norrskogs kommun", "Sjöviks kommun"],
    ),
    "96 a list, with the social services of every municipality": (
        f"{TITLE}\n# Parter\n- Socialtjänsten i Norrskogs läns kommuner\n- Polismyndigheten i Norrskogs län",
        ["Socialtjänsten i Norrskogs läns kommuner", "Polismyndigheten i Norrskogs län"],
    ),
    "97 units in brackets": (
        f"{TITLE}\n# Parter\n- Ekby kommun, socialnämnden\n- Landstinget (Primärvård, Handikappcentrum, Barnpsykiatri)",
        ["Ekby kommun, socialnämnden", "Landstinget (Primärvård, Handikappcentrum, Barnpsykiatri)"],
    ),
    "98 «genom» and the unit that acts": (
        f"{TITLE}\n# Parter\n- Socialtjänst (Individ och familjenämnden) genom Integrationsenheten\n- Migrationsverket",
        ["Socialtjänst (Individ och familjenämnden) genom Integrationsenheten", "Migrationsverket"],
    ),
    "99 a comma inside the name": (
        f"{TITLE}\n# Parter\n- Länsstyrelsen, Norrskogs län\n- Kriminalvården",
        ["Länsstyrelsen, Norrskogs län", "Kriminalvården"],
    ),
    "100 two offices of one municipality": (
        "# Överenskommelse om samverkan mellan socialförvaltningen och vård- och omsorgsförvaltningen",
        ["socialförvaltningen", "vård- och omsorgsförvaltningen"],
    ),
    "101 a class of parties": (
        f"{TITLE}\n# Parter\n- Individ- och familjenämnden\n- Fastighetsägare i Ekby",
        ["Individ- och familjenämnden", "Fastighetsägare i Ekby"],
    ),
    "102 the host's role is no part of its name": (
        f"{TITLE}\n# Parter\n- Ekby kommun (värdkommun)\n- Sjöviks kommun",
        ["Ekby kommun", "Sjöviks kommun"],
    ),
    "104 on the one side, on the other": (
        f"{TITLE}\nMellan Ekby kommun å ena sidan och Region Norrskog å andra sidan har följande avtal träffats.",
        ["Ekby kommun", "Region Norrskog"],
    ),
}


@pytest.mark.parametrize("wording", WORDINGS)
def test_parties_are_named_so(wording: str) -> None:
    opening, expected = WORDINGS[wording]
    term = "Överenskommelsen gäller från och med 2020-01-01 till och med 2021-12-31."
    paper = f"{opening}\nHär beskrivs arbetet.\n# Giltighetstid\n{term}"
    assert [party.name for party in agreement(paper).parties.value] == expected
