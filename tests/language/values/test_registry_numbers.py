"""Registry numbers in every shape, whose they are, and what only looks like one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.language.values.registry_numbers import find_registry_numbers
from pipeline.language.values.words import ValueWords

UNMISTAKABLE = [
    "2014/1039-IFN-012",
    "KS 2019/123",
    "KS 2018/1092",
    "KS 2020/305",
    "SN 219/2020",
    "SOC 2016/0412-106",
    "KS/2015:438",
    "IFN/2023:147",
    "Kst/2012:214",
    "KS/2012:628-805",
    "KS/2017:190/10",
    "LS/2012:0764",
    "2023/KS 0362",
    "2021/KS 0280 013",
    "2017/SN0088",
    "2023KS133",
    "12KS/0282",
    "SN16/76",
    "IFO2015/14",
    "KS2016.0871",
    "RJL 2015/1895",
    "RM 2015-1187",
    "SN-2018/233",
    "TE-2023-00916",
    "AN 14-0019",
    "Af-2013/512",
    "KS.2022.611",
    "TEF 2016.318",
    "SN 2006.0145.737",
    "HSN 2022-1187",
    "KS 2023/00871-7",
    "BUN:2019/0204",
    "SOCN 2019/311",
    "SF 2015:31",
    "BUN 21/0144",
    "RNB 22-00417",
    "LS-LED19-1802",
    "LTV-RS18-0922",
    "12LTK291",
    "14UBN0118.600",
    "15/SN 0077",
    "16/KSF-0312",
    "2018-SN-0165",
    "2018/KS 0440",
    "SN-219/2020",
    "S2010/4139/FST",
    "2021VFN528 779",
]
ONLY_LABELLED = [
    "2019-000731",
    "2021.337 IFN",
    "801-4471-2021",
    "1-306/2019",
    "PPHV170075",
    "RS240957",
    "UE/110074",
    "LK/060418",
    "1-306/2016",
    "3.1-0277/2019",
    "44/16",
    "BUN 21/66",
    "FoU 22-017",
    "2014/10",
    "7/98",
]


@pytest.mark.parametrize("number", UNMISTAKABLE)
def test_a_shape_that_nothing_else_has_needs_no_label(words: ValueWords, number: str) -> None:
    (found,) = find_registry_numbers(f"ärendet {number}, § 12", words)
    assert found.value is not None
    assert (found.value.number, found.value.kind, found.value.labelled) == (number, "none", False)


@pytest.mark.parametrize("number", UNMISTAKABLE + ONLY_LABELLED)
@pytest.mark.parametrize("label", ["Dnr ", "Dnr: ", "D nr ", "Diarienr: ", "Diarienumer\n    ", "DIARIENR:", "Ärende "])
def test_a_label_makes_it_the_documents_own(words: ValueWords, number: str, label: str) -> None:
    text = f"{label}{number}\nAvtal"
    (found,) = find_registry_numbers(text, words)
    assert found.value is not None
    assert (found.value.number, found.value.kind) == (number, "own")
    assert text[found.start : found.end] == number


@pytest.mark.parametrize("number", ONLY_LABELLED)
def test_other_shapes_need_a_label(words: ValueWords, number: str) -> None:
    assert find_registry_numbers(f"se {number}, sedan", words) == ()


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("HÖGSKOLAN I BERGSLUND\t1-306/2016 2016-04-14", "1-306/2016"),
        ("2006-05-10\tLK/060418", "LK/060418"),
        ("RS240957\tSida 1", "RS240957"),
        ("3.1-0277/2019", "3.1-0277/2019"),
        ("Länsstyrelsen\t801-4312-11", "801-4312-11"),
    ],
)
def test_shapes_of_other_things_must_fill_their_cell(words: ValueWords, line: str, number: str) -> None:
    (found,) = find_registry_numbers(line, words)
    assert found.value is not None
    assert (found.value.number, found.value.kind) == (number, "none")
    assert find_registry_numbers(f"se {number} i arkivet", words) == ()


@pytest.mark.parametrize(
    ("text", "number", "kind"),
    [
        ("Vår beteckning: KS 2020/305", "KS 2020/305", "own"),
        ("Kommunstyrelsens dnr KS 2020/305", "KS 2020/305", "own"),
        ("Vår referens: KS 2020/305", "KS 2020/305", "own"),
        ("Diariet: TEF 2016.318 Måltider", "TEF 2016.318", "own"),
        ("Vår beteckning: Af-2019/0041 2207", "Af-2019/0041 2207", "own"),
        ("Dnr Af-2019/0041 2019-05-14", "Af-2019/0041", "own"),
        ("Länsstyrelsens dnr 801-4312-11", "801-4312-11", "named"),
        ("Regionens diarienummer\tHSN 2022-1187", "HSN 2022-1187", "named"),
        ("Ert dnr 2014/55", "2014/55", "theirs"),
        ("Er beteckning 2018-1234", "2018-1234", "theirs"),
        ("Arbetsförmedlingens dnr: AF-2013/512207", "AF-2013/512207", "named"),
        ("Socialdepartementet dnr S2010/4139/FST", "S2010/4139/FST", "theirs"),
        ("Avtalsnr 57/12", "57/12", "contract"),
        ("Undertecknat avtal har handlingsid: 2020:2772", "2020:2772", "document"),
        ("Diarienummer\n VO VO-2025-00183", "VO-2025-00183", "own"),
        ("§ 71 Dnr GRFS-2025-00123", "GRFS-2025-00123", "own"),
        ("Dnr 2014/10 SN 2015-03-18 § 106", "2014/10", "own"),
        ("Dnr 12345", "12345", "own"),
        ("Dnr 2014/10 SN", "2014/10 SN", "own"),
        ("Dnr KS 2014/55 SN", "KS 2014/55", "own"),
        # of labels in a row the first one owns the number
        ("Dnr Avtalsnr 57/12", "57/12", "own"),
        ("Avtalsnr Dnr 57/12", "57/12", "contract"),
        ("Diarienummer Handlingsid\n2014/55", "2014/55", "own"),
        ("Ert dnr Vår referens 2014/55", "2014/55", "theirs"),
        ("Vår beteckning Er beteckning\n2014/55", "2014/55", "own"),
        # another paper's number, in the same sentence
        ("Avtalet ersätter överenskommelsen med dnr KS 2009/114", "KS 2009/114", "theirs"),
        ("Avtalet ersätter det med dnr KS 2009/114. Det gäller från den 1 mars 2014.", "KS 2009/114", "theirs"),
        ("Avtalet med dnr KS 2009/114 ersätter det förra", "KS 2009/114", "own"),
        ("Ersätter nämndens avtal med dnr KS 2009/114", "KS 2009/114", "theirs"),
        ("Avtalet ersätter ett annat. Nämndens dnr KS 2009/114", "KS 2009/114", "own"),
        ("Avtalet ersätter det förra.\nDnr KS 2009/114", "KS 2009/114", "own"),
        ("Avtalet ersätter Dnr KS 2009/114", "KS 2009/114", "own"),
        ("Avtalet ersätter Länsstyrelsens dnr 2014/55", "2014/55", "theirs"),
        ("Avtalet ersätter\nLänsstyrelsens dnr 2014/55", "2014/55", "named"),
        ("Avtalet ersätter\tLänsstyrelsens dnr 2014/55", "2014/55", "named"),
        ("enligt Regionens dnr 2014/55", "2014/55", "named"),
        (" Ert dnr 2014/55", "2014/55", "theirs"),
        ("Kommunens dnr KS 2009/114", "KS 2009/114", "own"),
        ("KOMMUNENS DNR KS 2009/114", "KS 2009/114", "own"),
    ],
)
def test_the_label_tells_whose_it_is(words: ValueWords, text: str, number: str, kind: str) -> None:
    (found,) = find_registry_numbers(text, words)
    assert found.value is not None
    assert (found.value.number, found.value.kind) == (number, kind)


@pytest.mark.parametrize(
    "text",
    [
        "socialtjänstlagen (2001:453)",
        "SFS 2001:453",
        "SOSFS 2011:9",
        "HSLF-FS 2016:24",
        "MSBFS 2016/24",
        "prop. 2006/07:38",
        "SOU 2005:88",
        "(EU) 2016/679",
        "EU 2016/679",
        "SS-ISO 1999:2013",
        "721 87 Västerås",
        "212000-0456",
        "021-39 26 87",
        "Dnr 2014-12-31",
        "Diarienummer Datum 2014-12-31",
        "Diarienummer Sida 1 (3)",
        "Dnr (ifylls av registrator): .......",
        "Ärende 3",
        "Dnr 1/2",
        "Dnr 1234",
        "Ärende Plan 2014-2015",
        "Ärende Taxa 2014/15",
        "KS 2015-2018",
        "BUN 2021-05-19 § 47",
        "§ 174/04",
        "KS 2015.10.12",
        "Lgr 2011/12",
        "BUN 2015-16",
        "SN 10-12 personer",
        "Rum 2014/3",
        "0510-77 16 00",
        "070-123 45 67",
        "SE-721 87 Tallstad",
    ],
)
def test_laws_series_and_dates_are_none(words: ValueWords, text: str) -> None:
    assert find_registry_numbers(text, words) == ()


def test_a_series_with_a_hyphen_is_stopped_as_a_whole(words: ValueWords) -> None:
    stopping = replace(words, registry=replace(words.registry, stop=("xy-za",), stop_endings=("fs",)))
    assert find_registry_numbers("enligt XY-ZA 2014/55", stopping) == ()
    assert find_registry_numbers("enligt AB-MSBFS 2014/55", stopping) == ()
    assert len(find_registry_numbers("enligt XY 2014/55", stopping)) == 1
