"""What Övrigt says of a document itself: when it is reviewed, that it is a draft."""

from __future__ import annotations

import pytest

from tests.extraction.papers import agreement

BODY = """
# Samverkansavtal om Barnahus
Mellan Tallstads kommun och Region Mellanbygden har träffats följande avtal.
Avtalet gäller från och med 2019-01-01 till och med 2021-12-31.
"""


@pytest.mark.parametrize(
    ("line", "remark"),
    [
        ("Avtalet ska revideras årligen.", "Ska följas upp eller revideras: revideras årligen."),
        ("Avtalet ses över vartannat år.", "Ska följas upp eller revideras: ses över vartannat år."),
        ("Upprättad i Tallstad 2018-12-03", "Upprättat 2018-12-03."),
    ],
)
def test_one_sentence_for_each_kind(line: str, remark: str) -> None:
    assert remark in agreement(BODY + line).remarks


@pytest.mark.parametrize("line", ["UTKAST" + BODY, BODY + "\n~ Utkast med ändringsmarkeringar 2025-03-18"])
def test_a_draft_is_told(line: str) -> None:
    assert any("Utkast" in remark for remark in agreement(line).remarks)


@pytest.mark.parametrize(
    "line",
    [
        "Kommunen ersätter regionen för kostnader.",
        "Styrgruppen träffas fyra gånger per år.",
        "Ändringar och tillägg till avtalet ska vara skriftliga.",
        "Avtalet ersätter alla skriftliga eller muntliga åtaganden.",
        "Styrgruppen tar fram ett utkast till verksamhetsplan.",
    ],
)
def test_what_only_sounds_like_it(line: str) -> None:
    assert agreement(BODY + line).remarks == ()


def test_a_remark_stays_short() -> None:
    line = "Avtalet revideras " + "av samverkansgruppen " * 20 + "varje år."
    assert all(len(remark) < 200 for remark in agreement(BODY + line).remarks)
