"""Which pages are a signing service's: set apart from the text, whatever else they look like."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pipeline.domain.document import Page
from pipeline.domain.text import Region, Text
from pipeline.layout import compose
from tests.layout.builders import document, lexicon, line, page, texts_of

AGREEMENT = (
    "Samverkansavtal om barn och unga", "Mellan Tallstads kommun och Region Mellanbygden har träffats följande avtal.",
    "Parterna samverkar om stöd till barn och unga och svarar för sina egna kostnader.",
)  # fmt: skip


def printed(*lines: str, number: int = 1) -> Page:
    return page(*(line(content, 80 + 20 * n) for n, content in enumerate(lines)), number=number)


def behind(*lines: str) -> Text:
    (text,) = texts_of(printed(*AGREEMENT), printed(*lines, number=2))
    return text


@pytest.mark.parametrize(
    "lines",
    [
        ("Detta verifikat är utfärdat av Scrive.",),
        ("Underskrifterna i detta dokument är juridiskt bindande",),
        ("The signatures in this document are legally binding.",),
        ("Certificate Of Completion",),
        ("Final Audit Report",),
        ("Signeringskvitto",),
        ("Sammanställning av underskrifter",),
        ("Följande handlingar har undertecknats den 29 mars 2023",),
        ("Detta dokument innehåller 4 sidor före denna sida",),
        ("Denna sida visar de elektroniska underskrifterna.",),
        ("Verifikat", "Transaktion 09222115557480012345", "Signerade 2023-12-14 08:51:02"),
        ("Underskriftssida", "Elektroniskt undertecknad via Ineras tjänst", "2022-02-03 16:40:02"),
        # the title of what was signed, in large print, begins nothing new
        ("Samverkansavtal för kultur", "Slutlig granskningsrapport", "Skapat: 2021-02-01"),
    ],
)
def test_a_service_s_page_is_set_apart(lines: tuple[str, ...]) -> None:
    text = behind(*lines)
    assert text.pages == (1, 2)
    assert text.content[text.verification_start :].splitlines() == list(lines)
    assert {one.region for one in text.lines if one.page == 2} == {Region.VERIFICATION}


@pytest.mark.parametrize(
    "lines",
    [
        ("Elektroniska underskrifter", "Avtalet undertecknas elektroniskt via kommunens tjänst.", "Helena Nilsson"),
        ("Underskriftssida", "Tallstad den 14 december 2023", "Helena Nilsson, socialchef"),
        ("Verifikat", "Varje utbetalning ska styrkas med verifikat.", "Transaktion 1 sker den 14 december."),
        ("Helena Nilsson, socialchef", "Signerad med BankID 2018-11-29 08:51"),
        ("Parterna meddelar varandra elektroniskt.", "Transaktion 09222115557480012345   Signerat HN, EA"),
    ],
)
def test_an_agreement_s_page_that_speaks_of_signatures_is_none(lines: tuple[str, ...]) -> None:
    text = behind(*lines)
    assert text.verification_start == len(text.content)


def test_a_second_page_may_hold_nothing_but_more_signers() -> None:
    one = printed("Detta verifikat är utfärdat av Scrive.", number=2)
    two = printed("Transaktion 09222115557480012345", "Signerade 2023-12-14 08:51:02", number=3)
    (text,) = texts_of(printed(*AGREEMENT), one, two)
    assert {line.page for line in text.lines if line.region is Region.VERIFICATION} == {2, 3}


def test_the_first_page_is_none() -> None:
    (text,) = texts_of(printed("Signeringskvitto", "Helena Nilsson signerade 2023-12-14 08:51:02"))
    assert text.verification_start == len(text.content)


def test_each_agreement_of_a_file_keeps_its_own() -> None:
    other = ("Överenskommelse om lokaler", *AGREEMENT[1:])
    pages = [
        printed(*AGREEMENT, *AGREEMENT[1:]), printed("Signeringskvitto", "Signerad 2023-12-14 08:51", number=2),
        page(line(other[0], 80, size=20), *(line(one, 130 + 20 * n) for n, one in enumerate(other[1:] * 3)), number=3),
        printed("Signeringskvitto", "Signerad 2024-12-14 08:51", number=4),
    ]  # fmt: skip
    texts = texts_of(*pages)
    assert [text.pages for text in texts] == [(1, 2), (3, 4)]
    assert all(text.verification_start < len(text.content) for text in texts)


def test_a_text_knows_the_digital_signatures_of_its_file() -> None:
    signed = replace(document(printed(*AGREEMENT)), signed=(date(2023, 12, 14),))
    (text,) = compose(signed, lexicon())
    assert text.signed == (date(2023, 12, 14),)
