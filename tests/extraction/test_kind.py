"""What is an agreement and what is a paper about one."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from pipeline.domain.agreement import Agreement, Kind, Rejection
from tests.extraction.papers import agreement, outcome

BODY = """
Avtalet gäller från och med 2019-01-01 till och med 2021-12-31. Det kan sägas upp med sex månaders uppsägningstid.
Tallstad den 20 november 2018
För Tallstads kommun | För Region Mellanbygden
"""

FOOLING = tomllib.loads((Path(__file__).parent / "fooling" / "papers.toml").read_text(encoding="utf-8"))

OTHER_WORDS = tomllib.loads((Path(__file__).parent / "fooling" / "kind.toml").read_text(encoding="utf-8"))


def rejected(lines: str, *, file_pages: int | None = None) -> Rejection:
    found = outcome(lines, file_pages=file_pages)
    assert isinstance(found, Rejection), found
    return found


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Överenskommelse om samverkan kring barn", Kind.AGREEMENT),
        ("Idéburet offentligt partnerskap, mötesplats för hemlösa", Kind.AGREEMENT),
        ("Ansvarsförbindelse för gemensam lokal", Kind.AGREEMENT),
        ("Överenskommelse om uppföljning av placerade barns hälsa", Kind.AGREEMENT),
        ("Avtal om utredning och behandling av missbruk", Kind.AGREEMENT),
        ("Avtal om gemensam fakturahantering", Kind.AGREEMENT),
        ("Samsjuklighet: utredning och behandling. Överenskommelse mellan kommunen och regionen", Kind.AGREEMENT),
        ("Lokal handlingsplan för suicidprevention 2020-2022", Kind.ACTION_PLAN),
        ("Åtgärdsplan mot hemlöshet", Kind.ACTION_PLAN),
        ("Mäns våld mot kvinnor – strategi för länet 2022–2026", Kind.OTHER),
        ("Riktlinje för överenskommelser med civilsamhället", Kind.OTHER),
        ("Gemensam rutin för samordnad individuell plan, SIP", Kind.OTHER),
        ("Anmälan om oro – rutin för skola och socialtjänst", Kind.OTHER),
        ("Avvikelsehantering i samverkan, gemensam rutin", Kind.OTHER),
        ("Förbundsordning för Samordningsförbundet Mellanbygden", Kind.OTHER),
    ],
)
def test_the_title_tells_the_kind(title: str, kind: Kind) -> None:
    assert agreement(f"# {title}\n{BODY}").kind.value is kind


@pytest.mark.parametrize(
    ("lines", "word"),
    [
        ("Hällsjö kommun | TJÄNSTESKRIVELSE\n# Förslag till samverkansavtal med regionen" + BODY, "tjänsteskrivelse"),
        ("# Samverkansavtal med regionen" + BODY + "\n~ SAMMANTRÄDESPROTOKOLL | Sida 2", "sammanträdesprotokoll"),
        (
            "Minnesanteckningar från styrgruppsmöte 2019-03-04\n# Samverkansavtalet om Barnahus\n" + BODY,
            "minnesanteckningar",
        ),
        ("Kallelse till styrgruppsmöte\n# Partnerskapet En öppen dörr\nKl. 9 Avtalets uppföljning", "kallelse"),
        ("FAKTURA\n# Avtal om drift 2014\nFakturanummer | 4411\nAtt betala | 1 284 000", "faktura"),
        ("PRESSMEDDELANDE\n# Nytt samverkansavtal mellan kommunen och polisen" + BODY, "pressmeddelande"),
        ("Dagordning\n# Samverkansavtal för Barnahus\n1. Mötet öppnas", "dagordning"),
        ("Missiv | 2019-03-04\n# Överenskommelse om missbruk" + BODY, "missiv"),
        ("Prislista\n# Avtal om tolktjänster\nTolk per timme | 410 kr", "prislista"),
        ("# Uppsägning av avtal\nHärmed sägs avtalet om dricksvatten upp." + BODY, "uppsägning"),
        ("Dokumenttyp: | Rapport\n# Överenskommelse om missbruk - hur gick det\n" + BODY, "rapport"),
    ],
)
def test_a_label_says_what_paper_it_is(lines: str, word: str) -> None:
    assert word in rejected(lines).reason.lower()


@pytest.mark.parametrize(
    "lines",
    [
        (
            "# Samverkan kring hemlösa\nHej!\nHärmed säger Tallstads kommun upp avtalet om Gula villan.\n"
            "Med vänlig hälsning\nMarit Lövgren"
        ),
        (
            "# Avtalet om Gula villan\nTack för samtalet. Vi bifogar avtalet.\n"
            "Med vänliga hälsningar\nMarit Lövgren\nsocialchef"
        ),
        (
            "# Avtalet om Gula villan\nFrån: Marit Lövgren\nTill: Bo Källgren\n"
            "Skickat: den 3 maj 2019 09:14\nÄmne: Avtalet\nJag bifogar det."
        ),
        "# Avtalsuppföljning 2019, driftavtal för familjecentralen\nAvtalet gäller till 2020-12-31.",
        "# Svar på remiss om länsstrategi mot våld\nNämnden är positiv.",
        (
            "# Avtal 2019/44\nFakturadatum 2019-02-03\nFörfallodatum 2019-03-03\n"
            "Bankgiro 5051-1234\nAtt betala 12 000\nMoms 25 %"
        ),
        (
            "# Välkommen till en dag om samverkansavtal\nVarmt välkommen! Anmäl dig senast den 3 maj.\n"
            "Lunch serveras. OSA, begränsat antal platser."
        ),
        (
            "# Överenskommelse om Barnahus\nFörslag till beslut\n"
            "Nämnden beslutar att godkänna överenskommelsen.\nBeslutsunderlag\nTjänsteskrivelse"
        ),
        "# Godkännande av samverkansavtal mellan kommunen och regionen\nNämnden har fått ett förslag.",
        "# Uppföljning av samverkansavtalet om Barnahus\nAvtalet gäller till 2020-12-31.",
        "# Samverkan i länet\nI denna rapport beskrivs hur kommunerna samverkar med regionen.",
        "# Samtycke till samverkan\nJag samtycker till att uppgifter lämnas mellan kommunen och regionen.",
        "# Avvikelse i samverkan\n☐ Kallad part uteblev\n☐ SIP erbjöds inte\n☐ Annat\n☐ Vet ej",
        "# Välkommen till biblioteket\nÖppet alla dagar.",
        "# Innehåll i pärmen om avtal\nSyfte ........ 2\nMål ........ 3\nAvtalstid ........ 4\nParter ........ 5",
        (
            "# Samverkansavtal i kommunen\nAvtal | Parter | Giltighetstid\n"
            "Barnahus | Kommunen | 2018-2020\nMiniMaria | Regionen | 2019\n"
            "SMADIT | Polisen | tills vidare"
        ),
        "# Avtalsmall för idéburet offentligt partnerskap\nMellan X och Y har följande avtal träffats.",
        "# Bilaga 2 till överenskommelsen\nGränsdragning mellan regionens och kommunens ansvar.",
    ],
)
def test_papers_about_agreements_are_none(lines: str) -> None:
    assert rejected(lines).reason


def test_the_contents_of_a_compilation_are_no_document_of_their_own() -> None:
    cover = (
        "# Gällande överenskommelser, planer och rutiner\nDenna pärm uppdateras varje år.\n"
        "1 Överenskommelse om skola ......... 2 2 Handlingsplan mot våld ......... 4 3 Rutin ........ 5"
    )
    assert "innehållsförteckning" in rejected(cover, file_pages=5).reason


def test_a_method_sheet_of_a_compilation_is_no_document_of_its_own() -> None:
    sheet = (
        "# SKOLSTÖD – EN SAMVERKANSMODELL\nMålgrupp\nBarn.\nSyfte\n"
        "Att lyckas.\nMål\nFler lyckas.\nMetod\nSamtal.\nEffekt\nGod."
    )
    assert "metod" in rejected(sheet, file_pages=40).reason
    assert isinstance(outcome(sheet), Agreement)


@pytest.mark.parametrize(
    "lines",
    [
        "# Samarbetsavtal om Barnahus\n# 2 Avtalets innehåll\nAvtalet reglerar ansvaret." + BODY,
        ("# Riktlinje för skolval\nInnehållsförteckning\n1 Inledning ...... 2\n"
"2 Skolval ...... 3\n# Inledning\nReglerna gäller tills vidare.\n"
"De omfattar alla skolor.\nDe ses över varje år.\nDe beslutas av nämnden."),
        ("# Förbundsordning\nNärvarande\nLedamöter får närvara.\nReservation\n"
"Ska anmälas.\nJäv\nEnligt lag.\nYrkande\nSka vara skriftligt."),
        ("# Avtal om lokaler\nParterna ska föra protokoll."
" Kallelse sker per brev.\nFaktura skickas kvartalsvis mot betalning.") + BODY,
        "# Avtal om lokaler\nMellan Tallstads kommun och Region Mellanbygden har träffats följande avtal." + BODY
        + "# Underskrifter\nOrt och datum ____________\n____________\nOrt och datum ____________\n____________\n",
        ("# Avtal om drift\nBetalningsvillkor\n30 dagar netto."
" Moms tillkommer. Bankgiro 5051-1234.\nAntal platser: 12") + BODY,
        ("# Reglemente för gemensam nämnd\nNämnden är gemensam för kommunerna.\nDen har sex ledamöter.\n"
"Plats och tid\nKallelse\nProtokollsanteckning\nExpediering\nJäv\nReservation"),
        "# Förlängning av avtal om tolktjänster\nParter: Tallstads kommun och Region Mellanbygden" + BODY,
        "# Avtal om hemsjukvård\nAvtalet gäller under förutsättning att fullmäktige beslutar att godkänna det." + BODY,
    ],
)  # fmt: skip
def test_what_looks_like_another_paper_and_is_an_agreement(lines: str) -> None:
    assert agreement(lines)


@pytest.mark.parametrize("paper", FOOLING["none"], ids=lambda paper: paper["about"])
def test_a_paper_that_looks_like_an_agreement_is_none_and_the_reason_is_told(paper: dict[str, str]) -> None:
    assert paper["told"] in rejected(paper["text"]).reason.lower()


@pytest.mark.parametrize("paper", FOOLING["taken"], ids=lambda paper: paper["about"])
def test_an_agreement_that_looks_like_another_paper_is_taken(paper: dict[str, str]) -> None:
    assert agreement(paper["text"]).kind.value.value == paper["kind"]


ANNEX = """
==
Bilaga 1. Hyresavtal
Avtalet gäller från och med 2016-05-01 till och med 2017-04-30. Uppsägningstiden är tre månader.
Ekby den 20 april 2020
För Ekby kommun | För Värden AB
"""


def test_an_annex_does_not_disturb_its_agreement() -> None:
    lines = "# Avtal om Barnahus\nMellan Tallstads kommun och Region Mellanbygden har träffats följande avtal." + BODY
    own, both = agreement(lines), agreement(lines + ANNEX)
    for name in ("valid_from", "valid_to", "signed_on", "notice_period", "parties"):
        assert getattr(both, name).value == getattr(own, name).value
    assert both.pages == (1, 2)


def test_what_only_an_annex_says_is_looked_at() -> None:
    lines = "# Samverkansavtal om Barnahus\nMellan Ekby kommun och Polismyndigheten har träffats följande avtal."
    found = agreement(lines + "\nAvtalet gäller från 2019-01-01 till 2021-12-31." + ANNEX)
    assert found.notice_period.review


@pytest.mark.parametrize(("title", "kind"), [(title, kind) for kind, titles in OTHER_WORDS.items() for title in titles])
def test_a_later_word_for_another_kind_does_not_decide(title: str, kind: str) -> None:
    assert agreement(f"# {title}\n{BODY}").kind.value is Kind(kind)
