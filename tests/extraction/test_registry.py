"""The document's own registry number, among those of other matters and other parties."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.domain.agreement import Agreement
from pipeline.domain.document import PageSource
from pipeline.extraction.extract import extract
from pipeline.language import annotate
from tests.extraction.papers import agreement, lexicon, paper

BODY = """
Mellan Tallstads kommun och Region Mellanbygden har träffats följande avtal.
Avtalet gäller från och med 2019-01-01 till och med 2021-12-31.
"""


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        ("Tallstads kommun | Dnr SN-2018/233\n# Avtal om vård" + BODY, "SN-2018/233"),
        ("# Avtal om vård\nSN 219/2020" + BODY, "SN 219/2020"),
        ("# Avtal om vård" + BODY + "\n~ Driftavtal | Dnr 2019-000731", "2019-000731"),
        ("Diarienummer | Version | Upprättad\nLTV 130291 | 1.0 | 2013-06-14\n# Avtal om vård" + BODY, "LTV 130291"),
        ("Diarienummer\n2013/702-IFN-012\n# Avtal om vård" + BODY, "2013/702-IFN-012"),
        ("Värdkommun för Barnahus | Diarienummer: 2013/702-IFN-012\n# Avtal om vård" + BODY, "2013/702-IFN-012"),
        ("Dnr: AN 14-0019 | Arbetsförmedlingens dnr: AF-2013/512207\n# Avtal om vård" + BODY, "AN 14-0019"),
        ("Ert dnr: AF-2013/512207\nVårt dnr: AN 14-0019\n# Avtal om vård" + BODY, "AN 14-0019"),
        (
            "# Avtal om vård" + BODY + "Avtalet kompletterar samverkansavtalet (Dnr SOC 2016/0412).\n~ Dnr KS 2019/88",
            "KS 2019/88",
        ),
    ],
)
def test_its_own_number(lines: str, number: str) -> None:
    found = agreement(lines).registry_number
    assert found.value == number
    assert not found.review


@pytest.mark.parametrize(
    "line",
    [
        "Ert dnr: AF-2013/512207",
        "Arbetsförmedlingens diarienummer: AF-2013/512207",
        "Enligt socialtjänstlagen (2001:453) och SOSFS 2011:9.",
        (
            "Planen beslutades av kommunfullmäktige 8 september 2020 (§ 90, KS 2018-00689) "
            "och omfattar flera områden i kommunen."
        ),
        "Antaget av kommunfullmäktige den 30 november 2020 § 182. Undertecknat avtal har handlingsid: 2020:2772",
        "Org.nr 212000-9901, telefon 0690-31 20 45",
    ],
)
def test_numbers_of_others_are_not_its_own(line: str) -> None:
    found = agreement("# Avtal om vård" + BODY + line).registry_number
    assert found.value is None
    assert found.reason


@pytest.mark.parametrize(("confidence", "asked"), [(0.78, True), (0.91, False)])
def test_figures_read_unsurely_on_a_scan_are_asked_about(confidence: float, asked: bool) -> None:
    text = paper("Diarienummer: RS 2018-0031\n# Avtal om vård" + BODY)
    anchors = tuple(replace(a, confidence=confidence if "0031" in a.printed else 0.95) for a in text.anchors)
    text = replace(text, anchors=anchors, sources=((1, PageSource.OCR),))
    found = extract(text, annotate(text, lexicon()), lexicon())
    assert isinstance(found, Agreement)
    assert found.registry_number.review is asked


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        ("Region Sörmark | LS-LED19-1802\n# Avtal om vård" + BODY, "LS-LED19-1802"),
        ("# Avtal om vård" + BODY + "\n~ 2006-05-10 | LK/060418", "LK/060418"),
        ("# Avtal om vård" + BODY + "\n~ Högskolan i Bergslund | 1-306/2016 2016-04-14", "1-306/2016"),
        ("# Avtal om vård" + BODY + "\n~ KS 2023/00871-7 | 1 (2)", "KS 2023/00871-7"),
        ("Avtal - RNB 22-00417 - Version 3 - Utskriven 2023-11-20\n# Avtal om vård" + BODY, "RNB 22-00417"),
        ("# Avtal om vård\nBUN:2019/0204 : Upprättad av samordnaren 2019-04-11" + BODY, "BUN:2019/0204"),
        ("# Avtal om vård\nUtförare: Måltidsenheten Diariet: TEF 2016.318 Måltider" + BODY, "TEF 2016.318"),
        ("# Avtal om vård\nVår beteckning: Af-2019/0041 2207" + BODY, "Af-2019/0041 2207"),
        ("# Avtal om vård\nVår referens: SOCN 2019/311 | Er referens: 2018/77" + BODY, "SOCN 2019/311"),
    ],
)
def test_an_authoritys_letters_a_year_and_a_running_number_in_any_order(lines: str, number: str) -> None:
    found = agreement(lines).registry_number
    assert found.value == number
    assert not found.review


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        ("Avtalsnr 44/16\n# Avtal om vård" + BODY, "44/16"),
        ("Kontraktsnummer: 21-077\n# Avtal om vård" + BODY, "21-077"),
        ("Regionens diarienummer | HSN 2022-1187\n# Avtal om vård" + BODY, "HSN 2022-1187"),
        ("Länsstyrelsens dnr 801-4312-11\n# Avtal om vård" + BODY, "801-4312-11"),
        ("Dnr KS 2019/88\n# Avtal om vård" + BODY + "\n~ Dnr SN 2019/14", "KS 2019/88"),
        ("KS 2019/88\nSN 2019/14\n# Avtal om vård" + BODY, "KS 2019/88"),
    ],
)
def test_a_number_of_something_else_or_one_of_several_is_given_for_review(lines: str, number: str) -> None:
    found = agreement(lines).registry_number
    assert found.value in {number, "SN 2019/14"}
    assert found.review


@pytest.mark.parametrize(
    "lines",
    [
        "Dnr: 2O1B-I47\n# Avtal om vård" + BODY,
        "Ärendenummer | 14 / 7 b\n# Avtal om vård" + BODY,
        "Diarienummer Fastställd | Ansvarig\nSOCN | 2019-12-\n20 19/31l | 04\n# Avtal om vård" + BODY,
    ],
)
def test_a_label_beside_what_cannot_be_read_is_told(lines: str) -> None:
    found = agreement(lines).registry_number
    assert found.value is None
    assert found.review


@pytest.mark.parametrize(
    "line", ["Dnr KS 20XX/xxx", "Dnr: ________", "Diarienummer | Datum\nsaknas | 2019-12-14", "Dnr 2019"]
)
def test_an_empty_label_asks_nothing(line: str) -> None:
    found = agreement(line + "\n# Avtal om vård" + BODY).registry_number
    assert found.value is None
    assert not found.review
