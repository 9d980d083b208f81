"""How agreements name their parties, each wording of the domain notes by its number."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.lexicon import read_toml
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


WORK = "# Innehåll\n" + "Arbetet planeras gemensamt och de enskilda står i centrum för allt som görs.\n" * 12
"""What «…» stands for: an agreement is mostly about other things than its parties."""


@lru_cache(maxsize=1)
def wordings() -> dict[str, dict[str, Any]]:
    return {w["name"]: w for w in read_toml(Path(__file__).with_name("party_wordings.toml"))["wording"]}


@pytest.mark.parametrize("name", wordings())
def test_parties_of_varied_papers(name: str) -> None:
    wording = wordings()[name]
    read = agreement(wording["paper"].replace("…\n", WORK))
    found = read.parties
    told = [remark for remark in read.remarks if "Organisationsnumret" in remark]
    if "remark" in wording:
        assert [wording["remark"] in remark for remark in told] == [True]
    assert [party.name for party in found.value] == wording["parties"]
    for key, part in (("canonical", "canonical"), ("alias", "alias"), ("number", "org_number")):
        if key in wording:
            assert [getattr(party, part) or "" for party in found.value] == wording[key]
    assert found.review == wording.get("review", found.review), found.reason


ENOUGH = 40
SILENT = """
# Överenskommelse om stöd till unga vuxna
# Syfte
Syftet är att unga vuxna ska få det stöd som de behöver i sin vardag.
{text}
# Innehåll
Arbetet planeras gemensamt och de enskilda står i centrum för allt som görs.
{text}
# Tvister
Tvister löses i första hand genom förhandling.
"""
TELLING = """
# Överenskommelse om stöd till unga vuxna
Ekby kommun och Region Åsmyra har enats om följande.
# Syfte
Syftet är att unga vuxna ska få det stöd som de behöver i sin vardag.
{text}
# Innehåll
Arbetet planeras gemensamt och de enskilda står i centrum för allt som görs.
{text}
# Tvister
Tvister löses i första hand genom förhandling.
"""


@lru_cache(maxsize=1)
def fooling() -> tuple[str, ...]:
    """Passages that name organisations which are no parties."""
    return tuple(p["text"] for p in read_toml(Path(__file__).parent / "fooling" / "parties.toml")["passage"])


@pytest.mark.parametrize("text", fooling(), ids=lambda text: text[:50])
def test_an_organisation_that_is_named_is_not_a_party_for_it(text: str) -> None:
    assert agreement(SILENT.format(text=text)).parties.value == ()
    told = agreement(TELLING.format(text=text)).parties
    assert [party.name for party in told.value] == ["Ekby kommun", "Region Åsmyra"]
    assert not told.review, told.reason


def test_there_are_enough_of_them() -> None:
    assert len(set(fooling())) >= ENOUGH
