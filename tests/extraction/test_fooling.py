"""Passages that try to fool each field: what other agreements, laws, projects and staff have of times and numbers.

Each stands in an agreement that has no such value of its own, where the field must stay empty, and in one that has,
where it must change nothing.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from pipeline.domain.evidence import Finding
from pipeline.lexicon import read_toml
from tests.extraction.papers import agreement

FIELDS = (
    "valid_from", "valid_to", "open_ended", "renewal", "notice_period", "signed_on", "revised_on", "registry_number",
)  # fmt: skip
ENOUGH = 40

SILENT = """
# Samverkansavtal om stöd till unga vuxna
Mellan Tallstads kommun och Region Mellanbygden har träffats följande avtal.
# Syfte
Parterna samverkar om stöd till unga vuxna med psykisk ohälsa.
# {heading}
{text}
# Tvister
Tvister löses i första hand genom förhandling mellan parterna.
"""
TELLING = """
Tallstads kommun | Dnr SN-2018/233
# Samverkansavtal om stöd till unga vuxna
Senast reviderad: 2018-10-02
Mellan Tallstads kommun och Region Mellanbygden har träffats följande avtal.
# Syfte
Parterna samverkar om stöd till unga vuxna med psykisk ohälsa.
# {heading}
{text}
# Avtalstid
Avtalet gäller från och med 2019-01-01 till och med 2021-12-31. Om avtalet inte sägs upp senast sex månader före
avtalstidens utgång förlängs det med ett år i taget.
# Tvister
Tvister löses i första hand genom förhandling mellan parterna.
# Underskrifter
Tallstad 2018-11-29
För Tallstads kommun
""".replace("före\n", "före ")


@lru_cache(maxsize=1)
def passages() -> tuple[tuple[str, str, str], ...]:
    """Field, text and heading of all of them."""
    folder = Path(__file__).with_name("fooling")
    return tuple(
        (field, p["text"], p.get("heading", "Övrigt"))
        for field in FIELDS
        for p in read_toml(folder / f"{field}.toml")["passage"]
    )


@lru_cache(maxsize=1)
def untouched() -> dict[str, Finding[object]]:
    plain = agreement(TELLING.format(text="Parterna svarar för sina egna kostnader.", heading="Övrigt"))
    return {field: getattr(plain, field) for field in FIELDS}


@pytest.mark.parametrize(("field", "text", "heading"), passages(), ids=lambda value: value[:50])
def test_no_field_is_fooled(field: str, text: str, heading: str) -> None:
    empty: Finding[object] = getattr(agreement(SILENT.format(text=text, heading=heading)), field)
    assert not empty.value, empty
    told: Finding[object] = getattr(agreement(TELLING.format(text=text, heading=heading)), field)
    assert told.value == untouched()[field].value
    assert not (told.value and told.review), told.reason


@pytest.mark.parametrize("field", FIELDS)
def test_there_are_enough_of_them(field: str) -> None:
    assert sum(one == field for one, _, _ in passages()) >= ENOUGH
