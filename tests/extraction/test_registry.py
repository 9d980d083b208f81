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
