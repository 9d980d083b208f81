"""When it was signed and revised: dates by signatures count, all the other dates of a document do not."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.domain.agreement import Agreement
from tests.extraction.papers import agreement

HEAD = """
# Samverkansavtal om sjukvård för hemlösa
Mellan Tallstads kommun och Region Mellanbygden har träffats följande avtal.
# Bakgrund
Kommunen och regionen bedriver tillsammans en mottagning. Arbetet startade den 2 juni 2008 i Tallstad.
# Ekonomi
Ersättningen för 2018 betalas senast 2018-12-31. Budgeten behandlades vid möte 2018-10-15.
# Avtalstid
Avtalet gäller från och med 2019-01-01 till och med 2021-12-31.
"""


def signed(block: str, head: str = HEAD) -> Agreement:
    return agreement(head + block)


@pytest.mark.parametrize(
    "block",
    [
        "Tallstad den 20 november 2018 | Tallstad den 29 november 2018\nFör Tallstads kommun | För Region Mellanbygden",
        "Tallstad 2018-11-29\nBirgitta Noresson | Hans Tapper\nTallstads kommun | Region Mellanbygden",
        "# Underskrifter\nDatum 181129\nFör Region Mellanbygden\nAnna Wallerius\nDatum 181120\nFör Tallstads kommun",
        (
            "# Underskrifter\nDatum\n181129\nFör Region Mellanbygden\n"
            "Datum\n181120\nFör Tallstads kommun\nBirgitta Noresson"
        ),
        (
            "# Underskrifter\nPart | Datum | Namnteckning\n"
            "Tallstads kommun | 20/11 2018 | B. Noresson\nRegionen | 29/11 2018 | H. Tapper"
        ),
        (
            "Avtalet är upprättat i två exemplar.\nFör | Ort och datum | Underskrift\n"
            "Tallstads kommun | Tallstad 29/11 2018 | B. Noresson"
        ),
        "Ort och datum: Lilla Edet 2018-11-29\nNamnförtydligande: Birgitta Noresson",
        "Ort: Tallstad Datum: 2018-11-29\n\nBirgitta Noresson, socialchef",
        "# 9. Underskrift\nElektroniskt signerat 2018-11-20 14:22 | Elektroniskt signerat 2018-11-29 08:51",
        "Birgitta Noresson\nsocialchef\nSignerad med BankID 2018-11-29 08:51",
        "Avtalet har upprättats i två likalydande exemplar.\nGbg 18-11-29 | Göteborg 18-11-29\nB Sandvall | C Öhrman",
        "Upplands-Bro, den 29/11-18\nBirgitta Noresson\nFörvaltningschef",
        "TALLSTAD 2018-11-29\nFör Tallstads kommun",
        "# Tallstad den 29 november 2018\nBirgitta Noresson Hans Tapper",
        "# Underskrifter\nDatum | 2018-11-20 | Datum | 2018-11-29\nNamn | B Noresson | Namn | C Öhrman",
        "# Underskrifter\nden 29 november 2018\nFör Tallstads kommun\nBirgitta Noresson",
        "Ort, datum\nTallstad, 2018-11-29\nUnderskrift\nB Noresson",
        "Birgitta Noresson, socialchef, 2018-11-29\nHans Tapper, ordförande, 2018-11-20",
        (
            "Organisation | Datum | Företrädare\n"
            "Tallstads kommun | 2018-11-29 | B Noresson\nRegionen | 2018-11-20 | H Tapper"
        ),
        "Tallstad den 29 november 2018 Granvik den 20 november 2018\nBirgitta Noresson Hans Tapper",
        "Sundsvall - Härnösand 2018-11-29\nFör kommunen",
        # tables of those who sign
        (
            "# Elektronisk signering\nUndertecknare | För | Signerat\n"
            "B Noresson | Tallstads kommun | 2018-11-29 16:08:51 CET\nH Tapper | Regionen | 2018-11-20 09:14:02 CET"
        ),
        (
            "Avtalet är digitalt undertecknat.\nNamn | Roll | Signerat\n"
            "B Noresson | Socialchef | 2018-11-20 14:02\nH Tapper | Divisionschef | 2018-11-29 08:47"
        ),
        (
            "# Undertecknande\nPart | Beslut | Datum för undertecknande | Namnteckning\n"
            "Tallstads kommun | KF 2018-12-10 § 75 | 2018-11-29 | \n"
            "Regionen | RS 2018-12-17 § 187 | 2018-11-20 | "
        ),
        (
            "# Underskrift\nOrganisation | Titel | Datum och namn\n"
            "Tallstads kommun | Socialchef | 29/11 2018\nRegionen | Direktör | 20/11 2018"
        ),
        (
            "# Underskrifter\nTallstads kommun | 181120 Kultur- och fritidschef | ..........\n"
            "Granviks kommun | 181129 Kultur- och fritidschef | .........."
        ),
        # days side by side, with no place
        "2018-11-20 | 2018-11-29\nBirgitta Noresson | Hans Tapper\nFörvaltningschef | Divisionschef",
        (
            "# Underskrifter\nTallstad och Granvik\n2018-11-22 | 2018-11-29 | 2018-11-25\n"
            "Tallstads kommun | Regionen | Regionen\nBirgitta Noresson, ordförande | Hans Tapper | Lena Ek"
        ),
        (
            "# Underskrifter\nFör Regionen | För Tallstads kommun\n2018-11-21 | 2018-11-07\n"
            "Regionråd | Kommunalråd\nFör Granviks kommun | För Ekby kommun\n2018-11-29 | 2018-11-11\n"
            "Kommunalråd | Kommunstyrelsens ordf."
        ),
        # the last words of a paragraph
        (
            "En slutrapport lämnas till nämnderna i februari 2022. Tallstad den 29 november 2018\n"
            "Birgitta Noresson | Hans Tapper\nFörvaltningschef | Verksamhetschef"
        ),
        "Oenighet löses i styrgruppen. Tallstad den 29 november 2018\nFör Tallstads kommun | För föreningen",
        # a place that OCR misread beside one that it read
        "Falkvik den 4 november 2018 | :VWVarnäs den 29 november 2018\nFör Falkviks kommun | För Varnäs kommun",
        "Tallstad 29/11 -18\nBirgitta Noresson\nKommunstyrelsens ordf.",
    ],
)
def test_the_latest_day_by_the_signatures(block: str) -> None:
    assert signed(block).signed_on.value == date(2018, 11, 29)
    assert not signed(block).signed_on.review


@pytest.mark.parametrize(
    ("block", "day"),
    [
        ("Upprättad i Tallstad 2018-11-11 i två exemplar\nBirgitta Noresson | Hans Tapper", date(2018, 11, 11)),
        ("Avtalet upprättat 2018-11-11.", date(2018, 11, 11)),
        ("Uppgjord i Tallstad 2018-11-11 av undertecknade.", date(2018, 11, 11)),
        ("Diarienummer SN 2018/59 Upprättad 2018-11-11", date(2018, 11, 11)),
        ("Undertecknad i Tallstad denna dag, den 11 november 2018", date(2018, 11, 11)),
        ("Avtalet undertecknades den 11 november 2018 av båda parter.", date(2018, 11, 11)),
        ("Undertecknat i tre exemplar, Tallstad den 11 november 2018", date(2018, 11, 11)),
    ],
)
def test_the_day_told_in_words_when_no_signature_is_dated(block: str, day: date) -> None:
    assert signed(block).signed_on.value == day


def test_a_signature_goes_before_the_day_of_drawing_up() -> None:
    found = signed("Upprättad 2018-11-01\nTallstad den 29 november 2018\nFör Tallstads kommun")
    assert found.signed_on.value == date(2018, 11, 29)


@pytest.mark.parametrize(
    "block",
    [
        (
            "# Aktiviteter\nAktivitet | Ansvarig | Klart\n"
            "Utbildning | Enhetschef | 2019-02-28\nUppföljning | Socialchef | 2019-06-01"
        ),
        "# Ändringar\nVersion | Datum | Ändring\n1.0 | 2018-02-20 | Ny\n2.0 | 2018-10-12 | Digitala möten",
        "# Beslut\nSN 2018-11-18 § 106, VON 2018-11-26 § 54",
        "# Handlingar\nProtokoll 2018-11-18\nTjänsteskrivelse 2018-11-12",
        "FÖRFATTNING 6.1.1\nAntagen av kommunfullmäktige § 174/04",
        "Beslutad av kommunfullmäktige 2018-11-26 § 54",
        "# Beslut\nKommun | Beslut | Paragraf\nTallstad | 2018-11-26 | § 54\nGranvik | 2018-11-19 | § 61",
        "# Möten\n2018-11-26 | 2018-12-10\nStyrgruppen | Arbetsgruppen",
        "# Uppföljning\nRapporten behandlas av nämnden. Nästa möte hålls i Tallstad den 26 november 2018.",
        "Utskriven 2018-11-26 | Inkom 2018-11-27\nBirgitta Noresson\nsocialchef",
        "Birgitta Noresson\nsocialchef",
    ],
)
def test_other_days_are_no_signature(block: str) -> None:
    found = signed(block).signed_on
    assert found.value is None
    assert found.reason


def test_a_letterhead_is_no_signature() -> None:
    head = "Tallstads kommun | 2018-10-08\nTallstad 2018-10-08" + HEAD
    assert signed("Birgitta Noresson\nsocialchef", head).signed_on.value is None


def test_a_print_date_above_the_signatures_is_none() -> None:
    block = (
        "Avtalet har upprättats i två likalydande exemplar.\n2020-02-07\n"
        "# TALLSTAD\nDatum\n181129\nFör Region Mellanbygden"
    )
    assert signed(block).signed_on.value == date(2018, 11, 29)


@pytest.mark.parametrize(
    "line",
    [
        "Tallstad den JI/3 2020",
        "Tallstad 2O18-l1-3O",
        "Tallstad den 1?/12 2018",
        "Tallstad den 29/11",
        "Tallstad 2018 11 29",
    ],
)
def test_what_cannot_be_read_is_told_and_not_guessed(line: str) -> None:
    found = signed(
        f"# Underskrifter\nTallstad den 20 november 2018 | {line}\nFör Tallstads kommun | För regionen"
    ).signed_on
    assert found.value is None
    assert found.review
    assert "2018-11-20" in (found.reason or "")


@pytest.mark.parametrize(
    "block",
    [
        "# Underskrifter\nOrt och datum ____________\nNamnförtydligande ____________",
        "Kungsbacka den xx / x 2018 | Kungsbacka den xx / x 2018\nFör Kungsbacka kommun | För föreningen",
        "Tallstad den ____ 2018\nFör Tallstads kommun",
    ],
)
def test_an_unsigned_copy_has_no_day(block: str) -> None:
    found = signed(block).signed_on
    assert found.value is None
    assert found.reason


def test_one_signature_without_its_day_is_told() -> None:
    found = signed(
        "# Underskrifter\nTallstad den 20 november 2018 | Granvik den ____ 2018\nFör kommunen | För regionen"
    )
    assert found.signed_on.value == date(2018, 11, 20)
    assert found.signed_on.review


def test_a_year_that_slipped_to_the_next_line_of_its_cell() -> None:
    block = (
        "Avtalet är upprättat i två exemplar.\nFör | Ort och datum | Underskrift\n"
        "Tallstads kommun | Tallstad 12/9 2018 | E. Gradin\nKvarnebo | Kvarnebo 10/10 | M. Isaksson\nkommun\n2018"
    )
    assert signed(block).signed_on.value == date(2018, 10, 10)


def test_a_month_is_no_day() -> None:
    found = signed("Avtalet är undertecknat november 2018.").signed_on
    assert found.value is None
    assert found.review


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Senast reviderad: 2019-02-17", date(2019, 2, 17)),
        ("Reviderad | 2019-02-17", date(2019, 2, 17)),
        ("Upprättad 2018-05-03, reviderad 2019-02-17", date(2019, 2, 17)),
        ("Avtalet är reviderat den 17 februari 2019.", date(2019, 2, 17)),
        ("Upprättad 27 maj 2018 Reviderad 17 februari 2019 Dnr SN 2018.0117", date(2019, 2, 17)),
        ("Fastställd av medlemmarna 2018-11-04 Reviderad 2019-02-17", date(2019, 2, 17)),
        (
            "Modellen utvärderas i juni 2023. Version 1.1 reviderades 2019-02-17 sedan blanketten ersatts.",
            date(2019, 2, 17),
        ),
        ("Reviderad av socialnämnden 2018-02-17\nReviderad av socialnämnden 2019-02-17", date(2019, 2, 17)),
        ("Upprättad | Reviderad | Ansvarig\n2018-05-03 | 2019-02-17 | Socialchefen", date(2019, 2, 17)),
    ],
)
def test_the_last_revision(line: str, day: date) -> None:
    found = signed(line)
    assert found.revised_on.value == day
    assert not found.revised_on.review


@pytest.mark.parametrize(
    "line",
    [
        "Revideras | årligen, närmast i augusti 2019",
        "Avtalet ska revideras senast 2019-08-01.",
        "Senast granskad: 2019-02-17",
        "Nästa revidering: 2020-02-17",
        "Brottsförebyggande rådets handbok, reviderad utgåva 2016, är vägledande.",
    ],
)
def test_what_is_to_come_or_another_paper_is_no_revision(line: str) -> None:
    assert signed(line).revised_on.value is None


def test_a_revision_month_is_left_to_a_person() -> None:
    found = signed("Denna version är reviderad juni 2014 och ersätter tidigare version från maj 2011.").revised_on
    assert found.value is None
    assert found.review


def test_a_revision_day_not_filled_in_is_told() -> None:
    found = signed("Senast reviderad: 2O19-O2-l7").revised_on
    assert found.value is None
    assert found.review


def test_a_day_alone_on_its_line_is_given_for_review() -> None:
    found = signed("Tallstad\n2018-11-29\nBirgitta Noresson\nsocialchef").signed_on
    assert found.value == date(2018, 11, 29)
    assert found.review


def test_an_annex_behind_the_signatures_does_not_change_them() -> None:
    annex = (
        "# Bilaga 1\n" + "Text om lokalerna i Gula villan och deras skick.\n" * 60 + "Tallstad 2019-06-01\nenhetschef"
    )
    assert signed(
        "# Underskrifter\nTallstad den 29 november 2018\nFör Tallstads kommun\n" + annex
    ).signed_on.value == date(2018, 11, 29)


def test_figures_below_the_head_of_a_column_of_days_are_told() -> None:
    found = signed(
        "# Underskrifter\nDatum | Namnteckning\n19/11 2018 | Barn- och utbildningsnämnden\n"
        "177 2019 | Polismyndigheten\n24/11 2018 | Socialnämnden"
    ).signed_on
    assert found.value is None
    assert found.review


@pytest.mark.parametrize(
    "row",
    [
        "Regionen | RS 2018-12-17 § 187",
        "Regionen | KF 2018-12-17",
        "Regionen | beslut 2018-12-17",
        "Regionen | till 2021-12-31",
    ],
)
def test_a_decision_beside_a_signature_is_none(row: str) -> None:
    found = signed(f"# Underskrifter\nTallstad 2018-11-29 | {row.split(' | ')[1]}\nFör Tallstads kommun | {row}")
    assert found.signed_on.value == date(2018, 11, 29)
